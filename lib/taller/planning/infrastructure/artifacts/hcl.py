"""Terraform's own language, written from data.

A mapping is a map, a list of mappings is a row of blocks, an `Expression` stands as it is; every
text is quoted, and what would be an expression in it is made a text.
"""

from __future__ import annotations

import json
import re
from typing import Any

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
LABELS = {"resource": 2, "data": 2, "variable": 1, "output": 1, "provider": 1}


class Expression(str):
    """Terraform to be evaluated; templates alone make one (``!e``), never a client's text."""


def written(module: dict[str, Any]) -> str:
    """A module of Terraform as text.

    >>> x = {"type": Expression("string")}
    >>> print(written({"variable": {"x": x}, "locals": [{"y": "a ${b}"}]}))
    variable "x" {
      type = string
    }
    <BLANKLINE>
    locals {
      y = "a $${b}"
    }
    <BLANKLINE>
    """
    blocks = []
    for kind, held in module.items():
        if kind not in LABELS:
            blocks += [_block(kind, body, "") for body in held]
            continue
        for labels, body in _labelled(held, LABELS[kind]):
            blocks.append(_block(" ".join([kind, *map(json.dumps, labels)]), body, ""))
    return "\n".join(blocks)


def _labelled(held: dict[str, Any], depth: int) -> list[tuple[list[str], dict[str, Any]]]:
    if depth == 0:
        return [([], held)]
    return [
        ([name, *labels], body)
        for name, inside in held.items()
        for labels, body in _labelled(inside, depth - 1)
    ]


def _block(head: str, body: dict[str, Any], indent: str) -> str:
    plain = {k: v for k, v in body.items() if not _is_blocks(v)}
    lines = []
    inner = indent + "  "
    for run in _runs(plain, inner):
        width = max(len(key) for key, _value in run)
        lines += [f"{inner}{key.ljust(width)} = {value}\n" for key, value in run]
    nested = [_block(k, each, inner) for k, v in body.items() if _is_blocks(v) for each in v]
    parts = (["".join(lines)] if lines else []) + nested
    return f"{indent}{head} {{\n" + "\n".join(parts) + f"{indent}}}\n"


def _runs(plain: dict[str, Any], indent: str) -> list[list[tuple[str, str]]]:
    """Neighbours on one line each, whose equal signs `terraform fmt` aligns."""
    runs: list[list[tuple[str, str]]] = [[]]
    for key, value in plain.items():
        text = _value(value, indent)
        if "\n" in text:
            runs += [[(key, text)], []]
        else:
            runs[-1].append((key, text))
    return [run for run in runs if run]


def _is_blocks(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)


def _value(value: Any, indent: str) -> str:
    if isinstance(value, str):
        return str(value) if isinstance(value, Expression) else _text(value)
    if isinstance(value, list):
        return "[" + ", ".join(_value(each, indent) for each in value) + "]"
    if isinstance(value, dict):
        if not value:
            return "{}"
        inner = indent + "  "
        keys = {k: k if _NAME.fullmatch(k) else _text(k) for k in value}
        width = max(map(len, keys.values()))
        held = [f"{inner}{keys[k].ljust(width)} = {_value(v, inner)}\n" for k, v in value.items()]
        return "{\n" + "".join(held) + f"{indent}}}"
    return json.dumps(value)


def _text(text: str) -> str:
    escaped = json.dumps(text, ensure_ascii=False)
    return escaped.replace("${", "$${").replace("%{", "%%{")
