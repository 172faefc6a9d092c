"""Terms in running text, in every spelling that is the same term.

``recogniser`` is the whole. ``english`` finds words by their ``pieces``, ``chinese`` characters by the forms that
``characters`` gives them; ``designations`` are the terms that one key leads to, ``marks`` what these ask of the
place where they stand, ``winners`` which of several places counts, ``span`` what comes out.
"""
