"""The client's data: what was read, what was kept, whether it adds up, and how good it is.

The steps, in the order the notebook takes them::

    look       what the snapshot's record tells of each source    study
    totals     ours beside the client's, and the bridge           tables, charts
    rows       what became of every row                           tables
    quality    five dimensions, over time, with what lowers them  quality
    fixes      what to mend at the client's, weightiest first     fixes
    conclude   headline, key figures, decisions, limits           findings
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result",
    "study": "Rows Study look",
    "money": "told",
    "quality": "evidence faults_over_time rows_over_time scores",
    "findings": "artifact conclude",
}, rooms=("charts", "tables"))  # fmt: skip
