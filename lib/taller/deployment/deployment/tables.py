"""Tables: what can go live, the six stages, what new traffic met, versions side by side, load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller import tabular
from taller.deployment.deployment.messages import say
from taller.language import number
from taller.phase import Estimate

if TYPE_CHECKING:
    from taller.deployment.deployment.evaluation.rehearsal.place import Rehearsal
    from taller.deployment.deployment.evaluation.rehearsal.steps import Loaded, Switched
    from taller.deployment.deployment.evaluation.shadow import Shadow
    from taller.deployment.deployment.features.candidates import Candidates
    from taller.deployment.deployment.model.pipeline import Deployment, Stage
    from taller.deployment.deployment.params import Params


def candidates(found: Candidates) -> tabular.Table:
    """Which models of the run there are, and which can go live."""
    lines = [
        [say(f"model.{name}"), say(f"state.{state}", of=name),
         say("goes", chosen=found.chosen is not None and found.chosen.name == name)]
        for name, state in found.states.items()
    ]  # fmt: skip
    columns = dict.fromkeys(("model", "state", "goes"), "text")
    return tabular.listed(lines, columns, words=say.parts("candidates"))


def versions(rehearsal: Rehearsal | None) -> tabular.Table | None:
    """The versions that the rehearsal takes live, and by what they are told apart."""
    if rehearsal is None:
        return tabular.instead(say("rehearsal-none"))
    held = {"first": rehearsal.first, "second": rehearsal.second, "broken": rehearsal.broken}
    lines = [[str(each.number), say(f"version-is.{key}")] for key, each in held.items()]
    columns = dict.fromkeys(("version", "is"), "text")
    words = say.parts("versions", model=say(f"model.{rehearsal.model.name}"),
                      n=len(rehearsal.traffic.bodies), of=rehearsal.model.name)  # fmt: skip
    return tabular.listed(lines, columns, words=words)


def stages(done: Switched | Deployment | None) -> tabular.Table | None:
    """The stages of a deployment: how each came out, how long it took, and why."""
    found = getattr(done, "deployment", done)
    if found is None:
        return None
    lines = [
        [say(f"stage.{each.name}"), say(f"outcome.{each.outcome or 'cut'}"), seconds(each.seconds),
         each.reason]
        for each in found.stages
    ]  # fmt: skip
    columns = dict.fromkeys(("stage", "outcome", "seconds", "reason"), "text")
    words = say.parts("stages", outcome=found.outcome, version=found.version)
    return tabular.listed(lines, columns, words=words)


def stage(name: str) -> str:
    """What a stage is called."""
    return say(f"stage.{name}")


def told(done: Stage) -> str:
    """A stage in a line, as `taller deploy` tells it."""
    came = say(f"outcome.{done.outcome or 'cut'}")
    took = "" if done.seconds is None else f", {seconds(done.seconds)}"
    return f"{stage(done.name)}: {came}{took}. {done.reason}"


def seconds(took: float | None) -> str:
    """How long something took."""
    if took is None:
        return tabular.MISSING
    return say("took", n=number(took, 2 if took < 1 else 1 if took < 10 else 0))


def looks(done: Switched | None) -> tabular.Table | None:
    """What those met whom the new version answered, beside the others."""
    if done is None or not done.deployment.looks:
        return None
    lines = []
    for look in done.deployment.looks:
        low, high = look["low"], look["high"]
        value = min(max(look["value_new"] - look["value_live"], low), high)
        apart = Estimate(value=value, low=low, high=high, unit="share", n=look["n_new"],
                         method=say("look-method"))  # fmt: skip
        lines.append([say("look-share", share=look["share"]), say(f"measure.{look['measure']}"),
                      look["n_new"], look["n_live"], apart, look["borne"],
                      say(f"verdict.{look['verdict']}")])  # fmt: skip
    columns = {"share": "text", "measure": "text", "n_new": "count", "n_live": "count",
               "apart": "share", "borne": "share", "verdict": "text"}  # fmt: skip
    return tabular.listed(lines, columns, words=say.parts("looks"))


def shadow(found: Shadow | None) -> tabular.Table | None:
    """Two versions' answers to the same requests."""
    if found is None:
        return None
    told = {"failed": found.failed, "late": found.late, "moved": found.moved,
            "difference": found.difference, "correlation": found.correlation}  # fmt: skip
    figures = {say(f"shadow-of.{key}"): each for key, each in told.items()
               if each is not None and not each.is_exact}  # fmt: skip
    words = say.parts("shadows", n=found.users, version=found.version, live=found.live_version)
    return tabular.estimates(figures, caption=words["caption"], note=words["note"])


def load(found: Loaded | None) -> tabular.Table | None:
    """How fast answers come, and how many."""
    if found is None:
        return None
    told = {"half": found.half, "most": found.most, "nearly_all": found.nearly_all,
            "throughput": found.throughput, "failed": found.failed}  # fmt: skip
    words = say.parts("loads", clients=found.clients, workers=found.workers)
    figures = {say(f"load-of.{key}"): each for key, each in told.items()}
    return tabular.estimates(figures, caption=words["caption"], note=words["note"])


def own(done: Deployment | None, p: Params) -> tabular.Table | None:
    """What was done on the client's own service, or why nothing was."""
    if done is None:
        return tabular.instead(say("own-none", dry=p.dry_run))
    return stages(done)
