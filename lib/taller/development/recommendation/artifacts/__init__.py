"""Recommendation: what is kept."""

from taller.development.recommendation.artifacts.histories import Histories
from taller.development.recommendation.artifacts.kept import (
    contract,
    files,
    keep,
    read,
    read_rules,
)
from taller.development.recommendation.artifacts.ruled import Ruled

__all__ = ["Histories", "Ruled", "contract", "files", "keep", "read", "read_rules"]
