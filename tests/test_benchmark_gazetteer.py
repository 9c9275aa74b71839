"""The checks on the tables of municipalities: sums, jumps, and what is missing from them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.gazetteer import (
    NATIONAL,
    PROVINCES_2020,
    jumps,
    living,
    oddities,
    population_sum,
    province_sums,
    report,
)
from nlp.gazetteer import Gazetteer, load_gazetteer

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize("year", sorted(NATIONAL))
def test_what_a_year_lacks_of_the_nation_is_what_was_made_or_dissolved_since(year: int) -> None:
    total = population_sum(GAZETTEER, year)
    gap = NATIONAL[year] - total.inhabitants
    # Those made since count more today than then; those that went into others come on top of them.
    assert 0.9 * total.bound < gap < 1.15 * total.bound


def test_only_municipalities_made_or_renamed_since_lack_a_figure() -> None:
    renamed = {"Berg en Dal", "De Fryske Marren"}
    made = [m for m in population_sum(GAZETTEER, 2015).made_since if m.name not in renamed]
    assert len(made) == 18
    assert all(m.start > "2016-01-01" for m in made)
    assert population_sum(GAZETTEER, 2026).made_since == ()


def test_the_oldest_figures_are_those_of_2015() -> None:
    # CBS StatLine 70748ned: Eindhoven had 224,755 inhabitants on 1 January 2016, and fewer a year before.
    eindhoven = GAZETTEER.municipalities["GM0772"]
    assert eindhoven.populations[0] == (2015, 223_209)


@pytest.mark.parametrize("province", sorted(PROVINCES_2020))
def test_provinces_add_up(province: str) -> None:
    total, whole = province_sums(GAZETTEER, 2021)[province]
    share = total / PROVINCES_2020[province] - 1
    assert 0 <= share < 0.01 if whole else -0.06 < share < 0


def test_large_growth_has_a_merger_or_is_below_a_third() -> None:
    found = jumps(GAZETTEER)
    assert found[0].municipality.name == "Noordwijk"
    assert found[0].merged == ("Noordwijkerhout",)
    assert all(jump.merged or jump.growth < 0.3 for jump in found)
    assert all(jump.growth > 0 for jump in found)


def test_a_row_that_cannot_be_right_is_named() -> None:
    assert list(oddities(GAZETTEER)) == []
    one = replace(living(GAZETTEER)[0], corop="", populations=(), lon=0.0)
    lines = list(oddities(Gazetteer({one.code: one})))
    assert lines == [
        f"{one.name}: no COROP area",
        f"{one.name}: no population",
        f"{one.name}: its centre is outside the Netherlands",
    ]


def test_the_report_names_growth_centres_without_a_source() -> None:
    lines = list(report(GAZETTEER))
    assert "growth centres: 17, without a source: Etten-Leur, Hellevoetsluis" in lines
    assert any("338,230 (1.9%) are missing" in line for line in lines)
