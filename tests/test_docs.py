"""The help page is current, and every command explains itself with an example."""

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import click
import pytest

from cli import main
from corpus.settings import SECTIONS, AnnotateSettings, ReadingSettings

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "commands.md"


def test_the_help_page_is_current() -> None:
    command = [sys.executable, "-m", "cogapp", "--check", str(PAGE)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"run: uv run cog -r docs/commands.md\n{ran.stdout}{ran.stderr}"


def test_the_readme_shows_what_the_commands_print() -> None:
    command = [sys.executable, "-m", "cogapp", "-I", "tests", "--check", "README.md"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"run: uv run cog -r -I tests README.md\n{ran.stdout}{ran.stderr}"


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_help_and_an_example(name: str) -> None:
    command = main.commands[name]
    assert command.help
    assert f"stadspraat {name}" in command.help or f"| stadspraat {name}" in command.help
    assert "Example:" in command.help
    assert f"\n## {name}\n" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_option_says_what_it_does(name: str) -> None:
    options = [one for one in main.commands[name].params if isinstance(one, click.Option)]
    assert [one.name for one in options if not one.help] == []


@pytest.mark.parametrize(("section", "kind"), [("reading", ReadingSettings), ("annotate", AnnotateSettings)])
def test_every_setting_is_documented_with_its_default(section: str, kind: type) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert section in SECTIONS
    for field in fields(kind):
        default = f'"{field.default}"' if isinstance(field.default, str) else str(field.default).lower()
        assert f"| `[{section}]` `{field.name}` | `{default}` |" in page
