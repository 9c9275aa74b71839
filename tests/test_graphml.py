"""GraphML: what is written can be read back, is well-formed whatever the text, and is told of mistakes."""

from __future__ import annotations

import csv
import io
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.graphml import Edge, Node, edges_csv, graphml

NS = {"g": "http://graphml.graphdrawing.org/xmlns"}
NODES = [Node("krimp", {"label": "Krimp", "claims": 3}), Node("leegstand", {"label": "Leegstand"})]
EDGES = [Edge("krimp", "leegstand", {"weight": 2, "direction": "more", "share": 0.5, "hedged": True})]


def read(data: bytes) -> tuple[dict[str, dict[str, str]], list[dict[str, str]], Element]:
    root: Element = fromstring(data)
    keys = {key.attrib["id"]: key.attrib for key in root.findall("g:key", NS)}

    def facts(element: Element) -> dict[str, str]:
        found = element.findall("g:data", NS)
        return {keys[each.attrib["key"]]["attr.name"]: each.text or "" for each in found}

    graph = root.find("g:graph", NS)
    assert graph is not None
    nodes = {node.attrib["id"]: facts(node) for node in graph.findall("g:node", NS)}
    edges = [{**edge.attrib, **facts(edge)} for edge in graph.findall("g:edge", NS)]
    return nodes, edges, root


def test_what_is_written_is_read_back() -> None:
    nodes, edges, root = read(graphml(NODES, EDGES))
    assert nodes == {"krimp": {"label": "Krimp", "claims": "3"}, "leegstand": {"label": "Leegstand"}}
    assert edges == [
        {
            "id": "e0",
            "source": "krimp",
            "target": "leegstand",
            "weight": "2",
            "direction": "more",
            "share": "0.5",
            "hedged": "true",
        }
    ]
    assert root.tag == "{http://graphml.graphdrawing.org/xmlns}graphml"


def test_keys_come_first_with_their_types() -> None:
    _, _, root = read(graphml(NODES, EDGES))
    tags = [child.tag.rpartition("}")[2] for child in root]
    assert tags == ["key"] * 6 + ["graph"]
    types = {key.attrib["attr.name"]: key.attrib["attr.type"] for key in root.findall("g:key", NS)}
    expected = {"label": "string", "claims": "long", "weight": "long", "direction": "string"}
    assert types == {**expected, "share": "double", "hedged": "boolean"}


@pytest.mark.parametrize(("directed", "word"), [(True, "directed"), (False, "undirected")])
def test_direction_is_said(directed: bool, word: str) -> None:
    graph = fromstring(graphml(NODES, EDGES, directed=directed)).find("g:graph", NS)
    assert graph is not None
    assert graph.attrib["edgedefault"] == word


@pytest.mark.parametrize(
    ("values", "kind"), [((1, 2.5), "double"), ((1, "x"), "string"), ((True, 1), "string"), ((1, 2), "long")]
)
def test_one_type_for_values_of_several(values: tuple[int, int], kind: str) -> None:
    nodes = [Node(str(number), {"value": value}) for number, value in enumerate(values)]
    key = fromstring(graphml(nodes, [])).find("g:key", NS)
    assert key is not None
    assert key.attrib["attr.type"] == kind


def test_an_edge_to_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="'elders': an edge names a node"):
        graphml(NODES, [Edge("krimp", "elders")])


def test_one_id_for_two_nodes_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot have the same id"):
        graphml([Node("a"), Node("a")], [])


@given(st.lists(st.text(), min_size=1, unique=True), st.text())
def test_any_text_gives_a_file_that_opens(ids: list[str], label: str) -> None:
    nodes = [Node(f"{number}{each}", {"label": label}) for number, each in enumerate(ids)]
    edges = [Edge(nodes[0].id, node.id, {"label": label}) for node in nodes]
    found, lines, _ = read(graphml(nodes, edges))
    assert len(found) == len(nodes)
    assert [line["target"] for line in lines] == list(found)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert graphml(NODES, EDGES) == graphml(list(NODES), list(EDGES))


def test_edges_as_csv() -> None:
    edges = [*EDGES, Edge("leegstand", "krimp, en meer", {"note": 'zegt "ja"'})]
    rows = list(csv.DictReader(io.StringIO(edges_csv(edges))))
    assert rows[0]["Source"] == "krimp"
    assert rows[0]["weight"] == "2"
    assert rows[1]["Target"] == "krimp, en meer"
    assert rows[1]["note"] == 'zegt "ja"'
    assert rows[1]["weight"] == ""
