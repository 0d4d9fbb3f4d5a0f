"""A folder of a client's own messy exports, from `taller new` to a report, as the README says."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.data.planted import PEOPLE, leaks

pytestmark = pytest.mark.slow
TALLER = [sys.executable, "-m", "taller.cli"]


def taller(base: Path, *arguments: str) -> subprocess.CompletedProcess:
    """The command, run at the workbench's root with a home of its own."""
    env = os.environ | {"TALLER_HOME": str(base.parent / "home"), "COLUMNS": "160"}
    return subprocess.run(
        [*TALLER, *arguments], cwd=base, capture_output=True, text=True, env=env, timeout=240
    )


def exports(folder: Path) -> None:
    """Orders in two overlapping files, customers, and a workbook of products with a title."""
    rng = random.Random(11)
    folder.mkdir()
    customers = [person._asdict() for person in PEOPLE]
    customers += [
        {"email": f"cliente{i}@correo{i % 7}.es", "phone": f"+34 6{i:08d}", "name": f"Ana Gil {i}",
         "address": f"Calle Mayor {i}", "identifier": ""}
        for i in range(90)
    ]  # fmt: skip
    header = (
        "Nº pedido;Fecha pedido;Correo electrónico;Nombre;Teléfono;SKU;Producto;Unidades;Precio"
    )
    lines = []
    for number in range(700):
        who = customers[rng.randrange(len(customers)) if number >= len(customers) else number]
        day = f"{1 + number % 28:02d}/{1 + number // 70:02d}/2025 {rng.randrange(9, 21)}:15"
        for _ in range(rng.randint(1, 3)):
            sku = rng.randrange(40)
            price = f"{1_000 + sku * 37 / 100:,.2f}".replace(",", "_").replace(".", ",")
            lines.append(
                f"P-{10_000 + number};{day};{who['email']};{who['name']};{who['phone']};"
                f"REF{sku:03d};Vestido n.º {sku};{rng.choice((1, 1, 2, -1))};"
                f"{price.replace('_', '.')} €"
            )  # fmt: skip
    lines[5] = lines[5].replace("Vestido n.º", f"Vestido para {PEOPLE[0].email}")
    lines.append(f"P-1;31/02/2025 10:00;{PEOPLE[1].email};{PEOPLE[1].name};x;REF001;V;1;10,00 €")
    for name, part in (("pedidos_1.csv", lines[:900]), ("pedidos_2.csv", lines[850:])):
        (folder / name).write_text("\r\n".join([header, *part]) + "\r\n", encoding="cp1252")
    told = ["Correo electrónico;Nombre;Apellidos;Dirección;NIF;País;Acepta publicidad"]
    told += [
        f"{c['email']};{c['name'].split()[0]};{c['name']};{c['address']};{c['identifier']};España;"
        f"{rng.choice(('sí', 'no'))}"
        for c in customers
    ]
    (folder / "clientes.csv").write_text("\n".join(told) + "\n", encoding="utf-8-sig")
    _workbook(folder / "productos.xlsx")


def _workbook(path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Listado de productos, enero de 2026"])
    sheet.append([])
    sheet.append(["SKU", "Nombre del producto", "Categoría", "PVP"])
    for sku in range(40):
        sheet.append([f"REF{sku:03d}", f"Vestido n.º {sku}", "Vestidos", 1000 + sku * 37 / 100])
    book.create_sheet("Notas").append(["nada"])
    book.save(path)


@pytest.fixture(scope="module")
def finished(tmp_path_factory, root):
    """The workbench after `new`, `check` and `run`."""
    import shutil

    base = tmp_path_factory.mktemp("own") / "bench"
    shutil.copytree(root / "notebooks", base / "notebooks")
    (base / "params").mkdir()
    exports(base / "exports")
    files = ("exports/pedidos_*.csv", "exports/clientes.csv", "exports/productos.xlsx")
    said = {"new": taller(base, "new", "nandu", *files, "--client", "Panadería Ñandú")}
    said["check"] = taller(base, "check", "params/nandu.yaml")
    said["run"] = taller(base, "run", "params/nandu.yaml", "--label", "first")
    return base, said


def test_each_command_succeeds_without_help(finished):
    for command, done in finished[1].items():
        assert done.returncode == 0, (command, done.stdout, done.stderr)


def test_every_row_is_accounted_for_and_the_overlap_counts_once(finished):
    """The second file repeats fifty lines of the first; one line has no such day."""
    base, _ = finished
    run = base / "reports" / "panaderia-nandu" / "first" / "artifacts"
    record = json.loads((run / "tables" / "ledger.json").read_text(encoding="utf-8"))
    ledger = record["tables"]["orders"]
    reasons = {reason["code"]: reason["rows"] for reason in ledger["reasons"]}
    assert ledger["read"] == ledger["accepted"] + ledger["rejected"]
    assert ledger["parts"] == 2
    assert reasons["unreadable_date"] == 1
    assert reasons["superseded_row"] + reasons.get("duplicate_row", 0) >= 50
    assert record["tables"]["items"]["read"] == 40


def test_no_person_stands_in_any_file_of_the_run_but_the_quarantine(finished):
    base, _ = finished
    quarantine = "reports/*/*/artifacts/quarantine/*"
    assert leaks(base, besides=("exports/*", quarantine)) == {}
    assert leaks(base.parent / "home") == {}
    hidden = leaks(base / "exports")
    assert len(hidden) == 3, "the search finds them where they are"
    told = next(base.glob("reports/*/*/artifacts/quarantine/README.txt"))
    assert "no reenvíe esta" in told.read_text(encoding="utf-8")
    assert leaks(told.parent), "the quarantine holds the row whose date cannot be read"


def test_nothing_printed_names_a_person(finished):
    printed = "".join(done.stdout + done.stderr for done in finished[1].values())
    assert [value for person in PEOPLE for value in person if value in printed] == []


def test_the_reports_are_there_in_spanish(finished):
    base, _ = finished
    folder = base / "reports" / "panaderia-nandu" / "first"
    assert {path.name for path in folder.glob("*.html")} >= {"index.html", "data.html"}
    assert '<html lang="es-ES">' in (folder / "data.html").read_text(encoding="utf-8")
