"""Tuning: settings chosen on validation, within a budget of trials and a limit of seconds.

The number of trials is decided beforehand, so the same seed gives the same choice. The limit of
seconds only stops; that it did is said, since then a faster machine may choose otherwise. A budget
of no trials takes the defaults as they are.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from taller.controls.progress import following
from taller.development.template.messages import say

if TYPE_CHECKING:
    import optuna

Space = Callable[["optuna.Trial"], dict[str, Any]]


@dataclass(frozen=True)
class Tuned:
    """What tuning chose.

    Attributes
    ----------
    params : the settings chosen
    value : their value on validation, higher is better; None where nothing was tried
    first : the defaults' value on validation
    trials, planned : how many were tried, and how many were to be
    """

    params: dict[str, Any]
    value: float | None = None
    first: float | None = None
    trials: int = 0
    planned: int = 0

    @property
    def stopped(self) -> bool:
        """Whether time ran out before all trials were made."""
        return self.trials < self.planned

    def in_words(self) -> str:
        """What was done, in one sentence."""
        if not self.planned:
            return say("tuning-none")
        better = self.value is not None and self.first is not None and self.value > self.first
        return say(
            "tuning-done", n=self.trials, planned=self.planned, stopped=self.stopped,
            better=better, best=self.value, first=self.first,
        )  # fmt: skip


def tune(
    evaluate: Callable[[Mapping[str, Any]], float],
    space: Space,
    first: Mapping[str, Any],
    *,
    trials: int,
    seconds: float,
    seed: int,
) -> Tuned:
    """Search for settings with a higher value on validation.

    Parameters
    ----------
    evaluate : settings to their value on validation rows, higher is better; never the test rows
    space : draws settings from an Optuna trial; keys not drawn keep their default
    first : the defaults; tried first, and kept unless another is better
    trials : settings to try, the defaults included; 0 takes the defaults untried
    seconds : after which no further trial begins
    """
    if trials <= 0:
        return Tuned(dict(first))
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    sampler = optuna.samplers.TPESampler(seed=seed, n_startup_trials=max(5, trials // 4))
    study = optuna.create_study(direction="maximize", sampler=sampler)
    began = time.monotonic()
    default = evaluate(first)
    best, params, tried = default, dict(first), 1
    for _trial in following(range(trials - 1), "settings"):
        if time.monotonic() - began >= seconds:
            break
        trial = study.ask()
        drawn = {**first, **space(trial)}
        value = evaluate(drawn)
        study.tell(trial, value)
        tried += 1
        if value > best:
            best, params = value, drawn
    return Tuned(params, best, default, tried, trials)
