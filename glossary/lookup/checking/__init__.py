"""Whether texts and translations use the terms of a termbase, and whether the termbase itself is clean.

``rules`` lists what is checked; ``texts`` and ``pairs`` look at one paragraph, alone or beside its translation, with
``usage``, ``loosely`` and ``boundaries``; ``consistency`` and ``writing`` look at all paragraphs together; ``entries``
looks at the termbase. They find a ``fault``, which at its place in a file is a ``finding``.
"""
