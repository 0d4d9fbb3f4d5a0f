"""What a plan must keep to, each by its name; and which of them cannot hold together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from taller.errors import Fault, InputError, did_you_mean
from taller.monitoring.optimisation.model.budget.blocks import Blocks, active

if TYPE_CHECKING:
    from taller.monitoring.optimisation.constraints import Constraints

Kind = Literal["total", "floor", "contract", "ceiling", "observed", "move", "ratio"]
SOURCE = "optimisation.budget"
SLACK = 1e-6  # relative, within which a limit is reached


@dataclass(frozen=True)
class Limit:
    """One named condition on the levels of all blocks and channels.

    Attributes
    ----------
    weights : (n, B * C) of the levels in each of its n sums
    least, most : (n,) between which these lie
    said : what it demands, in words
    channels : whom it holds
    """

    kind: Kind
    said: str
    channels: tuple[int, ...]
    weights: np.ndarray
    least: np.ndarray
    most: np.ndarray

    def reached(self, levels: np.ndarray) -> bool:
        """Whether levels, (B, C), lie at one of its bounds."""
        sums = self.weights @ levels.ravel()
        near = SLACK * np.maximum(np.abs(self.weights) @ np.abs(levels.ravel()), 1.0)
        return bool(((sums - self.least <= near) | (self.most - sums <= near)).any())


@dataclass(frozen=True)
class Known:
    """What limits are made of beside the client's: by channel, money a week, (C,) each."""

    channels: tuple[str, ...]
    today: np.ndarray
    observed_most: np.ndarray


def limits(
    constraints: Constraints, known: Known, blocks: Blocks, totals: Sequence[float]
) -> list[Limit]:
    """All that a plan must keep to.

    Parameters
    ----------
    totals : money in each period

    Raises
    ------
    InputError
        If a channel is named that there is not, all of them at once; or if some of the limits
        cannot hold together, naming the smallest set that contradicts itself.
    """
    _named(constraints, known.channels)
    made = [
        *_totals(totals, blocks, len(known.channels)),
        *_weekly(constraints, known, blocks),
        *_contracts(constraints, known, blocks),
        *_ratios(constraints, known, blocks),
    ]
    if sets := list(_contradictions(made)):
        raise InputError(SOURCE, [_told(each) for each in sets])
    return made


def _named(constraints: Constraints, channels: Sequence[str]) -> None:
    given = [
        *((f"floors.{name}", name) for name in constraints.floors),
        *((f"ceilings.{name}", name) for name in constraints.ceilings),
        *((f"contracts.{i}.channel", each.channel) for i, each in enumerate(constraints.contracts)),
        *((f"ratios.{i}.channel", each.channel) for i, each in enumerate(constraints.ratios)),
        *((f"ratios.{i}.of", each.of) for i, each in enumerate(constraints.ratios) if each.of),
    ]
    faults = [
        Fault(f"{SOURCE}.{where}", f"no such channel{did_you_mean(name, channels)} (got '{name}')")
        for where, name in given if name not in channels
    ]  # fmt: skip
    if faults:
        raise InputError(SOURCE, faults)


def _totals(totals: Sequence[float], blocks: Blocks, n: int) -> Iterator[Limit]:
    for period, total in enumerate(totals):
        weights = np.repeat(blocks.weeks * (blocks.period == period), n)[None, :].astype(float)
        said = f"a total of {total:,.0f}" + (f" in period {period + 1}" if len(totals) > 1 else "")
        yield Limit("total", said, (), weights, np.array([total]), np.array([total]))


def _weekly(constraints: Constraints, known: Known, blocks: Blocks) -> Iterator[Limit]:
    for c, name in enumerate(known.channels):
        today, most = float(known.today[c]), float(known.observed_most[c])
        said = f"{name}: at most {most:,.0f} a week, the most ever spent"
        if constraints.beyond:
            most *= 1 + constraints.beyond
            said = f"{name}: at most {most:,.0f} a week, as far beyond the most spent as allowed"
        yield _of(c, "observed", said, known, blocks, most=most)
        if floor := constraints.floors.get(name):
            told = f"{name}: at least {floor:,.0f} a week"
            yield _of(c, "floor", told, known, blocks, least=floor)
        if (ceiling := constraints.ceilings.get(name)) is not None:
            told = f"{name}: at most {ceiling:,.0f} a week"
            yield _of(c, "ceiling", told, known, blocks, most=ceiling)
        if (move := constraints.move) is not None:
            told = f"{name}: within {move:.0%} of today's {today:,.0f} a week"
            least, most = today * max(1 - move, 0), today * (1 + move)
            yield _of(c, "move", told, known, blocks, least=least, most=most)


def _contracts(constraints: Constraints, known: Known, blocks: Blocks) -> Iterator[Limit]:
    for c, name in enumerate(known.channels):
        held = [each for each in constraints.contracts if each.channel == name]
        by_week = np.zeros(len(blocks.days))
        for each in held:
            by_week += each.weekly * np.array(active(each, blocks.days))
        if by_week.any():
            least = np.full(len(blocks.weeks), -np.inf)
            # Contracts do not change within a block.
            least[blocks.of_week] = np.where(by_week > 0, by_week, -np.inf)
            said = f"{name}: contracts of {by_week.max():,.0f} a week"
            yield _of(c, "contract", said, known, blocks, least=least)


def _ratios(constraints: Constraints, known: Known, blocks: Blocks) -> Iterator[Limit]:
    size = (len(blocks.weeks), len(known.channels))
    for each in constraints.ratios:
        c = known.channels.index(each.channel)
        own, other = np.zeros(size), np.zeros(size)
        own[:, c] = blocks.weeks
        beside = [known.channels.index(each.of)] if each.of else slice(None)
        other[:, beside] = blocks.weeks[:, None]
        rows = [own - each.least * other]
        rows += [] if each.most is None else [each.most * other - own]
        most = "" if each.most is None else f" and at most {each.most:.0%}"
        said = f"{each.channel}: at least {each.least:.0%}{most} of {each.of or 'all spend'}"
        weights = np.array([row.ravel() for row in rows])
        ends = np.zeros(len(rows)), np.full(len(rows), np.inf)
        yield Limit("ratio", said, (c,), weights, *ends)


def _of(
    c: int, kind: Kind, said: str, known: Known, blocks: Blocks, *,
    least: float | np.ndarray = -np.inf, most: float = np.inf,
) -> Limit:  # fmt: skip
    """A bound on each block's level of one channel."""
    n = len(blocks.weeks)
    weights = np.zeros((n, n, len(known.channels)))
    weights[np.arange(n), np.arange(n), c] = 1
    low = np.broadcast_to(np.asarray(least, dtype=float), n)
    return Limit(kind, said, (c,), weights.reshape(n, -1), low, np.full(n, most))


def _contradictions(made: Sequence[Limit]) -> Iterator[list[Limit]]:
    """Smallest sets of limits that cannot hold together, each without those told before."""
    left = list(made)
    while not _possible(left):
        kept = list(left)
        for each in left:
            without = [other for other in kept if other is not each]
            if not _possible(without):
                kept = without
        yield kept
        left = [each for each in left if not any(each is other for other in kept)]


def _possible(held: Sequence[Limit]) -> bool:
    from scipy.optimize import LinearConstraint, milp

    if not held:
        return True
    rows = np.vstack([each.weights for each in held])
    ends = [np.concatenate([getattr(each, end) for each in held]) for end in ("least", "most")]
    found = milp(np.zeros(rows.shape[1]), constraints=LinearConstraint(rows, *ends))
    return bool(found.status != 2)


def _told(together: Sequence[Limit]) -> str:
    said = "; ".join(each.said for each in together)
    return f"no plan keeps to all of these, loosen at least one: {said}"


def holding(made: Sequence[Limit], levels: np.ndarray) -> Mapping[int, tuple[Kind, ...]]:
    """By channel, which kinds of limit its levels, (B, C), have reached."""
    found: dict[int, list[Kind]] = {}
    for each in made:
        if each.kind != "total" and each.reached(levels):
            for c in each.channels:
                found.setdefault(c, []).append(each.kind)
    return {c: tuple(dict.fromkeys(kinds)) for c, kinds in found.items()}
