"""Where terms may stand: the spans of a corpus that some finder takes for a term, and which are one term."""
