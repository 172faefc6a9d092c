"""English words, sentences and terms: ``folding`` gives all spellings of a term one key."""

from glossary.text.english.folding import fold, fold_word, singular, split_pieces

__all__ = ["fold", "fold_word", "singular", "split_pieces"]
