"""What spend adds by channel, as week after week tells; and when that is not to be believed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from taller.errors import AnalysisError, DataError, Fault
from taller.looked import Looked
from taller.measurement import estimates, media_mix
from taller.monitoring.optimisation.features import named
from taller.monitoring.optimisation.features.media import Media
from taller.monitoring.optimisation.features.media import Why as NoMedia
from taller.monitoring.optimisation.messages import say
from taller.monitoring.optimisation.params import Params, TrialLift
from taller.phase import Estimate

Why = NoMedia | Literal["flat", "hidden", "unseen"]

STILL = ("too_flat", "no_spend")  # verdicts on channels of which the weeks show nothing


@dataclass(frozen=True)
class Response(Looked):
    """What the weeks say of spend.

    Attributes
    ----------
    read : what there is of spend and sales, and why there is no panel
    fit : None where there is none
    why : why no budget may be drawn from it; None where one may
    calibrated : each trial beside the fit that did not know it and the one that does
    validation : what was foretold of the last quarter, kept aside; None where there is too little
    margin : contribution margin of what is sold; None where nobody told it
    """

    read: Media
    fit: media_mix.Fit | None
    why: Why | None
    margin: float | None
    calibrated: tuple[media_mix.Calibrated, ...] = ()
    validation: media_mix.Validation | None = None

    @cached_property
    def curves(self) -> media_mix.Curves | None:
        """The curves that a budget may rest on; None where `why` says why not."""
        return self.fit.curves() if self.fit is not None and self.why is None else None

    @property
    def media(self) -> Media | None:
        """Spend and sales; None where there is no panel."""
        return self.read if self.read.panel is not None else None

    @property
    def of(self) -> str:
        """What spend is held against: sales, or accounts that began."""
        return self.read.of

    @cached_property
    def shown(self) -> bool:
        """Whether all channels together are shown to add something, beyond chance."""
        if self.fit is None or self.why is not None:
            return False
        return estimates.above(self.fit.media_share)

    @property
    def labels(self) -> tuple[str, ...]:
        """The channels."""
        return self.fit.channels if self.fit is not None else ()

    @property
    def spent(self) -> np.ndarray:
        """What was spent on each channel in all."""
        return self.fit.panel.spend.sum(axis=(0, 1)) if self.fit else np.zeros(0)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """What is told of each channel, the dearest first."""
        if self.fit is None:
            return ()
        rows = zip(self.labels, self.spent, self.fit.total("money"), self.fit.roi, self.fit.told,
                   strict=True)  # fmt: skip
        found = [Line(name, float(spent), added, roi, told.verdict, told.with_)
                 for name, spent, added, roi, told in rows]  # fmt: skip
        return tuple(sorted(found, key=lambda line: -line.spent))


@dataclass(frozen=True)
class Line:
    """One channel.

    Attributes
    ----------
    added : net sales that its spend added over the weeks
    roi : the same for each unit of money spent; None where none was
    verdict, with_ : how well that is known, and which other channels' it may be in part
    """

    name: str
    spent: float
    added: Estimate
    roi: Estimate | None
    verdict: str
    with_: tuple[str, ...]


def respond(media: Media, p: Params, seed: int) -> Response:
    """Fit what spend adds.

    Raises
    ------
    DataError
        If a trial's channel or region is none of the panel's, or its days are none of the weeks'.
    """
    panel = media.panel
    if panel is None:
        return Response(media, None, media.why, p.margin)
    if wrong := [*named.faults(p, panel.channels, panel.regions)]:
        raise DataError("optimisation", [Fault(f"optimisation.{key}", what) for key, what in wrong])
    lifts = [
        media_mix.Lift(each.channel, each.first, each.last, _measured(each), each.regions,
                       each.instead)
        for each in p.lifts
    ]  # fmt: skip
    fit = plain = media_mix.fit(panel, seed=seed)
    calibrated: tuple[media_mix.Calibrated, ...] = ()
    if lifts:
        fit = media_mix.fit(panel, seed=seed, lifts=lifts)
        calibrated = media_mix.calibrated(plain, fit, lifts)
    return Response(media, fit, _why(fit), p.margin, calibrated, _validated(panel, seed))


def _measured(given: TrialLift) -> Estimate:
    return Estimate(value=given.sales, low=given.low, high=given.high, unit="money", n=0,
                    method=say("method-trial"))  # fmt: skip


def _why(fit: media_mix.Fit) -> Why | None:
    if fit.checks.unseen:
        return "hidden" if fit.checks.suspects.any() else "unseen"
    return "flat" if all(t.verdict in STILL for t in fit.told) else None


def _validated(panel: media_mix.Panel, seed: int) -> media_mix.Validation | None:
    try:
        return media_mix.validate(panel, seed=seed)
    except AnalysisError:  # too few weeks to keep any aside
        return None
