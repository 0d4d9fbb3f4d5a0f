"""Optimisation: which channels sales went through, what spend adds, where the next euro goes."""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result",
}, rooms=("charts", "tables"))  # fmt: skip
