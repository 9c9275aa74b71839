"""Printed lines to running text: hyphens, ligatures, paragraphs over columns and pages; places kept."""
