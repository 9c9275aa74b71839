"""Puts the particle of a separated verb back into its lemma: hij kwam haar tegemoet → tegemoetkomen."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Token

PARTICLE = "compound:prt"

# The words that Dutch writes as one with a verb and separates from it (Algemene Nederlandse Spraakkunst,
# § 12.2.2.2). Longer idioms (ten goede, van plan) carry the same relation but make no word.
_WORDS = (
    "aan achter achterna achterop achteruit adem af beet bekend bezig bij bijeen binnen bloot boven "
    "buiten deel dicht dood door dwars fijn gade gelijk gereed goed groot heen in ineen kapot kennis "
    "klaar klem kwijt langs leeg los mede mee mis na neer nodig om omhoog omlaag omver onder op open "
    "opeen over overeen overhoop plaats raak recht rond rondom samen schoon stand stil stop stuk "
    "tegemoet tegen tekort teleur teloor tentoon terecht terneer terug teweeg thuis toe tussen uit "
    "uiteen vast veilig vlot vol voor voorbij voorop vooruit voort vrij waar warm weer weg zwart "
)
PARTICLES = frozenset(_WORDS.split())


def particle_of(verb: Token) -> str:
    """Returns the separated particle of a verb, or an empty string."""
    found = (
        c.lower_
        for c in verb.children
        if c.dep_ == PARTICLE and c.lower_ in PARTICLES and not any(c.children)
    )
    return next(found, "")


@Language.factory("stadspraat_particles", requires=["token.dep", "token.lemma"], assigns=["token.lemma"])
def make_particles(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Returns `join_particles` as a component; it goes after the parser."""
    return join_particles


def join_particles(doc: Doc) -> Doc:
    """Returns the Doc, lemmas of separated verbs completed with their particle."""
    for token in doc:
        if token.pos_ == "VERB" and (particle := particle_of(token)):
            token.lemma_ = particle + token.lemma_
    return doc
