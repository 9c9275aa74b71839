"""The sections of the report as one HTML page that needs nothing but itself."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from corpus.facets import SIZE
from corpus.report import country, intervals, svg, wording
from corpus.report.attention import FEW, attention_of
from corpus.report.changes import changes_of
from corpus.report.claim_graph import claim_graph
from corpus.report.claims import claims_of
from corpus.report.comparison import tables_of
from corpus.report.copies import copies_of
from corpus.report.data import ReportData
from corpus.report.documents import SHOWN, document_lines, doubtful_pages, engines, warned_pages
from corpus.report.flow import flow_of
from corpus.report.hand import decisions_of
from corpus.report.limits import limits_of
from corpus.report.lineage import lineage_of
from corpus.report.links import page_link, source_link
from corpus.report.making import making_of
from corpus.report.news import news_of
from corpus.report.palette import NONE_COLOR, Mark, marks
from corpus.report.payload import payload_of
from corpus.report.places import FIRST, place_table
from corpus.report.plane import plane_of
from corpus.report.plotly_script import plotly_script
from corpus.report.speakers import speakers_of
from corpus.report.timeline import timeline_of
from corpus.report.topics import STABLE, cards_of
from corpus.report.tree import tree_of

_SCRIPTS = ("data.js", "evidence.js", "map.js", "tables.js", "switch.js", "start.js")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: its anchor, its name in the contents and its template."""

    anchor: str
    title: str
    template: str
    content: str = ""
    """What it shows where not every corpus has it: without, the section is left out."""


SECTIONS = (
    Section("corpus", "Corpus", "flow.html.j2"),
    Section("topics", "Topics", "topics.html.j2"),
    Section("new", "New in this batch", "news.html.j2", "news"),
    Section("lineage", "Lineage", "lineage.html.j2", "lineage"),
    Section("tree", "Tree of topics", "tree.html.j2", "tree"),
    Section("hand", "Decided by hand", "hand.html.j2", "decisions"),
    Section("map", "Map of passages", "map.html.j2"),
    Section("time", "Topics over time", "time.html.j2"),
    Section("attention", "Attention", "attention.html.j2"),
    Section("sizes", "Size classes", "sizes.html.j2"),
    Section("comparison", "Comparisons", "comparison.html.j2"),
    Section("places", "Municipalities × topics", "places.html.j2"),
    Section("speakers", "Speakers", "speakers.html.j2", "speakers"),
    Section("claims", "What leads to what", "claims.html.j2", "claims"),
    Section("copies", "Printed again", "copies.html.j2", "copies"),
    Section("documents", "Documents", "documents.html.j2"),
    Section("reading", "Reading quality", "reading.html.j2"),
    Section("limits", "Limits", "limits.html.j2"),
    Section("making", "How it was made", "making.html.j2"),
)


def render(data: ReportData, folder: Path) -> str:
    """The page as HTML; links to sources are relative to `folder`."""
    content = _content(data, folder)
    script = Markup("\n".join(_asset(name) for name in _SCRIPTS))
    plotly = plotly_script() if content["has_map"] else Markup("")
    return (
        _environment(folder)
        .get_template("report.html.j2")
        .render(
            **content,
            sections=[section for section in SECTIONS if not section.content or content[section.content]],
            style=Markup(_asset("report.css")),
            script=script,
            plotly=plotly,
            policy=content_policy([text for text in (plotly, script) if text]),
        )
    )


def content_policy(scripts: list[Markup]) -> str:
    """The Content-Security-Policy of the page: these scripts by hash, and nothing from elsewhere.

    plotly.js draws WebGL points with code it makes at run time, hence `unsafe-eval`; text of the corpus
    cannot get there, since no other script runs and markup is escaped.
    """
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes} 'unsafe-eval'; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _digest(script: str) -> str:
    return b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")


def _content(data: ReportData, folder: Path) -> Mapping[str, object]:
    """What the templates draw from, section by section."""
    timeline = timeline_of(data)
    cards = cards_of(data, timeline)
    plane = plane_of(data.passages, cards)
    flow = flow_of(data)
    doubtful = doubtful_pages(data)
    return {
        "data": data,
        "flow": flow,
        "cards": cards,
        "card_of": {card.topic: card for card in cards},
        "timeline": timeline,
        "plane": plane,
        "has_map": bool(plane.dots),
        "places": place_table(data, tuple(card.topic for card in cards)),
        "first_places": FIRST,
        "attention": attention_of(data),
        "few_passages": FEW,
        "stable": STABLE,
        "lineage": lineage_of(data),
        "tree": tree_of(data),
        "changes": changes_of(data),
        "decisions": decisions_of(data.fitted, data.hand),
        "copies": copies_of(data),
        "news": news_of(data),
        "speakers": speakers_of(data),
        "claims": claims_of(data),
        "tables": tables_of(data),
        "size_facets": [f"{SIZE}{name}" for name in data.reference.definitions],
        "lines": document_lines(data),
        "shown_documents": SHOWN,
        "doubtful": doubtful,
        "warned": warned_pages(data),
        "engines": engines(data.pages),
        "limits": limits_of(data, flow, cards, timeline, doubtful),
        "making": making_of(data),
        "payload": payload_of(data, cards, plane, folder),
        "marks": marks(data.topics),
        "no_mark": Mark(NONE_COLOR),
    }


def _environment(folder: Path) -> Environment:
    """Templates that escape everything, refuse unknown names, and print no character that HTML has not."""
    environment = Environment(
        loader=PackageLoader("corpus.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=wording.printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., object]] = {
        "number": wording.number,
        "count": wording.count,
        "percent": wording.percent,
        "human_date": wording.date,
        "excerpt": wording.excerpt,
        "swatch": svg.swatch,
    }
    environment.filters.update(filters)
    environment.globals.update(
        svg=svg,
        country=country,
        intervals=intervals,
        claim_graph=claim_graph,
        source_link=lambda path: source_link(path, folder),
        page_link=page_link,
    )
    return environment


def _asset(name: str) -> str:
    return files("corpus.report").joinpath("assets", name).read_text(encoding="utf-8")
