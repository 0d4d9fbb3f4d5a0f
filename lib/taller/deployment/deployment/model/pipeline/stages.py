"""The guide's six stages, each a function of the deployment under way."""

from __future__ import annotations

import time
from typing import Any

from taller.deployment.deployment.model.pipeline import asking, canary, checks, counted, switched
from taller.deployment.deployment.model.pipeline.counted import Arm, Counter
from taller.deployment.deployment.model.pipeline.messages import say
from taller.deployment.deployment.model.pipeline.switched import Before
from taller.deployment.deployment.model.pipeline.underway import Found, Underway
from taller.deployment.deployment.model.service.slots import Held
from taller.errors import InputError
from taller.measurement.trials.inference import exact

TEN_THOUSAND = 10_000  # the switch counts the canary's share in these


def pre_deployment_checks(u: Underway) -> Found:
    """Tests, files, contract, card, fingerprint, service and disk; nothing is touched."""
    version = u.at.registry.version(u.model, u.number)
    live = switched.live_version(u.at, u.model, u.board)
    found = checks.look(u.at, version, live and live.folder)
    if found.faults or found.folder is None:
        return Found("failed", "checks-failed", {"why": "; ".join(found.faults)},
                     found.evidence | {"faults": list(found.faults)})  # fmt: skip
    u.folder, u.sha256, u.contract = found.folder, version.sha256, version.contract
    facts = {"version": u.number, "live": live and live.version,
             "tested": "passed" if u.at.tested and u.at.tested.passed
             else "failed" if u.at.tested else "none"}  # fmt: skip
    return Found("passed", "checks-passed", facts, found.evidence)


def backup_current_system(u: Underway) -> Found:
    """A checked copy of what is live, and where everything stands."""
    live = switched.live_version(u.at, u.model, u.board)
    copied = switched.back_up(u.at, u.model, live)
    u.before = Before.of(u.at, u.model, u.board)
    saved = {"before": u.before.model_dump(mode="json"), "steps": u.p.model_dump(mode="json"),
             "folder": str(u.folder)}  # fmt: skip
    u.journal.save(u.entry, saved)
    if live is None or copied is None:
        return Found("passed", "backup-none")
    return Found("passed", "backup-made", {"version": live.version}, {"sha256": live.sha256})


def deploy_new_version(u: Underway) -> Found:
    """The version is loaded beside the live one, in every worker; nobody is answered by it."""
    u.board.set_share(0)
    u.board.set_shadow(False)
    held = Held(version=u.number, folder=u.folder, sha256=u.sha256, contract=u.contract)
    switched.put(u.at, u.model, u.was.to, held)
    u.board.reload()
    if not u.at.url:
        return Found("skipped", "no-service-yet")
    await_loaded(u)
    live = u.was.slot(u.was.live)
    left = switched.named(u.at, u.model, live and live.version, u.number)
    workers = len(u.board.workers())
    return Found("passed", "deployed", {"workers": workers}, {"left": left})


def await_loaded(u: Underway) -> None:
    """Wait until every worker has the version loaded; where no service runs, there is none.

    Raises
    ------
    InputError
        If one cannot, or takes too long.
    """
    if not u.at.url:
        return
    ready = switched.roused(u.at, u.board, u.was.to)
    if not ready:
        why = "; ".join(ready.faults)
        raise InputError(
            u.model, say("pipeline-not-loaded", why=why or None, seconds=int(switched.ROUSED))
        )


def run_smoke_tests(u: Underway) -> Found:
    """The service answers by the version what the version's own files answer."""
    if not u.at.url:
        return Found("skipped", "no-service-yet")
    asked = asking.probes(u.folder)
    return _asked(u, asked, named=True)


def _asked(u: Underway, asked: list[asking.Probe], *, named: bool) -> Found:
    wrong = asking.differing(u.service, u.model, asked, u.number, named=named)
    evidence: dict[str, Any] = {"asked": len(asked), "wrong": wrong[:5]}
    facts = {"asked": len(asked), "wrong": len(wrong)}
    return Found("failed" if wrong else "passed", "smoke-wrong" if wrong else "smoke-right", facts,
                 evidence)  # fmt: skip


def switch_traffic(u: Underway) -> Found:
    """Step by step more users, as long as what they meet is shown to be no worse; then all."""
    looks: list[canary.Look] = []
    first = u.was.slot(u.was.live) is None
    for step in range(1, len(u.p.canary) + 1 if not first else 1):
        last, why = _step(u, step)
        looks += last
        if why is not None:
            u.board.set_share(0)
            return Found(why.outcome, why.code, why.facts, {"looks": canary.told(looks)})
    u.at.reached("switch_traffic:canary")
    if left := switched.named(u.at, u.model, u.number, None):
        return Found("failed", "failed", {"why": left["registry"]},
                     {"looks": canary.told(looks)})  # fmt: skip
    u.at.reached("switch_traffic:named")
    await_loaded(u)
    u.board.flip(u.was.to)
    code, steps = ("switched-first" if first else "switched"), len(u.p.canary)
    return Found("passed", code, {"version": u.number, "steps": steps},
                 {"looks": canary.told(looks)})  # fmt: skip


def _step(u: Underway, step: int) -> tuple[list[canary.Look], Found | None]:
    """One share of the users; why it ends here, or None where the next step follows."""
    counter, expect = _counter(u, round(u.p.canary[step - 1] * TEN_THOUSAND))
    await_loaded(u)
    u.board.set_share(counter.share)
    until = time.monotonic() + u.p.seconds
    while True:
        u.wait(max(0.0, min(u.p.every, until - time.monotonic())))
        new, live = counter.look()
        looks = canary.judge(new, live, expect, u.p, step=step)
        share = {"share": u.p.canary[step - 1], "step": step}
        if not u.board.workers():
            return looks, Found("failed", "service-gone")
        if any(worker.states[u.was.to] == "tripped" for worker in u.board.workers()):
            return looks, Found("failed", "canary-tripped", share)
        found = canary.verdict(looks)
        if found == "passed":
            return looks, None
        if found == "failed":
            return looks, Found("failed", "canary-worse", share | _worse(looks))
        if new.n >= u.p.requests or time.monotonic() >= until:
            facts = share | {"n": new.n, "more": canary.needed(new, live, expect, u.p, step=step)}
            return looks, Found("inconclusive", "canary-open", facts)


def _worse(looks: list[canary.Look]) -> dict[str, Any]:
    worst = next(look for look in looks if look.verdict == "failed")
    return {"measure": worst.measure, "new": worst.value_new, "live": worst.value_live,
            "n": worst.n_new, "borne": worst.borne}  # fmt: skip


def _counter(u: Underway, share: int) -> tuple[Counter, tuple[counted.Expected, counted.Expected]]:
    """Who counts the users of a step, and what both versions' validation leads to expect."""
    from taller.deployment.deployment.model import scoring

    live, kind = u.was.slot(u.was.live), scoring.load(u.folder).kind
    here = counted.expected(u.folder, kind)
    there = counted.expected(live.folder, kind) if live else here
    expect = {u.number: here} | ({live.version: there} if live else {})
    counter = Counter(
        u.at.state / u.model / "requests", u.number, live.version if live and share else None, u.p,
        expect, generation=u.board.generation, share=share,
    )  # fmt: skip
    return counter, (here, there)


def post_deployment_verification(u: Underway) -> Found:
    """Whoever asks is answered by the version, rightly; then all traffic is watched for a while."""
    if not u.at.url:
        return Found("skipped", "no-service-yet")
    await_loaded(u)
    if u.board.live != u.was.to:
        raise InputError(u.model, say("pipeline-other-live", version=u.number))
    counter, (expect, _there) = _counter(u, 0)
    asked = _asked(u, asking.probes(u.folder, seed=1), named=False)
    if asked.outcome != "passed":
        return asked
    until, new = time.monotonic() + u.p.watch, Arm()
    while (left := until - time.monotonic()) > 0:
        u.wait(min(u.p.every, left))
        new, _live = counter.look()
        if not u.board.workers():
            return Found("failed", "service-gone")
        if worse := _unbearable(new, u):
            return Found("failed", "watch-worse", worse, _watched(new, expect))
    return Found("passed", "verified", {"version": u.number, "n": new.n},
                 asked.evidence | _watched(new, expect))  # fmt: skip


def _unbearable(new: Arm, u: Underway) -> dict[str, Any] | None:
    """What is surely beyond what is borne, now that there is nothing to hold it against."""
    for measure, hits, most in (("errors", new.failed, u.p.errors), ("late", new.late, u.p.late)):
        low, _high = exact.share_bounds(hits, new.n, alpha=u.p.alpha / 2)
        if low > most:
            return {"measure": measure, "new": hits / new.n, "n": new.n, "borne": most}
    return None


def _watched(new: Arm, expect: counted.Expected) -> dict[str, Any]:
    """What was seen of all traffic, beside what validation leads to expect."""
    return {"users": new.n, "failed": new.failed, "late": new.late, "answered": new.answered,
            "below": list(new.places), "expected": list(expect.shares)}  # fmt: skip
