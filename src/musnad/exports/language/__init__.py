"""Texts with their annotations for linguists and for training: CoNLL-U, brat, spaCy."""
