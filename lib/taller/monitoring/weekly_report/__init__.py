"""The weekly report: how far, what was done, what stands in the way, what moved, what is next.

The steps, in the order the notebook takes them::

    gather     this run, the earlier one, the week                 features.gathered
    look       progress, problems, figures, what is ahead          model.week
    conclude   headline, key figures, decisions, limits            findings
    letter     the same as an e-mail, of what was concluded        mailed
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result",
    "features.gathered": "gather",
    "model.week": "look",
    "findings": "conclude",
    "mailed": "letter",
}, rooms=("tables",))  # fmt: skip
