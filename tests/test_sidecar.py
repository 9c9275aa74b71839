"""Side-car CSV files as people save them: what is used, what is told, and that nothing is fatal."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corpus.errors import MetadataError
from corpus.records import Metadata
from corpus.sidecar import Sidecar, find_sidecars, iso_date, read_sidecar

NAMES = ("a.pdf", "b.pdf", "één.pdf")


def read(folder: Path, data: str | bytes, name: str = "metadata.csv") -> Sidecar:
    """The side-car file with this text, for a folder with the files of NAMES."""
    for one in NAMES:
        (folder / one).write_bytes(b"x")
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_sidecar(path, [folder / one for one in NAMES])


def only(found: Sidecar) -> Metadata:
    assert found.warnings == ()
    (row,) = found.rows.values()
    return row


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiters_and_encodings(tmp_path: Path, delimiter: str, encoding: str) -> None:
    lines = (("file", "title", "date"), ("één.pdf", "Coördinatie", "9 juli 2024"))
    data = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    found = read(tmp_path, data)
    assert set(found.rows) == {tmp_path / "één.pdf"}
    assert only(found) == Metadata(title="Coördinatie", date="2024-07-09")


def test_all_columns_are_kept(tmp_path: Path) -> None:
    data = "file,title,author,date,source,type,language,Gremium,n\na.pdf,T,A,2024,S,nota,nl,raad,=1\n"
    expected = Metadata("T", "A", "2024", "S", "nota", "nl", (("Gremium", "raad"), ("n", "=1")))
    assert only(read(tmp_path, data)) == expected


def test_dutch_names_and_quoted_cells(tmp_path: Path) -> None:
    data = 'Bestand;Titel;Datum;Soort\na.pdf;"Wonen; werken\nen meer";2024-07;nota\n'
    assert only(read(tmp_path, data)) == Metadata(title="Wonen; werken\nen meer", date="2024-07", type="nota")


def test_excel_may_name_the_delimiter(tmp_path: Path) -> None:
    assert only(read(tmp_path, "sep=;\nfile;title\na.pdf;Een, twee, drie\n")).title == "Een, twee, drie"


def test_macos_names_are_the_same_names(tmp_path: Path) -> None:
    assert set(read(tmp_path, "file\ne\u0301e\u0301n.pdf\n").rows) == {tmp_path / "één.pdf"}


@pytest.mark.parametrize(
    ("rows", "warning"),
    [
        ("c.pdf,T\n", "row 2: 'c.pdf': no such file; row left out"),
        ("../a.pdf,T\n", "row 2: '../a.pdf' lies outside the folder of the side-car file; row left out"),
        ("/etc/passwd,T\n", "row 2: '/etc/passwd' lies outside"),
        ("..\\..\\a.pdf,T\n", "lies outside"),
        (",T\n", "row 2: no file named; row left out"),
        ("x\x00y.pdf,T\n", "no such file"),
        ("x" * 5000 + ".pdf,T\n", "no such file"),
    ],
)
def test_a_row_that_cannot_be_used_is_told(tmp_path: Path, rows: str, warning: str) -> None:
    found = read(tmp_path, f"file,title\n{rows}b.pdf,Goed\n")
    assert [row.title for row in found.rows.values()] == ["Goed"]
    (line,) = found.warnings
    assert warning in line
    assert line.startswith("metadata.csv, row 2")


def test_of_two_rows_the_first_counts(tmp_path: Path) -> None:
    found = read(tmp_path, "file,title\na.pdf,Eerst\n./a.pdf,Later\n")
    assert [row.title for row in found.rows.values()] == ["Eerst"]
    assert found.warnings == ("metadata.csv, row 3: './a.pdf' stands here twice; the first row counts",)


def test_a_bad_date_is_told_and_kept_aside(tmp_path: Path) -> None:
    found = read(tmp_path, "file,date\na.pdf,ergens in juli\n")
    (row,) = found.rows.values()
    assert (row.date, row.extra) == ("", (("date (as given)", "ergens in juli"),))
    assert "'ergens in juli' is no date" in found.warnings[0]


def test_cells_too_many_or_too_few(tmp_path: Path) -> None:
    found = read(tmp_path, "file,title,date\na.pdf,T\nb.pdf,T,2024,x,y\n\n")
    assert [row.date for row in found.rows.values()] == ["", "2024"]
    assert found.warnings == ("metadata.csv, row 3: 2 cells more than columns; they are left out",)


@pytest.mark.parametrize("data", ["", "\n", "title,date\nx,2024\n", "\x00\x01\x02", "%PDF-1.7\n"])
def test_without_a_file_column_it_is_no_side_car(tmp_path: Path, data: str) -> None:
    with pytest.raises(MetadataError, match="no column `file`"):
        read(tmp_path, data)


def test_a_side_car_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MetadataError, match="check --metadata"):
        read_sidecar(tmp_path / "none.csv", [])


def test_a_file_that_was_not_asked_for_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "later.pdf").write_bytes(b"x")
    assert read(tmp_path, "file\nlater.pdf\n") == Sidecar()


def test_the_nearest_row_counts(tmp_path: Path) -> None:
    below = tmp_path / "given" / "below"
    below.mkdir(parents=True)
    files = [below / "a.pdf", below / "b.pdf"]
    for file in files:
        file.write_bytes(b"x")
    (tmp_path / "metadata.csv").write_text("file,title\ngiven/below/a.pdf,Te ver\n")
    (tmp_path / "given" / "metadata.csv").write_text("file,title\nbelow/a.pdf,Boven\nbelow/b.pdf,Boven\n")
    (below / "metadata.csv").write_text("file,title\na.pdf,Hier\n")
    found = find_sidecars(files, [tmp_path / "given"])
    assert [found.rows[file].title for file in files] == ["Hier", "Boven"]
    assert find_sidecars(files, files).rows[files[0]].title == "Hier"
    named = find_sidecars(files, [tmp_path / "given"], tmp_path / "metadata.csv")
    assert [row.title for row in named.rows.values()] == ["Te ver"]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024", "2024"),
        ("2024-07", "2024-07"),
        (" 2024-07-09 ", "2024-07-09"),
        ("2024-07-09 00:00:00", "2024-07-09"),
        ("9-7-2024", "2024-07-09"),
        ("09/07/2024", "2024-07-09"),
        ("9 juli 2024", "2024-07-09"),
        ("juli 2024", "2024-07"),
        ("2024-13", ""),
        ("2024-02-30", ""),
        ("31-2-2024", ""),
        ("voorjaar 2024", ""),
        ("verschenen 9 juli 2024", ""),
        ("0", ""),
        ("", ""),
    ],
)
def test_dates(written: str, iso: str) -> None:
    assert iso_date(written) == iso


VALID = 'file,title,date\na.pdf,Eén,2024\nb.pdf,"Twee, drie",9 juli 2024\nc.pdf,x,y\n'.encode()


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(VALID)), st.binary(max_size=3)), max_size=6), st.integers(0, 90))
@example([(5, b'"')], 0)
@example([(0, b'"')], 0)
@example([(0, b"\xff\xfe")], 0)
def test_no_mutation_is_fatal(tmp_path: Path, changes: list[tuple[int, bytes]], cut: int) -> None:
    data = VALID
    for at, new in changes:
        data = data[:at] + new + data[at + 1 :]
    message, rows = "", set[Path]()
    try:
        rows = set(read(tmp_path, data[: len(data) - cut]).rows)
    except MetadataError as error:
        message = str(error)
    assert "\n" not in message
    assert rows <= {tmp_path / name for name in NAMES}
