"""The checklist: sixteen questions in four groups, and the five criteria they are weighed by.

Each question feeds exactly one criterion, and a criterion is the mean of its questions over 4:

data_quality
    data_access, available_data, data_cleanliness: what there is, how clean, how to get at it
technical_infrastructure
    infrastructure, analytics_tools, real_time: what it would run on
team_expertise
    technical_people, marketing_team, ai_experience, specialists: who can do it
budget_availability
    ai_budget, target_metrics, expected_roi: the money, and the case it rests on, since a budget
    lasts only where it is known which figure should move and what that is worth
timeline_flexibility
    expected_timeline, team_time, main_goals: the calendar, the hours people have for it, and how
    many things are wanted at once

Their wording stands in the messages `question-…`, beside this package.
"""

from __future__ import annotations

from dataclasses import dataclass

BEST = 4
LEVELS = (("high", 0.8), ("medium", 0.6), ("low", 0.4), ("very_low", 0.0))
"""A level and the least score for it, the highest first."""


@dataclass(frozen=True)
class Question:
    """One question: its group on the checklist, and the one criterion it feeds."""

    key: str
    group: str
    criterion: str


_LISTED = {
    "infrastructure": {
        "data_access": "data_quality",
        "infrastructure": "technical_infrastructure",
        "technical_people": "team_expertise",
        "ai_budget": "budget_availability",
    },
    "data": {
        "available_data": "data_quality",
        "data_cleanliness": "data_quality",
        "analytics_tools": "technical_infrastructure",
        "real_time": "technical_infrastructure",
    },
    "team": {
        "marketing_team": "team_expertise",
        "ai_experience": "team_expertise",
        "team_time": "timeline_flexibility",
        "specialists": "team_expertise",
    },
    "goals": {
        "main_goals": "timeline_flexibility",
        "target_metrics": "budget_availability",
        "expected_timeline": "timeline_flexibility",
        "expected_roi": "budget_availability",
    },
}

QUESTIONS: dict[str, Question] = {
    key: Question(key, group, criterion)
    for group, questions in _LISTED.items()
    for key, criterion in questions.items()
}
GROUPS: dict[str, tuple[str, ...]] = {group: tuple(held) for group, held in _LISTED.items()}
CRITERIA = (
    "data_quality",
    "technical_infrastructure",
    "team_expertise",
    "budget_availability",
    "timeline_flexibility",
)
FEEDS: dict[str, tuple[str, ...]] = {
    criterion: tuple(key for key, q in QUESTIONS.items() if q.criterion == criterion)
    for criterion in CRITERIA
}
MEASURED = "data_cleanliness"
"""The question that the client's own tables answer where there are any."""


def level_of(score: float) -> str:
    """The level of a score of 0 to 1.

    >>> level_of(0.8), level_of(0.7999), level_of(0.1)
    ('high', 'medium', 'very_low')
    """
    # Sums of tenths miss their threshold by a hair: 0.7 + 0.1 < 0.8.
    return next(level for level, least in LEVELS if round(score, 9) >= least)
