"""The shipped pipeline, on its own weights: what it gives, and that nothing around a text matters."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from models.embedding import load_embedder
from nlp.encoder import register
from nlp.pipeline import BELEID_FOLDER

if not (BELEID_FOLDER / "encoder" / "encoder.onnx").is_file():
    pytest.skip("the weights of nl_beleid are not in nlp/beleid", allow_module_level=True)

TEXT = (
    "De gemeenteraad van Emmen stelde op 3 mei 2021 de Woonvisie 2030 vast. Wethouder Jansen (D66) zei dat "
    "er € 2,5 mln. nodig is, omdat de Wmo 2015 dat vraagt. Hij kwam de provincie Drenthe tegemoet."
)
ODD = {
    "empty": "",
    "white": " \n\t ",
    "capitals": "DE GEMEENTE EMMEN BOUWT WONINGEN IN RUIMTEVOLK",
    "surrogate": "Een kapot teken \ud83d hier.",
    "nul": "Een\0teken.",
    "emoji": "Mooi plan 👍🏽👨‍👩‍👧 in Emmen 🇳🇱!",
    "combining": "Cafe\u0301 in Gent, e" + "\u0301" * 200 + " daar.",
    "right to left": "De wijk \u202eabc\u202c en שלום.",
    "soft hyphen": "ge\u00admeen\u00adte",
    "one character": "x",
    "only marks": "... !!! ??? --- ///",
    "long word": "woningbouw" * 3000,
    "table": " ".join(f"{at} {at * 7}" for at in range(1500)),
}


@cache
def beleid() -> Language:
    register()
    return spacy.load(BELEID_FOLDER)


def told(doc: Doc) -> list[tuple[str, ...]]:
    rows = [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, str(t.head.i), t.ent_type_) for t in doc]
    return [*rows, *((str(t.is_sent_start),) for t in doc)]


def test_a_sentence_is_understood() -> None:
    doc = beleid()(TEXT)
    assert len(list(doc.sents)) == 3
    by_text = {token.text: token for token in doc}
    assert (by_text["stelde"].pos_, by_text["stelde"].lemma_) == ("VERB", "vaststellen")
    assert by_text["kwam"].lemma_ == "tegemoetkomen"
    assert by_text["Emmen"].tag_.startswith("N|eigen|ev")
    assert by_text["gemeenteraad"].head == by_text["stelde"]
    assert by_text["gemeenteraad"].dep_ == "nsubj"
    found = {ent.text: ent.label_ for ent in doc.ents}
    assert found["D66"] == "ORG"
    assert found["gemeenteraad van Emmen"] == "ORG"
    assert found["Jansen"] == "PER"
    assert found["Woonvisie 2030"] == "POLICY"
    assert [(ent.text, ent.label_) for ent in beleid()("In Emmen groeit de wijk.").ents] == [("Emmen", "GPE")]
    assert "_" not in "".join(token.lemma_ for token in doc)


def test_labels_are_those_of_the_guidelines() -> None:
    from nlp.training.marked import LABELS

    assert set(beleid().get_pipe("ner").labels) == set(LABELS)  # type: ignore[attr-defined]


@pytest.mark.parametrize("batch_size", [1, 3, 64])
def test_neighbours_and_batch_size_do_not_matter(batch_size: int) -> None:
    others = ["Kort.", TEXT * 3, "", "HOOFDLETTERS EN 100 GETALLEN", TEXT]
    docs = list(beleid().pipe([*others, TEXT], batch_size=batch_size))
    alone = beleid()(TEXT)
    assert told(docs[-1]) == told(alone) == told(docs[4])
    assert np.array_equal(docs[-1]._.embedding, alone._.embedding)


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_pass(name: str) -> None:
    doc = beleid()(ODD[name])
    assert len(doc.text) == len(ODD[name])
    assert np.isfinite(doc._.embedding).all()
    assert np.linalg.norm(doc._.embedding) == pytest.approx(1, abs=1e-4)
    assert all(token.head.sent == token.sent for token in doc)


def test_the_last_sentence_of_a_long_text_is_read_too() -> None:
    doc = beleid()((TEXT + " ") * 40)
    assert len(doc) > 1500
    last = [token for token in doc if token.text == "tegemoet"][-1]
    assert last.head.text == "kwam"
    assert sum("Emmen" in ent.text for ent in doc.ents) == 40


def test_the_embedder_gives_the_embedding_of_the_pipeline() -> None:
    embedder = load_embedder()
    texts = [TEXT, "Een kapot teken \ud83d hier.", "Kort."]
    vectors = embedder.embed(texts)
    for text, vector in zip(texts, vectors, strict=True):
        assert np.array_equal(vector, beleid()(text)._.embedding)


def test_like_texts_lie_near_each_other() -> None:
    homes, flats, doctor = load_embedder().embed(
        [
            "De gemeente bouwt nieuwe huurwoningen voor starters.",
            "Er komen betaalbare appartementen bij in de wijk.",
            "De huisarts verwijst patiënten naar het ziekenhuis.",
        ]
    )
    assert homes @ flats > homes @ doctor


def test_features_are_let_go_at_the_end() -> None:
    assert beleid()(TEXT).tensor.size == 0


def test_spacy_loads_it_by_its_entry_points_and_leaves_the_rest_of_the_project_alone() -> None:
    code = (
        "import spacy, sys; p = spacy.load(sys.argv[1]); assert p('Emmen groeit.')[1].pos_;"
        "assert not {'models', 'corpus.store', 'bertopic', 'torch', 'cli'} & set(sys.modules)"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(BELEID_FOLDER)], check=True, capture_output=True, text=True
    )


def test_size_on_disk_and_no_path_of_a_machine() -> None:
    sizes = {path.parent.name: path.stat().st_size for path in BELEID_FOLDER.rglob("*.onnx")}
    files = [path for path in BELEID_FOLDER.rglob("*") if path.is_file()]
    heads = sum(path.stat().st_size for path in files if path.parent.name != "encoder")
    assert (BELEID_FOLDER / "encoder" / "encoder.onnx").stat().st_size <= 50e6, sizes
    assert heads <= 25e6
    for name in ("config.cfg", "meta.json"):
        assert not re.search(r'"/\w', (BELEID_FOLDER / name).read_text(encoding="utf-8"))
    assert {path.name for path in BELEID_FOLDER.glob("LICENSE*")} == {"LICENSE-MIT", "LICENSE-CC-BY-SA-4.0"}


def test_sentences_in_a_long_paragraph_end_where_they_do_in_a_short_one() -> None:
    sentences = [sentence.text for sentence in beleid()((TEXT + " ") * 8).sents]
    assert sentences == [sentence.text for sentence in beleid()(TEXT).sents] * 8
