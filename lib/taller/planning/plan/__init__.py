"""The plan that a steering committee signs: when, by whom, for how much, against what.

The steps, in the order the notebook takes them::

    known      goals, cases taken on, what analyses found          features.known
    work       the tasks, and who does them                        features.work
    schedule   levelled, dated, simulated                          model.schedule
    money      what is spent and what comes back, by month         model.money
    Study      all of it together, with the budget                 model.study
    returns    what that is worth, as a sensitivity                evaluation.returns
    scenarios  lean, as planned, generous, side by side           evaluation.scenarios
    measures   of success, against their targets                   evaluation.targets
    register   what may go wrong, and what it would cost           evaluation.risks
    keep       files for others: budget, tasks, calendar           artifacts.kept
    conclude   headline, key figures, decisions, limits            findings.conclusion
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result",
    "features.known": "known",
    "features.work": "work",
    "model.schedule": "schedule",
    "model.money": "money",
    "model.study": "Study",
    "evaluation.returns": "returns",
    "evaluation.scenarios": "scenarios",
    "evaluation.targets": "measures",
    "evaluation.risks": "register",
    "artifacts.kept": "keep",
    "findings.conclusion": "conclude",
}, rooms=("charts", "tables"))  # fmt: skip
