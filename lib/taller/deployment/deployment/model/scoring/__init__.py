"""How one kept model answers: a row, a customer, a table.

::

    contents     which files make a version, and the hash of what is in them
    contract     the columns a model takes: kind, range, values known
    request      what a request must hold, as a closed and typed model
    encoding     rows, or a table's batches, as the matrix that a model learned from
    texts        LightGBM's text: whether the trees in it are trees
    predicting   probabilities and amounts of a matrix
    suggesting   items for a history, or for a customer who is known
    batch        a table of any length, block by block
    scorer       all of it for one folder
"""

from taller.deployment.deployment.model.scoring.contents import contents, digest
from taller.deployment.deployment.model.scoring.contract import (
    Column,
    Contract,
    differences,
    unusual,
)
from taller.deployment.deployment.model.scoring.predicting import Reason
from taller.deployment.deployment.model.scoring.scorer import Scorer, load
from taller.deployment.deployment.model.scoring.suggesting import Item, Suggested

__all__ = [
    "Column", "Contract", "Item", "Reason", "Scorer", "Suggested", "contents", "differences",
    "digest", "load", "unusual",
]  # fmt: skip
