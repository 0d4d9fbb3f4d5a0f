"""Customer segments: group customers by how they buy, and say how sure the groups are.

The steps, in the order the notebook takes them::

    describe   orders -> one row per customer, at a date          clustering
    choose     how many segments stay put under resampling        model.segmentation
    between    is there a gap, or do customers differ by degree   model.structure
    fit        the segments                                       model.segmentation
    look_ahead what each spent next, and who moved                evaluation.later
    compare    against RFM quintiles, on a period neither saw     evaluation.rfm
    profile    named only where their own figures bear it         evaluation.names, evaluation.profile
    persist    do those who spent most go on to                   evaluation.later
    write      each customer's segment, for the CRM               artifacts
    conclude   headline, key figures, decisions, limits           findings.conclusion
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "FEATURES Params",
    "result": "Flow Result",
    "features": "Customers buyers describe features last_day sales_between",
    "study": "Study",
    "model.segmentation": "choose fit prepare",
    "model.small": "merge_small",
    "evaluation.later": "Afterwards look_ahead migrate persist",
    "evaluation.profile": "profile",
    "evaluation.rfm": "compare",
    "artifacts": "artifact write_assignment",
    "findings.conclusion": "conclude dropped_in_words",
}, rooms=("charts", "tables"))  # fmt: skip
