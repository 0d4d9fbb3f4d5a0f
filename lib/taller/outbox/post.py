"""One try at one address, by Apprise; nothing of an address reaches a log."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from taller.outbox.message import Message, Outcome
from taller.outbox.messages import say

if TYPE_CHECKING:
    from apprise.plugins.base import NotifyBase

# What Apprise, and what it asks with, write down at the level of debugging: addresses among it.
LOGGERS = ("apprise", "requests", "urllib3")
FOR_GOOD = {400, 404, 405, 410, 413, 414, 415, 422}  # answers that another try will not change
LOGIN = {401, 403, 407}
_CODE = re.compile(r"error[=: ]+(\d{3})\b")


def fault(url: str) -> Literal["unknown", "several", "pgp", "clear"] | None:
    """What is wrong with an address, or None.

    >>> fault("carrier-pigeon://roof"), fault("mailto://u:p@x.es?to=a@x.es,b@x.es")
    ('unknown', 'several')
    """
    plugin = _plugin(url)
    if plugin is None:
        return "unknown"
    # One that took half of them could not be tried again without telling the others twice.
    if len(plugin) != 1 or getattr(plugin, "cc", None) or getattr(plugin, "bcc", None):
        return "several"
    if getattr(plugin, "pgp_mode", "no") != "no":
        return "pgp"
    return "clear" if _in_clear(plugin) else None


def send(url: str, message: Message, *, identity: str) -> Outcome:
    """Try to deliver a message.

    Parameters
    ----------
    identity : the same in each try, so that who gets a message twice can tell
    """
    from apprise.plugins.email import NotifyEmail

    from taller.outbox import mail

    plugin = _plugin(url)
    if plugin is None:
        return Outcome("no_address")
    with _quiet():
        if isinstance(plugin, NotifyEmail):
            return mail.send(plugin, message, identity)
        return _notify(plugin, message, identity)


def _plugin(url: str) -> NotifyBase | None:
    """What Apprise makes of an address: no escapes, redirects, retries or files of its own."""
    from apprise import Apprise, AppriseAsset

    asset = AppriseAsset(
        app_id="Taller", app_desc="Taller", app_url="", async_mode=False, http_redirects=False,
        storage_mode="memory", pgp_autogen=False, pem_autogen=False, interpret_emojis=False,
        service_timeout=0, image_path_mask=False, image_url_mask="",
    )  # fmt: skip
    with _quiet():
        return Apprise.instantiate(url, asset=asset)


def _in_clear(plugin: NotifyBase) -> bool:
    """Whether a password would go to another machine's mail server for all to read."""
    insecure = getattr(plugin, "secure_mode", "") == "insecure"
    here = getattr(plugin, "smtp_host", "") in ("localhost", "127.0.0.1", "::1")
    return insecure and not here and bool(plugin.password)


def _notify(plugin: NotifyBase, message: Message, identity: str) -> Outcome:
    from apprise import Apprise, NotifyFormat
    from apprise.attachment.memory import AttachMemory

    plugin.retry = 0  # a try that is not written down could not be counted
    if isinstance(headers := getattr(plugin, "headers", None), dict):
        headers["Idempotency-Key"] = identity
    text, files = message.text, None
    if message.attachments and plugin.attachment_support:
        files = [AttachMemory(each.content, name=each.name, mimetype=each.kind)
                 for each in message.attachments]  # fmt: skip
    elif message.attachments:
        text += "\n\n" + say("not-attached", files=message.files)
    sender = Apprise(asset=plugin.asset)
    sender.add(plugin)
    found = sender.notify(
        body=_plain(text), title=_plain(message.subject), body_format=NotifyFormat.TEXT,
        attach=files,
    )  # fmt: skip
    return Outcome() if found else _refusal(found)


def _refusal(found: Any) -> Outcome:
    """Why, as far as the numbers that Apprise tells go; its words may hold an address."""
    told = " ".join(entry.message for entry in found.logs())
    code = int(match[1]) if (match := _CODE.search(told)) else 0
    if code in FOR_GOOD:
        return Outcome("refused", code)
    return Outcome("login" if code in LOGIN else "unreachable", code)


def _plain(text: str) -> str:
    """A text in which no chat finds a call to everybody, or a link under another's name.

    Slack's and Teams' are made safe by Apprise, Discord's, Mattermost's and all titles are not.

    >>> [part.isascii() for part in map(_plain, ("@all", "[x](y)", "ana@x.es", "a < b, 3 > 2"))]
    [False, False, True, True]
    """
    return re.sub(r"([<\[!|](?=\S)|(?<!\w)@)", "\\1\u2060", text)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep warnings of these for whoever asks Apprise, and hand on nothing."""
    loggers = [logging.getLogger(name) for name in LOGGERS]
    before = [(logger.level, logger.propagate, logger.handlers) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
        logger.propagate, logger.handlers = False, [logging.NullHandler()]
    try:
        yield
    finally:
        for logger, (level, propagate, handlers) in zip(loggers, before, strict=True):
            logger.setLevel(level)
            logger.propagate, logger.handlers = propagate, handlers
