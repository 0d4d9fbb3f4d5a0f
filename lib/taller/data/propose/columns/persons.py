"""Names of people, which different people share: no key of a customer without somebody's look."""

from __future__ import annotations

import re
from typing import Literal

from taller.data.propose.columns.values import Profile

MOST = 0.6  # share of values that look like names, from which a column is one of names
HIDDEN = 0.3  # share of values with an initial, or letters hidden, from which all may be
_WORD = r"[^\W\d_]+(?:['’´-][^\W\d_]+)*"
_INITIALS = r"(?:[^\W\d_](?:\.\s*|\s+)){1,3}"
NAME = re.compile(rf"{_WORD}\.?(?:,?\s+{_WORD}\.?){{1,5}}|{_INITIALS}{_WORD}")
INITIAL = re.compile(
    rf"{_INITIALS}{_WORD}(?:\s+{_WORD})*|{_WORD}(?:\s+{_WORD})*,?\s+(?:[^\W\d_]\.\s?)*[^\W\d_]\.?"
)
MASKED = re.compile(r".*(?:\*{2,}|•{2,}).*")


def named(profile: Profile) -> Literal["", "names", "initials", "masked"]:
    """Whether a column holds names of people, and whether they are abbreviated or hidden.

    >>> [named(Profile.of([text] * 9)) for text in ("M. Soler", "Soler, M", "Ana Rey", "C-12")]
    ['initials', 'initials', 'names', '']
    """
    if profile.share(MASKED.fullmatch) >= HIDDEN:
        return "masked"
    if profile.share(NAME.fullmatch) < MOST:
        return ""
    return "initials" if profile.share(INITIAL.fullmatch) >= HIDDEN else "names"
