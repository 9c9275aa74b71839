"""The words by which the borders of names are known: functions, forms of address, small words, bodies."""

from __future__ import annotations

import re
from functools import cache

from nlp.gazetteer import everyday_name, read_table
from nlp.name_lists import organisation_names, read_list
from nlp.quotes.lexicon import first_names


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Forms of address, degrees and functions before a name (guidelines: "Where a span begins and ends").
_TITLES = """
mevrouw mevr. mevr mw. mw meneer mijnheer dhr. dhr heer heren dames juffrouw drs. drs dr. dr ir. ir ing. ing
rabbijn imam bisschop kardinaal paus tante oom opa oma mr. mr prof. prof professor ds. dominee pastoor pater
zuster koning koningin prins prinses keizer graaf gravin baron jhr. jonkheer kolonel generaal burgemeester
minister minister-president premier president bondskanselier kanselier wethouder gedeputeerde staatssecretaris
commissaris eurocommissaris kamerlid kamerleden raadslid raadsleden statenlid senator lid leden voorzitter
bestuursvoorzitter fractievoorzitter fractieleider partijleider lijsttrekker griffier gemeentesecretaris
secretaris woordvoerder directeur hoogleraar onderzoeker wethouders ministers loco-burgemeester
oud-burgemeester oud-minister oud-wethouder ex-minister vice-premier oud-premier europarlementariër
"""
TITLES = _words(_TITLES)
# Words in lower case with which a surname begins.
PREFIXES = _words(
    "van de der den dem des ten ter te 't ’t 's ’s in op aan bij uit uijt onder over tot von zu zum zur "
    "und del della di da do dos das du des la le les los el al bin ibn ben el- al- af y e d d' o ap i "
    "bint abu"
)
# A name does not begin or end with these in lower case.
ARTICLES = _words("de het een der des")
_PREPOSITIONS = (
    "van voor met door bij tegen tot naar tussen sinds vanaf volgens over onder na per ter te ten om "
    "binnen buiten zonder rond via tijdens namens inzake wegens jegens"
)
CONJUNCTIONS = _words("en of maar want dat die als dan dus omdat waar zoals")
FUNCTION_WORDS = ARTICLES | CONJUNCTIONS | _words(_PREPOSITIONS) | frozenset({"in", "op", "aan"})

# Of compounds with these heads the name before the hyphen is not labelled (`VVD-Kamerlid`, `X-doctrine`).
COMMON_HEADS = _words(
    "kamerlid kamerleden wethouder wethouders raadslid raadsleden minister ministers leider lid leden "
    "fractie fracties fractievoorzitter voorzitter lijsttrekker burgemeester gedeputeerde statenlid "
    "senator premier staatssecretaris europarlementariër woordvoerder stemmer stemmers kiezer kiezers "
    "doctrine norm motie amendement voorman bewindspersoon bewindslieden politicus politici "
    "partijleider prominent"
)
NAMELESS = re.compile(r"(?:motie|interpellatie|amendement|wijziging)s?-\w", re.IGNORECASE)
ORG_COMPOUND = re.compile(
    r"(?:sub|staats)?(?:commissie|kabinet|werkgroep|stuurgroep|taskforce|regering)-(?-i:[A-ZÀ-Þ])\w+",
    re.IGNORECASE,
)
LAW_COMPOUND = re.compile(r"(?:[Ii]nitiatief)?(?:[Ww]et|WET|[Ll]ex)-[A-ZÀ-Þ]\w+")
# Never a name by themselves (guidelines, ORG).
BARE_BODIES = _words(
    "college raad kabinet rijk regering gemeente gemeenten provincie provincies gemeenteraad ministerie "
    "fractie wethouder wethouders burgemeester"
)
# The word belongs to the body's name, whatever the model says of the place after it.
COURTS = _words("rechtbank gerechtshof arrondissementsrechtbank kantongerecht omgevingsdienst")
# The word belongs to the name where what comes after is a body (a place after it may be meant as an area).
BODIES = _words(
    "gemeente provincie waterschap hoogheemraadschap universiteit hogeschool kabinet commissie "
    "raadscommissie statencommissie stuurgroep werkgroep afdeling gerechtshof rechtbank "
    "veiligheidsregio"
)
# The legal form is part of the name only where it is written so (`Stichting Drift`, `de stichting Drift`).
LEGAL_FORMS = _words("Stichting Woonstichting Woningstichting")
CABINETS = _words("kabinet commissie")
# As common as common words, and names or their adjectives, of no list we have.
NAMES_TOO = _words(
    "afrika amerika azië australië china rusland spanje turkije mexico londen parijs berlijn holland "
    "york europa frankrijk duitsland belgië antwerpen japan vlaanderen brussel italië engeland polen "
    "israël oekraïne indonesië suriname marokko griekenland portugal zweden iran irak syrië egypte "
    "canada twitter facebook google jezus islam koran trouw kamer senaat kremlin kerk staat parlement "
    "rekenkamer"
)
SEASONS = "voorjaar|najaar|lente|zomer|herfst|winter"


@cache
def long_place_names() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The listed places of more than one word, by their first word in lower case, the longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in _place_names():
        words = tuple(name.lower().split())
        # After a sentence's first `De` the name may have an article, which no list can tell.
        if len(words) > 1 and words[0] not in {"de", "het", "'t"}:
            found.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(names, key=lambda n: (-len(n), n))) for first, names in found.items()}


@cache
def known_names() -> frozenset[str]:
    """Listed places, bodies and first names, in lower case."""
    listed = {name.text for name in organisation_names()} | set(_place_names()) | set(first_names())
    return frozenset(name.lower() for name in listed)


@cache
def abbreviated_parties() -> frozenset[str]:
    """Names and abbreviations of parties."""
    rows = read_list("parties")
    return frozenset(form for row in rows for form in (row["name"], *row["aliases"].split("|")) if form)


@cache
def adjectives() -> frozenset[str]:
    """Listed adjectives and inhabitants of places, which are not labelled."""
    return frozenset(row["form"] for row in read_table("place_forms") if row["kind"] != "name")


@cache
def regions() -> frozenset[str]:
    """Listed regions, in lower case."""
    rows = read_table("regions")
    return frozenset(
        form.lower() for row in rows for form in (row["name"], *row["aliases"].split("|")) if form
    )


@cache
def _place_names() -> tuple[str, ...]:
    tables = ("municipalities", "dissolved", "towns", "everyday_names", "neighbourhoods", "never_places")
    names = {everyday_name(row["name"]) for table in tables for row in read_table(table)}
    areas = {part for row in read_table("regions") for part in (row["name"], *row["aliases"].split("|"))}
    phrases = {row["phrase"] for row in read_table("not_places")}
    provinces = {form for row in read_list("provinces") for form in (row["name"], *row["aliases"].split("|"))}
    return tuple(sorted((names | areas | phrases | provinces) - {""}))
