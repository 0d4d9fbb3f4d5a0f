"""Experiments: what a test by lot shows, how surely, what it promises, and how to plan one.

The steps, in the order the notebook takes them::

    fix        the rule that decides, hashed before the data are opened   features.fixed
    read       the client's log: a row per user or cluster, or totals     features.log
    read_regions   sales by region and day                                features.regional
    judge      the verdict by the rule, and what stands against it        model.study
    gains      who gains more than others, where that can be shown        model.who
    campaign   what a campaign in regions changed, where one would show   model.campaign
    plan       how many users, how long, what an effect must be           model.planned
    conclude   headline, key figures, decisions, limits                   findings.conclusion
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result",
    "features.fixed": "Fixed fix keep",
    "features.log": "Log read",
    "features.regional": "Regional read_regions",
    "model.study": "Study judge",
    "model.who": "gains",
    "model.campaign": "Campaign campaign",
    "model.planned": "plan",
    "findings.conclusion": "conclude",
}, rooms=("charts", "tables"))  # fmt: skip
