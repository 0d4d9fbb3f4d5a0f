"""An online shop: recommendations against best-sellers, from the plan to what they earn.

The steps, in the order the notebook takes them::

    known      what earlier analyses found, and what the shop sells   features
    mail       the mail with a customer's suggestions                 messaging
    plan       how many visitors a trial needs                        model.design
    fix        the rule that decides, hashed before there is data     model.design
    play       the trial: the simulator's, or the client's own log    model.played
    judge      the verdict by the rule, and what is known to be true  evaluation.judged
    earn       what it earns in a year, and what would change that    evaluation.money
    gains      who gains more than others, where that can be shown    evaluation.groups
    conclude   headline, key figures, decisions, limits               findings
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result",
    "features": "known",
    "messaging": "mail keep",
    "model.design": "plan fix",
    "model.played": "play",
    "evaluation.judged": "judge",
    "evaluation.money": "earn",
    "evaluation.groups": "gains",
    "findings": "Study conclude",
}, rooms=("charts", "tables"))  # fmt: skip
