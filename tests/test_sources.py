"""Finding files and knowing them by their bytes."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from corpus.errors import UnreadableError
from corpus.sources import SourceFile, find_files, identify, path_key


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def names(folder: Path, *paths: Path, corpus: Path | None = None) -> list[str]:
    return [str(path.relative_to(folder)) for path in find_files(paths or (folder,), corpus=corpus)]


def test_files_below_a_folder_are_sorted_and_complete(tmp_path: Path) -> None:
    write(tmp_path, "b.pdf", "a/z.pdf", "a/c/d.html", "é.txt")
    assert names(tmp_path) == ["a/c/d.html", "a/z.pdf", "b.pdf", "é.txt"]


@pytest.mark.parametrize(
    "name",
    [".hidden.pdf", ".git/x.pdf", "~$nota.docx", "metadata.csv", "Metadata.CSV", "Thumbs.db", "README.md"],
)
def test_what_is_no_publication_is_left_out(tmp_path: Path, name: str) -> None:
    write(tmp_path, "nota.pdf", name)
    assert names(tmp_path) == ["nota.pdf"]


def test_plain_text_beside_its_pdf_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "nota.pdf", "nota.txt", "brief.txt")
    assert names(tmp_path) == ["brief.txt", "nota.pdf"]


def test_a_folder_of_the_texts_of_pdfs_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf", "b.pdf", "source/a.md", "source/b.md")
    assert names(tmp_path) == ["a.pdf", "b.pdf"]


def test_a_folder_with_other_texts_is_taken_whole(tmp_path: Path) -> None:
    write(tmp_path, "2019.pdf", "elsewhere/2019.txt", "elsewhere/2020.txt")
    assert names(tmp_path) == ["2019.pdf", "elsewhere/2019.txt", "elsewhere/2020.txt"]


def test_a_file_that_is_named_is_taken(tmp_path: Path) -> None:
    write(tmp_path, ".hidden.pdf", "metadata.csv")
    assert names(tmp_path, tmp_path / ".hidden.pdf") == [".hidden.pdf"]


def test_each_file_counts_once(tmp_path: Path) -> None:
    write(tmp_path, "a/b.pdf")
    paths = (tmp_path, tmp_path / "a", tmp_path / "a" / "b.pdf", tmp_path / "a" / ".." / "a")
    assert names(tmp_path, *paths) == ["a/b.pdf"]


def test_loops_of_links_end(tmp_path: Path) -> None:
    write(tmp_path, "a/b.pdf")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "broken.pdf").symlink_to(tmp_path / "nothing")
    assert names(tmp_path) == ["a/b.pdf"]


def test_the_corpus_is_no_source(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf", "corpus/report/report.html")
    assert names(tmp_path, corpus=tmp_path / "corpus") == ["a.pdf"]


def test_another_corpus_is_no_source(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf", "old/corpus.db", "old/report/report.html")
    assert names(tmp_path) == ["a.pdf"]


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"none\.pdf: no such file or folder; check the path"):
        find_files([tmp_path / "none.pdf"])


def test_a_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf")
    source = identify(tmp_path / "a.pdf", {})
    assert source.sha256 == sha256(b"a.pdf").hexdigest()
    assert source.size == 5
    assert source.path == str(tmp_path / "a.pdf")


def test_bytes_are_not_read_again_while_size_and_time_stay(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf")
    path = tmp_path / "a.pdf"
    stat = path.stat()
    seen = SourceFile(path_key(path), stat.st_size, stat.st_mtime_ns, "as noted")
    assert identify(path, {seen.path: seen}) is seen
    os.utime(path, ns=(1, 1))
    assert identify(path, {seen.path: seen}).sha256 == sha256(b"a.pdf").hexdigest()


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="No such file"):
        identify(tmp_path / "a.pdf", {})


def test_a_name_that_is_no_text_has_a_key_that_is(tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/nota\xff.pdf"))
    odd.write_bytes(b"x")
    (found,) = find_files([tmp_path])
    key = identify(found, {}).path
    assert key.endswith(r"nota\xff.pdf")
    assert key.encode()
