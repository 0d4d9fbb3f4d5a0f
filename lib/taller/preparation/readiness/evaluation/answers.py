"""Answers held against each other: who differs, what contradicts, what changed since last time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.language import _, percent
from taller.preparation.readiness import words
from taller.preparation.readiness.checklist.questions import CRITERIA, MEASURED, QUESTIONS

if TYPE_CHECKING:
    from taller.preparation.readiness.model import Assessment
    from taller.preparation.readiness.params import Answer, Params

FAR = 1.5  # points between what is measured and what is said
MUCH, LITTLE = 3, 1  # points from which an answer says yes, and up to which it says no
HUGE = 300.0  # percent of return a year, above which a return is not taken as given


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
    for yes, no, what in _rules():
        high, low = found.questions[yes].value, found.questions[no].value
        if high is not None and low is not None and high >= MUCH and low <= LITTLE:
            said = _("“{yes}” stands at {high}, and “{no}” at {low}: {what}").format(
                yes=words.short(yes), high=words.points(high), no=words.short(no),
                low=words.points(low), what=what,
            )  # fmt: skip
            yield Contradiction((yes, no), said)


def _rules() -> tuple[tuple[str, str, str], ...]:
    return (
        ("data_access", "infrastructure", _("data that is easy to get at has to lie somewhere")),
        ("data_access", "available_data", _("what is easy to get at, if there is hardly any?")),
        ("data_cleanliness", "available_data", _("how is it known to be clean?")),
        ("real_time", "infrastructure", _("real time needs systems that deliver it")),
        ("target_metrics", "analytics_tools", _("with what are these metrics measured?")),
        ("ai_experience", "technical_people", _("who has this experience?")),
        ("specialists", "technical_people", _("which specialists are already there?")),
        ("expected_timeline", "team_time", _("time on the calendar is no time of people")),
        ("expected_roi", "ai_budget", _("a return needs something that is spent")),
        ("expected_roi", "target_metrics", _("a return comes from a metric that moves")),
    )


def _measured(found: Assessment) -> Iterator[Contradiction]:
    """What people say of the data against what it shows."""
    held = found.questions[MEASURED]
    if not held.by_data or held.said is None or held.value is None:
        return
    if abs(held.said - held.value) >= FAR:
        what = _("“{what}” is answered with {said}, and the data itself shows {value}")
        what = what.format(
            what=words.short(MEASURED), said=words.points(held.said),
            value=words.points(held.value),
        )  # fmt: skip
        yield Contradiction((MEASURED,), what)


def _return(found: Assessment, p: Params) -> Iterator[Contradiction]:
    """A very great return in the goals' text beside a budget of next to nothing."""
    budget, expected = found.questions["ai_budget"].value, greatest_return(p.goals.roi)
    if budget is None or expected is None:
        return
    if budget <= LITTLE and expected >= HUGE:
        what = _(
            "A return of {roi} is expected, and “{no}” stands at {low}: where should it come from?"
        )
        what = what.format(
            roi=percent(expected / 100, 0), no=words.short("ai_budget"), low=words.points(budget)
        )
        yield Contradiction(("expected_roi", "ai_budget"), what)


def _unwritten(found: Assessment, p: Params) -> Iterator[Contradiction]:
    """Goals that are said to be settled and are written down nowhere."""
    texts = {"main_goals": p.goals.main_goals, "target_metrics": p.goals.metrics,
             "expected_timeline": p.goals.timeline, "expected_roi": p.goals.roi}  # fmt: skip
    for key, text in texts.items():
        value = found.questions[key].value
        if value is not None and value >= MUCH and not text.strip():
            what = _("“{what}” stands at {value}, and no text of it is recorded")
            what = what.format(what=words.short(key), value=words.points(value))
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
