"""Which column is which: every canonical column at most once, all of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from taller.data.propose import patterns
from taller.data.propose.columns import fits, persons, relations, structure
from taller.data.propose.columns.values import Profile
from taller.data.propose.money import amounts
from taller.data.propose.reasons import Why
from taller.data.propose.words import context
from taller.data.propose.words.words import Header
from taller.data.settings.schemas import SCHEMAS

LEAST = 0.33  # confidence below which a column is better left unmapped
CHECK = 0.69  # confidence at most where another column would do about as well
NEAR = 0.05  # difference of scores below which it would
BY_SUMS = frozenset(
    {"total", "discount"}
)  # columns of orders that only their sums tell: see `identities`


@dataclass(frozen=True)
class Match:
    """One canonical column's column at the client's.

    Attributes
    ----------
    column : the client's
    confidence : 0 to 1
    why : what speaks for it
    """

    column: str
    confidence: float
    why: tuple[Why, ...]

    @property
    def reason(self) -> str:
        """What speaks for it, in the language in force."""
        return "; ".join(str(why) for why in self.why)


@dataclass
class Candidates:
    """How much each client column speaks for each canonical column of a table."""

    table: str
    profiles: dict[str, Profile]
    scores: dict[tuple[str, str], float] = field(default_factory=dict)
    whys: dict[tuple[str, str], tuple[Why, ...]] = field(default_factory=dict)

    def best(self, canonical: str) -> str | None:
        """The client's column that speaks loudest for a canonical one."""
        found = [(self.scores[canonical, own], own) for own in self.profiles]
        score, own = max(found, default=(0.0, None))
        return own if score >= LEAST else None

    def change(self, canonical: str, own: str, score: float, why: Why) -> None:
        """Give a pair another score, and say why."""
        self.scores[canonical, own] = score
        self.whys[canonical, own] = (*self.whys[canonical, own], why)


def assign(
    table: str, profiles: Mapping[str, Profile], *, needs_key: bool = False
) -> dict[str, Match]:
    """Map a table's canonical columns to a client's columns, as far as these allow.

    Parameters
    ----------
    profiles : the client's column: its values, all of the same rows
    needs_key : whether a key that no header names is looked for by values alone

    Returns
    -------
    canonical column: its match, in the schema's order; without what is nowhere found
    """
    found = _candidates(table, dict(profiles))
    if table == "orders":
        amounts.weigh(found)
        structure.weigh_numbers(found)
        structure.weigh_items(found)
        structure.weigh_customers(found)
        structure.weigh_names(found)
    chosen = _solve(found)
    if table in ("orders", "events", "sessions", "spend") and profiles:
        chosen = structure.dates(found, chosen)
    if table == "orders":
        chosen = _told_apart(found, chosen)
    if needs_key:
        chosen = structure.key(found, chosen)
    names = [column.name for column in SCHEMAS[table].given if column.name in chosen]
    return {name: _match(found, name, chosen) for name in names}


def _match(found: Candidates, name: str, chosen: dict[str, str]) -> Match:
    """A match, to be looked at where another column would have done as well, or dates differ."""
    own = chosen[name]
    score, why = min(found.scores[name, own], 0.99), found.whys[name, own]
    if score > CHECK and fits.is_date(name) and found.profiles[own].date_styles > 1:
        return Match(own, CHECK, (*why, Why("dates_mixed", name)))
    if name == "user_id" and (kind := persons.named(found.profiles[own])):
        return Match(own, min(score, CHECK), (*why, Why(kind, name)))
    left = [other for other in found.profiles if other not in chosen.values()]
    if name == "transaction_id" and found.profiles[own].distinct < 1:  # what numbers lines is none
        left = [other for other in left if found.profiles[other].distinct < 1]
    rival = max((found.scores[name, other] for other in left), default=0.0)
    if score > CHECK and rival > score - NEAR and not _says_the_same(found, name, own, left):
        return Match(own, CHECK, (*why, Why("rival", name)))
    return Match(own, score, why)


def _says_the_same(found: Candidates, name: str, own: str, left: Sequence[str]) -> bool:
    """Whether the columns that would have done as well hold the very same values."""
    cells = found.profiles[own].cells
    return all(
        found.profiles[other].cells == cells
        for other in left
        if found.scores[name, other] > found.scores[name, own] - NEAR
    )


def _candidates(table: str, profiles: dict[str, Profile]) -> Candidates:
    found = Candidates(table, profiles)
    heads = context.heads(tuple(profiles))
    for column in SCHEMAS[table].given:
        for own, profile in profiles.items():
            score, why = _pair(heads[own], table, column.name, profile)
            found.scores[column.name, own], found.whys[column.name, own] = score, why
    return found


def _pair(
    header: Header, table: str, column: str, profile: Profile
) -> tuple[float, tuple[Why, ...]]:
    """The score of one pair, of what its header and its values say."""
    if table == "orders" and column in BY_SUMS:
        return 0.0, ()
    said = patterns.score(header, table, column)
    fit = fits.of(column, profile)
    if fit.fit < 0.15:
        return said * fit.fit, ()
    score = said * (0.55 + 0.45 * fit.fit)
    if said >= 0.33 or not header.concepts:  # a header that says something else is believed
        score += (1 - score) * fit.alone * (0.5 if said else 0.9)
    why = [Why("header", column, spanish=header.spanish > header.english)] if said else []
    if fit.code:
        why.append(Why(fit.code, column, fit.share))
    return score, tuple(why)


def _solve(found: Candidates) -> dict[str, str]:
    """The assignment of the largest sum; a column may stay without a partner."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    names = [column.name for column in SCHEMAS[found.table].given]
    own = list(found.profiles)
    gains = np.full((len(names), len(own) + len(names)), 0.0)
    for i, name in enumerate(names):
        for j, column in enumerate(own):
            # Of equals, the first: what an export names first is what it is about.
            gains[i, j] = found.scores[name, column] - LEAST - 1e-5 * j / len(own)
    rows, columns = linear_sum_assignment(gains, maximize=True)
    return {
        names[i]: own[j]
        for i, j in zip(rows, columns, strict=True)
        if j < len(own) and gains[i, j] > 0
    }


def _told_apart(found: Candidates, chosen: dict[str, str]) -> dict[str, str]:
    """What the chosen columns say together, which a pair alone cannot."""
    chosen = _keys_told_apart(found, structure.keys(found, chosen))
    chosen = structure.last_resort(found, chosen)
    chosen = _lone_amount(found, structure.quantity(found, chosen))
    if (
        "item_name" in chosen
        and "item_id" not in chosen
        and not structure.numbers_rows(found, chosen["item_name"])
    ):
        own = chosen.pop("item_name")
        score = 0.85 * found.scores["item_name", own]
        found.whys["item_id", own] = found.whys["item_name", own]
        found.change("item_id", own, min(max(score, LEAST), CHECK), Why("name_as_code", "item_id"))
        chosen["item_id"] = own
    return chosen


def _keys_told_apart(found: Candidates, chosen: dict[str, str]) -> dict[str, str]:
    """Order and customer by whose lines they are, whatever the headers say."""
    order, customer = chosen.get("transaction_id"), chosen.get("user_id")
    if order is None or customer is None:
        return chosen
    date = found.profiles.get(chosen.get("event_timestamp", ""))
    told = relations.keys(found.profiles[order], found.profiles[customer], date)
    if told == "sound":
        for name, own in (("transaction_id", order), ("user_id", customer)):
            score = found.scores[name, own]
            found.change(name, own, score + 0.3 * (1 - score), Why("keys_sound", name))
    if told == "swapped":
        # The headers contradict the values: believe these, and have somebody look.
        for name, own in (("transaction_id", customer), ("user_id", order)):
            score = min(max(found.scores[name, own], 0.55), 0.65)
            found.scores[name, own], found.whys[name, own] = score, (Why("keys_swapped", name),)
        chosen |= {"transaction_id": customer, "user_id": order}
    return chosen


def _lone_amount(found: Candidates, chosen: dict[str, str]) -> dict[str, str]:
    """A single amount: of a unit, or of the line?"""
    given = [name for name in ("price", "value") if name in chosen]
    if len(given) != 1 or not {"quantity", "item_id"} <= chosen.keys():
        return chosen
    own = chosen[given[0]]
    told = relations.per_unit(
        *(found.profiles[chosen[name]] for name in ("item_id", "quantity")), found.profiles[own]
    )
    if told is None:
        return chosen
    name = {"unit": "price", "line": "value"}[told]
    score = found.scores[given[0], own]
    if name == given[0]:
        found.change(name, own, score + 0.3 * (1 - score), Why(f"per_{told}", name))
        return chosen
    found.whys[name, own] = found.whys[given[0], own]
    found.change(name, own, min(score, 0.75), Why(f"per_{told}", name))
    return {key: column for key, column in chosen.items() if key != given[0]} | {name: own}
