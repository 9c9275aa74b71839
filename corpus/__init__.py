"""From files to clean text with its place on the page, and the store that keeps it."""
