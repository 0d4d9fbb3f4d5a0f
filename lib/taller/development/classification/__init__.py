"""Classification: who will leave, buy or answer, how sure that is, and whom it pays to contact.

The steps, in the order the notebook takes them::

    gather     rows with their target, from orders or a flat table  features.rows
    prepare    guards, and a split whose test part opens once       features.rows
    train      baselines and LightGBM, calibrated on validation     model.training
    assess     the test part, once: measures, parts of it           evaluation.test
    decide     whom a contact pays for, or at which value it would  evaluation.money
               on one population, scored as of now                  evaluation.people
    explain    what drives the model, and each score                evaluation.explanations
    wait       how long until it happens, and to whom first         evaluation.wait
    keep       model, contract, profile, card, scores               artifacts.model
    conclude   headline, key figures, decisions, limits             findings.conclusion
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result",
    "features.rows": "gather prepare",
    "model.training": "train",
    "evaluation.explanations": "explain",
    "evaluation.money": "decide",
    "evaluation.test": "assess",
    "evaluation.wait": "wait",
    "artifacts.model": "keep",
    "findings.study": "Study",
    "findings.conclusion": "conclude",
}, rooms=("charts", "tables"))  # fmt: skip
