"""The people in a client's data: which columns hold personal data, and what stands in its place.

::

    recognise   which columns hold personal data, by header and content       recognition
    hashed      a value's pseudonym, as a DuckDB expression                   pseudonyms
    pseudonym   a value's pseudonym, here and now                             pseudonyms
    scrubbed    free text with what identifies someone replaced               pseudonyms
    mentioned   whether free text holds something of that kind                pseudonyms
    key         the client's salt, kept outside every run                     salts
    passing     the same for a look at the data, which leaves nothing behind  salts
    label       a kind of personal data in words                              kinds
    Mask        hides people in free text, and puts them back                 free_text

Importing this package imports nothing heavy.
"""

from taller.data.people.free_text import Mask
from taller.data.people.kinds import KINDS, label
from taller.data.people.pseudonyms import guarded, hashed, mentioned, pseudonym, scrubbed
from taller.data.people.recognition import recognise
from taller.data.people.salts import key, passing

__all__ = [
    "KINDS",
    "Mask",
    "guarded",
    "hashed",
    "key",
    "label",
    "mentioned",
    "passing",
    "pseudonym",
    "recognise",
    "scrubbed",
]
