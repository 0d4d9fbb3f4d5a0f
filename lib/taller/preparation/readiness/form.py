"""The checklist filled in at the notebook, in the room: score and level follow as sliders move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from taller import controls, forms
from taller.controls import fields
from taller.language import _, current, ngettext, percent
from taller.preparation.readiness import draft as drafts
from taller.preparation.readiness import words
from taller.preparation.readiness.checklist.anchors import anchors
from taller.preparation.readiness.checklist.questions import BEST, CRITERIA, GROUPS
from taller.preparation.readiness.draft import Draft
from taller.preparation.readiness.model import STRENGTH, Assessment, assess
from taller.preparation.readiness.params import Params

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
        self.live = controls.live(caption=_("Score by criterion"))
        self.form = forms.Form(file, {"by": ""}, self._result, drafts.prepared)
        people = drafts.people(self.form.draft)
        self.form.view["by"] = people[0] if people else ""
        self.box = fields.page(
            fields.heading(_("Readiness checklist")),
            self.live,
            self.form.buttons(),
            self.form.status,
            self._who(people),
            fields.scrolled(*self._questions(), *self._weights(), *self._spreads(), *self._goals()),
        )
        self.form.refresh()

    def _who(self, people: Sequence[str]) -> Any:
        who = fields.choice(_("Whose answers"), tuple(filter(None, people)), _("a name or a role"))
        return self.form.bind(
            who,
            lambda _draft, view: view["by"],
            lambda _draft, view, name: view.update(by=name.strip()),
            lambda draft, _view: {"options": tuple(filter(None, drafts.people(draft)))},
        )

    def _questions(self) -> list[Any]:
        parts: list[Any] = []
        for group, keys in GROUPS.items():
            parts.append(fields.heading(words.group_name(group), 3))
            for key in keys:
                parts += self._question(key)
        return parts

    def _question(self, key: str) -> list[Any]:
        known = anchors(key)
        names = [_("not answered")]
        names += [f"{n} · {known[n]}" if n in known else str(n) for n in range(BEST + 1)]
        slider = self.form.bind(
            controls.slider(label=words.ask(key), min=UNANSWERED, max=BEST, step=1, names=names),
            lambda draft, view: drafts.get(draft, key, view["by"], "score", UNANSWERED),
            lambda draft, view, value: drafts.put(
                draft, key, view["by"], "score", None if value < 0 else int(value)
            ),
            lambda draft, view: {"hint": _others(draft, key, view["by"])},
        )
        evidence = self._of_answer(
            fields.dropdown(
                _("Evidence: {question}").format(question=words.short(key)),
                [(words.source_name(source), source) for source in STRENGTH],
            ),
            key, "evidence", "opinion",
        )  # fmt: skip
        note = self._of_answer(
            fields.text(_("Note: {question}").format(question=words.short(key))), key, "note", ""
        )
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
        parts = [fields.heading(_("What each criterion weighs"), 3)]
        for key in CRITERIA:
            slider = fields.weight_slider(words.criterion_name(key))
            parts.append(forms.bind_weight(self.form, slider, key, drafts.weights))
        return parts

    def _spreads(self) -> list[Any]:
        labels = {
            "weight_spread": _("Each weight"),
            "measured_spread": _("A measured answer, in points"),
            "documented_spread": _("A documented answer, in points"),
            "opinion_spread": _("An opinion, in points"),
        }
        parts = [fields.heading(_("How far each may move either way (assumed)"), 3)]
        for key in SPREADS:
            share = key == "weight_spread"
            slider = controls.slider(
                label=labels[key], max=0.5 if share else BEST, step=0.01 if share else 0.25,
                percent=share, digits=0 if share else 2, locale=current().locale,
            )  # fmt: skip
            default = Params.model_fields[key].default
            parts.append(forms.bind_key(self.form, slider, key, default))
        return parts

    def _goals(self) -> list[Any]:
        texts = (
            self.form.bind(
                fields.text(words.goal_name(key), long=True),
                lambda draft, _view, key=key: (draft.get("goals") or {}).get(key) or "",
                lambda draft, _view, value, key=key: drafts.put_goal(draft, key, value),
            )
            for key in GOALS
        )
        return [fields.heading(_("The goals in your own words"), 3), *texts]

    def _result(self, draft: Draft, _view: Draft) -> None:
        try:
            p = Params.model_validate(drafts.complete(drafts.prepared(draft)))
        except ValidationError as error:
            self._say(_("Not a sound assessment yet"), forms.faults(error))
        except ValueError as error:
            self._say(str(error), [])
        else:
            self._tell(assess(p, self.measured))

    def _say(self, title: str, notes: list[str]) -> None:
        with self.live.hold_sync():
            self.live.title, self.live.notes = title, notes
            self.live.head, self.live.rows, self.live.bars = [], [], []

    def _tell(self, found: Assessment) -> None:
        with self.live.hold_sync():
            self.live.title, self.live.notes = _title(found), _notes(found)
            self.live.head = [_("Criterion"), _("Weight"), _("Score"), _("Range")]
            self.live.rows = [
                [
                    words.criterion_name(key), percent(held.weight, 0),
                    "–" if held.value is None else words.written(held.value),
                    f"{words.written(held.low)} – {words.written(held.high)}",
                ]
                for key, held in found.criteria.items()
            ]  # fmt: skip
            self.live.bars = [held.value or 0.0 for held in found.criteria.values()]


def _title(found: Assessment) -> str:
    if found.score is None:
        return words.level_name(None)
    said = _("Score so far {score}: {level}") if found.unanswered else _("Score {score}: {level}")
    return said.format(score=words.written(found.score), level=words.level_name(found.level))


def _notes(found: Assessment) -> list[str]:
    low, high = words.written(found.low), words.written(found.high)
    if found.lowest_level == found.highest_level:
        said = _("{low} to {high} within what was assumed: the level stands")
    else:
        said = _("{low} to {high} within what was assumed: from {lowest} to {highest}")
    ends = {
        "lowest": words.level_short(found.lowest_level).lower(),
        "highest": words.level_short(found.highest_level).lower(),
    }
    left = len(found.unanswered)
    asked = ngettext(
        "{n} question still to be asked; it may turn out to be anything from 0 to 4",
        "{n} questions still to be asked; each may turn out to be anything from 0 to 4",
        left,
    ).format(n=left)
    return [said.format(low=low, high=high, **ends), *([asked] if left else [])]


def _others(draft: Draft, key: str, by: str) -> str:
    """What other people answered to a question."""
    told = [
        _("{name}: {score}").format(name=name or _("no name"), score=score)
        for name in drafts.people(draft)
        if name != by and (score := drafts.get(draft, key, name, "score", None)) is not None
    ]
    return " · ".join(told)
