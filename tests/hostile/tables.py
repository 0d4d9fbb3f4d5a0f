"""Tables that are damaged, extreme, deep, wide or strangely named."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import io
import json
import lzma
import random
import zipfile
from collections.abc import Iterator
from decimal import Decimal

from tests.hostile.case import (
    Case,
    altered,
    array,
    csv,
    engagement,
    jsonl,
    parquet,
    rows,
    workbook,
)

DATES = [
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "-0044-03-15",
    "294247-01-10",
    "2026-02-30",
    "2026-13-01",
    "99999999999999999999",
    "-1",
    "1e308",
    "NaN",
    "infinity",
    "-infinity",
    "epoch",
    "2026-01-01T25:61:61",
    "2026-01-01 00:00:60",
    "2026-01-01T00:00:00+99:99",
    "٢٠٢٦-٠١-٠١",
    "2026-01-01 BC",
    "290309-12-22 (BC)",
    "5874897-12-31",
    "1" * 400,
]
NUMBERS = [
    "9" * 20_000,
    "-" + "9" * 400,
    "1e999",
    "-1e999",
    "1e-999",
    "NaN",
    "inf",
    "-inf",
    "0x7fffffff",
    "9223372036854775808",
    "99999999999999.9999",
    "1_000",
    "١٢٣",
    "1,2,3",
    "--5",
    "+-5",
    "5-",
    "(5)",
    "=1+1",
    "5%",
    "½",
    "1e5e5",
    "0." + "0" * 500 + "1",
    "",
]
COLUMNS = [
    [""],
    [" "],
    ["Order_ID"],
    ["order_id "],
    ["a" * 70_000],
    ["x\ny"],
    ["x\0y"],
    ["\ufeff"],
    ["file_row_number"],
    ["source_row"],
    ["c0"],
    ["t"],
    ["rowid"],
    ['a"b'],
    ["a'b"],
    ["a.b", "a"],
    ["select"],
    ["a", "A"],
    ["ı", "I"],
    ["ß", "SS"],
    ["ﬁ", "fi"],
    ["é", "e\u0301"],
    ["__index_level_0__"],
    ["\ud800"],
]


def typed(n: int = 60) -> list[dict[str, object]]:
    """Orders with types of their own, a structure and a list."""
    return [
        row
        | {
            "date": dt.date.fromisoformat(row["date"]),
            "quantity": int(row["quantity"]),
            "unit_price": Decimal(row["unit_price"]),
            "address": {"city": "Vigo", "no": 1},
            "tags": ["a", "b"],
            "at": dt.datetime(2026, 1, 1, 10),
        }
        for row in rows(n)
    ]


def damaged_parquet() -> Iterator[Case]:
    """Bytes of small Parquet files turned over, anywhere."""
    shapes = {
        "plain": parquet(rows(), compression="none", use_dictionary=False),
        "snappy": parquet(rows()),
        "typed": parquet(typed()),
        "zstd": parquet(typed(), compression="zstd", row_group_size=20),
        "v2": parquet(typed(), data_page_version="2.0", compression="gzip"),
        "checked": parquet(rows(), write_page_checksum=True),
    }
    chance = random.Random(1301)
    for name, whole in shapes.items():
        for n in range(16):
            content = bytearray(whole)
            at = chance.randrange(4, len(content))
            content[at] ^= 1 << chance.randrange(8)
            yield Case(
                "damaged parquet",
                f"{name} {n} at {at}",
                {"o.parquet": bytes(content)},
                ("o.parquet",),
                ("o.parquet",),
            )


def damaged() -> Iterator[Case]:
    """Other files cut off, turned over, or called what they are not."""
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("o.csv", csv(rows()))
    wholes = {
        "csv.gz": gzip.compress(csv(rows())),
        "zip": zipped.getvalue(),
        "xlsx": workbook(rows()),
        "jsonl": jsonl(rows()),
        "json": array(rows()),
        "parquet": parquet(rows()),
        "csv": csv(rows()),
    }
    chance = random.Random(1302)
    for suffix, whole in wholes.items():
        name = f"o.{suffix}"
        for n in range(4):
            cut = chance.randrange(1, len(whole))
            yield Case("damaged", f"{name} cut at {cut}", {name: whole[:cut]}, (name,), (name,))
            turned = bytearray(whole)
            for _ in range(1 + 3 * n):
                turned[chance.randrange(len(turned))] = chance.randrange(256)
            yield Case("damaged", f"{name} turned {n}", {name: bytes(turned)}, (name,), (name,))
    others = {
        "nothing": b"",
        "zeros": bytes(4096),
        "noise": chance.randbytes(5000),
        "one byte": b"\x00",
        "only a mark": b"\xef\xbb\xbf",
        "only lines": b"\n" * 5000,
        "only commas": b",,,,\n" * 500,
        "only quotes": b'"' * 5001,
        "bz2": bz2.compress(csv(rows())),
        "xz": lzma.compress(csv(rows())),
        "pdf": b"%PDF-1.7\n" + chance.randbytes(900),
        "page": b"<!DOCTYPE html><html>sign in</html>",
        "xml bomb": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>',
        "elf": b"\x7fELF" + chance.randbytes(900),
        "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 300,
        "parquet of nothing": b"PAR1PAR1",
        "zip of nothing": b"PK\x05\x06" + bytes(18),
        "gzip of gzip": gzip.compress(gzip.compress(csv(rows()))),
        "python": b"\x80\x04\x95.",
        "utf-32": csv(rows()).decode().encode("utf-32"),
        "ebcdic": csv(rows()).decode().encode("cp500"),
        "utf-7": "order_id,sku\n+AGE-,x\n".encode("utf-7"),
        "half utf-16": csv(rows()).decode().encode("utf-16")[:-1],
        "two encodings": csv(rows()) + "ñandú,ñ,ñ,ñ,ñ,ñ\n".encode("latin-1") + "ñ,ñ\n".encode(),
        "sqlite": b"SQLite format 3\x00" + bytes(4080),
        "duckdb head": bytes(8) + b"DUCK" + bytes(4084),
    }
    for name, content in others.items():
        yield Case("damaged", name, {"o.csv": content}, ("o.csv",), ("o.csv",))


def extreme() -> Iterator[Case]:
    """Dates and numbers beyond all bounds, one among good ones, in every format that holds them."""
    makes = {"csv": csv, "jsonl": jsonl, "parquet": parquet, "xlsx": workbook}
    for column, values in (("date", DATES), ("unit_price", NUMBERS), ("quantity", NUMBERS[:8])):
        for at, value in enumerate(values):
            suffix = list(makes)[at % len(makes)]
            short = value[: 30_000 if suffix == "xlsx" else None]
            held = altered(**{column: short})
            yield Case(
                "extreme",
                f"{column} {value[:20]!a} {suffix}",
                {f"o.{suffix}": makes[suffix](held)},
                (f"o.{suffix}",),
                (f"o.{suffix}", column),
            )
    yield from _extreme_types()


def _extreme_types() -> Iterator[Case]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    plain = pa.Table.from_pylist(rows())
    columns = {
        "date32": pa.array([2**31 - 1, -(2**31)] * 30, pa.date32()),
        "date64": pa.array([2**62, -(2**62)] * 30, pa.int64()).cast(pa.date64(), safe=False),
        "seconds": pa.array([2**62, -(2**62)] * 30, pa.timestamp("s")),
        "millis": pa.array([2**62, -(2**62)] * 30, pa.timestamp("ms")),
        "micros": pa.array([2**63 - 1, -(2**63)] * 30, pa.timestamp("us")),
        "zoned": pa.array([2**62, -(2**62)] * 30, pa.timestamp("us", "Asia/Tokyo")),
        "nanos": pa.array([2**63 - 1, -(2**63) + 1] * 30, pa.timestamp("ns")),
        "time": pa.array([86_399_999_999] * 60, pa.time64("us")),
        "span": pa.array([2**62] * 60, pa.duration("us")),
        "integers": pa.array([2**63 - 1] * 60, pa.int64()),
        "unsigned": pa.array([2**64 - 1] * 60, pa.uint64()),
        "floats": pa.array([float("nan"), float("inf"), -0.0, 5e-324] * 15, pa.float64()),
        "decimals": pa.array([Decimal("9" * 38)] * 60, pa.decimal128(38, 0)),
        "bytes": pa.array([b"\xff\x00"] * 60, pa.binary()),
        "nothing": pa.nulls(60),
        "empty struct": pa.array([{}] * 60, pa.struct([])),
        "map": pa.array([[("a", 1)]] * 60, pa.map_(pa.string(), pa.int64())),
    }
    for name, values in columns.items():
        for place in ("date", "unit_price", "extra"):
            at = plain.schema.get_field_index(place)
            table = (
                plain.append_column(place, values)
                if at < 0
                else plain.set_column(at, place, values)
            )
            made = io.BytesIO()
            try:
                pq.write_table(table, made, coerce_timestamps=None)
            except (pa.ArrowException, NotImplementedError):
                continue  # nobody can write it
            yield Case(
                "extreme",
                f"{place} {name} parquet",
                {"o.parquet": made.getvalue()},
                ("o.parquet",),
                ("o.parquet", place),
            )


def columns() -> Iterator[Case]:
    """Columns without a name, of the same name but for its case, or called like our own."""
    for at, extra in enumerate(COLUMNS):
        held = [row | dict.fromkeys(extra, "v") for row in rows()]
        for suffix, make in (("csv", csv), ("jsonl", jsonl), ("parquet", parquet)):
            if (at + len(suffix)) % 3 == 0 or ("\ud800" in extra[0] and suffix == "parquet"):
                continue
            try:
                content = make(held)
            except (ValueError, UnicodeError):
                continue
            yield Case(
                "columns",
                f"{extra!a:.40} {suffix}",
                {f"o.{suffix}": content},
                (f"o.{suffix}",),
                (f"o.{suffix}",),
                60,
            )


def shapes() -> Iterator[Case]:
    """JSON that is deep, wide or no table; text that is wide, long or one line."""
    deep = '{"order_id":' + '{"a":' * 10_000 + "1" + "}" * 10_001 + "\n"
    lists = '{"order_id":' + "[" * 10_000 + "]" * 10_000 + "}\n"
    found = {
        "deep.jsonl": deep.encode() * 3,
        "lists.jsonl": lists.encode() * 3,
        "deep.json": ("[" + deep + "]").encode(),
        "brackets.json": b"[" * 100_000,
        "braces.json": b'{"a":' * 100_000,
        "later.jsonl": jsonl(rows()) + deep.encode(),
        "keys.jsonl": jsonl([{f"k{i}_{j}": 1 for j in range(300)} for i in range(40)]),
        "kinds.jsonl": jsonl([{"a": 1}, {"a": {"b": 1}}, {"a": [1]}, {"a": None}] * 20),
        "twice.jsonl": b'{"a": 1, "a": 2}\n' * 60,
        "empty.jsonl": b"{}\n" * 60,
        "emptykey.jsonl": jsonl([row | {"": "v"} for row in rows()]),
        "dots.jsonl": jsonl([row | {"a.b": 1, "a": {"b": 2}} for row in rows()]),
        "case.jsonl": jsonl([row | {"SKU": 1} for row in rows()]),
        "scalars.jsonl": b"1\n2\n" * 60,
        "nulls.jsonl": b"null\n" * 60,
        "integer.jsonl": b'{"order_id": ' + b"9" * 20_000 + b"}\n",
        "float.jsonl": b'{"order_id": 1e99999, "x": -1e99999}\n' * 60,
        "surrogate.jsonl": b'{"order_id": "\\ud800", "\\udc00": 1}\n' * 60,
        "zero.jsonl": b'{"order_id": "a\\u0000b", "\\u0000": 1}\n' * 60,
        "escapes.jsonl": b'{"\\u001b[2J": 1, "b": 2}\n' * 60,
        "open.jsonl": jsonl(rows()) + b'{"order_id": "x',
        "comments.jsonl": b"// x\n" + jsonl(rows()),
        "nan.jsonl": b'{"order_id": NaN, "b": Infinity}\n' * 60,
        "one.json": json.dumps(rows()[0]).encode(),
        "oneline.csv": b"a" * 3_000_000,
        "wide.csv": (
            ",".join(f"k{i}" for i in range(3000))
            + "\n"
            + (",".join("1" for _ in range(3000)) + "\n") * 3
        ).encode(),
        "quote.csv": csv(rows()) + b'"open,' + b"x,y\n" * 3000,
        "ragged.csv": csv(rows()) + b"a,b\n",
        "cell.csv": csv(altered(sku="x" * 3_000_000)),
        "nul.csv": csv(altered(sku="a\0b")),
        "controls.csv": csv(altered(sku="\x1b[2J\x07")),
        "lines.csv": csv(altered(sku="a\n" * 5000)),
        "onecolumn.csv": b"order_id\n" + b"x\n" * 60,
        "noheader.csv": csv(rows()).partition(b"\n")[2],
        "onlyheader.csv": csv(rows()).partition(b"\n")[0] + b"\n",
        "cr.csv": csv(rows()).replace(b"\n", b"\r"),
    }
    for name, content in found.items():
        yield Case("shapes", name, {name: content}, (name,), (name,))


def beside() -> Iterator[Case]:
    """The files beside the data: exchange rates and the client's own totals."""
    held = csv([row | {"cur": "USD"} for row in rows()])
    told = engagement('      currency: cur\n  rates: "r.csv"\n')
    rates = {
        "absent": None,
        "empty": b"",
        "folder": "folder",
        "year 1": b"date,currency,rate\n0001-01-01,USD,1\n",
        "year 9999": b"date,currency,rate\n9999-12-31,USD,1\n2026-01-01,USD,1\n",
        "both": b"date,currency,rate\n0001-01-01,USD,1\n9999-12-31,USD,1\n",
        "month 13": b"date,currency,rate\n2026-13-01,USD,1\n",
        "digits": b"date,currency,rate\n2026-01-01,USD," + b"9" * 20_000 + b"\n",
        "not a number": b"date,currency,rate\n2026-01-01,USD,NaN\n",
        "infinite": b"date,currency,rate\n2026-01-01,USD,inf\n",
        "exponent": b"date,currency,rate\n2026-01-01,USD,1e999999999\n",
        "binary": bytes(range(256)) * 9,
        "sql": b'date,currency,rate\n2026-01-01,"USD\'; DROP",1\n',
        "quote": b'date,currency,rate\n"x',
        "field": b"date,currency,rate\n2026-01-01,USD," + b"1" * 200_000 + b"\n",
        "loop": "-> r.csv",
        "zero": b"date,currency,rate\n2026-01-01,US\0D,1\n",
        "twice": b"date,date,currency,rate\n1,2,3,4\n",
    }
    for name, content in rates.items():
        files = {"o.csv": held, "x.yaml": told}
        if content is not None:
            files |= {"r.csv/x": b""} if content == "folder" else {"r.csv": content}
        yield Case("rates", name, files, named=("r.csv", "rates"), refused=True)
    totals = {
        "absent": None,
        "empty": b"",
        "folder": "folder",
        "month 13": b"month,net\n2026-13,1\n",
        "month 0": b"month,net\n0000-00,1\n",
        "digits": b"month,net\n2026-01," + b"9" * 20_000 + b"\n",
        "field": b"month,net\n2026-01," + b"9" * 200_000 + b"\n",
        "binary": bytes(range(256)) * 9,
        "not a number": b"month,net\n2026-01,NaN\n",
        "exponent": b"month,net\n2026-01,1e999\n",
        "header": b"net\n1\n",
        "zero": b"month,net\n2026-\x0001,1\n",
        "workbook": workbook(rows()),
        "loop": "-> r.csv",
        "quote": b'month,net\n"2026-01,1\n',
        "year 9999": b"month,net\n9999-12,1\n",
    }
    for name, content in totals.items():
        files = {"o.csv": csv(rows()), "x.yaml": engagement('  totals: {path: "r.csv"}\n')}
        if content is not None:
            files |= {"r.csv/x": b""} if content == "folder" else {"r.csv": content}
        yield Case(
            "totals",
            name,
            files,
            named=("r.csv", "totals"),
            refused=name != "year 9999",
        )
