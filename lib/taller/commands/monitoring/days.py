"""An index of days: what each day's page found, the newest first, with what was open then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from taller import language
from taller.language import _
from taller.workbench.engagement.engagement import Engagement
from taller.workbench.report import look


@dataclass(frozen=True)
class Day:
    """A day's page.

    Attributes
    ----------
    page : its address, as the index sees it; empty where there is none
    headline : what it found; empty where it did not come to its end
    opened : what was open on that day, each in a sentence, the gravest first
    """

    day: dt.date
    page: str
    headline: str
    opened: tuple[str, ...] = ()


def render(engagement: Engagement, days: Sequence[Day]) -> str:
    """The page, in the language in force.

    Parameters
    ----------
    days : in any order
    """
    shown = [
        {"day": language.date(each.day), "page": each.page, "opened": each.opened,
         "headline": each.headline or _("The figures of this day could not be judged.")}
        for each in sorted(days, key=lambda each: each.day, reverse=True)
    ]  # fmt: skip
    return look.page(
        "days.html",
        scripts=[look.asset("page.js")],
        colour=engagement.brand.colour,
        title=_("Monitoring, day by day"),
        client=engagement.client,
        head={
            "client": engagement.client, "logo": look.logo(engagement.logo_uri()),
            "date": shown[0]["day"] if shown else "", "simulated": engagement.data.simulated,
            "standing": None,
        },
        days=shown,
        colophon=_(
            "Made with Taller. This page loads nothing from elsewhere; "
            "its links lead to files beside it."
        ),
    )  # fmt: skip
