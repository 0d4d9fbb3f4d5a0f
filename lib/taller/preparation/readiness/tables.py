"""Tables of readiness: every answer, quality measured, differences, steps, changes and goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from taller import tabular
from taller.language import _, listing, number, percent
from taller.preparation.data.messages import say as said_of_data
from taller.preparation.readiness import words
from taller.preparation.readiness.charts import change_said
from taller.preparation.readiness.checklist.anchors import anchors
from taller.preparation.readiness.checklist.questions import FEEDS, MEASURED
from taller.preparation.readiness.evaluation.answers import contradictions as found_contradictions
from taller.preparation.readiness.evaluation.answers import differences as found_differences
from taller.preparation.readiness.features import CLEANLINESS
from taller.preparation.readiness.findings.advice import steps as advised

if TYPE_CHECKING:
    from taller.preparation.readiness.evaluation.answers import Progress
    from taller.preparation.readiness.evaluation.sensitivity import Sensitivity
    from taller.preparation.readiness.features import Measured
    from taller.preparation.readiness.model import Assessment, Reading
    from taller.preparation.readiness.params import Answer, Params


def say(text: str) -> None:
    """A sentence in place of a table or chart that has nothing to show."""
    print(text)


def answers(found: Assessment) -> tabular.Table:
    """All sixteen questions with what they stand at; what to answer where nothing is answered."""
    if found.score is None:
        return _to_ask(found)
    heads = [_("Question"), _("Points"), _("Range"), _("Rests on"), _("Who")]
    rows = [
        [words.ask(key), words.points(held.value), words.span(held.low, held.high),
         _("measured in the data") if held.by_data else words.source_name(held.source),
         _people(held)]
        for key, held in found.questions.items()
    ]  # fmt: skip
    return tabular.table(
        pd.DataFrame(rows, columns=heads), caption=_("The checklist, 0 to 4 points each"),
        note=_("Where several people answered, the median of the answers that rest on the "
               "strongest evidence counts: one voice out of line does not move it, and what was "
               "measured or documented goes before opinion."),
    )  # fmt: skip


def _to_ask(found: Assessment) -> tabular.Table:
    """The questions, and what the points mean."""
    ends = [_("{n} points").format(n=number(n)) for n in anchors(next(iter(found.questions)))]
    frame = pd.DataFrame(
        [[words.ask(key), *anchors(key).values()] for key in found.questions],
        columns=[_("Question"), *ends],
    )
    return tabular.table(
        frame, caption=_("The checklist, and what the points mean"),
        note=_("1 and 3 points lie between. Answer in the project's file, or in JupyterLab."),
    )  # fmt: skip


def _people(held: Reading) -> str:
    return ", ".join(answer.by for answer in held.answers if answer.by) or "–"


def quality(held: Measured | None, found: Assessment, p: Params) -> tabular.Table | None:
    """Quality of the data as measured, beside what people said of it."""
    reading = found.questions[MEASURED]
    if held is None:
        return say(_("There is no table whose quality could be measured; what people say counts."))
    frame = pd.DataFrame(
        [[said_of_data(f"table.{name}"), *(shares.get(d) for d in CLEANLINESS),
          held.by_table.get(name)] for name, shares in held.shares.items()],
        columns=[_("Table"), *(said_of_data(f"dimension.{d}") for d in CLEANLINESS), _("Points")],
    )  # fmt: skip
    units = dict.fromkeys(frame.columns[1:-1], "share")
    frame = frame.astype(dict.fromkeys(frame.columns[1:], "float64"))
    said = _("Measured: {value} of 4 points, the mean of the tables; people say: {said}.").format(
        value=number(held.points, 1), said=words.points(reading.said)
    )
    how = _("The measured value counts. Each share scores 4 at 100% and 0 at {floor} or below, "
            "which is an assumption.")  # fmt: skip
    return tabular.table(
        frame, caption=_("How clean the data is, as measured"),
        units=units | {frame.columns[-1]: "number"},
        note=f"{said} {how.format(floor=percent(p.quality_floor, 0))}",
    )  # fmt: skip


def mapping(found: Assessment) -> tabular.Table:
    """Which question feeds which criterion, and what each criterion adds to the score."""
    heads = [_("Criterion"), _("Mean of these questions"), _("Score (0 to 1)"), _("Weight"),
             _("Adds")]  # fmt: skip
    rows = [
        [words.criterion_name(key), listing([words.short(name) for name in FEEDS[key]]),
         held.value, held.weight, held.points]
        for key, held in found.criteria.items()
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=heads).astype(dict.fromkeys(heads[2:], "float64"))
    return tabular.table(
        frame, caption=_("From sixteen questions to five criteria"),
        units=dict.fromkeys(heads[2:], "index"),
        note=_("A criterion is the mean of its questions over 4. Questions without an answer are "
               "left out of the mean and stay in the range whole."),
    )  # fmt: skip


def levels(held: Sensitivity | None) -> tabular.Table | None:
    """In what share of the settings tried each level comes about."""
    if held is None:
        return None
    frame = pd.DataFrame(
        [[words.level_name(level), share] for level, share in held.shares.items()],
        columns=[_("Level"), _("Share of settings")],
    )
    return tabular.table(
        frame, caption=_("How the level holds"), units={_("Share of settings"): "share"},
        note=_("Counted over {n} settings of weights and answers drawn evenly within their "
               "spreads. A sensitivity, not a probability.").format(n=number(held.settings)),
    )  # fmt: skip


def talk(found: Assessment, p: Params) -> tabular.Table | None:
    """Where people are far apart, with who said what, and what can hardly both be true."""
    apart = _("“{question}” is answered {n} points apart")
    rows = [
        [apart.format(question=words.short(each.key), n=number(each.width)),
         "; ".join(map(_said, each.answers))]
        for each in found_differences(found, p)
    ]  # fmt: skip
    rows += [
        [
            each.what,
            "; ".join(who for key in each.keys for who in _named(found.questions[key])) or "–",
        ]
        for each in found_contradictions(found, p)
    ]
    if not rows:
        return say(_("Nobody differs by {n} points or more, and no answer contradicts another.")
                   .format(n=number(p.difference)))  # fmt: skip
    frame = pd.DataFrame(rows, columns=[_("What to clear up"), _("Who said what")])
    return tabular.table(frame, caption=_("Differences and contradictions"))


def _named(held: Reading) -> list[str]:
    """Who answered a question, with the question, where a name is known."""
    return [f"{a.by}: {words.short(held.key)} {a.score}" for a in held.answers if a.by]


def _said(answer: Answer) -> str:
    who = answer.by or _("no name")
    text = f"{who}: {answer.score} ({words.source_name(answer.evidence)})"
    return f"{text}, {answer.note}" if answer.note else text


def steps(found: Assessment, p: Params) -> tabular.Table | None:
    """What to raise first, with who, what it costs and where it leads."""
    made = advised(found, p)
    if not made:
        if found.score is None:
            return say(_("There is nothing to raise yet: answer the questions first."))
        return say(_("Every question stands at its best."))
    heads = [_("No."), _("Next step"), _("Owner"), _("Person-days"), _("Adds"), _("Then")]
    rows = [
        [number(place), f"{words.short(s.question)}: {_lower(s.next_step)}", s.owner, s.days,
         number(s.gain, 3), f"{words.written(s.score_after)}, {words.level_short(s.level_after)}"]
        for place, s in enumerate(made, start=1)
    ]  # fmt: skip
    return tabular.table(
        pd.DataFrame(rows, columns=heads), caption=_("What to raise first"),
        units={heads[3]: "count"},
        note=_("Ordered by score added per person-day. Each step raises its question to 4; score "
               "and level are with all steps above it done. Person-days are assumptions."),
    )  # fmt: skip


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def changes(held: Progress | None) -> tabular.Table | None:
    """Questions that moved since the last assessment, and the level then and now."""
    if held is None:
        return say(_("There is no earlier assessment to compare with."))
    moved = [c for c in held.of("question") if c.before != c.now]
    if not moved:
        return say(_("No answer has changed."))
    frame = pd.DataFrame(
        [[words.ask(c.key), words.points(c.before), words.points(c.now), _by(c.by)]
         for c in moved],
        columns=[_("Question"), _("Before"), _("Now"), _("Change")],
    )  # fmt: skip
    notes = [f"{change_said(held)}.", _("Both are weighed as today.")]
    if not held.like_for_like:
        notes.append(_("Data quality was measured only one of the two times, so that cleanliness "
                       "of data compares an answer with a measurement."))  # fmt: skip
    return tabular.table(frame, caption=_("What has changed"), note=" ".join(notes))


def _by(moved: float | None) -> str:
    if moved is None:
        return "–"
    sign = "+" if moved > 0 else "\u2212"
    return f"{sign}{words.points(abs(moved))}"


def goals(p: Params) -> tabular.Table | None:
    """The goals in the client's own words."""
    held = {key: text for key, text in p.goals.model_dump().items() if text.strip()}
    if not held:
        return say(_("No goals are written down yet."))
    frame = pd.DataFrame(
        [[words.goal_name(key), text] for key, text in held.items()],
        columns=[_("About"), _("In your words")],
    )
    return tabular.table(frame, caption=_("Goals, carried into the plan"))
