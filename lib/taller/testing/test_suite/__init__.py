"""The test suite: does what a run made hold, model by model, before it answers anybody?

Four kinds of tests, ordinary pytest files underneath (`checks/`, and a client's own in
`tests/engagements/` of the workbench).
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
})  # fmt: skip
