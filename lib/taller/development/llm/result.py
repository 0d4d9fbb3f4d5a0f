"""LLM services: what its notebook finds."""

from __future__ import annotations

from pydantic import Field

from taller.phase import Estimate, PhaseResult, Record


class Judged(Record):
    """One way of doing a task, held against the client's own labels.

    Attributes
    ----------
    right : how often it says what a person said; who abstains is not right
    answered : how often it answers at all
    refused : why a service gave no answer, and how often
    over_commonest : of the texts it answers, how much more often it is right than who always names
        the commonest category; None where it answers none
    better : how much more often it is right than the cheap way, on the same texts
    dollars : for 1,000 texts, in US dollars
    saves : what one text saves beside a person who reads it; None where that has no price
    seconds, slow : until an answer comes: half are faster, and one of twenty is slower
    """

    task: str
    name: str = Field(description="provider/model, or `cheap`")
    offline: bool
    n: int
    right: Estimate
    answered: Estimate
    right_of_answered: Estimate | None
    refused: dict[str, int]
    over_commonest: Estimate | None
    dollars: float
    seconds: float | None
    slow: float | None
    better: Estimate | None
    saves: Estimate | None


class Quality(Record):
    """How well a model did a task: the share of what it did that is right, as far as can be told.

    Attributes
    ----------
    model : provider/model; empty where no service was asked
    share : texts that pass the check list, pairs judged as the client does, sentences taken as the
        model worded them, texts put where a person put them
    """

    task: str
    model: str
    share: Estimate
    offline: bool
    dollars: float
    seconds: float | None
    slow: float | None


class Result(PhaseResult):
    """What the services and the cheap model are worth on this client's texts."""

    offline: bool = Field(description="whether no service was asked")
    texts: int = 0
    labelled: int = 0
    judged: tuple[Judged, ...] = ()
    chosen: str = Field("", description="the way that is as good and cheaper")
    a_year: float | None = None
    tasks: tuple[Quality, ...] = ()
    copies: int = Field(0, description="campaign texts written")
    passed: int = Field(0, description="of them, those that pass the whole check list")
    dollars: float = Field(0.0, description="what this run paid to services, in US dollars")
