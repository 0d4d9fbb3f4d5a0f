"""Models, parts and dates in words; what the values are for, and what they cannot tell."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from taller.language import _, date, money, number, percent

if TYPE_CHECKING:
    from taller.development.regression.evaluation.test import Tested
    from taller.development.regression.evaluation.value import Valued
    from taller.development.regression.features.customers import Gathered
    from taller.development.regression.params import Params
    from taller.development.regression.result import Part


def model(kind: str) -> str:
    """A model's name."""
    return {
        "naive": _("Past spend carried on"),
        "bg_nbd": _("BG/NBD + Gamma-Gamma"),
        "pareto_nbd": _("Pareto/NBD + Gamma-Gamma"),
        "bg_nbd_about": _("BG/NBD + Gamma-Gamma with covariates"),
        "blend": _("Half past spend, half BG/NBD"),
        "lightgbm": _("LightGBM"),
        "mean": _("The same for all: the mean"),
        "linear": _("Linear regression"),
        "linear_log": _("Linear regression of the logarithm"),
        "lightgbm_log": _("LightGBM of the logarithm"),
        "lightgbm_tweedie": _("LightGBM, Tweedie"),
    }[kind]


def by(name: str) -> str:
    """What parts customers, as a heading."""
    return {
        "segment": _("Segment"),
        "channel": _("Channel"),
        "country": _("Country"),
        "region": _("Region"),
        "first_category": _("First product"),
    }[name]


def level(value: str) -> str:
    """A part's name; a client's own stands as it is."""
    return {
        "new": _("new"),
        "once": _("one purchase, long ago"),
        "active": _("active"),
        "quiet": _("quiet"),
        "other": _("other"),
        "unknown": _("not known"),
        "(none)": _("none (direct)"),
    }.get(value, value)


def ordered(parts: tuple[Part, ...]) -> list[Part]:
    """Parts of one kind together, those worth most first."""
    kinds = list(dict.fromkeys(part.by for part in parts))
    return sorted(parts, key=lambda part: (kinds.index(part.by), -part.mean.value))


def window(gathered: Gathered) -> str:
    """Which window validates and which tests."""
    before, earlier, now = gathered.before, gathered.earlier, gathered.now
    assert before is not None
    assert earlier is not None
    assert now is not None
    text = _("Learned before {start}, validated to {cut}, tested from {cut} to {end}: what "
             "customers known on the first day spent in the window, net of returns.")  # fmt: skip
    return text.format(
        start=date(earlier.day), cut=date(before.day),
        end=date(now.day - dt.timedelta(days=1)),
    )  # fmt: skip


def split(gathered: Gathered, tested: Tested) -> str:
    """How a flat table's rows were split."""
    flat = tested.fitted.flat
    assert flat is not None
    n, m = number(len(flat.split.train)), number(len(tested.actual))
    if flat.split.how == "time":
        return _("The first {n} rows in time teach, the last {m} test.").format(n=n, m=m)
    return _("{n} rows teach and {m} test, drawn by lot; no subject is on both sides.").format(
        n=n, m=m
    )


def counted(p: Params) -> str:
    """What a value counts, with every rate it depends on."""
    said = {"margin": percent(p.margin or 1, 0), "discount": percent(p.discount, 0)}
    if p.margin is None:
        text = _("net sales, later money at {discount} a year less") if p.discount else _(
            "net sales")  # fmt: skip
    elif p.discount:
        text = _("contribution margin: {margin} of net sales, later money at {discount} a year "
                 "less")  # fmt: skip
    else:
        text = _("contribution margin: {margin} of net sales")
    return text.format(**said)


def rates(p: Params) -> str:
    """The same in as few words as a key figure has room for."""
    said = {"margin": percent(p.margin or 1, 0), "discount": percent(p.discount, 0)}
    if p.margin is None:
        text = _("net sales, discount {discount}") if p.discount else _("net sales")
    else:
        text = _("margin {margin}, discount {discount}") if p.discount else _("margin {margin}")
    return text.format(**said)


def horizon(valued: Valued) -> str:
    """What the value counts, in one sentence."""
    text = _("Money expected in the {months} months from {day}: {counted}.")
    return text.format(
        months=number(valued.value.months), day=date(valued.base.day),
        counted=counted(valued.tested.fitted.gathered.p),
    )  # fmt: skip


def per_customer(valued: Valued) -> str:
    """What a value per customer is, for an axis."""
    text = _("Expected per customer, {months} months ({counted})")
    return text.format(months=number(valued.value.months),
                       counted=counted(valued.tested.fitted.gathered.p))  # fmt: skip


def more_or_less(ratio: float) -> str:
    """What was spent over what was foreseen, in words: "21% more", "15% less"."""
    share = percent(abs(ratio - 1), 0)
    return (_("{share} more") if ratio >= 1 else _("{share} less")).format(share=share)


def no_order(tested: Tested) -> str:
    """Said in place of whatever goes by rank, where no order is better than chance."""
    text = _("No order of the customers was better than chance in the test, so nothing here goes "
             "by rank.")  # fmt: skip
    return text if tested.ranked_by == "" else _(
        "The test does not support amounts of some customers beside those of others.")  # fmt: skip


def no_share(valued: Valued) -> str:
    """Said in place of the share that the first tenth is to bring."""
    tested = valued.tested
    if not valued.amounts:
        return no_order(tested)
    text = _("The tenth with the largest predictions was to bring {foreseen} of the spend tested, "
             "and brought {found}: what share it will bring is not told.")  # fmt: skip
    found = tested.score("top", tested.used).estimate
    return text.format(foreseen=percent(tested.share_foreseen, 0), found=percent(found.value, 0))


def limits(tested: Tested, valued: Valued | None) -> tuple[str, ...]:
    """What the figures cannot tell."""
    g = tested.fitted.gathered
    found = [_("An expectation is not an effect: it says what customers will spend, not what an "
               "offer changes.")]  # fmt: skip
    if valued is not None:
        found.append(
            _("Customers who have not bought yet are in no figure; nor is a change of prices, "
              "range or season that the past does not hold.")
        )  # fmt: skip
        found += _missed(valued)
    notes = dict.fromkeys([*g.notes, *tested.fitted.notes, *tested.notes])
    found += [f"{note[:1].upper()}{note[1:]}." for note in notes]
    return tuple(found)


def _missed(valued: Valued) -> list[str]:
    off = valued.missed
    if off.days:
        text = _("As they stood {days} days ago, customers were valued once more: they spent "
                 "{missed} than foreseen, and totals are told at least as widely to either side. "
                 "One such look back is little evidence.")  # fmt: skip
        return [text.format(days=number(off.days), missed=more_or_less(off.ratio))]
    if off.low < 0.9 or off.high > 1.1:
        text = _("The hold-outs brought {low} to {high} of what was predicted for them: the "
                 "intervals of totals are at least as wide, but seasons beyond them are "
                 "not in them.")  # fmt: skip
        return [text.format(low=percent(off.low, 0), high=percent(off.high, 0))]
    return []


def amount(value: float, tested: Tested) -> str:
    """An amount: money of customers, a plain number of a flat table."""
    return money(value) if tested.total is not None else number(value, 2)
