"""The daily checklist: what of a day's checks the system did itself, with evidence, and what not.

The steps, in the order the notebook takes them::

    gather     this run, and the plan's day                     features.gathered
    tick       each item of the list, with its evidence         model.ticked
    conclude   headline, key figures, limits                    findings
    letter     the same as an e-mail, of what was concluded     mailed
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result",
    "features.gathered": "gather",
    "model.ticked": "tick",
    "findings": "conclude",
    "mailed": "letter",
}, rooms=("tables",))  # fmt: skip
