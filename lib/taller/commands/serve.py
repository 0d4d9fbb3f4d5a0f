"""``taller serve``: the models of an engagement that went live, until it is told to end."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from taller import language
from taller.commands.arguments import File
from taller.errors import InputError

SECTION = "deployment"
STATE = ".deployment"
State = Annotated[
    Path | None,
    typer.Option(
        "--state", metavar="DIR",
        help="Where its deployments stand; reports/<client>/.deployment if not given.",
    ),
]  # fmt: skip


def serve(
    file: File,
    host: Annotated[
        str | None, typer.Option(metavar="H", help="Where to listen; the file's unless given.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, max=65535, help="The port; 0 for any that is free."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=64, help="How many processes answer.")
    ] = None,
    state: State = None,
) -> None:
    """Serve an engagement's live models; TALLER_API_KEY, or the keyring, holds who may ask."""
    from taller.deployment.deployment import Params
    from taller.deployment.deployment.model import service
    from taller.deployment.deployment.model.service import foreground, limits
    from taller.workbench.engagement import engagement

    read = engagement.read(file)
    asked = Params(**read.sections.get(SECTION, {})).service
    at = state or read.root / "reports" / read.slug / STATE
    if not any(at.glob(f"*/{service.slots.FILE}")):
        raise InputError(at, f"no model has gone live yet; see: taller deploy {file}")
    if there := service.running(at):
        raise InputError(at, f"a service serves it already, at {there}")
    foreground.serve(
        at, host=host or asked.host, port=asked.port if port is None else port,
        workers=workers or asked.workers, keys=limits.found(), client=read.slug,
        settings=service.Settings(requests_a_minute=asked.requests_a_minute),
        told=lambda url: print(
            language.told(f"serving {read.client} at {url}; Ctrl+C ends it"), flush=True
        ),
    )  # fmt: skip
