"""The request to the client: what to export, from where, and how to send it, ready to e-mail.

It follows the engagement: the tables that its notebooks read, and the systems that can export
them. Everything is written in both languages, as plain text and as a draft without recipients.
"""

from __future__ import annotations

from collections.abc import Iterable
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import TYPE_CHECKING

from taller.data.settings.schemas import SCHEMAS
from taller.errors import InputError
from taller.language import speaking
from taller.workbench.begin import request_text
from taller.workbench.engagement.engagement import relative_to_root
from taller.workbench.run import workflow

if TYPE_CHECKING:
    from taller.workbench.engagement.engagement import Engagement
    from taller.workbench.run.workflow import Step

LANGUAGES = ("es", "en")
FOLDER = "request"


def write(
    engagement: Engagement, *, only: Iterable[str] = (), out: Path | None = None
) -> list[str]:
    """Write the request for an engagement's notebooks, or for those named.

    Parameters
    ----------
    only : notebooks, in place of the engagement's workflow
    out : the folder it goes to; ``reports/<client>/request`` unless given

    Returns
    -------
    the files, as the workbench's root sees them: a text and a draft in each language

    Raises
    ------
    InputError
        If a notebook is unknown, or none says which tables it reads.
    """
    from taller.workbench.run.state import write_whole

    steps = workflow.order(
        workflow.discover(engagement.root), tuple(only) or engagement.workflow or ()
    )
    tables = tables_of(steps)
    folder = out or engagement.root / "reports" / engagement.slug / FOLDER
    written = []
    for code in LANGUAGES:
        with speaking(code):
            subject, body = request_text.compose(engagement.client, steps, tables, code)
        for suffix, content in (("txt", body), ("eml", draft(subject, body))):
            path = folder / f"{FOLDER}.{code}.{suffix}"
            write_whole(path, content)
            written.append(relative_to_root(path, engagement.root))
    return written


def tables_of(steps: Iterable[Step]) -> tuple[str, ...]:
    """The canonical tables that notebooks read, in the usual order."""
    steps = list(steps)
    read = {table for step in steps for table in step.tables}
    if not read:
        names = ", ".join(step.name for step in steps)
        what = 'no notebook says which tables it reads; add "tables": ["orders"] to the metadata'
        raise InputError(names or "workflow", f"{what} 'taller' of one")
    return tuple(table for table in SCHEMAS if table in read)


def draft(subject: str, body: str) -> bytes:
    """An e-mail that opens as a draft, without recipients."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = subject
    message.set_content(body, charset="utf-8", cte="quoted-printable")
    return message.as_bytes()
