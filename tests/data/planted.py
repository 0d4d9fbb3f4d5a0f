"""Personal values to plant in a client's files, and a search that finds them wherever they went.

``leaks(folder)`` opens what it meets (Parquet, gzip, zip, notebooks, JSON, pages) and looks for
each value as it stands and as JSON, HTML, a URL or UTF-16 would write it, whatever its case.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote


class Person(NamedTuple):
    """One person as a client's export tells of them; every check digit is right."""

    email: str
    phone: str
    name: str
    address: str
    identifier: str


PEOPLE = (
    Person("leocadia.vinuesa@correo-privado.es", "+34 612 847 193", "Leocadia Vinuesa Garrido",
           "Calle del Almirante Quiroga 47, 3.º B", "48271936L"),  # DNI
    Person("Yevhen.Aramburu+casa@buzon.com", "+34 691 428 375", "Yevhen Aramburu Ñíguez",
           "Avda. de los Tilos 218, esc. 2", "Y4827193J"),  # NIE
    Person("rosaura_villaseñor@correo.com.mx", "+52 55 4827 1936", "Rosaura Villaseñor Íñiguez",
           "Paseo de las Jacarandas 1482, Col. Roma", "VIGR850312MDFLRS03"),  # CURP
    Person("r.villasenor@negocio.mx", "+52 81 8472 9361", "Ramiro Villaseñor Güemes",
           "Calzada del Hueso 917", "VIGR850312AB4"),  # RFC
    Person("delfina.etchegaray@correo.com.ar", "+54 9 11 4827 1936", "Delfina Etchegaray",
           "Av. Scalabrini Ortiz 2847, piso 9", "27-48271936-3"),  # CUIT
    Person("nahuel@huenchullan.cl", "+56 9 4827 1936", "Nahuel Huenchullán Paillalef",
           "Pasaje Los Copihues 0384", "18.472.936-9"),  # RUT
    Person("yurany.bohorquez@correo.co", "+57 312 847 1936", "Yurany Bohórquez Cifuentes",
           "Carrera 47 # 28-193", "847.293.615-9"),  # NIT
    Person("joao.vasconcelos@provedor.com.br", "+55 11 94827-1936", "João Vasconcelos Falcão",
           "Rua das Acácias 482, apto 71", "847.293.615-55"),  # CPF
    Person("illari.quispe@correo.pe", "+51 948 271 936", "Illari Quispe Condorcanqui",
           "Jirón Huáscar 1847", "10482719363"),  # RUC
    Person("margery.o'shaughnessy@mailbox.co.uk", "+44 7400 482719", "Margery O'Shaughnessy",
           "48 Larkspur Crescent", "ES9121000418450200051332"),  # IBAN
    Person("thaddeus.quimby@example.org", "(212) 847-2936", "Thaddeus Quimby",
           "1847 Wisteria Lane, Apt 6", "4556737586899855"),  # card
    Person("wenceslao.tupac@correo.ec", "+593 99 482 7193", "Wenceslao Túpac Andrango",
           "Calle Río Coca 47-182", "1718293648"),  # CI
)  # fmt: skip
PLANTED: tuple[str, ...] = tuple(value for person in PEOPLE for value in person)


def leaks(
    folder: Path, values: Sequence[str] = PLANTED, *, besides: Iterable[str] = ()
) -> dict[str, list[str]]:
    """Files of a folder in which a value stands.

    Parameters
    ----------
    values : what to look for
    besides : patterns of paths, relative to the folder, that may hold them (the quarantine)

    Returns
    -------
    path relative to the folder, as ``run.zip/orders.csv`` inside an archive: the values in it
    """
    written = {value: _written(value) for value in values}
    found: dict[str, list[str]] = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        relative = path.relative_to(folder)
        if any(relative.match(pattern) for pattern in besides):
            continue
        for name, content in _contents(relative.as_posix(), path.read_bytes()):
            lowered = _lowered(content)
            held = [v for v, forms in written.items() if any(form in lowered for form in forms)]
            if held:
                found[name] = sorted({*found.get(name, []), *held})
    return found


def _written(value: str) -> set[bytes]:
    """A value in lower case as files write it."""
    low = value.lower()
    texts = {low, html.escape(low), html.escape(low, quote=False), quote(low), quote(low, safe="@")}
    texts |= {json.dumps(low)[1:-1].lower(), json.dumps(low, ensure_ascii=False)[1:-1]}
    texts |= {low.replace("'", "&#39;"), low.replace("@", "&#64;"), low.replace("@", "\\u0040")}
    forms = {text.encode() for text in texts} | {low.encode("utf-16-le"), low.encode("utf-16-be")}
    return forms | {low.encode("cp1252", errors="replace")}


def _lowered(content: bytes) -> bytes:
    """In lower case as ASCII has it, and once more as UTF-8 text has it."""
    return content.lower() + b"\n" + content.decode("utf-8", errors="ignore").lower().encode()


def _contents(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """What a file holds, unpacked as far as it goes; first of all its own bytes and name."""
    yield name, data
    yield name, name.encode()
    if data.startswith(b"PAR1"):
        yield name, _parquet(data)
    elif data.startswith(b"\x1f\x8b"):
        yield from _contents(name, _gunzipped(data))
    elif data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                if not member.is_dir():
                    yield from _contents(f"{name}/{member.filename}", archive.read(member))
    elif data.lstrip()[:1] in (b"{", b"["):
        yield name, _json(data)


def _parquet(data: bytes) -> bytes:
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(data))
    texts = [str(table.schema)]
    for column in table.columns:
        texts += (str(value) for value in column.to_pylist() if value is not None)
    return "\n".join(texts).encode()


def _gunzipped(data: bytes) -> bytes:
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        return b""


def _json(data: bytes) -> bytes:
    """The text of JSON with its escapes undone, also of JSON within JSON."""
    try:
        return json.dumps(json.loads(data), ensure_ascii=False).encode()
    except ValueError:
        return b""
