"""Dutch annotation: each question about a text is one spaCy component on a Doc."""
