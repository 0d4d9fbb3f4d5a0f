"""Whether a file tells sales by region and day: a grid of places and days, a row for each.

A shop's orders tell place, day and amount as well: a file that numbers orders, names customers or
goods, or tells a day of a place twice is no grid. One with other words beside may be either.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

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
NOT_OWN = {"per", "por", "competitor", "competitors", "competencia", "rival", "control"}
"""Words of what one unit brings, as in revenue_per_conversion, or of what others sold."""
WHOM = {"customer", "user", "pseudo", "email", "phone", "item", "barcode"}  # of orders, in words
LOOKED, FULL, ONCE = 2_000, 0.6, 0.99  # first rows, how much of the grid they fill, pairs told once
FEWEST, SURELY, PERHAPS = 3, 0.9, 0.6


def find(profiles: Mapping[str, Profile]) -> dict[str, Match]:
    """Which column is which, if this is sales by region and day; else nothing."""
    dates = [own for own, profile in profiles.items() if profile.dates > 0.95]
    places = [own for own, profile in profiles.items() if _is_place(own, profile)]
    found = grid(profiles)
    if not found or any(_is_of_orders(own, p) for own, p in profiles.items() if own not in dates):
        return {}
    numbers = [own for own, profile in profiles.items() if own not in found.values()
               and profile.numbers > 0.95 and not _is_place(own, profile)]  # fmt: skip
    value = sold(numbers)
    if value is None:
        return {}
    others = [own for own, p in profiles.items() if p.filled and p.numbers < 0.5
              and own not in (*places, *dates)]  # fmt: skip
    told = (Why("perhaps_orders", "region"),) if others else ()
    sure = PERHAPS if others else SURELY
    which = {
        "region": Match(found["region"], sure, (Why("header", "region"), *told)),
        "date": Match(found["date"], SURELY, (Why("dates", "date", 1.0),)),
        "value": value,
    }
    spent = [own for own in numbers if "cost" in read(own).concepts]
    return which | ({"cost": Match(spent[0], SURELY, (Why("header", "cost"),))} if spent else {})


def grid(profiles: Mapping[str, Profile]) -> dict[str, str]:
    """The columns of place and day of which each place tells each day once; none if none do."""
    dates = [own for own, profile in profiles.items() if profile.dates > 0.95]
    places = [own for own, profile in profiles.items() if _is_place(own, profile)]
    grids = [(own, day) for own in places for day in dates if _fills(profiles[own], profiles[day])]
    return dict(zip(("region", "date"), grids[0], strict=True)) if grids else {}


def sold(numbers: Collection[str]) -> Match | None:
    """Which of some columns of numbers is what was sold, money before units; None if none is.

    What one unit brings is not what was sold, nor what a competitor sold.
    """
    left = [own for own in numbers
            if not read(own).concepts & OTHERS and not NOT_OWN & set(split(own))]  # fmt: skip
    said = ([own for own in left if read(own).concepts & MONEY]
            or [own for own in left if read(own).concepts & SOLD])  # fmt: skip
    if not left:
        return None
    sure = SURELY if len(said or left) == 1 else PERHAPS
    return Match((said or left)[0], sure, (Why("amounts", "value", 1.0),))


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
