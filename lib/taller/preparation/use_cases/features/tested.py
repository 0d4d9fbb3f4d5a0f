"""What the analyses of this run say of use cases: which they speak against, which they did already.

An analysis that found no groups, or no ranking better than chance, goes before any range of the
catalogue: what it speaks against is not ranked, and nothing waits for it. One that succeeded shows
that the data is there, in whatever table.
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
RESTS_ON = {"personalised_email": "recommendation", "lookalikes": "lifetime_value"}
"""Cases that do their work with what another finds: where that is refuted, so are they."""


def verdicts(run: Any) -> dict[str, str | None]:
    """Cases that an analysis of this run has tested: why its data does not bear it, or None."""
    found = {name: run.found(name) for name in dict.fromkeys(TESTED_BY.values())}
    tested = {
        case: against(case, found[name]) or None
        for case, name in TESTED_BY.items()
        if found[name] is not None and speaks_of(case, found[name])
    }
    return tested | {case: tested[on] for case, on in RESTS_ON.items() if tested.get(on)}


def speaks_of(case: str, result: Any) -> bool:
    """Whether a result says anything of a case.

    >>> from types import SimpleNamespace as Result
    >>> speaks_of("churn", Result(assessed=True, withheld=False, purpose="response"))
    False
    """
    if result.withheld or not getattr(result, "assessed", True):
        return False
    if case in ("churn", "propensity"):
        return result.purpose == case
    return case != "lifetime_value" or result.origin == "orders"


def against(case: str, result: Any) -> str:
    """Why a result speaks against a case; empty where it does not.

    >>> from types import SimpleNamespace as Result
    >>> against("segmentation", Result(structure="groups"))
    ''
    """
    if case == "segmentation" and result.structure != "groups":
        return _("the customers do not fall into separate groups")
    if case == "recommendation" and not result.signal:
        return _("suggestions of one's own were not shown to beat the best-sellers")
    if case in ("churn", "propensity") and not result.signal:
        return _("who it will be could not be told better than by chance")
    if case == "lifetime_value" and not result.ranked_by:
        return _("no order of customers by value was shown to be better than chance")
    return ""
