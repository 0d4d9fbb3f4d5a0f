"""What the ends and the middle of each question's scale look like, so that people mean the same."""

from __future__ import annotations

from taller.language import _


def anchors(key: str) -> dict[int, str]:
    """What 0, 2 and 4 points mean for a question; 1 and 3 lie between."""
    group = next(part for part in (_infrastructure, _data, _team, _goals) if key in part())
    return dict(zip((0, 2, 4), group()[key], strict=True))


def _infrastructure() -> dict[str, tuple[str, str, str]]:
    return {
        "data_access": (
            _("Nobody can export it"),
            _("On request, by hand, within weeks"),
            _("At any time, documented, with consent settled"),
        ),
        "infrastructure": (
            _("Separate systems, and no place to bring data together"),
            _("Shop and CRM are joined by hand"),
            _("A warehouse or platform is in use and looked after"),
        ),
        "technical_people": (
            _("Nobody"),
            _("Some, with other priorities"),
            _("Analysts and engineers are assigned"),
        ),
        "ai_budget": (
            _("No budget"),
            _("Enough for a trial"),
            _("Approved for a year, running costs included"),
        ),
    }


def _data() -> dict[str, tuple[str, str, str]]:
    return {
        "available_data": (
            _("Hardly any"),
            _("Orders, for less than two years or without customers"),
            _("Orders, customers, visits and campaigns of two years or more"),
        ),
        "data_cleanliness": (
            _("Unknown, or full of gaps"),
            _("Usable after being mended each time"),
            _("Checked all the time; its totals are those of finance"),
        ),
        "analytics_tools": (
            _("No tool"),
            _("Web analytics and spreadsheets"),
            _("Web analytics, reporting and tests, used every week"),
        ),
        "real_time": (
            _("By hand, months later"),
            _("A daily export"),
            _("Within minutes, through an interface"),
        ),
    }


def _team() -> dict[str, tuple[str, str, str]]:
    return {
        "marketing_team": (
            _("Nobody"),
            _("One or two people, or an agency"),
            _("A team with a lead and someone for each channel"),
        ),
        "ai_experience": (
            _("No experience"),
            _("A trial was made"),
            _("Models are in use, and their effect is measured"),
        ),
        "team_time": (
            _("No time"),
            _("About a day a week"),
            _("Named people are freed for it in writing"),
        ),
        "specialists": (
            _("All of them, and none has been found"),
            _("Some, who are being looked for"),
            _("None: they are in house or under contract"),
        ),
    }


def _goals() -> dict[str, tuple[str, str, str]]:
    return {
        "main_goals": (
            _("None, or everything at once"),
            _("Named, not ranked"),
            _("Ranked, each with an owner"),
        ),
        "target_metrics": (
            _("Not settled"),
            _("Named, without today's value"),
            _("Today's value, the target and its worth are known"),
        ),
        "expected_timeline": (
            _("Results are expected within weeks"),
            _("A fixed date, and a tight one"),
            _("In stages of months, with room to spare"),
        ),
        "expected_roi": (
            _("None is named, or it is out of reach"),
            _("A hope that nobody has worked out"),
            _("Worked out as a range, and agreed on with finance"),
        ),
    }
