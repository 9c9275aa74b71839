"""Who printed a passage first, and who took it over."""

from __future__ import annotations

import pandas as pd

from models.diffusion import COLUMNS, taken_over

RELEASE = " ".join(f"woord{number} over de nieuwe wijk" for number in range(12))
OTHER = " ".join(f"anders{number} van een oude stad" for number in range(12))


def passages(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["passage", "document", "date", "text"])


def test_the_earliest_is_the_source_and_the_others_took_over() -> None:
    table = taken_over(
        passages(
            ("p1", "krant", "2020-03-02", RELEASE + " met een slot"),
            ("p2", "gemeente", "2020-03-01", RELEASE),
            ("p3", "weekblad", "", RELEASE),
            ("p4", "rapport", "2019", OTHER),
        )
    )
    assert table[["first", "passage"]].to_numpy().tolist() == [["p2", "p1"], ["p2", "p3"]]
    assert table["first_document"].unique().tolist() == ["gemeente"]
    assert 0.7 < table["likeness"].to_list()[0] < 1.0
    assert table["likeness"].to_list()[1] == 1.0


def test_a_document_that_repeats_itself_took_over_nothing() -> None:
    table = taken_over(passages(("p1", "a", "2020", RELEASE), ("p2", "a", "2020", RELEASE)))
    assert table.empty
    assert table.columns.tolist() == COLUMNS
