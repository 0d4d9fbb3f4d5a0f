"""Experiments: what a test by lot shows, how surely, what it promises, and how to plan one.

The steps, in the order the notebook takes them::

    fix        the rule that decides, hashed before the data are opened   features.fixed
    read       the client's log: a row per user or cluster, or totals     features.log
    judge      the verdict by the rule, and what stands against it        model.study
    gains      who gains more than others, where that can be shown        model.who
    plan       how many users, how long, what an effect must be           model.planned
    conclude   headline, key figures, decisions, limits                   findings
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result",
    "features.fixed": "Fixed fix keep",
    "features.log": "Log read",
    "model.study": "Study judge",
    "model.who": "gains",
    "model.planned": "plan",
    "findings": "conclude",
}, rooms=("charts", "tables"))  # fmt: skip
