"""What the public sources leave out or spell in another way, each with the place it was taken from."""

from __future__ import annotations

# COROP-plus areas (CBS splits some COROP areas further) and the COROP area they are part of. Source: CBS,
# "Landelijk dekkende indelingen", https://www.cbs.nl/nl-nl/dossier/nederland-regionaal/gemeente/corop-gebieden.
COROP_OF_PART = {
    "Aggl. 's-Gravenhage excl. Zoetermeer": "Agglomeratie 's-Gravenhage",
    "Zoetermeer": "Agglomeratie 's-Gravenhage",
    "Almere": "Flevoland",
    "Flevoland-Midden": "Flevoland",
    "Noordoostpolder en Urk": "Flevoland",
    "Amsterdam": "Groot-Amsterdam",
    "Overig Agglomeratie Amsterdam": "Groot-Amsterdam",
    "Edam-Volendam en omgeving": "Groot-Amsterdam",
    "Haarlemmermeer en omgeving": "Groot-Amsterdam",
    "Stadsgewest Amersfoort": "Utrecht",
    "Stadsgewest Utrecht": "Utrecht",
    "Utrecht-West": "Utrecht",
    "Zuidoost-Utrecht": "Utrecht",
    "Rijnmond": "Groot-Rijnmond",
    "Overig Groot-Rijnmond": "Groot-Rijnmond",
    "Drechtsteden": "Zuidoost-Zuid-Holland",
    "Overig Zuidoost-Zuid-Holland": "Zuidoost-Zuid-Holland",
    "Stadsgewest 's-Hertogenbosch": "Noordoost-Noord-Brabant",
    "Overig Noordoost-Noord-Brabant": "Noordoost-Noord-Brabant",
}

# COROP area of the ten municipalities whose area the table leaves empty: six carry a suffix that broke the
# join, four are mergers of 2022 and 2023 inside one area. Source: CBS, "Gebieden in Nederland 2023".
MISSING_COROP = {
    "GM0888": "Zuid-Limburg",
    "GM1980": "Alkmaar en omgeving",
    "GM0164": "Twente",
    "GM1982": "Noordoost-Noord-Brabant",
    "GM0417": "Het Gooi en Vechtstreek",
    "GM1991": "Noordoost-Noord-Brabant",
    "GM0687": "Overig Zeeland",
    "GM0603": "Agglomeratie 's-Gravenhage",
    "GM0971": "Zuid-Limburg",
    "GM1992": "Groot-Rijnmond",
}

# Villages of municipalities that were divided over several others, and where they went. Source: the acts on
# the new division of Haaren (Stb. 2020, 266) and of Groningen (Stb. 2018, 254-256).
TOWN_AFTER_DIVISION = {
    "Biezenmortel": "GM0855",
    "Esch": "GM0757",
    "Haaren": "GM0824",
    "Helvoirt": "GM0865",
    "Ezinge": "GM1969",
    "Feerwerd": "GM1969",
    "Garnwerd": "GM1969",
}

# Growth centres of the Verstedelijkingsnota (1976, part 2 of the Derde Nota ruimtelijke ordening) that
# the given table lacks: name, municipality of today, and the source, empty where none was found.
GROWTH_CENTRES_ADDED = (
    ("Etten-Leur", "Etten-Leur", ""),
    ("Hellevoetsluis", "Voorne aan Zee", ""),
    (
        "Huizen",
        "Huizen",
        "canonvannederland.nl, Stad aan het water: named a growth centre by the state in 1967, task "
        "completed on 1 January 1988",
    ),
)

# What a reader should know of a growth centre besides its source.
GROWTH_CENTRE_NOTES = {
    "Helmond": "a growth town (groeistad), beside Groningen, Zwolle and Breda, in the Milieu-encyclopedie "
    "(ensie.nl, under groeistad); a former growth centre in the New Town Alliantie",
    "Etten-Leur": "named from memory; no source found",
    "Hellevoetsluis": "named from memory; no source found",
    "Duiven": "one double centre with Westervoort",
    "Westervoort": "one double centre with Duiven",
}

# The province a dissolved municipality was in, where its successor lies in another one.
PROVINCE_BEFORE = {"GM0545": "Zuid-Holland", "GM0707": "Zuid-Holland"}
