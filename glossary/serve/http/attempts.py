"""Wrong tokens, counted: whoever shows too many has to wait, and nobody else is locked out by that.

Each address has a bucket of tries that fills again with time, and so have all together. An address whose bucket is
empty is told to wait before its token is looked at, so that guesses get no answer; a token that was right before goes
on from there, as many people may share the address of a proxy. Where only the bucket of all is empty, a right token
still lets in from anywhere, and a wrong one is told to wait.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from dataclasses import dataclass
from ipaddress import IPv4Address, ip_address, ip_network
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: So many wrong tokens an address may show at once, and one more after so many seconds.
BURST, SECONDS_EACH = 20, 3.0
#: The same for all addresses together.
BURST_OF_ALL, SECONDS_OF_ALL = 300, 0.2
#: So many addresses, and right tokens, are remembered; those that were seen longest ago are forgotten first.
MOST_ADDRESSES, MOST_RIGHT = 10_000, 1_000
#: One customer of a provider has at least so many bits of IPv6 addresses alike.
_IPV6_PREFIX = 64


@dataclass(slots=True)
class Bucket:
    """Tries that are left, at a time, and how fast they come back."""

    size: int
    seconds_each: float
    left: float
    at: float

    def wait(self, now: float) -> float:
        """Return how many seconds are left until there is a try."""
        self._fill(now)
        return 0.0 if self.left >= 1 else (1 - self.left) * self.seconds_each

    def take(self, now: float) -> None:
        """Take a try away."""
        self._fill(now)
        self.left = max(0.0, self.left - 1)

    def _fill(self, now: float) -> None:
        self.left = min(self.size, self.left + (now - self.at) / self.seconds_each)
        self.at = now


class Attempts:
    """What is known of the tokens that were shown; for any number of threads.

    Args:
        clock: tells seconds; only their differences count.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._of_all = Bucket(BURST_OF_ALL, SECONDS_OF_ALL, BURST_OF_ALL, clock())
        self._by_address: OrderedDict[str, Bucket] = OrderedDict()
        self._right: OrderedDict[str, None] = OrderedDict()

    def wait_before(self, address: str, hash_: str) -> int:
        """Return how many seconds an address has to wait before a token is looked at, 0 for not at all.

        Args:
            address: of the client.
            hash_: of the token that it shows.
        """
        with self._lock:
            bucket = self._by_address.get(_group(address))
            if bucket is None or hash_ in self._right:
                return 0
            return math.ceil(bucket.wait(self._clock()))

    def note_wrong(self, address: str, hash_: str) -> int:
        """Count a wrong token, and return how many seconds to wait where there are too many by now."""
        with self._lock:
            now, group = self._clock(), _group(address)
            self._right.pop(hash_, None)
            bucket = self._by_address.setdefault(group, Bucket(BURST, SECONDS_EACH, BURST, now))
            wait = self._of_all.wait(now)
            bucket.take(now)
            self._of_all.take(now)
            self._by_address.move_to_end(group)
            if len(self._by_address) > MOST_ADDRESSES:
                self._by_address.popitem(last=False)
            return math.ceil(wait)

    def note_right(self, hash_: str) -> None:
        """Remember that a token was right."""
        with self._lock:
            self._right[hash_] = None
            self._right.move_to_end(hash_)
            if len(self._right) > MOST_RIGHT:
                self._right.popitem(last=False)


def _group(address: str) -> str:
    """Return what stands for a client: its address, or the part of one that a whole network shares."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv4Address):
        return address
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed, _IPV6_PREFIX), strict=False))
