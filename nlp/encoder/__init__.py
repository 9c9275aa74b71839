"""The sentence encoder at run time: one pass gives a passage its embedding and every token its features."""


def register() -> None:
    """Makes the components known to spaCy, for an environment where the entry points are not installed."""
    from nlp.encoder import (
        auxiliaries,
        component,
        entity_rules,
        entity_tagger,
        layers,
        lemma_table,
        parser,
        particles,
        sentence_rules,
        tagging,
        tokenizer,
        unlisted,
    )

    assert all((auxiliaries, component, entity_rules, entity_tagger, layers, lemma_table, parser, particles))
    assert all((sentence_rules, tagging, tokenizer, unlisted))
