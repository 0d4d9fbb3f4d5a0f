"""Names for segments, given only where the segment's own customers bear all that the name says.

A name is made of words that are rules on a customer's figures (`evaluation.rules`). A segment may
bear it where three of four of its customers, or more, fulfil all its words, one of four of the
others, or fewer, do, and each word rests on features that the segments rest on. Among the names
that may be borne, segments and names are matched one to one so that together they fit best. A
segment that bears no name is composed one of single words, and where none fits, its number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from taller.data.tell import groups
from taller.development.clustering.evaluation.rules import (
    Rule,
    Yardstick,
    fulfilled,
    in_words,
    rules,
)
from taller.development.clustering.features import said
from taller.development.clustering.messages import say
from taller.development.clustering.result import NUMBERED

MARKED = 0.3  # deviations from the average from which a feature sets a segment apart
MOST, FEWEST = 0.75, 0.25  # share of the segment, and of the others, that a name may be said of
SINGLES = ("many", "few", "high", "low", "recent", "gone", "new", "old", "wide", "narrow",
           "returns", "keeps")  # fmt: skip
"""Words that make a name by themselves."""
PLAIN = ("frequency", "monetary", "recency_days")  # what a number's segment is described by
TOGETHER = "together"  # key of the segment that small ones make together

Uses = Literal["more", "less", "spend", "returns"]
"""Spend more or less than the others, spend otherwise, or send more back."""


@dataclass(frozen=True)
class Archetype:
    """A kind of customer every shop knows; its name, action, owner and aim are messages.

    Attributes
    ----------
    key : stable name
    words : what the name says; see `evaluation.rules.rules`
    uses : how the segment must be shown to differ from the others, afterwards, for the action to
        make sense; see `Uses`
    urgent : whether value is at stake that an action may still save
    best : whether the name says that no other segment orders or spends as much
    """

    key: str
    words: tuple[str, ...]
    uses: Uses = "spend"
    urgent: bool = False
    best: bool = False


ARCHETYPES = (
    Archetype("champions", ("many", "high", "active"), "more", best=True),
    Archetype("active_returners", ("regular", "high", "returns"), "returns"),
    Archetype("slipping", ("high", "late"), urgent=True),
    Archetype("loyal", ("regular", "active"), "more"),
    Archetype("newcomers", ("new", "few")),
    Archetype("one_time_lapsed", ("once", "gone"), "less"),
    Archetype("lapsed", ("gone",), "less"),
    Archetype("small_one_time", ("once", "small")),
    Archetype("large_baskets", ("few", "large")),
    Archetype("narrow", ("faithful",)),
    Archetype("occasional", ("old", "seldom")),
    Archetype("returners", ("few", "returns"), "returns"),
)
"""The kinds of customer that names are taken from."""


@dataclass(frozen=True)
class Named:
    """A segment's name and what follows from it.

    Attributes
    ----------
    meaning : what the name demands of a customer; empty where the name says nothing
    action : empty where the name calls for none
    """

    key: str
    name: str
    traits: str
    meaning: str = ""
    action: str = ""
    owner: str = ""
    aim: str = ""
    uses: Uses = "spend"


def name_segments(
    frame: pd.DataFrame, segment: pd.Series, position: pd.DataFrame, typical: pd.DataFrame
) -> list[Named]:
    """Unique names for segments that are groups apart.

    Parameters
    ----------
    frame : (n, all features) the customers
    segment : (n,) the segment of each
    position : (k, features used) mean position of each segment, in deviations from the average
    typical : (k, all features) what is typical of each segment, in actual units
    """
    words, known = rules(Yardstick.of(frame)), ARCHETYPES
    used = set(position.columns)
    fits = np.array(
        [
            [_fit(frame, segment == n, a.words, words, used) - a.best * _beaten(typical, n)
             for a in known]
            for n in position.index
        ]
    )  # fmt: skip
    # A name of more words that fits as well says more; stand-ins take those whom none fits.
    table = np.where(fits > 0, fits + 0.1 * np.array([len(a.words) for a in known]), -1.0)
    table = np.hstack([table, np.zeros((len(table), len(table)))])
    _rows, columns = linear_sum_assignment(-table)
    traits = [_traits(position.loc[n], typical.loc[n], _everyone(frame)) for n in position.index]
    named: list[Named] = []
    for n, column, told in zip(position.index, columns, traits, strict=True):
        if column < len(known):
            named.append(_as(known[column], told, words))
        else:
            taken = {one.name for one in named}
            named.append(_composed(frame, segment == n, int(n), told, words, used, taken))
    return named


def number_segments(frame: pd.DataFrame, typical: pd.DataFrame) -> list[Named]:
    """Numbers for segments that are no groups apart, with their plain figures."""
    everyone = _everyone(frame)
    return [_numbered(int(n), _figures(PLAIN, row, everyone)) for n, row in typical.iterrows()]


def name_together(typical: pd.Series, frame: pd.DataFrame, minimum: int) -> Named:
    """The name of what segments of too few people make together; see `model.small`."""
    traits = _figures(PLAIN, typical, _everyone(frame))
    return Named(TOGETHER, groups.other(minimum), traits, **say.parts("together"))


def typical_of(frame: pd.DataFrame, segment: pd.Series) -> pd.DataFrame:
    """What is typical of each segment: medians, and the mean share returned."""
    typical = frame.groupby(segment).median()
    typical["return_rate"] = frame["return_rate"].groupby(segment).mean()
    return typical


def _everyone(frame: pd.DataFrame) -> pd.Series:
    return typical_of(frame, pd.Series(0, index=frame.index)).iloc[0]


def _fit(
    frame: pd.DataFrame,
    members: pd.Series,
    words: Sequence[str],
    known: dict[str, Rule],
    used: set[str],
) -> float:
    """How well words fit a segment and no other, 0.5 to 1; 0 where it may not bear them."""
    if not used.issuperset(f for word in words for f in known[word].features):
        return 0.0
    held = fulfilled(frame, tuple(words), known)
    inside, outside = held[members].mean(), held[~members].mean() if (~members).any() else 1.0
    return float(inside - outside) if inside >= MOST and outside <= FEWEST else 0.0


def _beaten(typical: pd.DataFrame, n: int) -> bool:
    """Whether another segment typically orders or spends as much."""
    others = typical.drop(index=n)[["frequency", "monetary"]]
    return bool((others >= typical.loc[n, ["frequency", "monetary"]]).any(axis=None))


def _as(archetype: Archetype, traits: str, words: dict[str, Rule]) -> Named:
    a, meaning = archetype, in_words(archetype.words, words)
    parts = say.parts(f"archetype-{a.key}")
    return Named(a.key, traits=traits, meaning=meaning, uses=a.uses, **parts)


def _numbered(n: int, traits: str) -> Named:
    return Named(NUMBERED, say("group", n=n), traits)


def _composed(
    frame: pd.DataFrame,
    members: pd.Series,
    n: int,
    traits: str,
    known: dict[str, Rule],
    used: set[str],
    taken: set[str],
) -> Named:
    """A name of one word or two that fit the segment, or its number."""
    fits = {word: _fit(frame, members, [word], known, used) for word in SINGLES}
    chosen: tuple[str, ...] = ()
    for word in sorted((w for w in fits if fits[w]), key=lambda w: -fits[w]):
        if len(chosen) < 2 and _fit(frame, members, [*chosen, word], known, used):
            chosen += (word,)
    name = say("name-of-words", words=", ".join(say(f"word.{word}") for word in chosen))
    if not chosen or name in taken:
        return _numbered(n, traits)
    return Named("composed", name, traits, in_words(chosen, known))


def _traits(position: pd.Series, typical: pd.Series, everyone: pd.Series) -> str:
    """The three leading features with actual figures, each beside that of all customers."""
    order = position.abs().sort_values(ascending=False, kind="stable")
    leading = [str(feature) for feature, size in order.items() if size >= MARKED][:3]
    return _figures(leading or PLAIN, typical, everyone)


def _figures(features: Sequence[str], typical: pd.Series, everyone: pd.Series) -> str:
    parts = [
        say(
            "trait", feature=say(f"feature.{f}"), here=said(f, typical[f]), all=said(f, everyone[f])
        )
        for f in features
    ]
    return say("traits", traits=parts)
