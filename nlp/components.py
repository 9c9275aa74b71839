"""The spaCy components of the rule-based pipeline: sentences, lemmas and word classes."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

import nlp.claims.layer
import nlp.entities
import nlp.place_layer
import nlp.quotes.layer
import nlp.themes
from corpus.sentences import sentence_spans
from nlp.lemmas import lemma_of
from nlp.tokenizing import correct_tokenizer
from nlp.word_classes import word_class

# Importing a module registers its component; the order is the order they run in.
LAYERS = (
    nlp.place_layer.find_doc_places,
    nlp.entities.find_organisations,
    nlp.themes.find_doc_themes,
    nlp.quotes.layer.find_doc_quotes,
    nlp.claims.layer.find_doc_claims,
)
_LAST = (
    "stadspraat_places",
    "stadspraat_organisations",
    "stadspraat_themes",
    "stadspraat_quotes",
    "stadspraat_claims",
)


def rule_based() -> Language:
    """The pipeline of rules and lists, which needs no trained model."""
    pipeline = correct_tokenizer(spacy.blank("nl"))
    for component in ("stadspraat_sentences", "stadspraat_classes", "stadspraat_lemmas"):
        pipeline.add_pipe(component)
    return add_layers(pipeline)


def add_layers(pipeline: Language) -> Language:
    """The pipeline with our components added at its end; they add to its entities, and replace none."""
    for component in _LAST:
        pipeline.add_pipe(component)
    return pipeline


@Language.component("stadspraat_sentences")
def mark_sentences(doc: Doc) -> Doc:
    """Set the sentence starts by the rules that also cut passages."""
    starts = {start for start, _ in sentence_spans(doc.text)}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    return doc


@Language.component("stadspraat_classes")
def set_word_classes(doc: Doc) -> Doc:
    """Tell function words, numbers, punctuation and names from content words, which stay without a class."""
    for token in doc:
        label = "SPACE" if token.is_space else word_class(token.text)
        if label:
            token.pos_ = label
        elif _is_name(token):
            token.pos_ = "PROPN"
    return doc


@Language.component("stadspraat_lemmas")
def set_lemmas(doc: Doc) -> Doc:
    """Give each token its lemma; a name is its own."""
    for token in doc:
        name = token.pos_ == "PROPN"
        token.lemma_ = token.text if name or token.is_space else lemma_of(token.text)
    return doc


def _is_name(token: Token) -> bool:
    """Whether a capital marks a name: one inside the sentence, or inside the word (`PvdA`, `CBS`)."""
    text = token.text
    if any(letter.isupper() for letter in text[1:]) and not text.isupper():
        return True
    return text[:1].isupper() and not _may_open_sentence(token) and not (text.isupper() and len(text) > 6)


def _may_open_sentence(token: Token) -> bool:
    """Whether the token is the first word of a sentence, of words said, or of a list item."""
    if token.is_sent_start:
        return True
    before = token.nbor(-1)
    return before.is_space or not (
        before.text in {",", "("} or any(letter.isalnum() for letter in before.text)
    )
