"""Use cases: what to do first with AI in marketing, within budget and with the people there are.

The steps, in the order the notebook takes them::

    known      which data the client has, how ready it is            model.ranking
    rank       priority of each case                                 model.ranking
    explore    how often each rank occurs as ranges and weights move model.study
    swaps      the smallest move of a weight that changes the order  model.ranking
    levers     what would lift the most cases                        model.levers
    choose     what pays most under budget, people and precedence    model.study
    schedule   who does what in which week                           model.study
    conclude   headline, key figures, decisions, limits              findings.conclusion
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params Weights",
    "result": "Result",
    "features.catalogue": "CRITERIA Range",
    "model.ranking": "Known known rank swaps",
    "model.levers": "levers",
    "findings.advice": "means_in_words",
    "model.study": "Choice Study choose explore schedule",
    "findings.conclusion": "conclude",
}, rooms=("charts", "tables", "form"))  # fmt: skip
