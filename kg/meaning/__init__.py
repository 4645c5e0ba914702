"""Likeness of meaning: texts to unit vectors, texts to words. Used where claims are compared."""
