"""Names that engines give a meaning to, and paths that lead where nobody meant."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator

from tests.hostile.case import FOREIGN, Case, array, csv, engagement, jsonl, parquet, rows, workbook

NAMES = [
    "pedidos_[ab]",
    "x?",
    "*",
    "**",
    "[!q]",
    "{a,b}",
    "~",
    "~root",
    "price=1",
    "order_id=z",
    "$HOME",
    "${HOME}",
    "it's",
    'a"b',
    "a\\b",
    "s3:",
    "file:",
    "a%00b",
    "a;b",
    "-rf",
    "--table",
    " a",
    "a#b",
    "a&b",
    "CON",
    "a.gz",
    "\u202ea",
    "é",
    "e\u0301",
    "a'; DROP TABLE x; --",
    "read_csv('o')",
]
PATHS = {
    "no such user": "~nosuchuser/o.csv",
    "too long a name": "n" * 300 + ".csv",
    "too long a path": "d/" * 2500 + "o.csv",
    "device": "/dev/zero",
    "random": "/dev/urandom",
    "terminal": "/dev/stdin",
    "kernel": "/proc/self/environ",
    "kernel's memory": "/proc/self/mem",
    "file address": "file:///etc/passwd",
    "web address": "http://127.0.0.1:9/o.csv",
    "secure address": "https://127.0.0.1:9/o.csv",
    "bucket": "s3://bucket/o.csv",
    "bucket of another": "gs://bucket/o.csv",
    "hub": "hf://datasets/a/b.csv",
    "pipe": "|id",
    "command": "$(id)",
    "back quotes": "`id`",
    "above": "../../../../../../etc/hostname",
    "absolute": "/etc/hostname",
    "passwords": "/etc/shadow",
    "empty": "",
    "blank": " ",
    "dot": ".",
    "dots": "..",
    "root": "/",
    "loop": "loop.csv",
    "loop of two": "one.csv",
    "folder in a file": "o.csv/x",
    "slash": "o.csv/",
    "folder of nothing": "empty",
    "no pattern": "q*.csv",
    "endless pattern": "**/**/**/**/q*.csv",
    "bracket": "[",
    "pattern of the root": "/*",
    "secret variable": "${OPENAI_API_KEY}.csv",
    "unknown variable": "${NOWHERE_TO_BE}.csv",
    "variable": "${TALLER_NOT_SET}/o.csv",
    "nested": "${TALLER_A:-${OPENAI_API_KEY}}.csv",
    "odd variable": "${1+1}.csv",
    "open variable": "${TALLER_A",
    "line": "a\\nb.csv",
    "zero": "a\\0b.csv",
    "escape": "\\e[2J.csv",
    "bidi": "\\u202ea.csv",
    "lone": "\\ud800.csv",
}


def packed(held: list[dict[str, str]]) -> bytes:
    """A zip file whose only member is called like a pattern."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[ab]*.jsonl", jsonl(held))
    return made.getvalue()


KINDS = {
    "csv": csv,
    "jsonl": jsonl,
    "json": array,
    "parquet": parquet,
    "xlsx": workbook,
    "zip": packed,
    "jsonl.gz": lambda held: gzip.compress(jsonl(held)),
}


def names() -> Iterator[Case]:
    """Each name once as a file and once as a folder, of different kinds, beside other files."""
    for at, name in enumerate(NAMES):
        for step, folder in enumerate((False, True)):
            suffix = list(KINDS)[(at + 3 * step) % len(KINDS)]
            make = KINDS[suffix]
            beside = make(rows(60, FOREIGN))
            path = f"in/{name}/o.{suffix}" if folder else f"in/{name}.{suffix}"
            others = ("pedidos_a", "x1", "a", "z")
            files = {f"in/{o}/o.{suffix}" if folder else f"in/{o}.{suffix}": beside for o in others}
            kind = "folder" if folder else "file"
            yield Case(
                "names",
                f"{kind} {name!a} {suffix}",
                files | {path: make(rows())},
                (path,),
                (name.strip(), name.encode("unicode_escape").decode()),
                60,
            )


def paths() -> Iterator[Case]:
    """Paths in an engagement file that lead nowhere, beyond, or round in a circle."""
    for name, path in PATHS.items():
        files = {
            "o.csv": csv(rows()),
            "loop.csv": "-> loop.csv",
            "one.csv": "-> two.csv",
            "two.csv": "-> one.csv",
            "empty/none.md": b"",
            "x.yaml": engagement(path=f'"{path}"'),
        }
        yield Case("paths", name, files, named=("x.yaml",), refused=name not in ("dot", "slash"))
