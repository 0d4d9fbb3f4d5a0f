"""Use cases weighed at the notebook, in the room: the ranking follows as sliders move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from taller import controls, forms
from taller.controls import fields
from taller.language import current, number
from taller.preparation.use_cases import draft as drafts
from taller.preparation.use_cases.draft import Draft
from taller.preparation.use_cases.features.catalogue import CRITERIA, HIGHEST, LOWEST
from taller.preparation.use_cases.messages import say
from taller.preparation.use_cases.model.ranking import Known, Ranked, rank
from taller.preparation.use_cases.params import Params

SHOWN = 10  # cases of the ranking, the first ones
POINTS = ("impact", "feasibility", "risk")
AMOUNTS = ("money", "person_days", "weeks")
ENDS = ("lowest", "middle", "highest")
STEPS = {"money": 500, "person_days": 1, "weeks": 1}


def show(run: Any, client: Known | None = None) -> None:
    """Show the form in JupyterLab; in a run that nobody sits at, nothing.

    Parameters
    ----------
    run : the notebook's run
    client : what is known of the client
    """
    if run.live:
        file = run.section_file("use_cases")
        fields.show(Workshop(file, client or Known(currency=run.currency)).box)


class Workshop:
    """The form: weights, budget, people, and the ranges of one case at a time.

    Attributes
    ----------
    form : draft, undo and save
    box : the widgets
    """

    def __init__(self, file: forms.Section, client: Known) -> None:
        self.client = client
        self.live = controls.live(caption=say("form.ranking"))
        self.form = forms.Form(file, {"case": ""}, self._result, drafts.prepared)
        self.form.view["case"] = drafts.keys(self.form.draft)[0]
        self.box = fields.page(
            fields.heading(say("form.title")),
            self.live,
            self.form.buttons(),
            self.form.status,
            fields.scrolled(*self._weights(), *self._means(), *self._case()),
        )
        self.form.refresh()

    def _weights(self) -> list[Any]:
        parts = [fields.heading(say("form.weights"), 3)]
        for key in CRITERIA:
            slider = fields.weight_slider(say(f"criterion.{key}"))
            parts.append(forms.bind_weight(self.form, slider, key, drafts.weights))
        spread = controls.slider(
            label=say("form.spread"), max=0.5, step=0.01, percent=True,
            locale=current().locale,
        )  # fmt: skip
        default = Params.model_fields["weight_spread"].default
        return [*parts, forms.bind_key(self.form, spread, "weight_spread", default)]

    def _means(self) -> list[Any]:
        budget = say("form.budget", currency=self.client.currency)
        people = controls.slider(
            label=say("form.people"), min=0.5, max=20, step=0.5, digits=1,
            locale=current().locale,
        )  # fmt: skip
        return [
            fields.heading(say("form.means"), 3),
            forms.bind_amount(self.form, budget, "budget"),
            forms.bind_amount(self.form, say("form.days"), "person_days"),
            forms.bind_key(self.form, people, "people", Params.model_fields["people"].default),
        ]  # fmt: skip

    def _case(self) -> list[Any]:
        names = [(drafts.name(self.form.draft, key), key) for key in drafts.keys(self.form.draft)]
        chosen = self.form.bind(
            fields.dropdown(say("form.case"), names),
            lambda _draft, view: view["case"],
            lambda _draft, view, key: view.update(case=key),
        )
        return [
            fields.heading(say("form.ranges"), 3),
            chosen,
            self._offered(),
            *(part for name in POINTS for part in self._points(name)),
            *(self._amounts(name) for name in AMOUNTS),
        ]

    def _offered(self) -> Any:
        return self.form.bind(
            fields.tick(say("form.offered")),
            lambda draft, view: view["case"] not in (draft.get("exclude") or ()),
            lambda draft, view, on: drafts.offer(draft, view["case"], on),
        )

    def _points(self, name: str) -> list[Any]:
        criterion = say(f"criterion.{name}")
        return [
            self._end(
                controls.slider(
                    label=say(f"end.{end}", what=criterion), min=LOWEST, max=HIGHEST, step=0.25,
                    digits=2, locale=current().locale,
                ),
                name, place,
            )
            for place, end in enumerate(ENDS)
        ]  # fmt: skip

    def _amounts(self, name: str) -> Any:
        what, least = say(f"amount.{name}", currency=self.client.currency), int(name == "weeks")
        parts = []
        for place, end in enumerate(ENDS):
            field = fields.amount(say(f"end.{end}", what=what), step=STEPS[name], least=least)
            field.layout.flex = "1 1 12rem"
            parts.append(self._end(field, name, place))
        return fields.beside(*parts)

    def _end(self, control: Any, name: str, place: int) -> Any:
        """Tie a control to the low, the middle or the high end of a range of the chosen case."""
        currency = self.client.currency
        return self.form.bind(
            control,
            lambda draft, view: drafts.ends(draft, view["case"], name, currency)[place],
            lambda draft, view, value: drafts.put_end(
                draft, view["case"], name, place, value, currency
            ),
            lambda _draft, _view: {},  # moving one end may push the others
        )

    def _result(self, draft: Draft, view: Draft) -> None:
        try:
            p = Params.model_validate(drafts.prepared(draft))
        except ValidationError as error:
            self._say(say("live-unsound"), forms.faults(error))
        except ValueError as error:
            self._say(str(error), [])
        else:
            self._tell(rank(p, self.client), p, view["case"])

    def _say(self, title: str, notes: list[str]) -> None:
        with self.live.hold_sync():
            self.live.title, self.live.notes = title, notes
            self.live.head, self.live.rows, self.live.bars = [], [], []

    def _tell(self, ranking: Sequence[Ranked], p: Params, case: str) -> None:
        shown = list(ranking[:SHOWN])
        shown += [each for each in ranking[SHOWN:] if each.case.key == case]
        with self.live.hold_sync():
            self.live.title = _title(ranking)
            self.live.notes = _notes(p)
            self.live.head = [*say.parts("live-head").values()]
            self.live.rows = [
                [each.case.name, str(each.rank), number(each.score, 2),
                 f"{number(each.low, 2)} – {number(each.high, 2)}"]
                for each in shown
            ]  # fmt: skip
            self.live.bars = [(each.score - LOWEST) / (HIGHEST - LOWEST) for each in shown]


def _title(ranking: Sequence[Ranked]) -> str:
    if not ranking:
        return say("live-none")
    return say("live-first", name=ranking[0].case.name, score=ranking[0].score)


def _notes(p: Params) -> list[str]:
    return [] if p.budget is None else [say("live-budget", budget=p.budget)]
