"""The use cases' section as it stands in an engagement file, edited in place."""

from __future__ import annotations

from typing import Any

from taller import forms
from taller.preparation.use_cases.features import catalogue
from taller.preparation.use_cases.params import Params, Weights

Draft = dict[str, Any]


def keys(draft: Draft) -> list[str]:
    """All cases a form can show: the catalogue's, then the client's own."""
    own = list(draft.get("cases") or {})
    listed = list(catalogue.raw()["cases"]) if draft.get("catalogue", True) else []
    return list(dict.fromkeys([*listed, *own])) or [""]


def name(draft: Draft, key: str) -> str:
    """What a case is called."""
    given = (draft.get("cases") or {}).get(key) or {}
    return given.get("name") or (catalogue.name_of(key, Params()) if key else "–")


def weights(draft: Draft) -> dict[str, float]:
    """The five weights, those that are not written at their defaults."""
    return Weights.model_construct().model_dump() | (draft.get("weights") or {})


def ends(draft: Draft, key: str, what: str, currency: str) -> list[float]:
    """The low, middle and high end of a range of a case: as written, else the catalogue's."""
    given = ((draft.get("cases") or {}).get(key) or {}).get(what)
    if isinstance(given, int | float):
        return [float(given)] * 3
    if given is not None:
        return [float(value) for value in given]
    entry = catalogue.raw()["cases"].get(key) or {}
    found = [float(value) for value in entry.get(what) or (0.0, 0.0, 0.0)]
    if what == "money":
        factor = draft.get("cost_factor") or catalogue.rate(currency, Params())
        found = [value * factor for value in found]
    return found


def put_end(draft: Draft, key: str, what: str, place: int, value: float, currency: str) -> None:
    """Move one end of a range, pushing the others so that they still rise."""
    before = ends(draft, key, what, currency)
    if value is None or not key or before[place] == value:
        return
    after = [
        min(end, value) if i < place else max(end, value) if i > place else value
        for i, end in enumerate(before)
    ]
    cases = draft["cases"] = dict(draft.get("cases") or {})
    cases[key] = dict(cases.get(key) or {}) | {what: [_plain(end) for end in after]}


def offer(draft: Draft, key: str, on: bool) -> None:
    """Offer a case, or leave it out."""
    left_out = list(draft.get("exclude") or ())
    if on == (key not in left_out):
        return
    if on:
        left_out.remove(key)
    else:
        left_out.append(key)
    if left_out:
        draft["exclude"] = left_out
    else:
        draft.pop("exclude", None)


def prepared(draft: Draft) -> Draft:
    """The draft as it is saved: weights that sum to 1; see `taller.forms.weighed`."""
    return forms.weighed(draft, weights(draft))


def _plain(value: float) -> float | int:
    """A number as a person writes it: 3, not 3.0."""
    rounded = round(value, 4)
    return int(rounded) if rounded == int(rounded) else rounded
