"""Adding files: what is new is read, a failure costs one file, order and interruption change nothing."""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from corpus.batch import AddResult, add_files
from corpus.errors import UnreadableError
from corpus.executors import SerialExecutor
from corpus.limits import Limits
from corpus.reading import ReadOptions
from corpus.records import Content, Page, Paragraph, Role
from corpus.stages import passages_digest
from corpus.store import Store

P = ParamSpec("P")
T = TypeVar("T")


def read_lines(path: Path, options: ReadOptions) -> Content:
    """A stand-in for reading PDFs: every line is a paragraph; some lines are orders."""
    text = path.read_text(encoding="utf-8", errors="surrogateescape")
    if text.startswith("damaged"):
        raise UnreadableError(f"{path}: damaged; fetch it again")
    if text.startswith("bug"):
        raise KeyError("Pages")
    if text.startswith("grow"):
        path.write_text(text + "more")
    if text.startswith("hang"):
        time.sleep(60)
    if text.startswith("crash"):
        os.abort()
    lines = [line for line in text.splitlines() if line]
    paragraphs = tuple(Paragraph(at, Role.PARAGRAPH, line) for at, line in enumerate(lines))
    return Content((Page(1, 595, 842),), paragraphs, media_type=f"text/{options.engine}")


class ShuffledExecutor(Executor):
    """Finishes tasks in another order than they were given."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(4)
        self._count = 0

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        self._count += 1
        delay = 0.02 * (self._count % 4)

        def late() -> T:
            time.sleep(delay)
            return fn(*args, **kwargs)

        return self._threads.submit(late)


def add(
    store: Store, *paths: Path, engine: str = "pdfplumber", executor: Executor | None = None
) -> AddResult:
    options = ReadOptions(engine=engine)  # type: ignore[arg-type]
    return add_files(store, paths, executor=executor or SerialExecutor(), read=read_lines, options=options)


def write(folder: Path, **files: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "texts", a="Een zin.", b="Twee zinnen. Samen.", c="Nog een.")
    return tmp_path / "texts"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "corpus", create=True) as one:
        yield one


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that adding stores, to compare corpora by."""
    return {
        table: list(store.listing(table))
        for table in ("files", "documents", "pages", "paragraphs", "passages")
    }


def test_only_what_is_new_is_read(store: Store, folder: Path) -> None:
    first = add(store, folder)
    assert (first.found, first.added, first.unchanged, first.skipped) == (3, 3, 0, ())
    before = contents(store)
    second = add(store, folder)
    assert (second.added, second.unchanged) == (0, 3)
    assert contents(store) == before
    write(folder, d="Nieuw.")
    third = add(store, folder)
    assert (third.added, third.unchanged) == (1, 3)


def test_touching_a_file_changes_nothing(store: Store, folder: Path) -> None:
    add(store, folder)
    os.utime(folder / "a.txt", ns=(5, 5))
    assert add(store, folder).unchanged == 3
    assert next(store.files()).source.mtime_ns == 5


def test_files_with_the_same_bytes_are_one_document(store: Store, folder: Path) -> None:
    write(folder, a2="Een zin.", a3="Een zin.")
    result = add(store, folder)
    assert result.added == 3
    assert [(one.file, one.reason) for one in result.skipped] == [
        (str(folder / name), f"same bytes as {folder / 'a.txt'}") for name in ("a2.txt", "a3.txt")
    ]
    assert store.count("documents") == 3
    again = add(store, folder)
    assert (again.added, again.unchanged, again.skipped) == (0, 3, result.skipped)


def test_copies_of_what_cannot_be_read_cannot_either(store: Store, folder: Path) -> None:
    write(folder, d="damaged", e="damaged")
    result = add(store, folder)
    assert [one.reason for one in result.skipped] == ["damaged; fetch it again"] * 2
    assert [one.status for one in store.files()][-2:] == ["unreadable"] * 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("damaged", "damaged; fetch it again"),
        ("bug", "the reader failed (KeyError: 'Pages'); please report it with the file"),
        ("", "no text in it; if it is a scan, install OCR (see the README)"),
        ("grow", "changed while it was read; run again when it is complete"),
    ],
)
def test_what_goes_wrong_costs_one_file(store: Store, folder: Path, text: str, reason: str) -> None:
    write(folder, aa=text)
    result = add(store, folder)
    assert [(one.file, one.reason) for one in result.skipped] == [(str(folder / "aa.txt"), reason)]
    assert result.added == 3


def test_a_failure_is_not_tried_again_until_reading_changes(store: Store, folder: Path) -> None:
    write(folder, d="damaged")
    add(store, folder)
    (folder / "d.txt").chmod(0o644)
    again = add(store, folder)
    assert (again.added, again.unchanged, len(again.skipped)) == (0, 3, 1)
    other = add(store, folder, engine="pdfium")
    assert (other.added, len(other.skipped)) == (3, 1)
    assert {one.media_type for one in store.documents()} == {"text/pdfium"}


def test_a_failure_is_tried_again_within_other_limits(store: Store, folder: Path) -> None:
    """What a failure advises, more time or memory, must help."""
    write(folder, d="damaged")
    begun: list[str] = []

    class Noting(SerialExecutor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            begun.append(Path(args[0].path).stem)
            return super().submit(fn, *args, **kwargs)

    for limits in (Limits(120), Limits(120), Limits(240), Limits(240, 2**32), Limits(240, 2**32)):
        add_files(store, [folder], executor=Noting(), limits=limits, read=read_lines)
    assert begun.count("d") == 3
    assert begun.count("a") == 1


def test_a_file_that_was_away_for_a_while_is_read_when_it_is_back(store: Store, folder: Path) -> None:
    class Away(SerialExecutor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            (folder / "b.txt").rename(folder.parent / "b.txt")
            future = super().submit(fn, *args, **kwargs)
            (folder.parent / "b.txt").rename(folder / "b.txt")
            return future

    first = add(store, folder / "b.txt", executor=Away())
    assert "No such file" in first.skipped[0].reason
    assert add(store, folder).added == 3


def test_a_file_that_was_touched_while_it_was_read_is_read_again(store: Store, folder: Path) -> None:
    class Touching(SerialExecutor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            os.utime(folder / "b.txt", ns=(5, 5))
            return super().submit(fn, *args, **kwargs)

    first = add(store, folder / "b.txt", executor=Touching())
    assert "changed while it was read" in first.skipped[0].reason
    assert add(store, folder).added == 3


def test_the_largest_file_is_begun_first(store: Store, folder: Path) -> None:
    begun: list[str] = []

    class Noting(SerialExecutor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            begun.append(Path(args[0].path).stem)
            return super().submit(fn, *args, **kwargs)

    write(folder, d="Het langste van alle stukken.", e="Twee zinnen. Ander.")
    add(store, folder, executor=Noting())
    assert begun == ["d", "b", "e", "a", "c"]


def test_a_file_that_changed_is_a_new_document(store: Store, folder: Path) -> None:
    add(store, folder)
    write(folder, a="Heel anders.")
    assert add(store, folder).added == 1
    assert store.count("documents") == 4
    assert sum(one.status == "read" for one in store.files()) == 3


def test_a_file_that_moved_is_the_same_document(store: Store, folder: Path) -> None:
    add(store, folder)
    (folder / "a.txt").rename(folder / "z.txt")
    result = add(store, folder)
    assert (result.added, result.unchanged, result.skipped) == (0, 3, ())
    assert str(folder / "z.txt") in {one.path for one in store.documents()}
    assert add(store, folder).unchanged == 3


def test_the_order_of_finishing_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    write(folder, **{f"n{number:02d}": f"Tekst {number}." for number in range(50)}, m="bug", o="Tekst 7.")
    found = []
    for name, executor in (("one", SerialExecutor()), ("two", ShuffledExecutor())):
        with Store.open(tmp_path / name, create=True) as store:
            add(store, folder, executor=executor)
            found.append(contents(store))
    assert found[0] == found[1]


def test_an_interrupted_run_is_completed_to_the_same_corpus(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    write(folder, **{f"n{number}": f"Tekst {number}." for number in range(6)})
    found = []
    for name, stops in (("whole", ()), ("broken", (1, 3))):
        for stop in stops:
            interrupted(tmp_path / name, folder, stop)
        with Store.open(tmp_path / name, create=True) as store:
            add(store, folder)
            found.append(contents(store))
    assert found[0] == found[1]


def interrupted(corpus: Path, folder: Path, stop: int) -> None:
    """Begin to add, and be interrupted after `stop` documents."""

    def progress(done: int, total: int) -> None:
        if done == stop:
            raise KeyboardInterrupt

    with Store.open(corpus, create=True) as store, pytest.raises(KeyboardInterrupt):
        add_files(store, [folder], executor=SerialExecutor(), read=read_lines, progress=progress)


def test_another_date_asks_for_annotating_anew(store: Store, folder: Path) -> None:
    add(store, folder)
    store.save_annotations("tagger", [(one, [], []) for one in store.passages()])
    before = passages_digest(store)
    (folder / "metadata.csv").write_text("file,title\na.txt,Eerste\n")
    add(store, folder)
    assert list(store.passages_without_annotation("tagger")) == []
    assert passages_digest(store) == before
    # Places are read as of the day of the document.
    (folder / "metadata.csv").write_text("file,date\na.txt,1998\n")
    add(store, folder)
    assert [one.text for one in store.passages_without_annotation("tagger")] == ["Een zin."]
    assert passages_digest(store) != before


def test_side_car_metadata_is_followed(store: Store, folder: Path) -> None:
    (folder / "metadata.csv").write_text("file,title\na.txt,Eerste\nx.txt,Niets\n")
    result = add(store, folder)
    assert len(result.warnings) == 1
    assert {one.metadata.title for one in store.documents()} == {"Eerste", ""}
    (folder / "metadata.csv").write_text("file,title,n\na.txt,Tweede,1\n")
    assert (again := add(store, folder)).described == 1
    assert again.added == 0
    known = next(one.metadata for one in store.documents() if one.metadata.title)
    assert (known.title, known.extra) == ("Tweede", (("n", "1"),))
    assert dict(known.origin)["title"] == "sidecar"
    assert add(store, folder).described == 0


def test_text_that_is_no_unicode_is_stored(store: Store, folder: Path) -> None:
    (folder / "d.txt").write_bytes(b"Een caf\xff\x00 in de stad.")
    assert add(store, folder).added == 4
    assert any("caf\ufffd\ufffd in" in one.text for one in store.passages())


def test_worker_processes_that_hang_or_die_cost_their_file_alone(store: Store, folder: Path) -> None:
    write(folder, b0="hang", b1="crash")
    result = add_files(store, [folder], jobs=2, limits=Limits(seconds=4), read=read_lines)
    assert result.added == 3
    assert [one.reason for one in result.skipped] == [
        "not done after 4 seconds; raise `seconds` under [reading] in stadspraat.toml",
        "took its process down (SIGABRT); the file is damaged or needs more than 2 GB of memory",
    ]


def test_progress_is_told_to_the_end(store: Store, folder: Path) -> None:
    write(folder, a2="Een zin.", d="damaged")
    told: list[tuple[int, int]] = []
    executor = SerialExecutor()
    add_files(store, [folder], executor=executor, read=read_lines, progress=lambda *one: told.append(one))
    assert told[-1] == (5, 5)


def test_files_that_are_known_take_little_time(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1000):
        (folder / f"{number}.txt").write_text(f"Tekst {number}.")
    add(store, folder)
    began = time.perf_counter()
    assert add(store, folder).unchanged == 1000
    # A tenth of 10,000 files, which are to take under 2 seconds; wide, for a busy machine.
    assert time.perf_counter() - began < 0.8
