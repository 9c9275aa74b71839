"""Word frequencies, and that nothing is imported for them before they are asked for."""

import subprocess
import sys

import pytest

from nlp.word_frequency import zipf


def test_common_words_are_above_rare_ones_and_unknown_ones_are_nothing() -> None:
    assert zipf("huis") > zipf("woonvisie") > zipf("qqzzxq") == 0.0


@pytest.mark.parametrize("module", ["nlp.lemmas", "nlp.encoder.entity_rules", "nlp.places"])
def test_the_library_is_not_imported_along(module: str) -> None:
    code = f"import sys, {module}; sys.exit('wordfreq' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
