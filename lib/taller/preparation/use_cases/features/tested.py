"""What the analyses of this run say of use cases: which they speak against, which they did already.

An analysis that found no groups, or no ranking better than chance, goes before any range of the
catalogue: what it speaks against is not ranked, and nothing waits for it. One that succeeded shows
that the data is there, in whatever table.
"""

from __future__ import annotations

from typing import Any

from taller.preparation.use_cases.messages import say

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
    notebook = TESTED_BY[case]
    if notebook == "clustering":
        bears = result.structure == "groups"
    else:
        bears = result.ranked_by if notebook == "regression" else result.signal
    return "" if bears else say(f"refuted.{notebook}")
