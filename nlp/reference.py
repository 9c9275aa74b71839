"""The gazetteer and the size definitions as the records that a corpus keeps."""

from __future__ import annotations

from corpus.reference import MunicipalityRecord, SizeClassRecord
from nlp.gazetteer import TODAY, Gazetteer, Municipality, load_gazetteer
from nlp.size_classes import SizeDefinition, size_definitions


def municipality_records() -> tuple[MunicipalityRecord, ...]:
    """Every municipality of the gazetteer, by code, with its class under each size definition."""
    gazetteer = load_gazetteer()
    definitions = tuple(size_definitions().values())
    known = gazetteer.municipalities
    return tuple(_record(gazetteer, known[code], definitions) for code in sorted(known))


def size_class_records() -> tuple[SizeClassRecord, ...]:
    """Every class of every size definition."""
    return tuple(
        SizeClassRecord(
            definition.id, position, each.id, each.label,
            definition.label, definition.source, each.least, each.below,
        )
        for definition in size_definitions().values()
        for position, each in enumerate(definition.classes)
    )  # fmt: skip


def _record(
    gazetteer: Gazetteer, municipality: Municipality, definitions: tuple[SizeDefinition, ...]
) -> MunicipalityRecord:
    year, population = municipality.population(TODAY) or (None, None)
    return MunicipalityRecord(
        gm_code=municipality.code,
        name=municipality.name,
        province=municipality.province,
        corop=municipality.corop,
        population=population,
        population_year=year,
        lon=municipality.lon,
        lat=municipality.lat,
        randstad=municipality.randstad,
        network=municipality.network,
        growth_centre=municipality.growth_centre,
        today=gazetteer.on(municipality.code, TODAY).code,
        size_classes={each.id: each.class_of(population) for each in definitions if population is not None},
    )
