"""Organisations whose readiness is worked by hand."""

from __future__ import annotations

from taller.preparation import readiness

FEEDS = {
    "data": ("data_access", "available_data", "data_cleanliness"),
    "technology": ("infrastructure", "analytics_tools", "real_time"),
    "team": ("technical_people", "marketing_team", "ai_experience", "specialists"),
    "budget": ("ai_budget", "target_metrics", "expected_roi"),
    "timeline": ("team_time", "main_goals", "expected_timeline"),
}


def organisation(evidence: str = "documented", **points: str) -> dict:
    """Answers from the points of each criterion's questions, as ``data="432"``; "-" is open."""
    return {
        key: {"score": int(point), "evidence": evidence}
        for criterion, keys in FEEDS.items()
        for key, point in zip(keys, points.get(criterion, "-" * len(keys)), strict=True)
        if point != "-"
    }


def alike(point: int, evidence: str = "documented") -> dict:
    """The same answer to all sixteen."""
    return {key: {"score": point, "evidence": evidence} for key in readiness.QUESTIONS}


def params(answers: dict, **more: object) -> readiness.Params:
    return readiness.Params.model_validate({"answers": answers, **more})


MIXED = organisation(data="432", technology="231", team="1322", budget="321", timeline="432")
"""Criteria 9/12, 6/12, 8/16, 6/12, 9/12: .225 + .125 + .1 + .075 + .075 = .6"""
