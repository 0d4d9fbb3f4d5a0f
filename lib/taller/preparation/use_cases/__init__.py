"""Use cases: what to do first with AI in marketing, within budget and with the people there are.

The steps, in the order the notebook takes them::

    known      which data the client has, how ready it is            use_cases
    rank       priority of each case, and what would lift it         model.ranking
    simulate   how often each rank occurs when ranges and weights move  model.sensitivity
    swaps      the smallest move of a weight that changes the order  model.ranking
    choose     what pays most under budget, people and precedence    model.portfolio
    schedule   who does what in which week                           model.roadmap
    conclude   headline, key figures, decisions, limits              findings.conclusion
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params Weights",
    "result": "Result",
    "features.catalogue": "CRITERIA Range",
    "model.ranking": "Known known rank",
    "findings.advice": "means_in_words",
    "model.study": "study",
    "findings.conclusion": "conclude",
}, rooms=("charts", "tables", "form"))  # fmt: skip
