"""Monitoring: how the business, its users, its data and its service do, day by day.

The steps, in the order the notebook takes them::

    collect    figures by day, channel and segment, of four collectors  features.collecting
    watch      what each figure should be, and what since changed       model.watching
    incidents  what somebody should look at, and who                model.alerts.page
    models     those the run kept: whom they were judged by, and score  features.models
    fitness    whether they still fit, and what that costs              evaluation.fitness
    live       the service as it answers now, in JupyterLab             refreshing
    conclude   headline, key figures, decisions, limits                 findings

Figures are kept from day to day by `artifacts.store`, for `taller monitor`.
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result Gap Series Change Odd Incident",
    "artifacts.store": "Store",
    "features.collecting": "collect Collected",
    "model.watching": "watch Watched",
    "model.alerts.page": "incidents",
    "features.models": "models",
    "evaluation.fitness": "fitness Fitness",
    "words": "named",
    "refreshing": "live",
    "findings": "conclude",
}, rooms=("charts", "tables"))  # fmt: skip
