"""How far what was learned may go: only as far as it would have ranked past decisions better than the default."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Shares of what was learned that are tried.
SHARES = (0.25, 0.5, 0.75, 1.0)
#: So many standard errors the gain must be above nothing. The rest of it says how far to go: a gain of one error is
#: as good as none, of two errors half is believed, so that a reviewer who throws a coin is hardly followed.
ERRORS = 1.0
#: With fewer decisions of a kind no error can be told.
FEWEST = 3


def choose_share(scores: NDArray[np.float64], held_out: NDArray[np.float64], accepted: NDArray[np.bool_]) -> float:
    """Return the share of the learned points, from 0 to 1, that past decisions speak for beyond doubt.

    A ranking is as good as often as an accepted candidate stands above a rejected one (the area under its ROC curve);
    the error of the gain of one ranking over another on the same candidates follows DeLong et al. 1988.

    Args:
        scores: the default scores, one a decision.
        held_out: the learned points of each, from all decisions but it.
        accepted: what was decided.
    """
    if min(accepted.sum(), (~accepted).sum()) < FEWEST:
        return 0.0
    default = _above(scores, accepted)
    best, chosen = 0.0, 0.0
    for share in SHARES:
        gained = _above(scores + share * held_out, accepted) - default
        by_accepted, by_rejected = gained.mean(axis=1), gained.mean(axis=0)
        variance = by_accepted.var(ddof=1) / len(by_accepted) + by_rejected.var(ddof=1) / len(by_rejected)
        gain = float(gained.mean())
        sure = gain - ERRORS * float(np.sqrt(variance))
        if sure > best:
            best, chosen = sure, share * sure / gain
    return chosen


def _above(scores: NDArray[np.float64], accepted: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return for every accepted (row) and rejected candidate (column) 1 where it stands above it, ½ for equals."""
    difference = scores[accepted][:, None] - scores[~accepted][None, :]
    above: NDArray[np.float64] = (np.sign(difference) + 1) / 2
    return above
