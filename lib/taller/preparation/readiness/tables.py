"""Tables of readiness: every answer, quality measured, differences, steps, changes and goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller import tabular
from taller.language import listing, number
from taller.preparation.data.messages import say as said_of_data
from taller.preparation.readiness.charts import change_said
from taller.preparation.readiness.checklist.questions import FEEDS, MEASURED
from taller.preparation.readiness.evaluation.answers import contradictions as found_contradictions
from taller.preparation.readiness.evaluation.answers import differences as found_differences
from taller.preparation.readiness.features import CLEANLINESS
from taller.preparation.readiness.findings.advice import steps as advised
from taller.preparation.readiness.messages import say
from taller.preparation.readiness.words import ANCHORED, anchors, points, span, written

if TYPE_CHECKING:
    from taller.preparation.readiness.evaluation.answers import Progress
    from taller.preparation.readiness.evaluation.sensitivity import Sensitivity
    from taller.preparation.readiness.features import Measured
    from taller.preparation.readiness.model import Assessment, Reading
    from taller.preparation.readiness.params import Answer, Params


def answers(found: Assessment) -> tabular.Table:
    """All sixteen questions with what they stand at; what to answer where nothing is answered."""
    if found.score is None:
        return _to_ask(found)
    lines = [
        [say(f"question-{key}.ask"), points(held.value), span(held.low, held.high),
         say(f"source.{'data' if held.by_data else held.source}"),
         ", ".join(answer.by for answer in held.answers if answer.by) or tabular.MISSING]
        for key, held in found.questions.items()
    ]  # fmt: skip
    columns = dict.fromkeys(("question", "points", "range", "source", "who"), "text")
    return tabular.listed(lines, columns, words=say.parts("answers"))


def _to_ask(found: Assessment) -> tabular.Table:
    """The questions, and what the points mean."""
    lines = [[say(f"question-{key}.ask"), *anchors(key).values()] for key in found.questions]
    columns = dict.fromkeys(("question", *(f"at-{n}" for n in ANCHORED)), "text")
    return tabular.listed(lines, columns, words=say.parts("to-ask"))


def quality(held: Measured | None, found: Assessment, p: Params) -> tabular.Table | None:
    """Quality of the data as measured, beside what people said of it."""
    if held is None:
        return tabular.instead(say("quality-none"))
    rows = [
        [said_of_data(f"table.{name}"), *map(shares.get, CLEANLINESS), held.by_table.get(name)]
        for name, shares in held.shares.items()
    ]
    said = points(found.questions[MEASURED].said)
    told = say.parts("quality", value=held.points, said=said, floor=p.quality_floor)
    told |= {each: said_of_data(f"dimension.{each}") for each in CLEANLINESS}
    columns = {"table": "text", **dict.fromkeys(CLEANLINESS, "share"), "points": "number"}
    return tabular.listed(rows, columns, words=told)


def mapping(found: Assessment) -> tabular.Table:
    """Which question feeds which criterion, and what each criterion adds to the score."""
    rows = [
        [say(f"criterion.{key}"), listing([say(f"question-{name}") for name in FEEDS[key]]),
         held.value, held.weight, held.points]
        for key, held in found.criteria.items()
    ]  # fmt: skip
    columns = {**dict.fromkeys(("criterion", "questions"), "text"),
               **dict.fromkeys(("value", "weight", "points"), "index")}  # fmt: skip
    return tabular.listed(rows, columns, words=say.parts("mapping"))


def levels(held: Sensitivity | None) -> tabular.Table | None:
    """In what share of the settings tried each level comes about."""
    if held is None:
        return None
    rows = [[say(f"level.{level}"), share] for level, share in held.shares.items()]
    told = say.parts("levels", n=held.settings)
    return tabular.listed(rows, {"level": "text", "share": "share"}, words=told)


def talk(found: Assessment, p: Params) -> tabular.Table | None:
    """Where people are far apart, with who said what, and what can hardly both be true."""
    rows = [
        [say("talk-apart", question=say(f"question-{each.key}"), n=each.width),
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
        return tabular.instead(say("talk-none", n=p.difference))
    return tabular.listed(rows, {"what": "text", "who": "text"}, words=say.parts("talk"))


def _named(held: Reading) -> list[str]:
    """Who answered a question, with the question, where a name is known."""
    return [f"{a.by}: {say(f'question-{held.key}')} {a.score}" for a in held.answers if a.by]


def _said(answer: Answer) -> str:
    who = answer.by or say("no-name")
    text = f"{who}: {answer.score} ({say(f'source.{answer.evidence}')})"
    return f"{text}, {answer.note}" if answer.note else text


def steps(found: Assessment, p: Params) -> tabular.Table | None:
    """What to raise first, with who, what it costs and where it leads."""
    made = advised(found, p)
    if not made:
        return tabular.instead(say("steps-unassessed" if found.score is None else "steps-none"))
    rows = [
        [number(place), say("steps-step", question=say(f"question-{s.question}"), step=s.next_step),
         s.owner, s.days, number(s.gain, 3),
         say("steps-then", score=written(s.score_after), level=say(f"level-short.{s.level_after}"))]
        for place, s in enumerate(made, start=1)
    ]  # fmt: skip
    columns = {"place": "text", "step": "text", "owner": "text", "days": "count", "gain": "text",
               "then": "text"}  # fmt: skip
    return tabular.listed(rows, columns, words=say.parts("steps"))


def changes(held: Progress | None) -> tabular.Table | None:
    """Questions that moved since the last assessment, and the level then and now."""
    moved = [c for c in held.of("question") if c.before != c.now] if held else []
    if held is None or not moved:
        return tabular.instead(say("changes-none" if held else "changes-unknown"))
    rows = [
        [say(f"question-{c.key}.ask"), points(c.before), points(c.now), _by(c.by)] for c in moved
    ]
    told = say.parts("changes", since=change_said(held), alike=held.like_for_like)
    columns = dict.fromkeys(("question", "before", "now", "by"), "text")
    return tabular.listed(rows, columns, words=told)


def _by(moved: float | None) -> str:
    if moved is None:
        return "–"
    return ("+" if moved > 0 else "\u2212") + points(abs(moved))


def goals(p: Params) -> tabular.Table | None:
    """The goals in the client's own words."""
    held = {key: text for key, text in p.goals.model_dump().items() if text.strip()}
    if not held:
        return tabular.instead(say("goals-none"))
    rows = [[say(f"goal.{key}"), text] for key, text in held.items()]
    return tabular.listed(rows, {"goal": "text", "text": "text"}, words=say.parts("goals"))
