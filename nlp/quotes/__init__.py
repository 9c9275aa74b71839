"""Who says what: direct and indirect speech, with its speaker resolved over the document."""

from nlp.quotes.document import find_quotes
from nlp.quotes.records import Quote, Quotes

__all__ = ["Quote", "Quotes", "find_quotes"]
