"""Recommendation: what to suggest to each customer, why, and whether that beats the best-sellers.

The steps, in the order the notebook takes them::

    gather     what customers bought and looked at, as of several days   features
    train      models and settings chosen on a later window              model.training
    assess     the last window, once; and a random split beside it       evaluation.test
    trade      what showing more of the items costs                      evaluation.breadth
    apply      lists for everybody, under the business rules             model.rules
    explain    because you bought ...; items that nobody bought yet      model.reasons
    keep       arrays, contract, profile, card, lists                    artifacts
    conclude   headline, key figures, decisions, limits                  findings

The models themselves stand in `model.models`.
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result",
    "features": "gather",
    "model.reasons": "explain",
    "model.rules": "apply",
    "model.training": "train",
    "evaluation.breadth": "trade",
    "evaluation.test": "assess",
    "artifacts": "keep",
    "findings": "Study conclude",
}, rooms=("charts", "tables"))  # fmt: skip
