"""Write a network as GraphML, the XML form that Gephi, Cytoscape and networkx open, and as CSV of its edges.

GraphML 1.0 as in the primer of Brandes, Eiglsperger and Lerner (graphml.graphdrawing.org): the keys of the
attributes first, then one graph with its nodes and edges.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from corpus.export import safe_cell

Value = str | int | float | bool
_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
# Characters that XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Node:
    """A node with its attributes; Gephi shows the attribute `label`."""

    id: str
    attributes: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge between the ids of two nodes; Gephi reads the attribute `weight`."""

    source: str
    target: str
    attributes: Mapping[str, Value] = field(default_factory=dict)


def graphml(nodes: Sequence[Node], edges: Sequence[Edge], *, directed: bool = True) -> bytes:
    """The network as a GraphML file in UTF-8, the same for the same input.

    Raises ValueError where two nodes have one id, or an edge names a node that is not there.
    """
    _check(nodes, edges)
    root = ET.Element("graphml", {"xmlns": _NAMESPACE})
    names: dict[tuple[str, str], str] = {}
    for domain, items in (("node", nodes), ("edge", edges)):
        for name, kind in _attributes(items).items():
            names[domain, name] = f"d{len(names)}"
            key = {"id": names[domain, name], "for": domain, "attr.name": _clean(name), "attr.type": kind}
            ET.SubElement(root, "key", key)
    graph = ET.SubElement(root, "graph", {"edgedefault": "directed" if directed else "undirected"})
    for node in nodes:
        element = ET.SubElement(graph, "node", {"id": _clean(node.id)})
        _add_data(element, "node", node.attributes, names)
    for number, edge in enumerate(edges):
        ends = {"id": f"e{number}", "source": _clean(edge.source), "target": _clean(edge.target)}
        _add_data(ET.SubElement(graph, "edge", ends), "edge", edge.attributes, names)
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def edges_csv(edges: Sequence[Edge]) -> str:
    """The edges as CSV with the columns Source and Target, as Gephi names them, and their attributes."""
    names = list(_attributes(edges))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Source", "Target", *names])
    for edge in edges:
        cells = [edge.source, edge.target, *(edge.attributes.get(name, "") for name in names)]
        writer.writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()


def _check(nodes: Sequence[Node], edges: Sequence[Edge]) -> None:
    known: set[str] = set()
    for node in nodes:
        if _clean(node.id) in known:
            raise ValueError(f"{node.id!r}: two nodes of a network cannot have the same id")
        known.add(_clean(node.id))
    for edge in edges:
        for end in (edge.source, edge.target):
            if _clean(end) not in known:
                raise ValueError(f"{end!r}: an edge names a node that is not in the network; add the node")


def _attributes(items: Sequence[Node] | Sequence[Edge]) -> dict[str, str]:
    """The GraphML type of each attribute, in order of appearance; values of several types become text."""
    kinds: dict[str, set[str]] = {}
    for item in items:
        for name, value in item.attributes.items():
            kinds.setdefault(name, set()).add(_kind(value))
    return {name: _common(found) for name, found in kinds.items()}


def _kind(value: Value) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long"
    return "double" if isinstance(value, float) else "string"


def _common(kinds: set[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    return "double" if kinds == {"long", "double"} else "string"


def _add_data(
    element: ET.Element, domain: str, attributes: Mapping[str, Value], names: Mapping[tuple[str, str], str]
) -> None:
    for name, value in attributes.items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        ET.SubElement(element, "data", {"key": names[domain, name]}).text = _clean(text)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
