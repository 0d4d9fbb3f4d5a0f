"""What is told of a version of a model."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from taller.phase import Record

Alias = Literal["champion", "challenger"]


class Version(Record):
    """A version of a model: which contents, learned where, from which data."""

    model: str
    number: int = Field(ge=1)
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="of names and contents of its files")
    contract: str = Field(description="hash of the columns it takes")
    data_fingerprint: str = Field("", description="hash of the data it learned from")
    run: str = Field(description="the run that kept it")
    made: dt.datetime = Field(description="when it was registered, UTC")
    title: str = Field("", description="what its card calls it")
    aliases: tuple[Alias, ...] = ()
