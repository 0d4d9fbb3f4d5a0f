"""What a run found, as numbered facts: each with its subject, value, unit and period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from taller.development.llm.briefs.messages import say
from taller.language import interval, quantity
from taller.phase import Decision, Figure, PhaseResult

MOST = {"headline": 2, "decision": 3, "figure": 3}  # that a director is told unasked


@dataclass(frozen=True)
class Fact:
    """One thing that a run found.

    Attributes
    ----------
    id : ``f1``, ``f2`` …, in the order in which a director would ask
    notebook, title : whose finding it is
    label, subject : what the figure is, and of what; empty of a headline and a decision
    value : value, unit and interval as the reader's locale writes them
    sentence : the fact in a sentence of its own, period and all
    """

    id: str
    kind: Literal["headline", "decision", "figure"]
    notebook: str
    title: str
    sentence: str
    label: str = ""
    subject: str = ""
    value: str = ""


def facts(results: Mapping[str, tuple[str, PhaseResult]]) -> tuple[Fact, ...]:
    """The facts of a run: headlines and decisions by the money at stake, then key figures.

    Where no money tells, the later analysis comes first, as it has seen the others; one that leaves
    nothing to decide has no headline here, and figures with an aim go before those without.

    Parameters
    ----------
    results : by notebook its title and what it found, in the order in which they ran

    Returns
    -------
    none at all where a notebook's headline is withheld: then no claim of the run may stand
    """
    if any(
        found.withheld or getattr(found, "agrees", None) is False
        for _title, found in results.values()
    ):  # the page about the data says it by its own word
        return ()
    named = {name: (title.partition(":")[0], found) for name, (title, found) in results.items()}
    latest = list(reversed(named.items()))  # which sorting leaves in this order among equals
    ordered = sorted(latest, key=lambda item: -_at_stake(item[1][1]))
    found = [*_headlines(ordered), *_decisions(ordered), *_figures(ordered)]
    return tuple(Fact(f"f{i}", **each) for i, each in enumerate(found, 1))


Ordered = Iterable[tuple[str, tuple[str, PhaseResult]]]


def _worth(decision: Decision) -> float:
    worth = decision.worth.gain if decision.worth else None
    return worth.value if worth else float("-inf")


def _at_stake(found: PhaseResult) -> float:
    return max([0.0, *map(_worth, found.decisions)])


def _headlines(ordered: Ordered) -> Iterable[dict]:
    for name, (title, found) in ordered:
        if found.decisions:
            yield {"kind": "headline", "notebook": name, "title": title, "sentence": found.headline}


def _decisions(ordered: Ordered) -> Iterable[dict]:
    every = [(decision, name, title) for name, (title, found) in ordered
             for decision in found.decisions]  # fmt: skip
    for decision, name, title in sorted(every, key=lambda each: -_worth(each[0])):
        worth = decision.worth
        told = worth if worth and worth.gain else None
        sentence = say(
            "task-fact.decision", what=decision.what.rstrip("."), owner=decision.owner,
            worth=told.estimate if told else None, period=told.period if told else "",
            population=told.population if told else "", sure=told.confidence if told else "none",
        )  # fmt: skip
        yield {"kind": "decision", "notebook": name, "title": title, "sentence": sentence}


def _figures(ordered: Ordered) -> Iterable[dict]:
    every = [(figure, name, title) for name, (title, found) in ordered
             for figure in found.figures]  # fmt: skip
    for figure, name, title in sorted(every, key=lambda each: each[0].target is None):
        value, subject = _value(figure), figure.subject or None
        sentence = say("task-fact.figure", label=figure.label, subject=subject, value=value,
                       title=title)  # fmt: skip
        yield {"kind": "figure", "notebook": name, "title": title, "label": figure.label,
               "subject": figure.subject, "value": value, "sentence": sentence}  # fmt: skip


def _value(figure: Figure) -> str:
    """A figure's value with unit, interval and aim, as the reader's locale writes them."""
    found = figure.estimate
    aim = None if figure.target is None else quantity(figure.target, found.unit)
    return say("task-fact.value", value=quantity(found.value, found.unit), aim=aim,
               range=None if found.is_exact else interval(found))  # fmt: skip
