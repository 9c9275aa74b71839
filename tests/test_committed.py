"""What is committed: nothing of the machine it was made on, and all of it in the wheel that is installed."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("corpus", "nlp", "models")
# Home folders and work folders; links to package files anywhere but on the public index.
_MACHINE = re.compile(r"(?<![\w.*{}-])/(?:root|work|home/\w+|Users/\w+)/[\w.-]+")
_INDEX = re.compile(r"https?://([\w.:-]+)/[^\s\"']*\.(?:whl|tar\.gz)\b")
_PUBLIC = frozenset({"files.pythonhosted.org"})
_TEXT = frozenset(
    [
        ".py",
        ".md",
        ".toml",
        ".lock",
        ".csv",
        ".tsv",
        ".txt",
        ".yaml",
        ".yml",
        ".json",
        ".html",
        ".css",
        ".js",
        ".cff",
        ".svg",
        ".typ",
        ".xml",
    ]
)


def committed() -> list[str]:
    """The files under version control; none where this is no checkout."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("no git checkout")
    ran = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in ran.stdout.split("\0") if name and (ROOT / name).is_file()]


def told_of_the_machine(text: str) -> list[str]:
    hosts = [one.group() for one in _INDEX.finditer(text) if one.group(1) not in _PUBLIC]
    return [one.group() for one in _MACHINE.finditer(text)] + hosts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see /" + "root/models/ft5", 1),
        ('path = "/' + 'home/anna/corpus"', 1),
        ("https://" + "mirror.intern:8080/simple/click/click-8.whl", 1),
        ("https://files.pythonhosted.org/packages/aa/click-8.whl", 0),
        ("examples/work/nota.pdf and http://example.org/home/anna/", 0),
    ],
)
def test_what_tells_of_a_machine_is_seen(text: str, found: int) -> None:
    assert len(told_of_the_machine(text)) == found


def test_no_committed_file_tells_of_the_machine_it_was_made_on() -> None:
    names = [name for name in committed() if Path(name).suffix in _TEXT]
    assert len(names) > 100
    told = {name: told_of_the_machine((ROOT / name).read_text("utf-8", "replace")) for name in names}
    assert {name: found for name, found in told.items() if found} == {}


def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    names = {name for name in committed() if name.split("/")[0] in PACKAGES} | {"cli.py"}
    uv = shutil.which("uv")
    if not uv:
        pytest.skip("uv is not installed")
    ran = subprocess.run(
        [uv, "build", "--wheel", "--quiet", "--out-dir", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        held = set(wheel.namelist())
    assert names - held == set()
    assert not [name for name in held if name.startswith(("tests/", "benchmarks/", "examples/"))]
