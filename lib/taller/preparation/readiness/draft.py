"""The checklist as it stands in an engagement file, edited in place.

A question's answer may stand there as a bare number, as one mapping or as a list of them; an edit
keeps the shape it finds wherever that shape can hold it.
"""

from __future__ import annotations

from typing import Any

from taller import forms
from taller.preparation.readiness.checklist.questions import QUESTIONS
from taller.preparation.readiness.params import Weights

Draft = dict[str, Any]
_DEFAULTS = {"evidence": "opinion", "note": "", "by": ""}


def people(draft: Draft) -> list[str]:
    """Who answered, in order of appearance; an empty name for answers without one.

    >>> people({"answers": {"ai_budget": [{"score": 1, "by": "Ana"}, 2], "data_access": 3}})
    ['', 'Ana']
    """
    answers = draft.get("answers") or {}
    names = [_by(item) for key in QUESTIONS for item in _listed(answers.get(key))]
    return list(dict.fromkeys(names))


def get(draft: Draft, key: str, by: str, name: str, default: Any) -> Any:
    """One person's score, evidence or note to a question."""
    for item in _listed((draft.get("answers") or {}).get(key)):
        if _same_person(_by(item), by):
            value = item.get(name) if isinstance(item, dict) else item if name == "score" else None
            return default if value is None else value
    return default


def put(draft: Draft, key: str, by: str, name: str, value: Any) -> None:
    """Change one person's score, evidence or note; a score of None takes the answer out.

    >>> draft = {"answers": {"ai_budget": 2}}
    >>> put(draft, "ai_budget", "", "score", 3)
    >>> put(draft, "ai_budget", "Ana", "score", 1)
    >>> draft
    {'answers': {'ai_budget': [3, {'score': 1, 'by': 'Ana'}]}}
    """
    if value == get(draft, key, by, name, _DEFAULTS.get(name)):
        return
    answers = draft["answers"] = draft.get("answers") or {}
    held = answers.get(key)
    items = _listed(held)
    place = next((i for i, item in enumerate(items) if _same_person(_by(item), by)), None)
    if place is None:
        items.append(_changed({}, by, name, value))
    elif name == "score" and value is None:
        del items[place]
    else:
        items[place] = _changed(items[place], by, name, value)
    if not items:
        answers.pop(key, None)
    else:
        answers[key] = items if isinstance(held, list | tuple) or len(items) > 1 else items[0]
    if not answers:
        draft.pop("answers")


def _changed(item: Any, by: str, name: str, value: Any) -> Any:
    if not isinstance(item, dict):
        if name == "score":
            return value
        item = {"score": item}
    made = dict(item)
    made[name] = value
    if value == "" and name != "by":
        made.pop(name)
    if by and not made.get("by"):
        made["by"] = by
    return made["score"] if list(made) == ["score"] else made


def weights(draft: Draft) -> dict[str, float]:
    """The five weights, those that are not written at their defaults."""
    return Weights.model_construct().model_dump() | (draft.get("weights") or {})


def put_goal(draft: Draft, key: str, value: str) -> None:
    """Change one of the goals; an empty one goes out."""
    goals = dict(draft.get("goals") or {})
    if value:
        goals[key] = value
    else:
        goals.pop(key, None)
    if goals:
        draft["goals"] = goals
    else:
        draft.pop("goals", None)


def prepared(draft: Draft) -> Draft:
    """The draft as it is saved: weights that sum to 1; see `taller.forms.weighed`."""
    return forms.weighed(draft, weights(draft))


def complete(draft: Draft) -> Draft:
    """The draft without answers that lack their score as yet."""
    made = dict(draft)
    answers = {}
    for key, held in (draft.get("answers") or {}).items():
        items = [i for i in _listed(held) if not isinstance(i, dict) or i.get("score") is not None]
        if items:
            answers[key] = items
    made["answers"] = answers
    return made


def _listed(held: Any) -> list[Any]:
    if held is None:
        return []
    return list(held) if isinstance(held, list | tuple) else [held]


def _by(item: Any) -> str:
    return str(item.get("by") or "").strip() if isinstance(item, dict) else ""


def _same_person(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
