"""Optimisation: which channels sales went through, what spend adds, where the next euro goes.

The steps, in the order the notebook takes them::

    channels       what sources, media and campaigns are called together   features.channels
    read_journeys  the visits of a person, until they bought               features.journeys
    credit         what each way of counting gives each channel            model.credit
    read_sources   accounts or customers by source, and what they bring    features.sources
    read_media     spend and sales by week                                 features.media
    respond        what spend adds, and when that is not to be believed    model.response
    allocate       the mix that earns most at today's total                model.budget.steps
    next_quarter   next quarter by week and channel                        model.budget.steps
    frontier       the best mix at other totals                            model.budget.steps
    next_experiment   the trial that would tell most                       model.budget.steps
    advise         what this page recommends itself                        findings.advice
    ranked         all that the run recommends, in order                   model.engine
    came_of        what came of what was recommended before                evaluation.earlier
    conclude       headline, key figures, decisions, limits                findings.conclusion
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result",
    "features.channels": "channels",
    "features.journeys": "read_journeys",
    "features.sources": "read_sources",
    "features.media": "read_media",
    "model.credit": "credit",
    "model.sources": "by_source",
    "model.response": "respond",
    "model.budget.steps": "allocate next_quarter frontier next_experiment",
    "model.engine": "ranked",
    "evaluation.earlier": "came_of",
    "findings.advice": "advise",
    "findings.conclusion": "Found checked conclude",
}, rooms=("charts", "form", "tables"))  # fmt: skip
