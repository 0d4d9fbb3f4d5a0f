"""One try at an e-mail address: plain text, the same as HTML, and files, under one identity.

Apprise reads the address; the message is the standard library's, since Apprise would make the text
of the HTML, and a new identity for each try.
"""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, localtime
from typing import TYPE_CHECKING

from taller.outbox.message import Message, Outcome

if TYPE_CHECKING:
    from apprise.plugins.email import NotifyEmail

_POLICY = SMTP.clone(cte_type="7bit")  # every server takes it


def send(plugin: NotifyEmail, message: Message, identity: str) -> Outcome:
    """Try to deliver a message to the one recipient of an address."""
    composed = compose(plugin, message, identity)
    try:
        server = _connected(plugin)
    except smtplib.SMTPAuthenticationError as error:
        return Outcome("login", error.smtp_code)
    except (OSError, smtplib.SMTPException) as error:
        return Outcome("unreachable", getattr(error, "smtp_code", 0))
    try:
        server.send_message(composed)
    except smtplib.SMTPRecipientsRefused as error:
        return _refused(max(code for code, _words in error.recipients.values()))
    except smtplib.SMTPResponseException as error:  # of the sender, or of what was sent
        return _refused(error.smtp_code)
    except (OSError, smtplib.SMTPException):
        return Outcome("unreachable")
    finally:
        # What was taken was taken, whatever becomes of the goodbye.
        with contextlib.suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()
    return Outcome()


def compose(plugin: NotifyEmail, message: Message, identity: str) -> EmailMessage:
    """A message as it goes over the wire, to the one recipient of an address."""
    name, sender = plugin.from_addr
    to_name, to = plugin.targets[0]
    made = EmailMessage(policy=_POLICY)
    made["Subject"] = " ".join(message.subject.split())
    made["From"] = formataddr((name or "Taller", sender))
    made["To"] = formataddr((to_name or "", to))
    made["Date"] = localtime()
    made["Message-ID"] = f"<{identity}@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"  # no out-of-office reply, please (RFC 3834)
    if plugin.reply_to:
        made["Reply-To"] = ", ".join(sorted(plugin.reply_to))
    made.set_content(message.text)
    if message.html is not None:
        made.add_alternative(message.html, subtype="html")
    for each in message.attachments:
        main, _slash, sub = each.kind.partition("/")
        made.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name)
    return made


def _connected(plugin: NotifyEmail) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if not plugin.verify_certificate:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    where = (plugin.smtp_host, plugin.port)
    patience = plugin.socket_connect_timeout
    if plugin.secure_mode == "ssl":
        server: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=patience, context=context)
    else:
        server = smtplib.SMTP(*where, timeout=patience)
    try:
        if plugin.secure_mode == "starttls":
            server.starttls(context=context)
        if plugin.user and plugin.password:
            server.login(plugin.user, plugin.password)
    except BaseException:
        server.close()
        raise
    return server


def _refused(code: int) -> Outcome:
    """What a server's number means: the fives are for good, the fours for now.

    >>> _refused(550).why, _refused(451).why
    ('refused', 'unreachable')
    """
    return Outcome("refused" if code >= 500 else "unreachable", code)
