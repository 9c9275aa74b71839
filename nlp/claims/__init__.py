"""Claims: statements in a text that one thing leads to another, each with its two sides and its cue."""
