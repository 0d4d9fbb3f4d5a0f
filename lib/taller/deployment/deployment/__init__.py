"""Deployment: a tested model goes live in six stages, and comes back by itself when one fails."""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
})  # fmt: skip
