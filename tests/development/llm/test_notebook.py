"""The notebook from its first cell to its last, offline and on each service, and on poor data."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.development.llm.servers import KEY, MODELS
from tests.own_files import Bench

ROOT = Path(__file__).parents[3]
KINDS = ("openai", "anthropic", "google", "microsoft")
ABOUT = {
    "Talla": ["me queda pequeño", "la talla es grande", "no me cierra", "muy ancho", "aprieta"],
    "Envío": ["no ha llegado", "el paquete tarda", "sigo esperando", "llegó tarde", "no llamó"],
}
MORE = ("gracias", "otra vez", "como siempre", "qué pena", "un saludo", "por favor", "desde ayer")
PERSON, MAIL, DNI = "Ramona Quijano", "ramona.q@correo.example", "12345678Z"
LLM = """
llm:
  on_first_page: true
  per_usd: 0.9
  voice: {forbidden: [gratis], domains: [tienda.example]}
  campaigns:
    - {name: Otoño, channel: push, languages: [es], about: Rebajas, facts: [Abrigos al 20 %]}
  classify: {examples: 1, tested: 30, reading: 0.5, mistake: 2, texts_a_year: 4000}
"""
DOOR = """  door:
    providers: {it: {kind: %s}}
    endpoints: {copy: [it/%s], judge: [it/%s], classify: [it/%s], summarise: [it/%s]}
"""


def rows(labelled: bool = True) -> list[list[str]]:
    """Texts of two categories; one in eleven is nobody's, and one names a person."""
    made = [[sentence + " " + more, about] for about, held in ABOUT.items() for sentence in held
            for more in MORE]  # fmt: skip
    named = f"me queda pequeño, soy {PERSON}, mi correo es {MAIL} y mi DNI {DNI}"
    return [
        [str(n), f"{n % 28 + 1:02d}/0{n % 5 + 1}/2026", text, label if labelled and n % 11 else ""]
        for n, (text, label) in enumerate([*made, [named, ""]])
    ]


def opened(tmp_path: Path, held: list[list[str]], more: str) -> Bench:
    """A workbench with these texts as a client's file."""
    bench, path = Bench(tmp_path, ROOT), tmp_path / "resenas.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["Nº", "Fecha", "Comentario", "Categoría"], *held])
    said = bench.new("x", path, more=more)
    assert said.code == 0, said.text
    return bench


def said_of(asked) -> dict:
    """What the model answers: the category by its words, and the least that fits elsewhere."""
    from tests.development.llm.servers import filled

    answer = filled(asked.schema)
    if "category" in answer:
        last = asked.text.rpartition("<data-")[2]
        about = [a for a, held in ABOUT.items() if any(sentence in last for sentence in held)]
        return {"category": about[0] if about else "none of these", "confidence": 0.9}
    return answer


def everything(folder: Path) -> str:
    """All that any file below a folder holds, tables unpacked."""
    found = []
    for path in folder.rglob("*"):
        if path.suffix == ".parquet":
            found.append(str(pq.read_table(path).to_pydict()))
        elif path.is_file():
            found.append(path.read_bytes().decode("utf-8", "replace"))
    return "\n".join(found)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_whole_notebook_runs_on_each_service_and_nobody_planted_is_in_any_file(
    kind, service, tmp_path
):
    service.answer = said_of
    bench = opened(tmp_path, rows(), LLM + DOOR % (kind, *[MODELS[kind]] * 4))
    bench.work("x", "llm")
    result = bench.result("llm")
    cheap, model = result["judged"]
    assert (cheap["name"], model["name"]) == ("cheap", f"it/{MODELS[kind]}")
    assert model["right"]["value"] == 1.0
    assert model["dollars"] > 0
    assert not result["offline"]
    assert {each["task"] for each in result["tasks"]} >= {"copy", "classify"}
    sent = "\n".join(str(asked.body) for asked in service.asked)
    kept = everything(bench.root / "reports") + sent
    assert "me queda peque" in kept
    planted = (PERSON, "Quijano", MAIL, DNI, KEY)
    assert [each for each in planted if each in kept] == []


@pytest.mark.slow
def test_a_second_run_asks_nothing_and_says_the_same(service, tmp_path):
    service.answer = said_of
    bench = opened(tmp_path, rows(), LLM + DOOR % ("openai", *[MODELS["openai"]] * 4))
    bench.work("x", "llm")
    first, n = bench.result("llm"), len(service.asked)
    bench.work("x", "llm")
    again, asked = bench.result("llm"), service.asked[n:]
    assert [each for each in asked if "Say that you are ready" not in each.system] == []
    assert again["judged"] == first["judged"]
    assert again["headline"] == first["headline"]


@pytest.mark.parametrize(
    ("held", "says"),
    [
        (rows(labelled=False), "ninguna persona ha puesto categoría a ninguno"),
        ([["1", "02/03/2026", "todo muy bien por aquí", "Talla"],
          ["2", "02/03/2026", "no ha llegado el paquete", ""],
          ["3", "02/03/2026", "la talla es muy grande", ""]], "Ninguno de los 3 textos"),
    ],
    ids=["no labels", "three texts, one label"],
)  # fmt: skip
def test_poor_texts_are_told_as_what_they_are(held, says, tmp_path):
    bench = opened(tmp_path, held, LLM)
    bench.work("x", "llm")
    assert says in bench.result("llm")["headline"]
