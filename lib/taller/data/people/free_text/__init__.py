"""People in free text: hidden before a text leaves the house, and put back after.

::

    Mask        hides and restores, one placeholder per person, place, contact or identifier
    mentions    where a text holds something personal, and of which kind

What is found is told by lists of common names and places (``lexicon.txt``), by what stands around
(``contexts.txt``), and by forms and check digits. Missed are names in no list that open a sentence
and do nothing a person does, scripts other than Latin, and dates but those a label names; a country
is hidden only within an address, and an institution, as a place, where it is called hospital,
university or the like, which misses more than one in four. Hidden needlessly, and put back, are
brands in no list.
"""

from taller.data.people.free_text.masks import Mask
from taller.data.people.free_text.mentions import Mention, mentions

__all__ = ["Mask", "Mention", "mentions"]
