"""Use cases: what to do first with AI in marketing, within budget and with the people there are.

The steps, in the order the notebook takes them::

    known      which data the client has, how ready it is            model.ranking
    study      all that is worked out, by these                      model.study
      rank     priority of each case, and what would lift it         model.ranking
      simulate how often each rank occurs as ranges and weights move model.sensitivity
      choose   what pays most under budget, people and precedence    model.portfolio
      schedule who does what in which week                           model.roadmap
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
