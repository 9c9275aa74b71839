"""The networks of a corpus: themes that are said to lead to themes, and speakers with what they speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO, cast

from corpus.errors import CorpusError
from corpus.export import Format, export_table
from corpus.facets import SPEAKER, THEME, Arrow, facet_of
from corpus.graphml import Edge, Node, edges_csv, graphml
from corpus.report.data import PassageRow, ReportData
from corpus.report.load import load
from corpus.store import Store

TABLE_FORMS = ("csv", "parquet", "jsonl")


@dataclass(frozen=True, slots=True)
class Network:
    """A directed network; an edge's `weight` counts statements (claims) or passages (speakers)."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def claims_network(data: ReportData) -> Network:
    """Themes as nodes, and an arrow for each pair of which the text says that one leads to the other."""
    arrows = [arrow for passage in data.passages for arrow in passage.arrows]
    pairs = sorted({(arrow.cause, arrow.effect) for arrow in arrows})
    edges = tuple(_claim_edge(pair, arrows) for pair in pairs)
    named = sorted({name for pair in pairs for name in pair})
    return Network(tuple(Node(name, _named(data, name)) for name in named), edges)


def speakers_network(data: ReportData) -> Network:
    """Speakers and themes as nodes, joined when a passage quotes the one and names the other."""
    counts = Counter(pair for passage in data.passages for pair in _pairs(passage))
    named = sorted({name for pair in counts for name in pair})
    edges = tuple(Edge(*pair, {"weight": counts[pair]}) for pair in sorted(counts))
    return Network(tuple(Node(name, _named(data, name)) for name in named), edges)


NETWORKS: Mapping[str, Callable[[ReportData], Network]] = MappingProxyType(
    {"claims-network": claims_network, "speakers-network": speakers_network}
)


def export_named(store: Store, name: str, form: str) -> Callable[[BinaryIO], None]:
    """A function that writes the table or network of that name to a file.

    Raises CorpusError when there is no such table, or when it cannot be had in that form.
    """
    if name not in NETWORKS:
        store.columns(name)
    if form not in (("graphml", "csv") if name in NETWORKS else TABLE_FORMS):
        others = "graphml or csv" if name in NETWORKS else ", ".join(TABLE_FORMS)
        raise CorpusError(f"{name}: cannot be written as {form}; choose --format {others}")
    if name in NETWORKS:
        network = NETWORKS[name](load(store))
        return lambda file: write_network(network, form, file)
    return lambda file: export_table(store, name, cast(Format, form), file)


def write_network(network: Network, form: str, target: BinaryIO) -> None:
    """Write a network as `graphml`, else its edges as CSV."""
    if form == "graphml":
        target.write(graphml(network.nodes, network.edges))
    else:
        target.write(edges_csv(network.edges).encode())


def _claim_edge(pair: tuple[str, str], arrows: list[Arrow]) -> Edge:
    made = [arrow for arrow in arrows if (arrow.cause, arrow.effect) == pair]
    return Edge(
        *pair,
        {
            "weight": len(made),
            "less": sum(arrow.direction == "less" for arrow in made),
            "negated": sum(arrow.negated for arrow in made),
            "hedged": sum(arrow.hedged for arrow in made),
        },
    )


def _pairs(passage: PassageRow) -> Iterator[tuple[str, str]]:
    speakers = sorted(tag for tag in passage.tags if facet_of(tag) == SPEAKER)
    themes = sorted(tag for tag in passage.tags if facet_of(tag).startswith(THEME))
    return ((speaker, theme) for speaker in speakers for theme in themes)


def _named(data: ReportData, name: str) -> dict[str, str]:
    return {"label": data.labels[name], "kind": facet_of(name)}
