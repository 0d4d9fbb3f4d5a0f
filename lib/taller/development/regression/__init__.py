"""Regression: what customers will spend, their lifetime value, how sure that is, and where it is.

The steps, in the order the notebook takes them::

    gather     customers and their purchases, or a flat table        features.customers
    train      candidates, chosen on a validation window             model.training
    assess     the test window, once, against naive past spend       evaluation.test
    value      money over the horizon, with intervals, by part       evaluation.value
    keep       model, contract, profile, card, customer values       artifacts
    conclude   headline, key figures, decisions, limits              findings.conclusion

The models of purchases stand in `model.purchases` and `model.spend`; where the table is flat,
`model.flat` takes their place.
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result",
    "features.customers": "gather",
    "model.training": "train",
    "evaluation.test": "assess",
    "evaluation.value": "value",
    "artifacts": "keep",
    "findings.conclusion": "Study conclude",
}, rooms=("charts", "tables"))  # fmt: skip
