"""The scoring service: both versions of a model in every worker, one word of memory says which.

::

    board = Board.open(state / "classification")
    slots.write(state / "classification", {"a": Held(1, folder), "b": None})
    with start(state, workers=2) as running:
        httpx.post(f"{running.url}/v1/classification/score", json={"features": row})

Nothing heavy is imported until it is asked for.
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "board": "Board Ready Worker",
    "slots": "Held",
    "settings": "Settings",
    "child": "Running running start",
    "request_log": "requests",
}, rooms=("slots", "foreground", "layout", "limits"))  # fmt: skip
