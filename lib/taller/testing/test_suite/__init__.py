"""The test suite: does what a run made hold, model by model, before it answers anybody?

The steps, in the order the notebook takes them::

    subjects   what there is to test, and what there is not             features.subjects
    perform    the tests, ours and the client's own, in a child process  model.running
    judge      each kind by its rule                                     evaluation
    keep       the JUnit XML                                             artifacts
    conclude   headline, figures, what to do, limits                     findings

The tests are ordinary pytest files: ours in `checks/`, a client's own in `tests/engagements/` of
the workbench; `plugin` gives them the engagement, its models and a service.
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result",
    "features.subjects": "subjects",
    "model.running": "perform",
    "evaluation": "judge",
    "artifacts": "keep",
    "findings": "conclude",
}, rooms=("charts", "tables"))  # fmt: skip
