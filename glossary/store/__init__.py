"""The termbase in its database: the only package that imports sqlalchemy.

Read ``models`` first (the tables), then ``schema`` (their versions and upgrades), ``database`` (opening, and the two
kinds of transactions), ``log.revisions`` (the change log every write goes through), then ``entries``, ``candidates``,
``documents`` and ``people`` (what is kept), ``log.history`` (undo and redo), ``copies`` (of whole termbases) and
``integrity`` with ``invariants`` (whether all is whole). What only a server needs is in ``postgresql``.
"""
