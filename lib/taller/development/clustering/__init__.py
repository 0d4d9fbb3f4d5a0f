"""Customer segments: group customers by how they buy, and say how sure the groups are.

The steps, in the order the notebook takes them::

    describe    orders -> one row per customer, at a date          features
    prepare     clean, make comparable, select                     model.segmentation
    choose, fit how many segments stay put; the segments           model.segmentation
                is there a gap, or are these degrees               model.structure
    look_ahead  what each spent next, and who moved                evaluation.later
    persist     do those who spent most go on to                   evaluation.later
    compare     against RFM quintiles, on a period neither saw     evaluation.rfm
    profile     named only where their own figures bear it         evaluation.profile
    conclude    headline, key figures, decisions, limits           findings.conclusion
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "FEATURES Params",
    "result": "Flow Result",
    "features": "Customers buyers customer_features describe last_day sales_between",
    "study": "Study",
    "model.segmentation": "choose fit prepare",
    "model.small": "merge_small",
    "evaluation.later": "Afterwards look_ahead migrate persist",
    "evaluation.profile": "profile",
    "evaluation.rfm": "compare",
    "artifacts": "artifact write_assignment",
    "findings.conclusion": "conclude dropped_in_words",
}, rooms=("charts", "tables"))  # fmt: skip
