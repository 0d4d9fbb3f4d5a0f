"""Answers held against each other: who differs, what contradicts, what changed since last time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.preparation.readiness.checklist.questions import CRITERIA, MEASURED, QUESTIONS
from taller.preparation.readiness.messages import say
from taller.preparation.readiness.words import points

if TYPE_CHECKING:
    from taller.preparation.readiness.model import Assessment
    from taller.preparation.readiness.params import Answer, Params

FAR = 1.5  # points between what is measured and what is said
MUCH, LITTLE = 3, 1  # points from which an answer says yes, and up to which it says no
HUGE = 300.0  # percent of return a year, above which a return is not taken as given
NEEDS = (
    ("data_access", "infrastructure"),
    ("data_access", "available_data"),
    ("data_cleanliness", "available_data"),
    ("real_time", "infrastructure"),
    ("target_metrics", "analytics_tools"),
    ("ai_experience", "technical_people"),
    ("specialists", "technical_people"),
    ("expected_timeline", "team_time"),
    ("expected_roi", "ai_budget"),
    ("expected_roi", "target_metrics"),
)
"""Questions of which the first is hardly true without the second; the messages ``why`` say why."""


@dataclass(frozen=True)
class Difference:
    """A question to which people gave answers far apart."""

    key: str
    answers: tuple[Answer, ...]

    @property
    def width(self) -> int:
        """Points between the lowest and the highest answer."""
        scores = [answer.score for answer in self.answers]
        return max(scores) - min(scores)


@dataclass(frozen=True)
class Contradiction:
    """Two answers that can hardly both be true, and what to clear up."""

    keys: tuple[str, ...]
    what: str


@dataclass(frozen=True)
class Change:
    """A question, a criterion or the whole, before and now; None where it had no answer."""

    kind: str
    key: str
    before: float | None
    now: float | None

    @property
    def by(self) -> float | None:
        """How far it moved."""
        return None if self.before is None or self.now is None else self.now - self.before


@dataclass(frozen=True)
class Progress:
    """What changed since the last assessment, weighed as today.

    Attributes
    ----------
    like_for_like : whether data quality was measured both times, or neither time
    """

    since: dt.date
    before: Assessment
    changes: tuple[Change, ...]
    like_for_like: bool

    def of(self, kind: str) -> tuple[Change, ...]:
        """The changes of questions, criteria or the whole."""
        return tuple(change for change in self.changes if change.kind == kind)


def differences(found: Assessment, p: Params) -> list[Difference]:
    """Questions with answers two points or more apart (as set), the widest first."""
    made = [Difference(key, held.answers) for key, held in found.questions.items() if held.answers]
    made = [difference for difference in made if difference.width >= p.difference]
    return sorted(made, key=lambda difference: -difference.width)


def contradictions(found: Assessment, p: Params) -> list[Contradiction]:
    """All answers that can hardly both be true."""
    return [*_pairs(found), *_measured(found), *_return(found, p), *_unwritten(found, p)]


def progress(found: Assessment, p: Params) -> Progress | None:
    """What changed since the last assessment; None where there is none."""
    if not p.previous:
        return None
    from taller.preparation.readiness.model import assess

    last = p.previous[-1]
    then = p.model_copy(update={"answers": last.answers})
    before = assess(then, last.measured_quality)
    changes = [Change("whole", "score", before.score, found.score)]
    changes += [
        Change("criterion", key, before.criteria[key].value, found.criteria[key].value)
        for key in CRITERIA
    ]
    changes += [
        Change("question", key, before.questions[key].value, found.questions[key].value)
        for key in QUESTIONS
    ]
    same = (last.measured_quality is None) == (found.measured_quality is None)
    return Progress(last.assessed_on, before, tuple(changes), same)


def _pairs(found: Assessment) -> Iterator[Contradiction]:
    """A yes beside a no that it needs."""
    for yes, no in NEEDS:
        high, low = found.questions[yes].value, found.questions[no].value
        if high is not None and low is not None and high >= MUCH and low <= LITTLE:
            what = say(
                "contradiction-pair", yes=say(f"question-{yes}"), high=points(high),
                no=say(f"question-{no}"), low=points(low), why=say(f"why.{yes}-{no}"),
            )  # fmt: skip
            yield Contradiction((yes, no), what)


def _measured(found: Assessment) -> Iterator[Contradiction]:
    """What people say of the data against what it shows."""
    held = found.questions[MEASURED]
    if not held.by_data or held.said is None or held.value is None:
        return
    if abs(held.said - held.value) >= FAR:
        what = say("contradiction-measured", what=say(f"question-{MEASURED}"),
                   said=points(held.said), value=points(held.value))  # fmt: skip
        yield Contradiction((MEASURED,), what)


def _return(found: Assessment, p: Params) -> Iterator[Contradiction]:
    """A very great return in the goals' text beside a budget of next to nothing."""
    budget, expected = found.questions["ai_budget"].value, greatest_return(p.goals.roi)
    if budget is None or expected is None:
        return
    if budget <= LITTLE and expected >= HUGE:
        what = say("contradiction-return", roi=expected / 100, no=say("question-ai_budget"),
                   low=points(budget))  # fmt: skip
        yield Contradiction(("expected_roi", "ai_budget"), what)


def _unwritten(found: Assessment, p: Params) -> Iterator[Contradiction]:
    """Goals that are said to be settled and are written down nowhere."""
    texts = {"main_goals": p.goals.main_goals, "target_metrics": p.goals.metrics,
             "expected_timeline": p.goals.timeline, "expected_roi": p.goals.roi}  # fmt: skip
    for key, text in texts.items():
        value = found.questions[key].value
        if value is not None and value >= MUCH and not text.strip():
            what = say("contradiction-unwritten", what=say(f"question-{key}"), value=points(value))
            yield Contradiction((key,), what)


def greatest_return(text: str) -> float | None:
    """The greatest return a text names, in percent; None where it names none.

    >>> greatest_return("between 150 and 400 % in a year"), greatest_return("5x")
    (400.0, 500.0)
    """
    found = [_plain(n) for n in re.findall(r"(\d[\d.,]*)\s*%", text)]
    times = r"(\d[\d.,]*)\s*(?:x|×|times|veces)(?!\w)"
    found += [100 * _plain(n) for n in re.findall(times, text, flags=re.IGNORECASE)]
    return max(found, default=None)


def _plain(text: str) -> float:
    """A number as people write it: a lone mark before three digits parts thousands."""
    text = text.rstrip(".,")
    whole = re.fullmatch(r"\d{1,3}([.,]\d{3})+", text)
    return float(re.sub(r"[.,]", "", text) if whole else text.replace(",", ".").rstrip("."))
