"""Lists of terms and their equivalents in one direction, as translation programs take them."""

from glossary.exchange.pair_lists.machine import (
    CARRIES,
    CARRIES_DESCRIPTIONS,
    read_aws,
    read_azure,
    read_deepl,
    read_google,
    read_google_sets,
    write_aws,
    write_azure,
    write_deepl,
    write_google,
    write_google_sets,
)
from glossary.exchange.pair_lists.omegat import read_omegat, render_omegat, write_omegat
from glossary.exchange.pair_lists.weblate import CARRIES as CARRIES_WEBLATE
from glossary.exchange.pair_lists.weblate import read_weblate, write_weblate

__all__ = [
    "CARRIES",
    "CARRIES_DESCRIPTIONS",
    "CARRIES_WEBLATE",
    "read_aws",
    "read_azure",
    "read_deepl",
    "read_google",
    "read_google_sets",
    "read_omegat",
    "read_weblate",
    "render_omegat",
    "write_aws",
    "write_azure",
    "write_deepl",
    "write_google",
    "write_google_sets",
    "write_omegat",
    "write_weblate",
]
