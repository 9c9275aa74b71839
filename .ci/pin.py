"""Pin every dependency: resolve afresh and write the exact versions into pyproject.toml.

`uv.lock` records the addresses of whichever registry made it, so it is not committed; exact versions
stand in `[tool.uv] constraint-dependencies` instead. Refresh them with `uv run python .ci/pin.py`.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
TABLE = re.compile(r"\nconstraint-dependencies = \[\n.*?\n\]\n", re.DOTALL)


def exported() -> list[str]:
    """The requirements uv resolves to, each `name==version` with its marker where it has one."""
    command = ["uv", "export", "--quiet", "--upgrade", "--no-hashes", "--no-annotate", "--no-header"]
    command += ["--no-emit-project", "--all-groups", "--no-group", "train", "--all-extras"]
    done = subprocess.run(command, cwd=PYPROJECT.parent, check=True, capture_output=True, text=True)
    return sorted(line for line in done.stdout.splitlines() if "==" in line and "'never'" not in line)


def main() -> None:
    """Rewrite the table in place."""
    bare = TABLE.sub("\n", PYPROJECT.read_text(encoding="utf-8"))
    PYPROJECT.write_text(bare, encoding="utf-8")
    rows = "".join(f'    "{line.replace(chr(34), chr(39))}",\n' for line in exported())
    head, tail = bare.split("[tool.uv]\n", 1)
    table = f"constraint-dependencies = [\n{rows}]\n"
    first, blank, rest = tail.partition("\n\n")
    PYPROJECT.write_text(f"{head}[tool.uv]\n{first}\n{table}{blank[1:]}{rest}", encoding="utf-8")


if __name__ == "__main__":
    main()
