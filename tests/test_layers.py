"""The packages lean on each other in one direction only, and no heavy library is imported at large."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN = {"corpus": {"nlp", "models", "cli"}, "nlp": {"models", "cli"}, "models": {"nlp", "cli"}}


def imported(file: Path) -> set[str]:
    """The top-level names a module imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
    return names


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("package", sorted(FORBIDDEN))
def test_packages_import_only_downwards(package: str) -> None:
    found = {file: imported(file) & FORBIDDEN[package] for file in modules(package)}
    assert {str(file): names for file, names in found.items() if names} == {}
    assert found, "the package has modules"


@pytest.mark.parametrize("library", ["bertopic", "umap", "hdbscan", "onnxruntime", "pdfplumber", "simplemma"])
def test_a_heavy_library_stands_in_one_module(library: str) -> None:
    users = [file for package in FORBIDDEN for file in modules(package) if library in imported(file)]
    assert len(users) <= 1, f"{library} is imported in {[str(file.relative_to(ROOT)) for file in users]}"
