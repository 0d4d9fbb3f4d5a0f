"""Every file of the kit by its name: the same bytes each time, from the same settings."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from taller import durable
from taller.deployment.deployment.artifacts import kubernetes, locked
from taller.deployment.deployment.artifacts.site import HOME, NOBODY, STATE, Site
from taller.deployment.deployment.messages import say
from taller.phase import Artifact

if TYPE_CHECKING:
    from taller.deployment.deployment.features.candidates import Candidates
    from taller.deployment.deployment.params import Params

FOLDER = Path(__file__).parent
LISTED = {
    "kubernetes.yaml": "kubernetes",
    "container/Containerfile": "container",
    "systemd/{name}.service": "systemd",
    "systemd/{name}-nightly.timer": "nightly",
    "proxy/nginx.conf": "nginx",
    "proxy/haproxy.cfg": "haproxy",
}
"""The files a page lists, each with its label; the others stand beside them."""

SAFE = re.compile(r"[A-Za-z0-9_./:@%+ -]*")


def written(site: Site) -> dict[str, str]:
    """Each file by its place in the kit's folder.

    Parameters
    ----------
    site : names and places, all of which its settings have checked
    """
    name, texts = site.name, _texts(site)
    made = {
        "kubernetes.yaml": kubernetes.written(site),
        "container/Containerfile": texts("Containerfile", site.serve("0.0.0.0")),
        "container/Containerfile.dockerignore": "*\n!lib\n!notebooks\n**/__pycache__\n",
        "container/taller": texts("taller"),
        f"systemd/{name}.service": texts("service", site.serve(site.p.service.host)),
        f"systemd/{name}-nightly.service": texts("nightly", site.score()),
        f"systemd/{name}-nightly.timer": texts("timer"),
        "proxy/nginx.conf": texts("nginx.conf"),
        "proxy/haproxy.cfg": texts("haproxy.cfg"),
    }
    if locked.LOCK.is_file():
        made["container/requirements.lock"] = locked.needed(locked.LOCK.read_text("utf-8"))
    return made


def kit(run: Any, found: Candidates, p: Params) -> tuple[Artifact, ...]:
    """Write the kit into a run, each file whole, as its page lists them; without a model none."""
    if found.chosen is None:
        return ()
    site = Site(run.engagement.slug, found.chosen.name, p)
    for name, text in written(site).items():
        path = run.artifact(f"kit/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        durable.write_whole(path, text)
    return tuple(
        Artifact(path=run.relative(run.artifact(f"kit/{name.format(name=site.name)}")),
                 label=say(f"kit-file.{label}"))
        for name, label in LISTED.items()
    )  # fmt: skip


def _texts(site: Site) -> Any:
    """What fills the templates: every fact is of letters that no format takes for its own."""
    service, kit = site.p.service, site.p.kit
    host = f"[{service.host}]" if ":" in service.host else service.host
    rate = max(1, round(service.requests_a_minute / 60))
    facts = {
        "name": site.name, "zone": site.name.replace("-", "_"), "image": kit.image,
        "base": kit.base, "server": kit.host, "host": host, "port": service.port,
        "at": kit.nightly, "state": STATE, "home": HOME, "nobody": NOBODY, "rate": rate,
        "cpu": round(kit.cpu * 100), "memory": kit.memory_mib, "seconds": 10,
    }  # fmt: skip

    def text(file: str, command: list[str] | None = None) -> str:
        held = {**facts, "command": command or []}
        for fact in (*map(str, facts.values()), *held["command"]):
            if not SAFE.fullmatch(fact) and fact != host:
                raise ValueError(f"no name or place of ours: {fact!r}")
        return _environment().get_template(f"{file}.j2").render(held)

    return text


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True, autoescape=False,
    )  # fmt: skip  # no markup: every fact is held to SAFE
