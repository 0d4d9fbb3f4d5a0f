"""The pipeline: a version goes live in the guide's six stages, and what fails is put back.

::

    deploying   deploy, rollback: the calls that change which version serves
    shadowing   start_shadow, stop_shadow
    recovering  recover: what a killed pipeline left is finished or undone
    stages      the six stages; checks, asking, canary, counted: what they look at
    underway    a deployment under way; switched: what it touches, and how it is put back
    journal     who, when, why; what is about to be done, and what was
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "deploying": "deploy rollback",
    "shadowing": "start_shadow stop_shadow",
    "recovering": "recover",
    "journal": "history somebody",
    "records": "STAGES Deployment Place Stage Tested",
})  # fmt: skip
