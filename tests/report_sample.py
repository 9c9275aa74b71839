"""A corpus for the report's tests, written through the store: invented publications on mid-sized cities."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from corpus.records import (
    Content,
    Document,
    Mention,
    Metadata,
    Page,
    Paragraph,
    Part,
    Passage,
    Piece,
    Region,
    Role,
)
from corpus.sources import SourceFile
from corpus.store import FileRecord, Store
from corpus.topic_records import AssignmentRecord, How, TopicModelRecord, TopicRecord

YEARS = (1996, 1999, 2004, 2004, 2008, 2011, 2013, 2016, 2018, 2020, 2021, 2021, 2023, 2024, 2025)

CITIES: tuple[str, ...] = ("Almelo", "Deventer", "Emmen", "Helmond", "Hengelo", "Heerlen", "Hoogeveen")
CITIES += ("Lelystad", "Oss", "Roosendaal", "Sittard-Geleen", "Venlo", "Vlissingen", "Zwolle")
CITIES += ("Best", "Assen")

# Per subject: the label, its words, and what the publications say of it.
SUBJECTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "winkelleegstand in de binnenstad",
        "winkel leegstand binnenstad pand retail detailhandel koopzondag winkelstraat",
        (
            "In {city} staat een op de zes winkelpanden leeg, en de winkelstraat wordt elk jaar korter.",
            "Wie de leegstand in de binnenstad wil keren, moet kleiner durven denken.",
            "De gemeente koopt panden op en verhuurt ze tijdelijk aan starters en makers.",
        ),
    ),
    (
        "krimp en vergrijzing",
        "krimp vergrijzing bevolking inwoner daling huishouden prognose ouderen",
        (
            "De bevolking van {city} daalt sinds de eeuwwisseling, en de prognose wijst verder omlaag.",
            "Vergrijzing betekent niet alleen meer zorg, maar ook minder handen om haar te geven.",
            "Krimp is geen ramp zolang de voorzieningen meekrimpen, stelt de onderzoeker.",
        ),
    ),
    (
        "woningbouw en VINEX",
        "woning woningbouw vinex wijk nieuwbouw corporatie huur koopwoning",
        (
            "De VINEX-wijk bij {city} trok jonge gezinnen weg uit de oude stad.",
            "Corporaties slopen portiekflats en bouwen er koopwoningen voor terug.",
            "Zonder nieuwbouw raakt de middengroep haar plek in de stad kwijt.",
        ),
    ),
    (
        "banen en automatisering",
        "baan werkgelegenheid automatisering fabriek arbeidsmarkt industrie werknemer",
        (
            "Na de sluiting van de fabriek verloor {city} in tien jaar een derde van haar industriële banen.",
            "Automatisering raakt vooral het middelbare werk waar deze steden groot mee zijn geworden.",
            "Er zijn vacatures genoeg, maar niet voor de mensen die hun werk kwijtraakten.",
        ),
    ),
    (
        "schaalvergroting van voorzieningen",
        "voorziening ziekenhuis rechtbank schaalvergroting sluiting fusie school",
        (
            "Eerst verdween de rechtbank uit {city}, daarna de kraamafdeling van het ziekenhuis.",
            "Schaalvergroting is een besluit van elders waarvan de rekening hier wordt betaald.",
            "De fusie van scholen bespaarde geld en kostte leerlingen een uur reizen per dag.",
        ),
    ),
    (
        "regionale samenwerking",
        "regio samenwerking gemeente provincie regiodeal netwerk agenda",
        (
            "Met de buurgemeenten sloot {city} een regiodeal die vooral uit overleg bestaat.",
            "Samenwerking in de regio lukt pas wanneer niemand de centrumstad hoeft te spelen.",
            "De provincie ziet een stedelijk netwerk; de inwoners zien een uur file.",
        ),
    ),
    (
        "campus en kenniseconomie",
        "campus kennis hogeschool student innovatie bedrijf afgestudeerde",
        (
            "De campus in {city} moet afgestudeerden verleiden om te blijven.",
            "Zonder universiteit is de hogeschool de motor van de stedelijke kenniseconomie.",
            "Innovatie laat zich niet plannen, maar een gebouw met goede koffie helpt.",
        ),
    ),
    (
        "onbehagen en proteststem",
        "kiezer vertrouwen politiek proteststem onbehagen partij opkomst",
        (
            "In de oude wijken van {city} stemde bijna de helft op een partij die er geen raadszetel had.",
            "Het onbehagen gaat minder over geld dan over gezien worden.",
            "Wie de opkomst per buurt bekijkt, ziet twee steden onder dezelfde naam.",
        ),
    ),
)

FILLER = (
    "Dat is geen nieuw inzicht, maar het wordt zelden uitgesproken.",
    "De cijfers laten ruimte voor meer dan een lezing.",
    "Een raadslid noemde het plan moedig, een ander noemde het laat.",
    "Het college wil de uitkomst voor de zomer aan de raad voorleggen.",
    "Over de oorzaak verschillen de geïnterviewden van mening.",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the sample is and what is missing from it."""

    documents: int = 42
    passages: int = 7
    """Per document, on average."""
    topics: bool = True
    dates: bool = True
    sentences: int = 5


def fill(store: Store, shape: Shape = Shape(), seed: int = 3) -> None:
    """Write a whole corpus: documents, mentions, a topic model, a run, and files that were set aside."""
    chance = random.Random(seed)
    written = [_document(store, number, shape, chance) for number in range(shape.documents)]
    passages = [item for group in written for item in group]
    if shape.topics:
        _topic_model(store, passages, chance)
    _set_aside(store)
    run = store.start_run(
        "run", {"pipeline": "rules", "jobs": 2}, {"stadspraat": "0.1.0", "bertopic": "0.17.4"}
    )
    store.finish_run(run, "done", {"passages": len(passages)}, {"read": 12.4, "topics": 20.1})


def add_document(store: Store, texts: Sequence[str], metadata: Metadata, path: str) -> tuple[Passage, ...]:
    """A document with a passage for each text, each on a page of its own."""
    id = sha256(path.encode()).hexdigest()
    paragraphs = tuple(
        Paragraph(n, Role.PARAGRAPH, text, (Piece(0, len(text), text, Region(n + 1, 70, 80, 520, 300)),))
        for n, text in enumerate(texts)
    )
    pages = tuple(Page(n + 1, 595, 842, "pdfplumber", "columns") for n in range(len(texts)))
    passages = tuple(
        Passage(id, n, text, (Part(n, 0, len(text), 0),), ((0, len(text)),), metadata.title, "nl")
        for n, text in enumerate(texts)
    )
    document = Document(id, path, Content(pages, paragraphs), metadata)
    store.save_document(SourceFile(path, 1000, 0, id), document, passages, "sample")
    return passages


def assign(store: Store, found: Sequence[tuple[Passage, int]], topics: Sequence[TopicRecord]) -> None:
    """A current topic model with these topics and assignments, on a small ring of points."""
    records = [
        AssignmentRecord(passage.id, topic, 0.9, "fit", float(n % 7), float(n % 5))
        for n, (passage, topic) in enumerate(found)
    ]
    store.save_topic_model(TopicModelRecord("2026-03-01T10:00:00+00:00", "sample"), topics, records)


def _document(store: Store, number: int, shape: Shape, chance: random.Random) -> list[tuple[Passage, int]]:
    year = chance.choice(
        (1996, 1999, 2004, 2004, 2008, 2011, 2013, 2016, 2018, 2020, 2021, 2021, 2023, 2024, 2025)
    )
    kind = chance.choice(("column", "interview", "raadsbrief", "beleidsnota", "hoofdstuk", "verslag"))
    cities = chance.sample(CITIES, 3)
    about = chance.sample(range(len(SUBJECTS)), 3)
    picked = [chance.choice((*about, chance.randrange(len(SUBJECTS)))) for _ in range(_length(shape, chance))]
    texts = [_text(topic, chance.choice(cities), shape.sentences, chance) for topic in picked]
    passages = add_document(
        store, texts, _metadata(number, year, kind, cities[0], shape), _path(store, number)
    )
    _mentions(store, passages)
    return list(zip(passages, picked, strict=True))


def _length(shape: Shape, chance: random.Random) -> int:
    return max(1, round(shape.passages * chance.uniform(0.4, 1.6)))


def _path(store: Store, number: int) -> str:
    return str(store.folder.resolve().parent / "bronnen" / f"stuk {number:04d}.pdf")


def _metadata(number: int, year: int, kind: str, city: str, shape: Shape) -> Metadata:
    known = shape.dates and number % 9 != 4
    dates = (str(year), f"{year}-05", f"{year}-05-{1 + number % 28:02d}")
    origin = [("title", "sidecar"), ("author", "sidecar"), ("type", "sidecar")]
    return Metadata(
        title=f"{city}: {kind} over de middelgrote stad ({number + 1})" if number % 7 else "",
        author=("J. Verzonnen", "M. Bedacht", "")[number % 3],
        date=dates[number % 3] if known else "",
        source=("Stadsblad", "Gemeente", "Bureau Midden")[number % 3],
        type=kind,
        language="nl",
        origin=tuple(origin + [("date", "filename")] * known + [("source", "pdf")]),
    )


def _text(topic: int, city: str, sentences: int, chance: random.Random) -> str:
    own = [line.format(city=city) for line in SUBJECTS[topic][2]]
    rest = [chance.choice((*own, *FILLER)) for _ in range(max(0, sentences - 2))]
    return " ".join([own[0], chance.choice(own[1:]), *rest])


def _mentions(store: Store, passages: Sequence[Passage]) -> None:
    annotated = []
    for passage in passages:
        found = [
            Mention("entity", "GPE", at, at + len(city), city, (("kind", "municipality"), ("name", city)))
            for city in CITIES
            if (at := passage.text.find(f" {city} ")) >= 0 and (at := at + 1)
        ]
        annotated.append((passage, (), found))
    store.save_annotations("sample", annotated)


def _topic_model(store: Store, found: Sequence[tuple[Passage, int]], chance: random.Random) -> None:
    centres = [(chance.uniform(-8, 8), chance.uniform(-5, 5)) for _ in SUBJECTS]
    records = []
    for passage, subject in found:
        topic = -1 if chance.random() < 0.22 else subject
        spread = 0.8 if topic >= 0 else 2.2
        x, y = (chance.gauss(middle, spread) for middle in centres[subject])
        how: How = "nearest" if topic >= 0 and chance.random() < 0.05 else "fit"
        records.append(AssignmentRecord(passage.id, topic, chance.uniform(0.4, 1), how, x, y))
    topics = [_topic(number, records) for number in range(len(SUBJECTS))]
    model = TopicModelRecord(
        "2026-03-01T10:00:00+00:00",
        "bertopic-0.17.4",
        {"min_topic_size": 8, "seed": 42, "embedder": "nl_beleid"},
        {"outlier_share": sum(record.topic < 0 for record in records) / len(records)},
    )
    store.save_topic_model(model, topics, records)


def _topic(number: int, records: Sequence[AssignmentRecord]) -> TopicRecord:
    label, words, _ = SUBJECTS[number]
    own = [record.passage for record in records if record.topic == number]
    weighted = tuple((word, 0.09 / (place + 1.2)) for place, word in enumerate(words.split()))
    documents = len({passage.split("-")[0] for passage in own})
    return TopicRecord(number, label, weighted, len(own), documents, representative=tuple(own[:5]))


def _set_aside(store: Store) -> None:
    folder = store.folder.resolve().parent / "bronnen"
    for name, status, reason in (
        ("stuk 0001 (kopie).pdf", "duplicate", "same bytes as stuk 0001.pdf"),
        ("beveiligd.pdf", "unreadable", "encrypted: needs a password"),
        ("leeg.pdf", "unreadable", "no bytes"),
    ):
        source = SourceFile(str(folder / name), 10, 0, sha256(name.encode()).hexdigest())
        store.save_file(FileRecord(source, status, reason, "sample", None))  # type: ignore[arg-type]
    foreign = Metadata(title="Shrinking cities", language="en", date="2015")
    add_document(
        store, ["Cities of middling size lose their courts and hospitals."], foreign, str(folder / "en.pdf")
    )
    scan = Document(
        "f" * 64,
        str(folder / "scan.pdf"),
        Content((Page(1, 595, 842, "ocr", "lines", 0.41, ("scan without a text layer", "faint print")),), ()),
        Metadata(date="2002", origin=(("date", "filename"),)),
    )
    store.save_document(SourceFile(scan.path, 9, 0, scan.id), scan, (), "sample")


def corpus(folder: Path, shape: Shape = Shape()) -> Store:
    """A new corpus of that shape, open."""
    store = Store.open(folder, create=True)
    fill(store, shape)
    return store


EMPTY = replace(Shape(), documents=0)
