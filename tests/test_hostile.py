"""Broken and hostile files, full disks, vanished sources: each costs itself, with a reason in one line."""

import io
import sqlite3
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from pdf_sample import write_pdf

from benchmarks.hostile import describe_damaged, read_damaged
from benchmarks.kills import EXAMPLES
from corpus.batch import AddResult, add_files
from corpus.errors import CorpusError
from corpus.executors import SerialExecutor
from corpus.limits import LimitedExecutor, Limits
from corpus.reading import ReadOptions
from corpus.store import Store
from corpus.verify import verify

ROOT = Path(__file__).resolve().parent.parent
LIMITS = Limits(seconds=25, memory=1024**3)
SOUND = "De raad van Zwolle stemt in met de bouw van nieuwe woningen bij het station."


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1, the first being the catalogue; without a table of them."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, one) for at, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<</Root 1 0 R /Size %d>>\n%%%%EOF\n" % (len(objects) + 1)


def page_with(content: bytes, filters: bytes = b"") -> bytes:
    stream = b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(content), filters, content)
    page = b"<</Type/Page /Parent 2 0 R /MediaBox[0 0 595 842] /Contents 4 0 R>>"
    return raw_pdf(b"<</Type/Catalog /Pages 2 0 R>>", b"<</Type/Pages /Kids[3 0 R] /Count 1>>", page, stream)


def encrypted() -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(target, encryption=pikepdf.Encryption(owner="burgemeester", user="wethouder"))
    return target.getvalue()


def sample() -> bytes:
    return sorted(EXAMPLES.glob("*.pdf"))[0].read_bytes()


def of_many_pages() -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(10_000):
            pdf.add_blank_page()
        pdf.save(target)
    return target.getvalue()


def bomb(size: int) -> bytes:
    """So many zeros, packed twice."""
    packer = zlib.compressobj(1)
    once = b"".join(packer.compress(bytes(2**20)) for _ in range(size // 2**20)) + packer.flush()
    return zlib.compress(once, 9)


def zip_bomb(name: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(name, "w", force_zip64=True) as file:
            for _ in range(150):
                file.write(b" " * 2**20)
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return target.getvalue()


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE officiele-publicatie [<!ENTITY a "ha">%s]>
<officiele-publicatie><al>&j;</al></officiele-publicatie>""" % b"".join(
    b'<!ENTITY %c "%s">' % (after, b"&%c;" % before * 10)
    for before, after in zip(b"abcdefghi", b"bcdefghij", strict=True)
)

UNREADABLE: dict[str, Callable[[], bytes]] = {
    "leeg.pdf": lambda: b"",
    "versleuteld.pdf": encrypted,
    "afgebroken.pdf": lambda: sample()[:900],
    "webpagina.pdf.exe": lambda: b"MZ\x90\0" + bytes(300),
    "plaatje.pdf": lambda: b"\x89PNG\r\n\x1a\n" + bytes(300),
    "kring.pdf": lambda: raw_pdf(b"<</Type/Catalog /Pages 2 0 R>>", b"<</Type/Pages /Kids[2 0 R] /Count 1>>"),
    "genest.pdf": lambda: raw_pdf(b"<</Type/Catalog /Pages " + b"[" * 200_000 + b"]" * 200_000 + b">>"),
    "bom.pdf": lambda: page_with(bomb(3 * 2**29), b"/Filter[/FlateDecode/FlateDecode]"),
    "bom.docx": lambda: zip_bomb("word/document.xml"),
    "bom.odt": lambda: zip_bomb("content.xml"),
    "lachers.xml": lambda: LAUGHS,
    "bladzijden.pdf": of_many_pages,
}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, AddResult]]:
    """A corpus of all of these with two sound files among them."""
    place = tmp_path_factory.mktemp("hostile")
    for name, made in UNREADABLE.items():
        (place / name).write_bytes(made())
    write_pdf(place / "goed.pdf", [SOUND])
    (place / "zz.txt").write_text(SOUND + " Ook dit jaar.")
    corpus = tmp_path_factory.mktemp("corpus")
    with Store.open(corpus, create=True) as store, LimitedExecutor(2, LIMITS) as executor:
        options = ReadOptions(ocr="never")
        yield store, add_files(store, [place], executor=executor, options=options)


def test_sound_files_among_hostile_ones_are_read(mixed: tuple[Store, AddResult]) -> None:
    store, result = mixed
    assert {"goed.pdf", "zz.txt"} <= {Path(one.path).name for one in store.documents()}
    assert result.added + len(result.skipped) == len(UNREADABLE) + 2
    assert verify(store, sample=0).findings == ()


@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_what_cannot_be_read_has_a_reason_a_person_understands(
    mixed: tuple[Store, AddResult], name: str
) -> None:
    reasons = {Path(one.file).name: one.reason for one in mixed[1].skipped}
    assert name in reasons
    assert "\n" not in reasons[name]
    assert "reader failed" not in reasons[name]
    assert len(reasons[name].split()) >= 3


ODD_TEXTS = {
    "surrogaten": b"Een half teken \xed\xa0\x80 en nog een \xed\xb0\x80 staan in deze zin van de raad.",
    "rechts": "De \u202eraad\u202c van \u200fZwolle\u200e \u2067stemt in\u2069 met het plan.".encode(),
    "stuurtekens": b"De raad\x00 van\x07 Zwolle\x1b[31m stemt\x08 in met het plan van het college.",
    "script": b"De raad <script>alert(1)</script> stemt in; ]]> &lt; ${7*7} {{7*7}} <!-- plan -->.",
    "formule": b'=HYPERLINK("http://example.org";"klik") staat bovenaan het voorstel van de raad.',
}


@pytest.mark.parametrize("name", sorted(ODD_TEXTS))
def test_odd_characters_are_kept_in_their_place(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.txt").write_bytes(ODD_TEXTS[name])
    with Store.open(tmp_path / "corpus", create=True) as store:
        result = add_files(store, [tmp_path / f"{name}.txt"], executor=SerialExecutor())
        assert result.added == 1
        assert verify(store, sample=1).findings == ()
        (passage,) = store.passages()
    assert "raad" in passage.text
    assert passage.text.encode()  # no half characters left


def test_a_million_characters_without_a_space_are_read(tmp_path: Path) -> None:
    (tmp_path / "lang.txt").write_text(f"{SOUND} {'x' * 1_200_000} einde. {SOUND}")
    with Store.open(tmp_path / "corpus", create=True) as store, LimitedExecutor(1, LIMITS) as executor:
        assert add_files(store, [tmp_path / "lang.txt"], executor=executor).skipped == ()
        lengths = [len(one.text) for one in store.passages()]
        assert sum(lengths) >= 1_200_000
        # Bounded, since what annotates and embeds them needs memory by their length.
        assert max(lengths) < 20_000
        assert verify(store, sample=1).findings == ()


def test_a_file_that_vanishes_before_it_is_read_costs_itself(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(f"{SOUND} Versie {name}.")

    class Vanishing(SerialExecutor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            (folder / "b.txt").unlink(missing_ok=True)
            return super().submit(fn, *args, **kwargs)

    with Store.open(tmp_path / "corpus", create=True) as store:
        result = add_files(store, [folder], executor=Vanishing())
    assert [(Path(one.file).name, one.reason) for one in result.skipped] == [
        ("b.txt", "cannot be opened (No such file or directory); check the path")
    ]
    assert result.added == 2


FULL_DISK = """
import resource, sys
from pathlib import Path
from corpus.batch import add_files
from corpus.errors import CorpusError
from corpus.executors import SerialExecutor
from corpus.store import Store

import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Store.open(Path(sys.argv[1]), create=True) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
    try:
        add_files(store, [Path(sys.argv[2])], executor=SerialExecutor())
    except CorpusError as error:
        print(error)
"""


def test_a_full_disk_is_told_in_one_line_and_costs_nothing_committed(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02d}.txt").write_text(f"{SOUND} Versie {number}. " * 400)
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path / "corpus"), str(folder), str(600_000)]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert "cannot write to the corpus" in ran.stdout, ran.stderr
    assert ran.stdout.count("\n") == 1
    with Store.open(tmp_path / "corpus") as store:
        before = store.count("documents")
        assert 0 < before < 40
        assert verify(store, sample=1).findings == ()
        # With room again, the rest follows.
        assert add_files(store, [folder], executor=SerialExecutor()).added == 40 - before


def test_a_write_that_fails_undoes_its_step(tmp_path: Path) -> None:
    def fail(store: Store) -> None:
        with store.transaction() as database:
            database.execute("INSERT INTO stages VALUES ('x', 'y', 'z')")
            raise sqlite3.OperationalError("database or disk is full")

    with Store.open(tmp_path / "corpus", create=True) as store:
        with pytest.raises(CorpusError, match="nothing of this step was kept"):
            fail(store)
        assert store.count("stages") == 0


def test_damaged_pdfs_and_side_cars_cost_themselves_alone(tmp_path: Path) -> None:
    """The short form of `python -m benchmarks.hostile`."""
    found = read_damaged(tmp_path, EXAMPLES, 18, 5, LIMITS, 2)
    described = describe_damaged(tmp_path, EXAMPLES, 40, 5)
    assert found.problems + described.problems == []
    assert found.unexplained == []
    assert found.read + sum(found.reasons.values()) == 18
    assert described.read + sum(described.reasons.values()) == 40
