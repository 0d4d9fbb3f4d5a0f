"""Saving: the model, its contract, its validation profile and its card; nothing is pickled.

::

    model.*         what the model itself writes (LightGBM's text, plain arrays)
    contract.json   the columns it needs: kind, range seen, values known, share missing
    profile.json    how its columns and its scores were spread on validation, for drift later
    card.json       what it is for, how good it is, where it fails; card.html is for people
    *.csv           the lists made by it, where the test bears them

A template fills `Contents`, names its files, and calls `keep`.
"""

from taller.development.template.saving.card import Card, Metric
from taller.development.template.saving.contract import conform, contract, profile
from taller.development.template.saving.kept import (
    CONTRACT,
    PROFILE,
    Contents,
    Kept,
    keep,
    read_json,
    reading,
    write,
)

__all__ = [
    "CONTRACT", "PROFILE", "Card", "Contents", "Kept", "Metric", "conform", "contract", "keep",
    "profile", "read_json", "reading", "write",
]  # fmt: skip
