"""Faults of whole files, done to them after they were written: each must be refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.messy.dialects import Dialect

LOGIN = """<!DOCTYPE html>
<html lang="es"><head><title>Iniciar sesión</title></head>
<body><form action="/login" method="post"><input name="user"><input name="password"></form>
<p>Su sesión ha caducado; vuelva a entrar.</p></body></html>
"""
PASSWORD = "primavera2026"


@dataclass(frozen=True)
class Damage:
    """What is done to a file.

    Attributes
    ----------
    containers : those it can happen to
    about : one of these words must be in the refusal
    """

    do: Callable[[Path, Dialect], None]
    containers: tuple[str, ...]
    about: tuple[str, ...]


def _truncate(path: Path, _dialect: Dialect) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: 2 * len(content) // 3])


def _login(path: Path, _dialect: Dialect) -> None:
    path.write_text(LOGIN, encoding="utf-8")


def _empty(path: Path, _dialect: Dialect) -> None:
    path.write_bytes(b"")


def _header_only(path: Path, dialect: Dialect) -> None:
    text = path.read_bytes().decode(dialect.encoding)
    path.write_bytes(text.splitlines(keepends=True)[0].encode(dialect.encoding))


def _encrypt(path: Path, _dialect: Dialect) -> None:
    """Protect a workbook with a password, as Excel does."""
    try:
        from msoffcrypto.format.ooxml import OOXMLFile
    except ImportError as error:
        what = "to protect a workbook, run: pip install msoffcrypto-tool"
        raise ImportError(what) from error
    content = io.BytesIO(path.read_bytes())
    with path.open("wb") as target:
        OOXMLFile(content).encrypt(PASSWORD, target)


DAMAGE: dict[str, Damage] = {
    "truncated_gzip": Damage(_truncate, ("gz",), ("gzip",)),
    "html_login": Damage(_login, ("plain", "folder", "jsonl"), ("web page",)),
    "empty_file": Damage(_empty, ("plain", "folder", "xlsx", "parquet", "jsonl"), ("empty",)),
    "header_only": Damage(_header_only, ("plain",), ("no rows",)),
    "password_workbook": Damage(_encrypt, ("xlsx",), ("password",)),
}
