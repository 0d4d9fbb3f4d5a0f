"""Forms at the notebook: a draft of a section, edited, undone, saved into the engagement file.

A phase's form says which controls there are and what the draft gives; what all forms share is
here. Nothing is imported from a notebook's front end until a form is shown.
"""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from taller import controls, language
from taller.controls import fields
from taller.errors import InputError
from taller.language import _, number, percent

if TYPE_CHECKING:
    from pydantic import ValidationError

PAUSE = 0.8  # seconds within which moves of one control are one step to undo
Draft = dict[str, Any]


class Section(Protocol):
    """A section of an engagement file, as a form needs it."""

    @property
    def shown(self) -> str: ...  # noqa: D102
    def read(self) -> Draft: ...  # noqa: D102
    def save(self, values: Draft) -> None: ...  # noqa: D102
    def undo(self) -> None: ...  # noqa: D102
    def redo(self) -> None: ...  # noqa: D102


@dataclass
class _Bound:
    control: Any
    get: Callable[[Draft, Draft], Any]
    put: Callable[[Draft, Draft, Any], None] | None
    look: Callable[[Draft, Draft], Mapping[str, Any]] | None


@dataclass
class _Step:
    """A step to undo: an edit, from one state to another; or a save, which has none."""

    before: tuple[Draft, Draft] | None = None
    after: tuple[Draft, Draft] | None = None
    control: int = 0
    at: float = field(default_factory=time.monotonic)


class Form:
    """A draft of a section, the controls bound to it, and what was done to it.

    Parameters
    ----------
    file : the section
    view : what the form shows of the draft (such as whose answers); not saved
    result : told the draft and the view after each change
    prepared : the draft as it is saved
    """

    def __init__(
        self,
        file: Section,
        view: Draft,
        result: Callable[[Draft, Draft], None],
        prepared: Callable[[Draft], Draft] = copy.deepcopy,
    ) -> None:
        self.file = file
        self.base = file.read()
        self.draft = copy.deepcopy(self.base)
        self.view = view
        self.status = controls.live(kind="status")
        self._result = result
        self._prepared = prepared
        self._bound: list[_Bound] = []
        self._past: list[_Step] = []
        self._future: list[_Step] = []
        self._quiet = False

    def bind(
        self,
        control: Any,
        get: Callable[[Draft, Draft], Any],
        put: Callable[[Draft, Draft, Any], None] | None = None,
        look: Callable[[Draft, Draft], Mapping[str, Any]] | None = None,
    ) -> Any:
        """Tie a control to the draft.

        Parameters
        ----------
        get : its value, from draft and view
        put : writes its value into draft or view
        look : further traits of the control that follow from draft and view, such as a label
        """
        bound = _Bound(control, get, put, look)
        self._bound.append(bound)
        self._fill(bound)
        if put is not None:
            control.observe(lambda change: self._edited(bound, change["new"]), "value")
        return control

    def refresh(self) -> None:
        """Show draft and view in all controls, and the result."""
        self._quiet = True
        try:
            for bound in self._bound:
                self._fill(bound)
        finally:
            self._quiet = False
        self._result(self.draft, self.view)

    def _fill(self, bound: _Bound) -> None:
        wanted = dict(bound.look(self.draft, self.view)) if bound.look else {}
        wanted["value"] = bound.get(self.draft, self.view)
        with bound.control.hold_trait_notifications():
            for name, value in wanted.items():
                if getattr(bound.control, name) != value:
                    setattr(bound.control, name, value)

    def _edited(self, bound: _Bound, value: Any) -> None:
        if self._quiet or bound.put is None:
            return
        before = self._state()
        bound.put(self.draft, self.view, value)
        if before[0] != self.draft:
            self._remember(before, id(bound))
            self.say(_("Not saved yet"))
            self._result(self.draft, self.view)
            self._looks(bound)
        elif before[1] != self.view:
            self.refresh()

    def _looks(self, changed: _Bound) -> None:
        """Labels and hints that follow from what was changed."""
        self._quiet = True
        try:
            for bound in self._bound:
                if bound.look is not None or bound is changed:
                    self._fill(bound)
        finally:
            self._quiet = False

    def _remember(self, before: tuple[Draft, Draft], control: int) -> None:
        self._future.clear()
        last = self._past[-1] if self._past else None
        now = time.monotonic()
        if last and last.after and last.control == control and now - last.at < PAUSE:
            last.after, last.at = self._state(), now
        else:
            self._past.append(_Step(before, self._state(), control))

    def _state(self) -> tuple[Draft, Draft]:
        return copy.deepcopy(self.draft), copy.deepcopy(self.view)

    def _become(self, state: tuple[Draft, Draft] | None) -> None:
        if state is not None:
            self.draft, self.view = copy.deepcopy(state[0]), copy.deepcopy(state[1])
        self.refresh()

    def undo(self) -> None:
        """Take back the last edit, or the last save."""
        if not self._past:
            self.say(_("There is nothing to undo"))
            return
        step = self._past[-1]
        if step.after is None and not self._tried(self.file.undo):
            return
        self._future.append(self._past.pop())
        self._become(step.before)
        if step.after is None:
            self.say(_("Save undone: the file is as it was before, byte for byte"))
        else:
            self.say(_("Change undone; not saved yet"))

    def redo(self) -> None:
        """Bring back what was undone last."""
        if not self._future:
            self.say(_("There is nothing to redo"))
            return
        step = self._future[-1]
        if step.after is None and not self._tried(self.file.redo):
            return
        self._past.append(self._future.pop())
        self._become(step.after)
        said = _("Saved again") if step.after is None else _("Change made again; not saved yet")
        self.say(said)

    def save(self) -> None:
        """Write the draft into the file."""
        try:
            values = self._prepared(self.draft)
        except ValueError as error:
            self.say(_("Not saved. {why}").format(why=error))
            return
        if values == self.base:
            self.say(_("There is nothing to save: the file says the same"))
            return
        if not self._tried(lambda: self.file.save(values)):
            return
        self.base, self.draft = copy.deepcopy(values), values
        self._past.append(_Step())
        self._future.clear()
        self.refresh()
        said = _("Saved in {file}; run the notebook again for the report")
        self.say(said.format(file=self.file.shown))

    def reread(self) -> None:
        """Read the file again, keeping what was changed here and is not saved."""
        before = self._state()
        if not self._tried(self._take_theirs):
            return
        self._past = [step for step in self._past if step.after is not None]
        self._future = []
        if before[0] != self.draft:
            self._past.append(_Step(before, self._state()))
        self.refresh()
        kept = self.draft != self.base
        said = _("Read again; your unsaved changes are kept") if kept else _("Read again")
        self.say(said)

    def _take_theirs(self) -> None:
        theirs = self.file.read()
        self.draft = merged(self.base, self.draft, theirs)
        self.base = theirs

    def _tried(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except InputError as error:
            self.say(_("Not done. {why}").format(why=error))
            return False
        return True

    def say(self, text: str) -> None:
        """Put a message on the status line, which screen readers speak."""
        self.status.title = text

    def buttons(self) -> Any:
        """Save, undo, redo and read again, in that order of the tab key."""
        import ipywidgets

        acts = (
            (_("Save"), self.save, "primary"),
            (_("Undo"), self.undo, ""),
            (_("Redo"), self.redo, ""),
            (_("Read the file again"), self.reread, ""),
        )
        made = []
        for label, act, style in acts:
            button = ipywidgets.Button(
                description=label, button_style=style, layout={"width": "auto"}
            )
            button.on_click(lambda _button, act=act: act())
            made.append(button)
        return ipywidgets.HBox(made, layout={"flex_flow": "row wrap"})


def merged(base: Any, mine: Any, theirs: Any) -> Any:
    """What both changed since the base; mine where both changed the same value.

    >>> merged({"a": 1, "b": 1, "c": 1}, {"a": 2, "b": 1}, {"a": 3, "b": 4, "c": 1, "d": 5})
    {'a': 2, 'b': 4, 'd': 5}
    """
    if mine == base:
        return copy.deepcopy(theirs)
    if theirs == base or not (isinstance(mine, dict) and isinstance(theirs, dict)):
        return copy.deepcopy(mine)
    base = base if isinstance(base, dict) else {}
    absent = object()
    made = {}
    for key in [*theirs, *(key for key in mine if key not in theirs)]:
        old, own, other = (each.get(key, absent) for each in (base, mine, theirs))
        value = other if own == old else own
        if isinstance(own, dict) and isinstance(other, dict):
            value = merged(old, own, other)
        if value is not absent:
            made[key] = copy.deepcopy(value)
    return made


def faults(error: ValidationError) -> list[str]:
    """What is wrong with a draft, each with where it stands."""
    return [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]


def rescaled(weights: Mapping[str, float]) -> dict[str, float]:
    """Weights that sum to 1, to four decimals; as they are if they do already.

    Raises
    ------
    ValueError
        If all are zero.

    >>> rescaled({"impact": 0.5, "cost": 0.25, "risk": 0.75})
    {'impact': 0.3333, 'cost': 0.1667, 'risk': 0.5}
    """
    total = math.fsum(weights.values())
    if abs(total - 1) <= 1e-9:
        return dict(weights)
    if total <= 0:
        raise ValueError(_("All weights are zero; give at least one of them some weight."))
    made = {key: round(value / total, 4) for key, value in weights.items()}
    largest = max(made, key=lambda key: made[key])
    made[largest] = round(made[largest] + 1 - math.fsum(made.values()), 4)
    return made


def weighed(draft: dict[str, Any], weights: Mapping[str, float]) -> dict[str, Any]:
    """A copy of a draft as it is saved: weights that sum to 1; none where none were written.

    Parameters
    ----------
    weights : all of the draft's, those not written at their defaults

    Raises
    ------
    ValueError
        If all weights are zero.
    """
    made = copy.deepcopy(draft)
    if made.get("weights"):
        scaled = rescaled(weights)
        made["weights"] = made["weights"] if scaled == weights else scaled
    return made


def weight_hint(weights: Mapping[str, float], key: str) -> str:
    """What a weight counts for, where the weights do not sum to 1 as they stand."""
    total = math.fsum(weights.values())
    if total <= 0 or abs(total - 1) <= 1e-9:
        return ""
    return _("counts as {share}").format(share=percent(weights[key] / total))


def bind_key(form: Form, control: Any, key: str, default: Any) -> Any:
    """Tie a control to one key of the section, at its default where the key is not written."""

    def put(draft: Draft, _view: Draft, value: Any) -> None:
        if value != draft.get(key, default):
            draft[key] = round(value, 6) if isinstance(value, float) else value

    return form.bind(control, lambda draft, _view: draft.get(key, default), put)


def bind_weight(
    form: Form, control: Any, key: str, weights: Callable[[Draft], dict[str, float]]
) -> Any:
    """Tie a slider to one of the section's weights, all of which are written once one moved."""

    def put(draft: Draft, _view: Draft, value: float) -> None:
        if value != weights(draft)[key]:
            draft["weights"] = weights(draft) | {key: round(value, 4)}

    def look(draft: Draft, _view: Draft) -> dict[str, str]:
        return {"hint": weight_hint(weights(draft), key)}

    return form.bind(control, lambda draft, _view: weights(draft)[key], put, look)


def bind_amount(form: Form, label: str, key: str) -> Any:
    """A field for an amount that may be left open, tied to one key of the section."""

    def get(draft: Draft, _view: Draft) -> str:
        value = draft.get(key)
        return "" if value is None else number(value, 0 if value == int(value) else 2)

    def put(draft: Draft, _view: Draft, written: str) -> None:
        if written.strip() == get(draft, {}):
            return
        if not written.strip():
            draft.pop(key, None)
            return
        value = language.amount_written(written)
        if value is None:
            form.say(_("{label}: '{given}' is no amount").format(label=label, given=written))
        else:
            draft[key] = value

    return form.bind(fields.text(label), get, put)
