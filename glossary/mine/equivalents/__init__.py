"""Chinese equivalents for English candidates, layer by layer, strongest first.

``base`` and ``import`` (``termbase``), composed terms (``composition``), inline glosses of the documents
(``glosses``), CC-CEDICT (``dictionary``). Every proposal says its method, confidence, source and evidence.
What is not sure enough is not proposed: no equivalent is better than a wrong one.
"""

from __future__ import annotations

from glossary.mine.equivalents.proposing import Proposer

__all__ = ["Proposer"]
