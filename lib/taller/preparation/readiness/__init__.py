"""Readiness: is this client ready for AI in marketing, how sure is that, and what to do first?

The steps, in the order the notebook takes them::

    measure    what the client's tables say of their quality     features
    assess     questions to criteria to score and level          model
    explore    how the level holds when assumptions move         evaluation.sensitivity
    progress   who differs, what contradicts, what changed       evaluation.answers
    recommend  what to raise first, by score per person-day      findings.advice
    conclude   headline, key figures, decisions, limits          findings.conclusion

For a form: `Params` is all there is to fill in, ``QUESTIONS`` and ``CRITERIA`` name it in order,
`messages` have the wording, and ``assess(p, measured_quality)`` answers at once, in plain
Python. ``Params.model_validate({"answers": {"data_access": 3}})`` takes a bare number, one mapping
or a list of mappings for each question; ``weights`` must sum to 1 (`forms.rescaled` makes them).
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Answers Effort Params Weights",
    "result": "Result Step",
    "features": "measure",
    "checklist.questions": "CRITERIA FEEDS GROUPS QUESTIONS level_of",
    "model": "Reading assess",
    "evaluation.answers": "progress",
    "evaluation.sensitivity": "explore",
    "findings.conclusion": "Study conclude",
}, rooms=("charts", "tables", "form"))  # fmt: skip
