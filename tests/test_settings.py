"""Settings are read strictly."""

from pathlib import Path

import pytest

from corpus.limits import Limits
from corpus.reading import ReadOptions
from corpus.settings import AnnotateSettings, ReadingSettings, SettingsError, load_section
from models.topic_settings import TopicSettings


def write(folder: Path, text: str) -> Path:
    (folder / "stadspraat.toml").write_text(text)
    return folder


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = load_section(tmp_path, "reading", ReadingSettings)
    assert settings.options == ReadOptions()
    assert settings.limits == Limits()


def test_a_section_is_read(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        '[reading]\nengine = "pdfium"\nseconds = 300\nmemory_gb = 0.5\n[annotate]\npipeline = "nl_x"\n'
        '[topics]\nmax_outliers = 0.2\nlanguages = ["nl", "fy"]\n',
    )
    reading = load_section(folder, "reading", ReadingSettings)
    assert (reading.options.engine, reading.limits) == ("pdfium", Limits(300.0, 512 * 1024**2))
    assert load_section(folder, "annotate", AnnotateSettings).pipeline == "nl_x"
    topics = load_section(folder, "topics", TopicSettings)
    assert (topics.max_outliers, topics.languages) == (0.2, ("nl", "fy"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[reeding]\n", r"no section \[reeding\]; known are reading, annotate, topics"),
        ("[reading]\nspeed = 1\n", r"no setting `speed` under \[reading\]; known are engine, ocr"),
        ('[reading]\nengine = "mupdf"\n', "`engine` is 'mupdf'; choose one of pdfplumber, pdfium"),
        ('[reading]\nseconds = "veel"\n', "`seconds` is 'veel', but must be a number"),
        ("[reading]\nseconds = true\n", "`seconds` is True, but must be a number"),
        ("[reading]\nseconds = -4\n", "seconds -4: no time to read in; give a number above 0"),
        ("[reading]\nseconds = nan\n", "seconds nan: no time"),
        ("[reading]\nmemory_gb = 0\n", "memory_gb 0: too little to read anything; give 0.5 or more"),
        ("[reading]\ncheck = 1\n", "`check` is 1, but must be true or false"),
        ("reading = 1\n", r"`reading` is a section; write \[reading\]"),
        ("[reading\n", "cannot be read as settings"),
    ],
)
def test_a_slip_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        load_section(write(tmp_path, text), "reading", ReadingSettings)
