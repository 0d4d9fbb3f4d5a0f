"""The checklist's wording, in the language in force: questions, criteria, levels, evidence."""

from __future__ import annotations

from taller.language import _, ngettext, number
from taller.preparation.readiness.checklist.questions import LEVELS


def level_name(level: str | None) -> str:
    """A level with what follows from it."""
    return {
        "high": _("High – Ready for full implementation"),
        "medium": _("Medium – Needs further preparation"),
        "low": _("Low – Needs considerable preparation"),
        "very_low": _("Very low – Not recommended for implementation"),
        None: _("Not assessed"),
    }[level]


def level_short(level: str) -> str:
    """A level in a word, as it fits an axis."""
    return {
        "high": _("High"),
        "medium": _("Medium"),
        "low": _("Low"),
        "very_low": _("Very low"),
    }[level]


def written(score: float) -> str:
    """A score with two decimals; with as many as it takes where two would show another level.

    >>> written(0.64), written(0.7969)
    ('0.64', '0.797')
    """
    for digits in (2, 3, 4):
        shown = round(score, digits)
        if all((shown >= least) == (round(score, 9) >= least) for _name, least in LEVELS):
            return number(score, digits)
    return number(score, 6)


def group_name(group: str) -> str:
    """One of the checklist's four groups."""
    return {
        "infrastructure": _("Technical infrastructure"),
        "data": _("Data and analytics"),
        "team": _("Team and resources"),
        "goals": _("Goals and expectations"),
    }[group]


def criterion_name(criterion: str) -> str:
    """One of the five criteria."""
    return {
        "data_quality": _("Data quality"),
        "technical_infrastructure": _("Technical infrastructure"),
        "team_expertise": _("Team expertise"),
        "budget_availability": _("Budget availability"),
        "timeline_flexibility": _("Timeline flexibility"),
    }[criterion]


def short(key: str) -> str:
    """A question in a few words, as it fits an axis."""
    return {
        "data_access": _("Access to data"),
        "infrastructure": _("Today's systems"),
        "technical_people": _("Technical people"),
        "ai_budget": _("Budget for AI"),
        "available_data": _("Data there is"),
        "data_cleanliness": _("Cleanliness of data"),
        "analytics_tools": _("Analytics tools"),
        "real_time": _("Real-time access"),
        "marketing_team": _("Digital marketing team"),
        "ai_experience": _("Experience with AI"),
        "team_time": _("Time of the team"),
        "specialists": _("Specialists"),
        "main_goals": _("Main goals"),
        "target_metrics": _("Metrics to improve"),
        "expected_timeline": _("Expected timeline"),
        "expected_roi": _("Expected return (ROI)"),
    }[key]


def ask(key: str) -> str:
    """A question as it is asked."""
    return {
        "data_access": _("How easily can good data be got at?"),
        "infrastructure": _("What state are today's systems in?"),
        "technical_people": _("Are technical people available for this?"),
        "ai_budget": _("Is there a budget for AI?"),
        "available_data": _("Which data is there?"),
        "data_cleanliness": _("How clean is the data?"),
        "analytics_tools": _("Which analytics tools are in place?"),
        "real_time": _("Can data be had in real time?"),
        "marketing_team": _("Is there a digital marketing team?"),
        "ai_experience": _("What experience with AI is there?"),
        "team_time": _("How much time can the team give?"),
        "specialists": _("Do specialists have to be hired?"),
        "main_goals": _("Are the main goals agreed on and ranked?"),
        "target_metrics": _("Is it settled which metrics should improve?"),
        "expected_timeline": _("Is the expected timeline realistic?"),
        "expected_roi": _("Is the expected return realistic?"),
    }[key]


def source_name(source: str) -> str:
    """What an answer rests on."""
    return {
        "measured": _("measured"),
        "documented": _("documented"),
        "opinion": _("opinion"),
        "unanswered": _("not answered"),
    }[source]


def points(value: float | None) -> str:
    """Points of 0 to 4, with as many decimals as they need, up to two.

    >>> points(3.0), points(2.5), points(3.749)
    ('3', '2.5', '3.75')
    """
    if value is None:
        return "–"
    digits = next(n for n in (0, 1, 2) if round(value, n) == round(value, 2))
    return number(value, digits)


def span(low: float, high: float) -> str:
    """A range of points."""
    # A line may break after a dash even before a no-break space: a word joiner forbids it.
    return points(low) if low == high else f"{points(low)}\u00a0–\u2060\u00a0{points(high)}"


def work(days: float) -> str:
    """An effort in whole person-days, as a part of a sentence."""
    whole = max(1, round(days))
    return ngettext("{n} person-day", "{n} person-days", whole).format(n=number(whole))


def goal_name(goal: str) -> str:
    """One of the goals that are recorded as text."""
    return {
        "main_goals": _("Main goals"),
        "metrics": _("Metrics to improve"),
        "timeline": _("Expected timeline"),
        "roi": _("Expected return (ROI)"),
    }[goal]
