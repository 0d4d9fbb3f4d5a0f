"""Engagement files of strangers: YAML that is no engagement, asks for too much, or bursts."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.hostile.case import FOREIGN, SECRET, Case, csv, engagement, of_database, rows

GOOD = engagement()
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(12)
)
VALUES = {
    "nan": ".nan",
    "infinite": ".inf",
    "digits": "9" * 20_000,
    "float": "1e999999",
    "octal": "0o777",
    "hex": "0x" + "f" * 5000,
    "base 60": "190:20:30",
    "date": "0000-00-00",
    "date 2": "2026-02-30",
    "date 3": "9999-12-31T99:99:99Z",
    "null": "~",
    "yes": "yes",
    "list": "[1]",
    "map": "{a: 1}",
    "negative": "-1",
    "python": "!!python/object/apply:os.system [id]",
    "binary": "!!binary aGk=",
    "own tag": "!x y",
    "set": "!!set {a}",
    "omap": "!!omap [a: 1]",
    "self": "&z [*z]",
    "unknown": "*nobody",
    "complex": "{? [a, b] : c}",
    "merge": "{<<: {a: 1}}",
    "escape": '"\\e[2J"',
    "zero": '"\\0"',
    "lone": '"\\ud800"',
    "bidi": '"\\u202e"',
    "long": "x" * 100_000,
    "template": '"{{ 7*7 }}"',
    "format": '"{0.__class__}"',
    "percent": '"%s%n"',
    "variable": '"${OPENAI_API_KEY}"',
    "markup": '"<script>"',
}
KEYS = ("currency", "seed", "language", "client")


def values() -> Iterator[Case]:
    """A strange value at each of some keys."""
    for at, (name, value) in enumerate(VALUES.items()):
        for key in (KEYS[at % 4], KEYS[(at + 1) % 4]):
            text = "".join(f"{line}\n" for line in GOOD.splitlines() if not line.startswith(key))
            files = {"o.csv": csv(rows()), "x.yaml": f"{key}: {value}\n{text}"}
            yield Case("yaml values", f"{key} {name}", files, named=("x.yaml",))


def files() -> Iterator[Case]:
    """Files that are no YAML, bursting YAML, or an engagement of other things."""
    chance = random.Random(1303)
    found: dict[str, bytes | str] = {
        "empty": b"",
        "zeros": bytes(500),
        "noise": chance.randbytes(3000),
        "large": b"a: 1\n" * 400_000,
        "laughs": BOMB + GOOD,
        "laughs below": GOOD + "params:\n  " + BOMB.replace("\n", "\n  "),
        "deep list": GOOD + "x: " + "[" * 9000 + "]" * 9000,
        "deep map": "".join("  " * i + "a:\n" for i in range(400)),
        "deep flow": GOOD + "x: " + "{a: " * 9000,
        "many keys": "".join(f"k{i}: 1\n" for i in range(30_000)),
        "twice": GOOD + "client: Other\n",
        "twice below": GOOD.replace("quantity: quantity", "quantity: a\n      quantity: b"),
        "two documents": GOOD + "---\n" + GOOD,
        "directive": "%YAML 9.9\n---\n" + GOOD,
        "tab": GOOD.replace("  ", "\t"),
        "utf-16": GOOD.encode("utf-16"),
        "utf-32": GOOD.encode("utf-32"),
        "latin-1": GOOD.replace("Casa", "Ñ").encode("latin-1"),
        "mark": GOOD.encode("utf-8-sig"),
        "list": "- a\n- b\n",
        "text": "hello",
        "number": "12",
        "json": '{"client": 1}',
        "folder": "folder",
        "loop": "-> x.yaml",
        "nobody": "-> nowhere.yaml",
        "key is a list": "? [a]\n: b\n" + GOOD,
        "key is a number": "12: 1\n" + GOOD,
        "key is null": "~: 1\n" + GOOD,
        "key is long": "k" * 5000 + ": 1\n" + GOOD,
        "key is a control": '"\\e[2J": 1\n' + GOOD,
        "key is a bidi": '"\\u202e": 1\n' + GOOD,
        "unknown": GOOD + "secrets: x\n",
        "open quote": GOOD + 'x: "abc',
        "open brace": GOOD + "x: {a",
        "colon": GOOD + "x: a: b: c\n",
        "anchor": GOOD + "x: &a\n",
        "html": "<html><body>sign in</body></html>",
        "zip": b"PK\x03\x04" + chance.randbytes(500),
        "surrogate bytes": GOOD.encode() + b"x: \xed\xa0\x80\n",
        "crlf": GOOD.replace("\n", "\r\n"),
        "cr": GOOD.replace("\n", "\r"),
        "other source": "client: A\nlanguage: en\ndata: {source: sql}\n",
        "no source": "client: A\nlanguage: en\ndata: {}\n",
        "data is a list": "client: A\nlanguage: en\ndata: [1]\n",
        "no table": "client: A\nlanguage: en\ndata: {source: files}\n",
    }
    for name, content in found.items():
        held = {"x.yaml/a": b""} if content == "folder" else {"x.yaml": content}
        yield Case(
            "yaml files",
            name,
            held | {"o.csv": csv(rows())},
            named=("x.yaml",),
            refused=name not in ("mark", "crlf", "cr", "utf-16"),
        )


URLS = [
    "postgresql://",
    "postgresql://u@",
    "postgresql://[::1",
    "postgresql://u@h:99999999/x",
    "postgresql://u@h:port/x",
    "postgresql://u:p@h/x",
    "postgresql://h/x?sslkey=/etc/shadow",
    "postgresql://h/x?service=a",
    "postgresql://h/%zz",
    "postgresql://h/x?options=-c%20x",
    "postgresql://h1,h2/x",
    "postgresql://%2Ftmp/x",
    "postgresql://u@127.0.0.1:9/x",
    "mysql://h/x",
    "sqlite:///etc/passwd",
    "md:shop",
    "duckdb://x",
    "http://127.0.0.1:9/x.duckdb",
    ":memory:",
    "",
    "postgresql://u@h/${OPENAI_API_KEY}",
    "postgresql://${PGPASSWORD}@h/x",
    "POSTGRESQL://u@h/x",
    "o.csv",
    "/dev/zero",
    "~nosuchuser/x.duckdb",
    "q" * 5000,
    "no.duckdb",
    ".",
    "x\\0.duckdb",
]


def urls() -> Iterator[Case]:
    """Addresses of databases that are broken, foreign or ask the driver for more."""
    for at, url in enumerate(URLS):
        text = of_database(url)
        yield Case(
            "urls",
            f"{at} {url[:40]}",
            {"o.csv": csv(rows()), "x.yaml": text},
            named=("x.yaml", "url"),
            refused=True,
        )


SETTINGS = {
    "logo is a secret": ("", 'brand: {logo: "../secret.txt"}\n'),
    "logo is a device": ("", 'brand: {logo: "/dev/zero"}\n'),
    "logo is a folder": ("", 'brand: {logo: "o.png"}\n'),
    "colour": ("", 'brand: {colour: "red;} body {"}\n'),
    "header row": ("    header_row: 999999999999999999999\n", ""),
    "encoding": ("    encoding: rot13\n", ""),
    "encoding 2": ("    encoding: utf-7\n", ""),
    "delimiter": ('    delimiter: "\\n"\n', ""),
    "delimiter 2": ('    delimiter: ""\n', ""),
    "sheet": ("    sheet: x\n", ""),
    "format": ('    timestamp_format: "%"\n', ""),
    "format 2": ("    timestamp_format: '%Y'' OR 1=1'\n", ""),
    "zone": ("  timezone: ../../etc/passwd\n", ""),
    "prefix": ('    cancelled_prefix: "\'); DROP TABLE x; --"\n', ""),
    "column": ('      currency: "cur\'); --"\n', ""),
    "shape": ("    shape: ../x\n", ""),
    "personal": ("  personal: {nobody: name}\n", ""),
    "group": ("  min_group: 1e9\n", ""),
    "tolerance": ("  tolerance: .nan\n", ""),
    "workflow": ("", "reviewer: '<b>'\n"),
    "timeout": ("", "run_timeout: .inf\n"),
    "timeout 2": ("", "notebook_timeout: 1e300\n"),
    "seed": ("", "seed: 4294967295\n"),
    "totals months": ("  totals: {months: {2026-13: {net: 1}}}\n", ""),
    "totals figures": ("  totals: {months: {2026-01: {net: 1e400}}}\n", ""),
    "totals digits": ("  totals: {months: {2026-01: {net: " + "9" * 5000 + "}}}\n", ""),
    "both": ('  rates: "o.csv"\n  totals: {path: "o.csv"}\n', ""),
    "simulator": ("", "clustering: {as_of: 0001-01-01}\n"),
    "as of": ("", "clustering: {as_of: 9999-12-31}\n"),
}


def settings() -> Iterator[Case]:
    """Settings that are out of range, are code, or lead to other files."""
    for name, (data, more) in SETTINGS.items():
        files = {
            "o.csv": csv(rows()),
            "secret.txt": SECRET,
            "o.png/x": FOREIGN,
            "x.yaml": engagement(data, more),
        }
        yield Case("settings", name, files, named=("x.yaml", "o.csv"))
