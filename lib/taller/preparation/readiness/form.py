"""The checklist filled in at the notebook, in the room: score and level follow as sliders move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from taller import controls, forms
from taller.controls import fields
from taller.language import current, percent
from taller.preparation.readiness import draft as drafts
from taller.preparation.readiness.checklist.questions import BEST, CRITERIA, GROUPS
from taller.preparation.readiness.draft import Draft
from taller.preparation.readiness.messages import say
from taller.preparation.readiness.model import STRENGTH, Assessment, assess
from taller.preparation.readiness.params import Params
from taller.preparation.readiness.words import anchors, written

UNANSWERED = -1.0
SPREADS = ("weight_spread", "measured_spread", "documented_spread", "opinion_spread")
GOALS = ("main_goals", "metrics", "timeline", "roi")


def show(run: Any, measured_quality: float | None = None) -> None:
    """Show the form in JupyterLab; in a run that nobody sits at, nothing.

    Parameters
    ----------
    run : the notebook's run
    measured_quality : what the client's own tables say of their quality, in points of 0 to 4
    """
    if run.live:
        fields.show(Checklist(run.section_file("readiness"), measured_quality).box)


class Checklist:
    """The form: answers of one person at a time, weights, spreads and goals.

    Attributes
    ----------
    form : draft, undo and save
    box : the widgets
    """

    def __init__(self, file: forms.Section, measured_quality: float | None = None) -> None:
        self.measured = measured_quality
        self.live = controls.live(caption=say("form.result"))
        self.form = forms.Form(file, {"by": ""}, self._result, drafts.prepared)
        people = drafts.people(self.form.draft)
        self.form.view["by"] = people[0] if people else ""
        self.box = fields.page(
            fields.heading(say("form.title")),
            self.live,
            self.form.buttons(),
            self.form.status,
            self._who(people),
            fields.scrolled(*self._questions(), *self._weights(), *self._spreads(), *self._goals()),
        )
        self.form.refresh()

    def _who(self, people: Sequence[str]) -> Any:
        who = fields.choice(say("form.who"), tuple(filter(None, people)), say("form.who-hint"))
        return self.form.bind(
            who,
            lambda _draft, view: view["by"],
            lambda _draft, view, name: view.update(by=name.strip()),
            lambda draft, _view: {"options": tuple(filter(None, drafts.people(draft)))},
        )

    def _questions(self) -> list[Any]:
        parts: list[Any] = []
        for group, keys in GROUPS.items():
            parts.append(fields.heading(say(f"group.{group}"), 3))
            for key in keys:
                parts += self._question(key)
        return parts

    def _question(self, key: str) -> list[Any]:
        known = anchors(key)
        names = [say("source.unanswered")]
        names += [f"{n} · {known[n]}" if n in known else str(n) for n in range(BEST + 1)]
        slider = self.form.bind(
            controls.slider(
                label=say(f"question-{key}.ask"), min=UNANSWERED, max=BEST, step=1, names=names
            ),
            lambda draft, view: drafts.get(draft, key, view["by"], "score", UNANSWERED),
            lambda draft, view, value: drafts.put(
                draft, key, view["by"], "score", None if value < 0 else int(value)
            ),
            lambda draft, view: {"hint": _others(draft, key, view["by"])},
        )
        question = say(f"question-{key}")
        sources = [(say(f"source.{source}"), source) for source in STRENGTH]
        evidence = fields.dropdown(say("form-evidence", question=question), sources)
        evidence = self._of_answer(evidence, key, "evidence", "opinion")
        note = fields.text(say("form-note", question=question))
        note = self._of_answer(note, key, "note", "")
        slider.add_class("taller-question")
        evidence.layout.flex, note.layout.flex = "2 1 12rem", "3 1 16rem"
        return [slider, fields.beside(evidence, note)]

    def _of_answer(self, control: Any, key: str, name: str, default: str) -> Any:
        return self.form.bind(
            control,
            lambda draft, view: drafts.get(draft, key, view["by"], name, default),
            lambda draft, view, value: drafts.put(draft, key, view["by"], name, value),
        )

    def _weights(self) -> list[Any]:
        parts = [fields.heading(say("form.weights"), 3)]
        for key in CRITERIA:
            slider = fields.weight_slider(say(f"criterion.{key}"))
            parts.append(forms.bind_weight(self.form, slider, key, drafts.weights))
        return parts

    def _spreads(self) -> list[Any]:
        parts = [fields.heading(say("form.spreads"), 3)]
        for key in SPREADS:
            share = key == "weight_spread"
            slider = controls.slider(
                label=say(f"form-spread.{key}"), max=0.5 if share else BEST,
                step=0.01 if share else 0.25,
                percent=share, digits=0 if share else 2, locale=current().locale,
            )  # fmt: skip
            default = Params.model_fields[key].default
            parts.append(forms.bind_key(self.form, slider, key, default))
        return parts

    def _goals(self) -> list[Any]:
        texts = (
            self.form.bind(
                fields.text(say(f"goal.{key}"), long=True),
                lambda draft, _view, key=key: (draft.get("goals") or {}).get(key) or "",
                lambda draft, _view, value, key=key: drafts.put_goal(draft, key, value),
            )
            for key in GOALS
        )
        return [fields.heading(say("form.goals"), 3), *texts]

    def _result(self, draft: Draft, _view: Draft) -> None:
        try:
            p = Params.model_validate(drafts.complete(drafts.prepared(draft)))
        except ValidationError as error:
            self._refuse(say("form.unsound"), forms.faults(error))
        except ValueError as error:
            self._refuse(str(error), [])
        else:
            self._tell(assess(p, self.measured))

    def _refuse(self, title: str, notes: list[str]) -> None:
        with self.live.hold_sync():
            self.live.title, self.live.notes = title, notes
            self.live.head, self.live.rows, self.live.bars = [], [], []

    def _tell(self, found: Assessment) -> None:
        with self.live.hold_sync():
            self.live.title, self.live.notes = _title(found), _notes(found)
            self.live.head = [*say.parts("form-result").values()]
            self.live.rows = [
                [
                    say(f"criterion.{key}"), percent(held.weight, 0),
                    "–" if held.value is None else written(held.value),
                    f"{written(held.low)} – {written(held.high)}",
                ]
                for key, held in found.criteria.items()
            ]  # fmt: skip
            self.live.bars = [held.value or 0.0 for held in found.criteria.values()]


def _title(found: Assessment) -> str:
    level = say(f"level.{found.level or 'unassessed'}")
    if found.score is None:
        return level
    is_open = bool(found.unanswered)
    return say("form-score", open=is_open, score=written(found.score), level=level)


def _notes(found: Assessment) -> list[str]:
    lowest, highest = found.lowest_level, found.highest_level
    told = say(
        "form-range", stands=lowest == highest, low=written(found.low), high=written(found.high),
        lowest=say(f"level-short.{lowest}").lower(), highest=say(f"level-short.{highest}").lower(),
    )  # fmt: skip
    left = len(found.unanswered)
    return [told, *([say("form-open", n=left)] if left else [])]


def _others(draft: Draft, key: str, by: str) -> str:
    """What other people answered to a question."""
    told = [
        f"{name or say('no-name')}: {score}"
        for name in drafts.people(draft)
        if name != by and (score := drafts.get(draft, key, name, "score", None)) is not None
    ]
    return " · ".join(told)
