"""A corpus with places, themes, quotes and claims in two batches, for the discourse parts of the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from report_sample import CITIES, add_document

from corpus.records import Mention, Metadata, Passage
from corpus.reference import MunicipalityRecord
from corpus.store import Store
from corpus.topic_records import AssignmentRecord, TopicModelRecord, TopicRecord
from models.discourse_tables import discourse_tables
from models.news import news_of
from models.tagged import tagged_passages
from nlp.reference import municipality_records, size_class_records

SCHEME = "middelgrote-steden"
THEMES = {"krimp": "Krimp", "leegstand": "Winkelleegstand", "glasvezel": "Digitalisering"}
_OLD = (
    "In {city} zorgt krimp voor leegstand, zegt Anna Bos van de gemeente Emmen.",
    "De krimp in {city} valt mee.",
    "Over leegstand in {city} is veel te doen.",
)
_NEW = ("Met glasvezel kan {city} de krimp keren.", "Glasvezel, glasvezel en nog eens glasvezel in {city}.")


def discourse_corpus(folder: Path) -> Store:
    """Sixteen documents, the last four of a second run; tables counted, two topic versions."""
    store = Store.open(folder, create=True)
    store.save_reference(municipality_records(), size_class_records())
    passages: list[Passage] = []
    for batch in (range(12), range(12, 16)):
        run = store.start_run("add", {}, {})
        for number in batch:
            passages += _document(store, number, _NEW if batch.start else _OLD)
        store.finish_run(run, "done")
    for version, lineage in ((1, []), (2, [_link("continued", 0, 0), _link("born", None, 2)])):
        _topic_model(store, passages, version, lineage)
    tagged = tagged_passages(store)
    store.save_discourse(discourse_tables(tagged), news_of(store, tagged))
    return store


def _document(store: Store, number: int, sentences: Sequence[str]) -> tuple[Passage, ...]:
    known = Metadata(
        title=f"Stuk {number}",
        date=str(2000 + number),
        source=("Stadsblad", "Gemeente")[number % 2],
        type=("column", "nota")[number % 2],
    )
    texts = [sentence.format(city=CITIES[(number + at) % 8]) for at, sentence in enumerate([*sentences] * 4)]
    passages = add_document(store, texts, known, f"{number}.pdf")
    store.save_annotations("sample", [(one, (), list(mentions_in(one.text))) for one in passages])
    return passages


def mentions_in(text: str) -> Iterator[Mention]:
    """The places, themes, quote and claim of a sentence of the sample."""
    for city in (*CITIES, "Emmen"):
        if (at := text.find(city)) >= 0:
            yield Mention("place", "name", at, at + len(city), city, place_data(city))
    for id, label in THEMES.items():
        if (at := text.lower().find(id)) >= 0:
            evidence = [{"start": at, "end": at + len(id), "text": id, "term": id}]
            data = (("scheme", SCHEME), ("id", id), ("score", 0.63), ("evidence", evidence))
            yield Mention("theme", label, at, at + len(id), id, data)
    if (said := text.find(", zegt")) >= 0:
        speaker = (("speaker", "Anna Bos"), ("role", "wethouder"), ("organisation", "gemeente Emmen"))
        place = (("speaker_start", said + 7), ("speaker_end", len(text) - 1))
        yield Mention("quote", "indirect", 0, said, text[:said], (*speaker, *place))
        yield Mention("claim", "more", 0, said, text[:said], claim_data(text))


def place_data(city: str) -> tuple[tuple[str, object], ...]:
    """What the place layer says of a municipality of today."""
    known: MunicipalityRecord = next(
        each for each in municipality_records() if each.name == city and each.today == each.gm_code
    )
    return (
        ("level", "municipality"),
        ("gm_code", known.gm_code),
        ("municipality", known.name),
        ("province", known.province),
        ("population", known.population),
        ("randstad", known.randstad),
    )


def claim_data(text: str) -> tuple[tuple[str, object], ...]:
    """`krimp` leads to `leegstand`, as the claim layer keeps it."""
    cause, effect = text.find("krimp"), text.find("leegstand")
    return (
        *(("cause", "krimp"), ("cause_start", cause), ("cause_end", cause + 5)),
        *(("effect", "leegstand"), ("effect_start", effect), ("effect_end", effect + 9)),
        *(("direction", "more"), ("negated", False), ("hedged", False), ("holder", "Anna Bos")),
    )


def _link(kind: str, before: int | None, after: int | None) -> dict[str, object]:
    return {"kind": kind, "before": before, "after": after, "shared": 9, "jaccard": 0.8}


def _topic_model(
    store: Store, passages: Sequence[Passage], version: int, lineage: list[dict[str, object]]
) -> None:
    found = [
        AssignmentRecord(passage.id, number % 3 - 1 if number % 3 else 2, 0.9, "fit", number % 7, number % 5)
        for number, passage in enumerate(passages)
    ]
    topics = [
        TopicRecord(topic, f"onderwerp {topic}", ((f"woord{topic}", 0.4),), 1, 1) for topic in (0, 1, 2)
    ]
    stable = {
        str(topic): {"jaccard": value, "rbo": value, "stable": value >= 0.5}
        for topic, value in ((0, 0.9), (1, 0.21), (2, 0.6))
    }
    figures: dict[str, object] = {"stability": {"refits": 4, "topics": stable}, "lineage": lineage}
    if version > 1:
        figures["before"] = version - 1
    store.save_topic_model(TopicModelRecord(f"2026-03-0{version}", "t", {}, figures), topics, found)
