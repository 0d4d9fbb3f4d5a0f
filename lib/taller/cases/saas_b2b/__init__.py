"""A business of subscriptions: who leaves, whom a campaign keeps, and what that earns.

The steps, in the order the notebook takes them::

    gather      accounts, their contracts and use, at any date        features
    foresee     who leaves within the horizon, tested on later dates  model.churn
    learn       what each action of an earlier lot changed, for whom  model.effects
    plan        account and action under budget, people and consent   model.plan
    play        the plan with a random hold-out: simulated, or the    evaluation.trial
                client's own log of the campaign
    texts       a message for each action, in both languages          messaging
    write       audiences, messages, calendar                         artifacts.campaign
    keep        the model of who leaves, where its test bears it      artifacts.model
    conclude    headline, key figures, decisions, limits              findings
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Action Params",
    "result": "Result",
    "features": "Gathered gather",
    "model.churn": "foresee",
    "model.effects": "learn",
    "model.plan": "plan",
    "evaluation.kpis": "measures",
    "evaluation.trial": "play",
    "messaging": "texts",
    "artifacts.campaign": "listed write",
    "artifacts.model": "keep present",
    "study": "Study",
    "findings": "checked conclude",
}, rooms=("charts", "tables"))  # fmt: skip
