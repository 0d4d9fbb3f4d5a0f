"""LLM services: what its notebook finds."""

from __future__ import annotations

from pydantic import Field

from taller.phase import Estimate, PhaseResult, Record


class Quality(Record):
    """How well a model does a task: the share of what it did that is right, as far as can be told.

    Attributes
    ----------
    right : texts that pass the check list, pairs judged as the client does, sentences taken as the
        model worded them, texts put where a person put them, and who abstains is not right; None
        where nothing was answered
    refused : why the model gave no answer, and how often
    dollars : for 1,000 answers, in US dollars
    seconds, slow : until an answer comes: half are faster, and one of twenty is slower
    """

    task: str
    name: str = Field(description="provider/model, `cheap`, or `offline`")
    offline: bool
    right: Estimate | None
    refused: dict[str, int]
    dollars: float
    seconds: float | None
    slow: float | None


class Judged(Quality):
    """One way of sorting texts, held against the client's own labels.

    Attributes
    ----------
    answered : how often it answers at all
    over_commonest : of the texts it answers, how much more often it is right than who always names
        the commonest category; None where it answers none
    better : how much more often it is right than the cheap way, on the same texts
    saves : what one text saves beside a person who reads it; None where that has no price
    """

    right: Estimate
    answered: Estimate
    right_of_answered: Estimate | None
    over_commonest: Estimate | None
    better: Estimate | None
    saves: Estimate | None


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
