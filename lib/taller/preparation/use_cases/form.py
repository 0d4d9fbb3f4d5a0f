"""Use cases weighed at the notebook, in the room: the ranking follows as sliders move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from taller import controls, forms
from taller.controls import fields
from taller.language import _, current, money, number
from taller.preparation.use_cases import draft as drafts
from taller.preparation.use_cases.draft import Draft
from taller.preparation.use_cases.features import catalogue
from taller.preparation.use_cases.features.catalogue import CRITERIA, HIGHEST, LOWEST
from taller.preparation.use_cases.model.ranking import Known, Ranked, rank
from taller.preparation.use_cases.params import Params

SHOWN = 10  # cases of the ranking, the first ones
POINTS = ("impact", "feasibility", "risk")
AMOUNTS = ("money", "person_days", "weeks")
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
        self.live = controls.live(caption=_("The ranking"))
        self.form = forms.Form(file, {"case": ""}, self._result, drafts.prepared)
        self.form.view["case"] = drafts.keys(self.form.draft)[0]
        self.box = fields.page(
            fields.heading(_("Use cases: weights and ranges")),
            self.live,
            self.form.buttons(),
            self.form.status,
            fields.scrolled(*self._weights(), *self._means(), *self._case()),
        )
        self.form.refresh()

    def _weights(self) -> list[Any]:
        parts = [fields.heading(_("What each criterion weighs"), 3)]
        for key in CRITERIA:
            slider = fields.weight_slider(catalogue.criterion_label(key))
            parts.append(forms.bind_weight(self.form, slider, key, drafts.weights))
        spread = controls.slider(
            label=_("Each weight may move either way by"), max=0.5, step=0.01, percent=True,
            locale=current().locale,
        )  # fmt: skip
        default = Params.model_fields["weight_spread"].default
        return [*parts, forms.bind_key(self.form, spread, "weight_spread", default)]

    def _means(self) -> list[Any]:
        budget = _("Budget ({currency}); empty: half of what all cases cost")
        people = controls.slider(
            label=_("People at the same time"), min=0.5, max=20, step=0.5, digits=1,
            locale=current().locale,
        )  # fmt: skip
        return [
            fields.heading(_("What there is to spend"), 3),
            forms.bind_amount(self.form, budget.format(currency=self.client.currency), "budget"),
            forms.bind_amount(
                self.form, _("Person-days; empty: what the people have in half a year"),
                "person_days",
            ),
            forms.bind_key(self.form, people, "people", Params.model_fields["people"].default),
        ]  # fmt: skip

    def _case(self) -> list[Any]:
        names = [(drafts.name(self.form.draft, key), key) for key in drafts.keys(self.form.draft)]
        chosen = self.form.bind(
            fields.dropdown(_("Case"), names),
            lambda _draft, view: view["case"],
            lambda _draft, view, key: view.update(case=key),
        )
        return [
            fields.heading(_("The ranges of one case (assumptions until you change them)"), 3),
            chosen,
            self._offered(),
            *(part for name in POINTS for part in self._points(name)),
            *(self._amounts(name) for name in AMOUNTS),
        ]

    def _offered(self) -> Any:
        return self.form.bind(
            fields.tick(_("This case is offered")),
            lambda draft, view: view["case"] not in (draft.get("exclude") or ()),
            lambda draft, view, on: drafts.offer(draft, view["case"], on),
        )

    def _points(self, name: str) -> list[Any]:
        criterion = catalogue.criterion_label(name)
        labels = (
            _("{criterion}, lowest").format(criterion=criterion),
            _("{criterion}, middle").format(criterion=criterion),
            _("{criterion}, highest").format(criterion=criterion),
        )
        return [
            self._end(
                controls.slider(
                    label=label, min=LOWEST, max=HIGHEST, step=0.25, digits=2,
                    locale=current().locale,
                ),
                name, place,
            )
            for place, label in enumerate(labels)
        ]  # fmt: skip

    def _amounts(self, name: str) -> Any:
        words = {
            "money": _("Money ({currency})").format(currency=self.client.currency),
            "person_days": _("Person-days"),
            "weeks": _("Weeks"),
        }[name]
        labels = (
            _("{what}, lowest").format(what=words),
            _("{what}, middle").format(what=words),
            _("{what}, highest").format(what=words),
        )
        parts = []
        for place, label in enumerate(labels):
            field = fields.amount(label, step=STEPS[name], least=1 if name == "weeks" else 0)
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
            self._say(_("Not a sound choice yet"), forms.faults(error))
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
            self.live.head = [_("Use case"), _("Rank"), _("Score"), _("Range")]
            self.live.rows = [
                [each.case.name, str(each.rank), number(each.score, 2),
                 f"{number(each.low, 2)} – {number(each.high, 2)}"]
                for each in shown
            ]  # fmt: skip
            self.live.bars = [(each.score - LOWEST) / (HIGHEST - LOWEST) for each in shown]


def _title(ranking: Sequence[Ranked]) -> str:
    if not ranking:
        return _("No case is offered")
    first = ranking[0]
    said = _("First: {case}, {score} of 5")
    return said.format(case=first.case.name, score=number(first.score, 2))


def _notes(p: Params) -> list[str]:
    if p.budget is None:
        return []
    return [_("Budget: {budget}").format(budget=money(p.budget))]
