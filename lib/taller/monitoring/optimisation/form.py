"""In JupyterLab: limits moved by sliders, and the best mix within them worked out anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from taller import controls, language
from taller.controls import fields
from taller.errors import InputError
from taller.language import money
from taller.monitoring.optimisation.model.budget import plan, words
from taller.monitoring.optimisation.model.budget.messages import say

if TYPE_CHECKING:
    from taller.monitoring.optimisation.model.budget.plan import Asked, Plan

LOWEST, HIGHEST = 50, 150  # of today's total, in percent
STEPS = 100  # of a channel's slider


def show(run: Any, shares: Plan | None) -> None:
    """Show the sliders in JupyterLab; in a run that nobody sits at, nothing.

    Parameters
    ----------
    run : the notebook's run
    shares : what `allocate` found, from whose limits the sliders start
    """
    if run.live and shares is not None:
        fields.show(Sliders(shares.asked).box)


class Sliders:
    """A slider for the total and two for each channel; each move solves the budget again.

    Nothing is saved: limits that are to hold stand in the engagement file.

    Attributes
    ----------
    total, least, most : the sliders; those of channels in their order
    live : the result
    box : the widgets
    """

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        told = say.parts("budget-form", channel="")
        self.live = controls.live(caption=told["table"])
        start = 100 * sum(asked.totals) / asked.as_today
        self.total = controls.slider(
            label=told["total"], value=float(np.clip(start, LOWEST, HIGHEST)), min=LOWEST,
            max=HIGHEST, step=1, locale=language.current().locale,
        )  # fmt: skip
        held, tops = asked.constraints, _tops(asked)
        floors = [held.floors.get(name, 0.0) for name in asked.curves.channels]
        ceilings = [held.ceilings.get(name, np.inf) for name in asked.curves.channels]
        self.least = [self._slider("least", c, floor) for c, floor in enumerate(floors)]
        self.most = [
            self._slider("most", c, min(tops[c], ceiling)) for c, ceiling in enumerate(ceilings)
        ]
        pairs = [each for pair in zip(self.least, self.most, strict=True) for each in pair]
        for each in (self.total, *pairs):
            each.observe(self._moved, names="value")
        self.box = fields.page(
            fields.heading(told["title"]), self.live, self.total, fields.scrolled(*pairs)
        )
        self._moved(None)

    def _slider(self, key: str, c: int, value: float) -> Any:
        top = _tops(self.asked)[c]
        label = say.parts("budget-form", channel=self.asked.curves.channels[c])[key]
        return controls.slider(label=label, value=float(min(value, top)), max=top,
                               step=top / STEPS, locale=language.current().locale)  # fmt: skip

    @property
    def limits(self) -> dict[str, Any]:
        """What the sliders say, beside the limits that they do not move."""
        names = self.asked.curves.channels
        return {
            "total": self.asked.as_today * self.total.value / 100, "periods": (),
            "floors": {name: each.value for name, each in zip(names, self.least, strict=True)},
            "ceilings": {name: each.value for name, each in zip(names, self.most, strict=True)},
        }  # fmt: skip

    def _moved(self, _change: Any) -> None:
        held = self.asked.constraints.model_copy(update=self.limits)
        try:
            self._tell(plan.make(self.asked.under(held)))
        except InputError as error:
            with self.live.hold_sync():
                self.live.title = error.source
                self.live.notes = [str(fault) for fault in error.faults]
                self.live.head, self.live.rows, self.live.bars = [], [], []

    def _tell(self, found: Plan) -> None:
        told = say.parts("budget-form", channel="")
        now, then = found.before.mean(axis=0), found.spend.mean(axis=0)
        most = max(float(then.max()), 1e-9)
        with self.live.hold_sync():
            self.live.title, self.live.notes = say("budget-form-says", **words.facts(found)), []
            self.live.head = [told[key] for key in ("channel", "today", "planned")]
            self.live.rows = [
                [name, money(now[c], 0), money(then[c], 0)] for c, name in enumerate(found.channels)
            ]
            self.live.bars = (then / most).tolist()


def _tops(asked: Asked) -> list[float]:
    """The most that each channel's sliders go to."""
    tops = np.asarray(asked.curves.observed_most) * (1 + asked.constraints.beyond)
    return [max(float(top), 1.0) for top in tops]
