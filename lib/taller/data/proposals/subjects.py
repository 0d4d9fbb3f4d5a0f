"""Whether a file is a flat table: a row per customer or call, and a column that says what happened.

It is taken for one only where a header says so and no canonical table explains much of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from taller.data.proposals.assign import Match
from taller.data.proposals.reasons import Why
from taller.data.proposals.values import Profile
from taller.data.proposals.vocabulary import listed
from taller.data.proposals.words import plain, read

CHURN = listed("churn churned attrition exited left baja abandono abandona fuga cancelo cancela")
OUTCOME = listed(
    "target label y outcome response responded respuesta responde objetivo converted conversion "
    "convierte purchased bought compro compra subscribed accepted acepto clicked visit visited"
)
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
    ``target``, and ``subject`` where there is one: the client's column
    """
    if explained > FEW or len(profiles) < LEAST + 1:
        return {}
    targets = {own: _target(own, profile) for own, profile in profiles.items()}
    best = max(targets, key=lambda own: targets[own])
    if not targets[best]:
        return {}
    found = {"target": Match(best, targets[best], (Why("two_values", "target"),))}
    for own, profile in profiles.items():
        told = {"id", "customer"} & read(own).concepts
        if told and profile.distinct == 1 and profile.filled == len(profile.cells):
            found["subject"] = Match(own, 0.9, (Why("no_two_alike", "subject"),))
            break
    return found


def _target(header: str, profile: Profile) -> float:
    """How sure it is that a column says what happened: 0 if it does not."""
    if len(profile.counts) != 2 or profile.filled < max(ROWS, 0.95 * len(profile.cells)):
        return 0.0
    words = set(re.split(r"[^a-z]+", plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header))))
    return 0.9 if words & CHURN else 0.75 if words & OUTCOME else 0.0


def purpose(target: str) -> str:
    """What a model of the target is for: churn, or response."""
    return "churn" if set(re.split(r"[^a-z]+", plain(target))) & CHURN else "response"
