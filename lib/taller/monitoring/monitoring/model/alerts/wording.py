"""What is said of an incident, in a sentence and in a message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from taller.errors import printable
from taller.monitoring.monitoring.model.alerts.breaches import MODEL, Breach
from taller.monitoring.monitoring.model.alerts.messages import say
from taller.monitoring.monitoring.params.alerts import PAYS
from taller.monitoring.monitoring.result import Series
from taller.monitoring.monitoring.words import (
    after,
    amount,
    lacks,
    model_name,
    named,
    table_name,
)

MORE = 3  # further series that are named
STAGES = ("new", "lasting", "over")


def sentence(breach: Breach) -> str:
    """What is so, since when, and by which figures."""
    facts: dict[str, Any] = {
        "of": _what(breach), "since": breach.since, "day": breach.day,
        "more": [_named(each) for each in breach.more[:MORE]] or None,
        "others": max(len(breach.more) - MORE, 0), "hint": _hint(breach),
    }  # fmt: skip
    for name in ("value", "low", "high", "other"):
        given = getattr(breach, name)
        facts[name] = None if given is None else amount(given, breach.unit)  # type: ignore[arg-type]
    if breach.back and breach.value is not None and breach.other is not None:
        facts["value"] = after(breach.value, breach.other, breach.unit, back=True)  # type: ignore[arg-type]
    return say("alert-sentence", kind=breach.kind, **facts)


def message(client: str, told: Sequence[tuple[str, Breach]], now: dt.datetime) -> tuple[str, str]:
    """Subject and text of a message.

    Parameters
    ----------
    told : what is told, the gravest first, each as new, as lasting or as over
    """
    stage, first = told[0]
    subject = say("alert-subject", client=client, stage=stage, severity=first.severity,
                  kind=first.kind, of=_what(first), more=len(told) - 1)  # fmt: skip
    parts = [say("alert-begins", client=client, day=now.date(), time=f"{now:%H:%M}")]
    for each in STAGES:
        if held := [breach for of, breach in told if of == each]:
            parts += [say(f"alert-stage.{each}"), "\n".join(map(_line, held))]
    return subject, "\n\n".join([*parts, say("alert-ends")])


def _line(breach: Breach) -> str:
    return say(
        "alert-line", severity=breach.severity, what=sentence(breach), owner=breach.owner or None
    )


def _named(series: Series) -> str:
    """What a figure is called; its channel and segment are a client's words, kept on their line."""
    return printable(named(series))


def _what(breach: Breach) -> str:
    if breach.kind == "gap":
        return printable(table_name(breach.series.metric.partition(":")[2]))
    if breach.kind in MODEL or breach.series.metric == PAYS:
        return printable(model_name(breach.series.channel))
    return _named(breach.series)


def _hint(breach: Breach) -> str | None:
    return lacks(breach.hint) if breach.kind == "gap" else printable(breach.hint) or None
