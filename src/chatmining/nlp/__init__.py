"""French language processing with spaCy; the word lists are data."""
