"""Whether a file is a flat table: a row per customer or call, and a column that says what happened.

It is taken for one instead of a canonical table only where a header or its two values say so and no
canonical table explains much of it. A table of customers or accounts that says who left is both.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from taller.data.contract import identities
from taller.data.contract.row_order import Order
from taller.data.propose.assign import Match
from taller.data.propose.columns.values import Profile
from taller.data.propose.reasons import Why
from taller.data.propose.words.vocabulary import listed
from taller.data.propose.words.words import plain, read

CHURN = listed(
    "churn churned attrition attrited exited left baja abandono abandona fuga cancelo cancela"
)
OUTCOME = listed(
    "target label y outcome response responded respuesta responde objetivo converted conversion "
    "convierte purchased bought compro compra subscribed accepted acepto clicked visit visited"
)
LEFT = listed("baja cancelado cancelada cancelled canceled churned left lost exited perdido fugado")
STAYED = listed("activo activa active alta vigente stayed retained current existing loyal")
YES = listed("yes y true t 1 si s verdadero churn") | LEFT
NO = listed("no n false f 0 falso") | STAYED
SOMETHING_ELSE = listed("marketing newsletter email sms consent optin opt")
FEW = 2  # columns that a canonical table may explain of a flat one
LEAST = 3  # columns besides, of which something can be learned
ROWS = 20


def flat(profiles: Mapping[str, Profile], explained: int) -> dict[str, Match]:
    """What happened, and whom a row is about, if this is a flat table; else nothing.

    Parameters
    ----------
    explained : how many of its columns the best canonical table takes

    Returns
    -------
    ``target``, ``subject`` and ``time`` where there are such: the client's column
    """
    return _found(profiles) if explained <= FEW else {}


def beside(profiles: Mapping[str, Profile], taken: Collection[str]) -> dict[str, Match]:
    """The same of a table of customers, which says of each what happened to them.

    Parameters
    ----------
    taken : columns that the table of customers takes: their consent is no outcome
    """
    return _found(profiles, without=taken)


def _found(profiles: Mapping[str, Profile], without: Collection[str] = ()) -> dict[str, Match]:
    if len(profiles) < LEAST + 1:
        return {}
    targets = {own: _target(own, p) for own, p in profiles.items() if own not in without}
    best = max(targets, key=lambda own: targets[own], default=None)
    if best is None or not targets[best]:
        return {}
    found = {"target": Match(best, targets[best], (Why("two_values", "target"),))}
    subject = _subject({own: p for own, p in profiles.items() if own != best})
    return found | ({"subject": subject} if subject else {})


def _subject(profiles: Mapping[str, Profile]) -> Match | None:
    """The id of people: the surest by its header, in every row; never a counter of rows."""
    found = []
    for own, profile in profiles.items():
        values = [cell for cell in profile.cells if cell is not None]
        if len(values) < 0.95 * len(profile.cells) or not values:
            continue
        if identities.role(own, identities.Facts.of(values)) == "person":
            named = "customer" in read(own).concepts
            found.append((named + (profile.distinct == 1), profile.distinct == 1, own))
    if not found:
        return None
    _sure, unique, own = max(found, key=lambda one: one[0])
    why = "no_two_alike" if unique else "several_rows"
    return Match(own, 0.9 if unique else 0.6, (Why(why, "subject"),))


def _words(header: str) -> set[str]:
    return set(re.split(r"[^a-z]+", plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header))))


def _target(header: str, profile: Profile) -> float:
    """How sure it is that a column says what happened: 0 if it does not."""
    if len(profile.counts) != 2 or profile.filled < max(ROWS, 0.5 * len(profile.cells)):
        return 0.0
    words = _words(header)
    if words & SOMETHING_ELSE:
        return 0.0
    if words & CHURN:
        return 0.9
    return 0.75 if words & OUTCOME or _says_who_left(profile) else 0.0


def _says_who_left(profile: Profile) -> bool:
    values = {plain(value) for value in profile.counts}
    return bool(values & LEFT) and bool(values & STAYED)


def is_clear(profile: Profile) -> bool:
    """Whether its two values say by themselves which counts as yes."""
    values = {plain(value) for value in profile.counts}
    return len(values & YES) == 1 == len(values & NO)


def purpose(target: str, profile: Profile | None = None) -> str:
    """What a model of the target is for: churn, or response."""
    left = profile is not None and _says_who_left(profile)
    return "churn" if left or _words(target) & CHURN else "response"


@dataclass(frozen=True)
class Outcome:
    """What a flat table is for.

    Attributes
    ----------
    purpose : churn or response
    clear : whether the target's two values say by themselves which counts as yes
    order : what speaks for an order of the rows, see `taller.data.contract.row_order`
    dated : a column of dates in every row, which does not go along with them
    """

    purpose: str
    clear: bool
    order: Order | None
    dated: str | None = None


def outcome(profiles: Mapping[str, Profile], target: str) -> Outcome:
    """What a flat table with this target is for, and whether its rows stand in order of time."""
    import numpy as np

    from taller.data.contract import row_order

    profile = profiles[target]
    first = next(iter(profile.counts))
    happened = np.array([np.nan if v is None else float(v == first) for v in profile.cells])
    others = {own: p for own, p in profiles.items() if own != target}
    order = row_order.look(row_order.typed({o: p.cells for o, p in others.items()}), happened)
    dated = next((own for own, p in others.items() if p.dates == 1 and not p.missing), None)
    return Outcome(purpose(target, profile), is_clear(profile), order, dated)
