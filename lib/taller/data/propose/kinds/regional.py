"""Whether a file tells sales by region and day: a grid of places and days, a row for each.

A shop's orders tell place, day and amount as well: a file that numbers orders, names customers or
goods, or tells a day of a place twice is no grid. One with other words beside may be either.
"""

from __future__ import annotations

from collections.abc import Mapping

from taller.data.contract import identities
from taller.data.propose.assign import Match
from taller.data.propose.columns.values import Profile
from taller.data.propose.reasons import Why
from taller.data.propose.words.vocabulary import listed
from taller.data.propose.words.words import read, split

PLACES = {"region", "city", "country", "store", "postcode"}  # concepts of a header
PLACE = listed("place lugar geo dma market mercado area zone zona territory territorio plaza "
               "state estado sede")  # fmt: skip
SOLD = {"total", "revenue", "amount", "sold", "quantity", "unit", "order", "conversion"}
OTHERS = {"cost", "impressions", "clicks", "tax", "discount", "refund", "stock"}
MONEY = {"total", "revenue", "amount"}
WHOM = {"customer", "user", "pseudo", "email", "phone", "item", "barcode"}  # of orders, in words
LOOKED, FULL, ONCE = 2_000, 0.6, 0.99  # first rows, how much of the grid they fill, pairs told once
FEWEST, SURELY, PERHAPS = 3, 0.9, 0.6


def find(profiles: Mapping[str, Profile]) -> dict[str, Match]:
    """Which column is which, if this is sales by region and day; else nothing."""
    dates = [own for own, profile in profiles.items() if profile.dates > 0.95]
    places = [own for own, profile in profiles.items() if _is_place(own, profile)]
    grids = [(own, day) for own in places for day in dates if _fills(profiles[own], profiles[day])]
    if not grids or any(_is_of_orders(own, p) for own, p in profiles.items() if own not in dates):
        return {}
    region, day = grids[0]
    numbers = [own for own, profile in profiles.items() if own not in grids[0]
               and profile.numbers > 0.95 and not _is_place(own, profile)]  # fmt: skip
    sold = [own for own in numbers if not read(own).concepts & OTHERS]
    said = ([own for own in sold if read(own).concepts & MONEY]
            or [own for own in sold if read(own).concepts & SOLD])  # fmt: skip
    if not sold:
        return {}
    others = [own for own, p in profiles.items() if p.filled and p.numbers < 0.5
              and own not in (*places, *dates)]  # fmt: skip
    told = (Why("perhaps_orders", "region"),) if others else ()
    sure = PERHAPS if others else SURELY
    found = {
        "region": Match(region, sure, (Why("header", "region"), *told)),
        "date": Match(day, SURELY, (Why("dates", "date", 1.0),)),
        "value": Match((said or sold)[0], SURELY if len(said or sold) == 1 else PERHAPS,
                       (Why("amounts", "value", 1.0),)),
    }  # fmt: skip
    spent = [own for own in numbers if "cost" in read(own).concepts]
    return found | ({"cost": Match(spent[0], SURELY, (Why("header", "cost"),))} if spent else {})


def _is_place(own: str, profile: Profile) -> bool:
    named = read(own).concepts & PLACES or set(split(own)) & PLACE
    return bool(named) and profile.missing < 0.05 and profile.dates < 0.5


def _is_of_orders(own: str, profile: Profile) -> bool:
    """Whether a column numbers orders, or says who bought or what."""
    if not profile.filled or _is_place(own, profile):
        return False
    facts = identities.Facts.of([cell for cell in profile.cells if cell is not None])
    said = read(own).concepts
    if profile.numbers < 0.99:
        return bool(said & WHOM) or profile.emails > 0.5 or facts.codes or profile.distinct > 0.9
    given_out = {"order", "reference"} if facts.counts else {"order", "reference", "id"}
    numbered = (facts.counts or facts.drawn) and bool(said & given_out)
    return numbered or identities.role(own, facts) == "person"


def _fills(place: Profile, day: Profile) -> bool:
    """Whether each place tells each day once, as far as the first rows go."""
    pairs = list(zip(place.cells[:LOOKED], day.cells[:LOOKED], strict=True))
    once = {pair for pair in pairs if None not in pair}
    across, down = {pair[0] for pair in once}, {pair[1] for pair in once}
    grid = len(across) * len(down)
    return (len(place.counts) >= FEWEST and len(down) >= FEWEST and len(once) >= FULL * grid
            and len(once) >= ONCE * len(pairs))  # fmt: skip
