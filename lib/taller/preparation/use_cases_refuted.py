"""Which use cases the client's own data speaks against, as far as this site has tested them.

An analysis that found no groups, or no ranking better than chance, goes before any range of the
catalogue: what it speaks against is not ranked, and nothing waits for it.
"""

from __future__ import annotations

from typing import Any

from taller.language import _

TESTED_BY = {
    "segmentation": "clustering",
    "recommendation": "recommendation",
    "churn": "classification",
    "propensity": "classification",
    "lifetime_value": "regression",
}
"""The notebook whose result tells whether the client's data bears a case."""


def refuted(run: Any) -> dict[str, str]:
    """Cases that the analyses of this run speak against, each with the reason in words."""
    found = {name: run.found(name) for name in dict.fromkeys(TESTED_BY.values())}
    told = {
        case: why(case, found[name]) for case, name in TESTED_BY.items() if found[name] is not None
    }
    return {case: reason for case, reason in told.items() if reason}


def why(case: str, result: Any) -> str:
    """Why a result speaks against a case; empty where it does not, or was not assessed.

    >>> from types import SimpleNamespace as Result
    >>> why("segmentation", Result(structure="groups", withheld=False))
    ''
    >>> why("churn", Result(assessed=True, withheld=False, purpose="response", signal=False))
    ''
    """
    if result.withheld or not getattr(result, "assessed", True):
        return ""
    if case == "segmentation" and result.structure != "groups":
        return _("the customers do not fall into separate groups")
    if case == "recommendation" and not result.signal:
        return _("suggestions of one's own were not shown to beat the best-sellers")
    if case in ("churn", "propensity") and result.purpose == case and not result.signal:
        return _("who it will be could not be told better than by chance")
    if case == "lifetime_value" and result.origin == "orders" and not result.ranked_by:
        return _("no order of customers by value was shown to be better than chance")
    return ""
