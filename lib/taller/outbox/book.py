"""Which address a name has: from the environment or the keyring of whoever sends, nowhere else."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from taller.errors import Fault, InputError, gathered
from taller.outbox.messages import say

RING = "taller"  # the keyring's service


def variable(name: str) -> str:
    """The variable that holds a name's address.

    >>> variable("ana_lopez")
    'TALLER_NOTIFY_ANA_LOPEZ'
    """
    return f"TALLER_NOTIFY_{name.upper()}"


def addresses(names: Iterable[str]) -> Mapping[str, str]:
    """The address of each name that has one, as Apprise writes them.

    The variable `variable` is looked at, then the user ``notify/<name>`` of the keyring's
    service ``taller``.

    Raises
    ------
    InputError
        If an address is none, or is of several recipients. No address is told.
    """
    found = {name: url for name in dict.fromkeys(names) if (url := _found(name))}
    gathered([lambda name=name, url=url: _check(name, url) for name, url in found.items()])
    return found


def _found(name: str) -> str:
    if given := os.environ.get(variable(name), "").strip():
        return given
    import keyring
    from keyring.errors import KeyringError

    try:
        return (keyring.get_password(RING, f"notify/{name}") or "").strip()
    except KeyringError:
        return ""


def _check(name: str, url: str) -> None:
    from taller.outbox import post

    if fault := post.fault(url):
        raise InputError(variable(name), Fault("", say(f"address.{fault}")))
