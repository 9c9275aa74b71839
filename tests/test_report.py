"""The whole report: complete, self-contained, safe with hostile text, and every number backed by passages."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from report_sample import EMPTY, Shape, add_document, assign, corpus

from corpus.errors import CorpusError
from corpus.records import Mention, Metadata
from corpus.report import build_report
from corpus.report.data import ReportData
from corpus.report.evidence import Evidence
from corpus.report.load import load
from corpus.report.page import SECTIONS
from corpus.report.payload import payload_of
from corpus.report.plane import plane_of
from corpus.report.timeline import timeline_of
from corpus.report.topics import cards_of
from corpus.store import Store
from corpus.topic_records import TopicRecord

HOSTILE = (
    "</script><script>document.title='owned'</script><img src=x onerror=alert(1)> & \u2028 {{ 7*7 }} \u202e"
)


class Page(HTMLParser):
    """The elements of a page that the tests ask about."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[tuple[dict[str, str], str]] = []
        self.words: list[str] = []
        self._inside: dict[str, str] | None = None
        self._style = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        self._inside = values if tag == "script" else None
        self._style = tag == "style"

    def handle_data(self, data: str) -> None:
        if self._inside is not None:
            self.scripts.append((self._inside, data))
        elif not self._style:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside, self._style = None, False

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def payload(self) -> dict[str, object]:
        packed = next(text for values, text in self.scripts if values.get("id") == "payload")
        content: dict[str, object] = json.loads(gzip.decompress(b64decode(packed)))
        return content


SHAPES = {
    "usual": Shape(),
    "no topics": Shape(documents=3, topics=False),
    "no dates": Shape(documents=6, dates=False),
    "one document": Shape(documents=1, passages=2),
    "empty": EMPTY,
}


@pytest.fixture(scope="module", params=list(SHAPES))
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, ReportData]]:
    folder = tmp_path_factory.mktemp("report") / "middelgroot"
    store = (
        Store.open(folder, create=True) if request.param == "empty" else corpus(folder, SHAPES[request.param])
    )
    with store:
        page = Page(build_report(store, folder / "report").read_text(encoding="utf-8"))
        yield page, load(store)


def evidence(query: str) -> Evidence:
    """The selection that a query string of the page stands for."""
    several = parse_qs(query)
    given = {name: values[0] for name, values in several.items()}
    number = {name: int(given[name]) for name in ("topic", "doc", "from", "to", "id") if name in given}
    return Evidence(
        topic=number.get("topic"),
        place=given.get("place"),
        document=number.get("doc"),
        first_year=number.get("from"),
        last_year=number.get("to"),
        passage=number.get("id"),
        how=given.get("how"),
        seen="seen" in given,
        tags=tuple(several.get("tag", ())),
    )


def test_every_number_is_the_length_of_its_list(built: tuple[Page, ReportData]) -> None:
    page, data = built
    numbers = [values for _, values in page.elements if "data-n" in values]
    assert bool(numbers) == bool(data.passages)
    for values in numbers:
        chosen = evidence(values["data-e"])
        found = sum(chosen.holds(index, passage) for index, passage in enumerate(data.passages))
        assert found == int(values["data-n"]), values["data-e"]


def test_page_has_every_section_and_no_outside_address(built: tuple[Page, ReportData]) -> None:
    page, _ = built
    anchors = {values.get("id") for _, values in page.elements}
    assert {section.anchor for section in SECTIONS if not section.content} <= anchors
    for tag, values in page.elements:
        assert not {"src", "srcset", "poster"} & values.keys(), (tag, values)
        assert not re.match(r"(https?:|//|javascript:|data:)", values.get("href", ""))
        assert not any(name.startswith("on") for name in values)


def test_scripts_are_those_the_policy_names(built: tuple[Page, ReportData]) -> None:
    page, data = built
    policy = next(v["content"] for t, v in page.elements if t == "meta" and "http-equiv" in v)
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-inline'; img-src" in policy
    assert "http" not in policy
    running = [text for values, text in page.scripts if values.get("id") != "payload"]
    for text in running:
        assert b64encode(sha256(text.encode()).digest()).decode() in policy
    assert len(running) == (2 if any(passage.x is not None for passage in data.passages) else 1)


def test_passages_in_the_page_are_the_passages_stored(built: tuple[Page, ReportData]) -> None:
    page, data = built
    columns = page.payload()["columns"]
    assert isinstance(columns, dict)
    assert columns["text"] == [passage.text for passage in data.passages]
    assert {len(column) for column in columns.values()} == {len(data.passages)}


def test_same_corpus_gives_same_bytes(tmp_path: Path) -> None:
    with corpus(tmp_path / "c", Shape(documents=4)) as store:
        first = build_report(store, tmp_path / "report").read_bytes()
        assert build_report(store, tmp_path / "report").read_bytes() == first
    assert [path.name for path in (tmp_path / "report").iterdir()] == ["report.html"]


def test_report_says_what_is_missing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "leeg", create=True) as store:
        text = Page(build_report(store, tmp_path).read_text(encoding="utf-8")).text
    for told in ("No files have been added", "no passages to find topics in", "No run is on record"):
        assert told in text
    with corpus(tmp_path / "klein", Shape(documents=2, topics=False)) as store:
        text = Page(build_report(store, tmp_path).read_text(encoding="utf-8")).text
    assert "No topics have been fitted" in text
    with corpus(tmp_path / "zonder", Shape(documents=8, dates=False)) as store:
        text = Page(build_report(store, tmp_path).read_text(encoding="utf-8")).text
    assert "No document has a known date" in text
    assert "date unknown" in text


def test_outlier_share_stands_with_topics_map_and_places(tmp_path: Path) -> None:
    with corpus(tmp_path / "c") as store:
        data = load(store)
        text = Page(build_report(store, tmp_path).read_text(encoding="utf-8")).text
    said = f"of the passages ({data.outliers} of {len(data.assigned)}) belong to no topic."
    assert text.count(said) == 3


def hostile_corpus(folder: Path) -> Store:
    """A corpus in which every text that a document can bring is markup and script."""
    store = Store.open(folder, create=True)
    metadata = Metadata(
        HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, "nl", ((HOSTILE, HOSTILE),), (("title", HOSTILE),)
    )
    texts = [HOSTILE, f"Almelo {HOSTILE}", "a" * 1_000_000, "\ud800 \x00 \x01 \u2029 ]]> --> <!--"]
    passages = add_document(
        store, [store_text(text) for text in texts], metadata, f"/tmp/javascript:{HOSTILE}"
    )
    place = Mention("place", "municipality", 0, 6, "Almelo", (("municipality", HOSTILE),))
    store.save_annotations("x", [(passages[1], (), [place])])
    topic = TopicRecord(0, HOSTILE, ((HOSTILE, 0.1), ("leegstand", -1.0)), 4, 1, "red;}</style>" + HOSTILE)
    assign(store, [(passage, 0) for passage in passages], [topic])
    run = store.start_run(HOSTILE, {HOSTILE: HOSTILE}, {HOSTILE: HOSTILE})
    store.finish_run(run, HOSTILE, {HOSTILE: [HOSTILE]}, {})
    return store


def store_text(text: str) -> str:
    """The text as the store would keep it, so that ids agree."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    with hostile_corpus(tmp_path / "c") as store:
        page = Page(build_report(store, tmp_path).read_text(encoding="utf-8"))
    assert not [tag for tag, _ in page.elements if tag == "img"]
    assert len(page.scripts) == 3
    assert len([tag for tag, _ in page.elements if tag == "style"]) == 1
    assert "document.title='owned'" in page.text
    assert "{{ 7*7 }}" in page.text
    links = [values["href"] for tag, values in page.elements if tag == "a" and "target" in values]
    assert links
    assert not [href for href in links if "javascript:" in href]


def test_large_corpora_are_cut_to_the_budget_and_say_so(tmp_path: Path) -> None:
    with corpus(tmp_path / "c", Shape(documents=20, sentences=12)) as store:
        data = load(store)
    cards = cards_of(data, timeline_of(data))
    plane = plane_of(data.passages, cards)
    whole = payload_of(data, cards, plane, tmp_path)
    cut = payload_of(data, cards, plane, tmp_path, budget=len(whole.text) - 1)
    assert whole.cut is None
    assert cut.cut in (600, 300, 120)
    assert len(cut.text) < len(whole.text)


def test_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("a file where the folder should be")
    with Store.open(tmp_path / "c", create=True) as store, pytest.raises(CorpusError, match="cannot write"):
        build_report(store, tmp_path / "report")
