"""Names of figures, tables and channels, and amounts as sentences take them."""

from __future__ import annotations

from taller.language import money, number, percent, quoted
from taller.messages.values import value
from taller.monitoring.monitoring.messages import say
from taller.monitoring.monitoring.result import Series
from taller.phase import Unit


def named(series: Series) -> str:
    """What a figure is called within a sentence.

    >>> named(Series(collector="business", metric="visits", channel="google / cpc"))
    'visits a day by “google / pay per click”'
    """
    what = _metric(series.metric)
    held = {"channel": series.channel, "segment": series.segment}
    by = [quoted(value(name, each)) for name, each in held.items() if each]
    if series.collector == "performance":
        return say("named-of", what=what, model=series.channel, version=series.segment or None)
    return say("named-by", what=what, by=by) if by else what


def _metric(metric: str) -> str:
    kind, _sign, rest = metric.partition(":")
    if not rest:
        return say(f"metric.{metric}") if say.has(f"metric.{metric}") else metric
    table, _sign, column = rest.partition(":")
    return say(f"metric-{kind}", table=table_name(table), column=column)


def label(metric: str) -> str:
    """What a figure is called where it stands alone, in a table or a list to choose from."""
    return say(f"label.{metric}")


def table_name(table: str) -> str:
    """What a table of the client's is called."""
    return say(f"table.{table}") if say.has(f"table.{table}") else table


def model_name(name: str) -> str:
    """What a model is called: by what it foresees."""
    return say("model", name=name)


def after(value: float, before: float, unit: Unit, *, back: bool) -> str:
    """The level from a change's day on, and whether its trend has led back since.

    >>> after(15.0, 73.0, "number", back=True)
    '15.0 (rising again since)'
    """
    way = ("down" if value > before else "up") if back else "none"
    return say("after", value=amount(value, unit), way=way)


def lacks(why: str) -> str:
    """What is wrong with a day of a table."""
    return say(f"gap.{why}")


def amount(value: float | None, unit: Unit) -> str:
    """An amount with the digits that tell.

    >>> amount(0.1234, "share"), amount(12.345, "number"), amount(22.0, "count")
    ('12.3%', '12.3', '22')
    """
    if value is None or value != value:
        return "–"
    digits = 0 if abs(value) >= 100 or (unit == "count" and value == int(value)) else 1
    if unit == "share":
        return percent(value)
    if unit == "money":
        return money(value, 0 if abs(value) >= 100 else 2)
    return number(value, digits)
