"""The termbase in its database: the only package that imports sqlalchemy.

Read in this order: ``models`` (the tables), ``schema`` (their upgrades), ``database`` (connections and
transactions), ``revisions`` (the change log every write goes through), then ``entries``, ``documents``,
``candidates`` (what is kept), ``search`` (what is found), ``history`` (undo and redo), ``integrity``.
"""
