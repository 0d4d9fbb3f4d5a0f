"""Values that the data of many clients hold, in the reader's words: countries, channels, devices.

What is no such value stands as the client wrote it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from taller import language
from taller.language import _

PLACES = ("country", "billing_country", "shipping_country")
ORIGINS = ("channel", "medium", "source")
_PARTED = re.compile(r"( [/·] )")


def value(column: str, held: str) -> str:
    """A column's value as its reader says it.

    >>> with language.speaking("es"): value("country", "Spain"), value("medium", "cpc")
    ('España', 'pago por clic')
    >>> value("name", "cpc")
    'cpc'
    """
    if column in PLACES:
        return country(held)
    if column == "segment":
        return _devices().get(held, held)
    return channel(held) if column in ORIGINS else held


def values(column: str, held: Iterable[str]) -> dict[str, str]:
    """Each of a column's values as its reader says it; as it stands where two would read alike.

    >>> with language.speaking("es"): values("country", ["Spain", "ES", "FR"])
    {'Spain': 'Spain', 'ES': 'ES', 'FR': 'Francia'}
    """
    said = {each: value(column, each) for each in held}
    often = Counter(said.values())
    return {each: words if often[words] == 1 else each for each, words in said.items()}


def country(held: str) -> str:
    """A country, given by its name in English or Spanish or by its code of two letters.

    >>> with language.speaking("es"): country("Mexico"), country("GB"), country("Madrid")
    ('México', 'Reino Unido', 'Madrid')
    """
    from babel.core import Locale

    code = _codes().get(held.strip().casefold())
    return str(Locale.parse(language.current().locale).territories.get(code, held))


def channel(held: str) -> str:
    """Where visits come from, as analytics tools write it: a medium, or a source and a medium.

    >>> with language.speaking("es"): channel("google / cpc"), channel("(direct) / (none)")
    ('google / pago por clic', 'directo')
    """
    words = _origins()
    parts = [words.get(part, part) for part in _PARTED.split(held)]
    if len(parts) == 3 and parts[2] == words["(none)"] and parts[0] == words["(direct)"]:
        return parts[0]
    return "".join(parts)


@cache
def _codes() -> dict[str, str]:
    """The code of each country, by its names and by itself."""
    from babel.core import Locale

    found: dict[str, str] = {}
    for code in language.DEFAULT_LOCALE:
        names = Locale.parse(code).territories
        found |= {name.casefold(): key for key, name in names.items() if key.isalpha()}
        found |= {key.casefold(): key for key in names if key.isalpha() and len(key) == 2}
    return found


def _devices() -> dict[str, str]:
    return {"mobile": _("mobile"), "desktop": _("desktop"), "tablet": _("tablet")}


def _origins() -> dict[str, str]:
    """Words of GA4's; those of a client's own are not looked for."""
    return {
        "(direct)": _("direct"),
        "(none)": _("none"),
        "(not set)": _("not known"),
        "affiliate": _("affiliates"),
        "cpc": _("pay per click"),
        "display": _("display advertising"),
        "email": _("e-mail"),
        "organic": _("organic search"),
        "paid_social": _("paid social media"),
        "paid_search": _("paid search"),
        "referral": _("other websites"),
        "social": _("social media"),
    }
