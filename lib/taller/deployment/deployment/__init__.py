"""Deployment: a tested model goes live in six stages, and comes back by itself when one fails.

The steps, in the order the notebook takes them::

    candidates  the models that the run kept, and which goes live      features.candidates
    rehearse    a registry and a service of the rehearsal's own        model.rehearsal.place
    first       the version that is live before                        model.rehearsal.steps
    shadow      the new version answers unseen beside it
    second      the new version takes over, share by share
    provoke     a spoiled version is to take over, and is taken back
    measure     how fast answers come under load
    obstacles   what stands in the way                                 evaluation.readiness
    go_live     the client's own service, where the file says so       model.going_live
    kit         files for the client's own platform                    artifacts.rendering
    conclude    headline, key figures, decisions, limits               findings

How a model answers, where versions are kept, who serves them and how they go live stands in
`model`: scoring, registry, service, pipeline.
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result",
    "features.candidates": "candidates",
    "evaluation.rehearsal.place": "rehearse close",
    "evaluation.rehearsal.steps": "first shadow second provoke measure",
    "evaluation.readiness": "obstacles",
    "model.going_live": "go_live",
    "artifacts.rendering": "kit",
    "findings": "conclude",
}, rooms=("charts", "tables"))  # fmt: skip
