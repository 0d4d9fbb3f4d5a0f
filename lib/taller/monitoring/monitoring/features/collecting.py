"""All collectors, and what of the days is missing."""

from __future__ import annotations
