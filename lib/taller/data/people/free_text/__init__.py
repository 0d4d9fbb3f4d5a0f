"""People in free text: hidden before a text leaves the house, and put back after.

::

    Mask        hides and restores, one placeholder per person, place, contact or identifier
    mentions    where a text holds something personal, and of which kind
"""

from taller.data.people.free_text.masks import Mask
from taller.data.people.free_text.mentions import Mention, mentions

__all__ = ["Mask", "Mention", "mentions"]
