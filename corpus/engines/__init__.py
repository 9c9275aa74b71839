"""PDF engines: a file's pages as words with boxes, in one coordinate system whichever engine read them."""
