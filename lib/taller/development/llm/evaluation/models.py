"""Which model to use: how often each is right on the client's own labels, and what that costs.

All are asked about the same texts, so that two of them are compared text by text. The cheap model
is used where no service is shown to be better by more than the margin.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from taller.development.llm.briefs.classify import Classify
from taller.development.llm.messages import say
from taller.development.llm.model.classify import (
    CHEAP,
    SERVICE,
    TASK,
    TEST,
    Placed,
    Sorted,
    by_cheap,
    by_service,
    shown,
)
from taller.development.llm.model.opened import alone, served
from taller.development.llm.result import Judged
from taller.measurement import estimates
from taller.phase import Estimate

if TYPE_CHECKING:
    import pandas as pd

    from taller.development.llm.features.texts import Texts
    from taller.development.llm.model.tfidf import Cheap
    from taller.development.llm.params import Params

Z = 1.959964  # of a normal distribution, for 95 %


@dataclass(frozen=True)
class Compared:
    """What the labelled texts say of each way to sort.

    Attributes
    ----------
    judged : the cheap way first, where there is one
    services : models that the endpoints name
    commonest : the label that most of the tested texts have, and its share
    outcome : ``cheap`` (no service is better by more than the margin), ``service`` (one is better),
        ``open`` (not shown either way), ``alone`` (there is one way alone), ``none`` (none is
        shown to be better than naming the commonest category each time), ``unlabelled``,
        ``single`` (there is one category, or none, and nothing to choose between)
    best : the service that is compared with the cheap way, or stands alone
    untaught : categories with too few texts for the cheap way to learn them
    """

    judged: tuple[Judged, ...]
    services: tuple[str, ...]
    n: int
    commonest: tuple[str, float] | None
    outcome: str
    best: Judged | None
    untaught: tuple[str, ...] = ()

    @property
    def cheap(self) -> Judged | None:
        """The cheap way."""
        return next((each for each in self.judged if each.name == CHEAP), None)

    @property
    def best_name(self) -> str:
        """The service that is spoken of; empty without one."""
        return self.best.name if self.best else ""

    @property
    def winner(self) -> Judged | None:
        """The way that sorts the other texts, where labels show that one may."""
        if self.outcome in ("none", "unlabelled", "single"):
            return None
        cheap = self.cheap if self.outcome != "service" else None
        return cheap if cheap and is_usable(cheap) else self.best

    @property
    def chosen(self) -> str:
        """The way that sorts them: `CHEAP`, `SERVICE`, or empty where none should."""
        if self.winner is None:
            return SERVICE if self.outcome == "unlabelled" and self.services else ""
        return CHEAP if self.winner is self.cheap else SERVICE


def compare(texts: Texts | None, cheap: Cheap | None, p: Params, run: Any) -> Compared:
    """Ask every model that the endpoints name, and the cheap one, about the same labelled texts."""
    services = served(p.door, TASK)
    if texts is None or len(texts.names) < 2:
        only = "single" if texts is not None and texts.names else "unlabelled"
        return Compared((), services, 0, None, only, None)
    rows = _tested(texts, p.classify, run.seed, bool(services))
    if rows.empty:
        return Compared((), services, 0, None, "unlabelled", None)
    ways, said = [], by_cheap(texts, cheap, p.classify)
    if cheap is not None:
        ways.append(Sorted(CHEAP, True, tuple(said[int(row)] for row in rows.index)))
    for endpoint in services:  # each for itself
        with alone(p.door, TEST, endpoint, run) as door:
            ways.append(by_service(door, texts, rows, p.classify, endpoint, TEST))
    labels = rows["label"].tolist()
    rate = p.per_usd or (1.0 if run.currency == "USD" else None)
    judged = [_judged(way, ways[0], labels, p.classify, rate, run.seed) for way in ways]
    name, n = Counter(labels).most_common(1)[0]
    outcome, best = _choose(judged, p.classify.margin)
    untaught = tuple(cheap.untaught) if cheap else ()
    return Compared(tuple(judged), services, len(rows), (name, n / len(rows)), outcome, best,
                    untaught)  # fmt: skip


def _tested(texts: Texts, p: Classify, seed: int, sampled: bool) -> pd.DataFrame:
    """The labelled texts that everybody is tested on: none that a service was shown."""
    if not sampled:
        return texts.labelled
    rest = texts.labelled.drop(shown(texts, p).index)
    drawn = estimates.generator(seed, "tested").permutation(len(rest))[: p.tested]
    return rest.iloc[sorted(drawn)]


def _judged(
    way: Sorted, first: Sorted, labels: Sequence[str], p: Classify, rate: float | None, seed: int
) -> Judged:
    right, n = hits(way.placed, labels), len(labels)
    said = [placed is not None and placed.category is not None for placed in way.placed]
    common = Counter(labels).most_common(1)[0][0]
    plain = [label == common for label, s in zip(labels, said, strict=True) if s]
    took = way.took
    dollars = took["cost"] / took["calls"] if took.get("calls") else 0.0
    return Judged(
        task=TASK, name=way.name, offline=way.offline,
        right=estimates.share(sum(right), n),
        answered=estimates.share(sum(said), n),
        right_of_answered=estimates.share(sum(right), sum(said)) if any(said) else None,
        refused=dict(way.refused),
        over_commonest=paired([r for r, s in zip(right, said, strict=True) if s], plain)
        if any(said) else None,
        better=None if first is way else paired(right, hits(first.placed, labels)),
        dollars=1000 * dollars,
        seconds=took.get("p50"), slow=took.get("p95"),
        saves=_saves(said, right, dollars, p, rate, seed),
    )  # fmt: skip


def _saves(
    said: Sequence[bool], right: Sequence[bool], dollars: float, p: Classify, rate: float | None,
    seed: int,
) -> Estimate | None:  # fmt: skip
    """What one text saves beside a person who reads it, in the client's currency."""
    if p.reading is None or len(said) < 2 or (rate is None and dollars):
        return None
    import numpy as np

    answered, wrong = np.array(said), np.array(said) & ~np.array(right)
    each = answered * p.reading - wrong * (p.mistake or 0.0) - dollars * (rate or 0.0)
    return estimates.mean(each, estimates.generator(seed, "saves"), unit="money")


def _choose(judged: Sequence[Judged], margin: float) -> tuple[str, Judged | None]:
    """What the figures say, and the service they say it of."""
    cheap = next((each for each in judged if each.name == CHEAP and is_usable(each)), None)
    services = [each for each in judged if each.name != CHEAP and (cheap or is_usable(each))]
    best = max(services, key=lambda each: each.right.value, default=None)
    if best is None or cheap is None:
        return ("alone" if best or cheap else "none"), best
    assert best.better is not None
    if best.better.high < margin:
        return "cheap", best
    shown = is_usable(best) and estimates.above(best.better)
    return ("service" if shown else "open"), best


def is_usable(each: Judged) -> bool:
    """Whether it is shown to be right more often than naming the commonest category each time."""
    return each.over_commonest is not None and estimates.above(each.over_commonest)


def hits(placed: Sequence[Placed | None], labels: Sequence[str]) -> list[bool]:
    """Which texts were put where a person put them; who abstains is not right."""
    pairs = zip(placed, labels, strict=True)
    return [one is not None and one.category == label for one, label in pairs]


def paired(right: Sequence[bool], other: Sequence[bool]) -> Estimate:
    """How much more often one is right than another on the same texts.

    The interval is Bonett and Price's (2012), which also holds where the two hardly differ: a text
    is added on either side of those that only one gets right.

    >>> found = paired([True] * 10, [True] * 8 + [False] * 2)
    >>> found.value, round(found.low, 3), round(found.high, 3)
    (0.2, -0.146, 0.479)
    """
    n = len(right)
    gained = sum(a and not b for a, b in zip(right, other, strict=True))
    lost = sum(b and not a for a, b in zip(right, other, strict=True))
    more, less = (gained + 1) / (n + 2), (lost + 1) / (n + 2)
    half = Z * math.sqrt((more + less - (more - less) ** 2) / (n + 2))
    value, middle = (gained - lost) / n, more - less
    return Estimate(
        value=value, low=min(value, middle - half), high=max(value, middle + half), unit="share",
        n=n, method=say("method-paired", n=n),
    )  # fmt: skip
