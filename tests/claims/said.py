"""What a sentence of a page claims, in either language; a sentence that nothing here knows is told.

Typed facts of a result (a segment's key, ``signal``, ``money``) are judged as such. What is only
said in words (headlines, decisions, names of checks) is read by the patterns below. A page whose
wording changes is not passed over in silence: `unread` names what no pattern knows, and the test
asks that there be none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

# What is claimed: how it is worded. A sentence may claim several things.
HEADLINES = {
    "unassessed": r"^not assessed|^sin evaluar|withheld|retenid",
    "no_signal": r"\bno signal|(no hay|sin) señal|not? better than chance|no mejor que el azar"
                 r"|no order of|ningún orden de|nothing foretells|nada permite prever",
    "no_groups": r"do(es)? not fall into|no (se reparten|forman|caen|se dividen)"
                 r"|no (clear |stable |natural )?(groups|segments)|no hay (grupos|segmentos)"
                 r"|(are|buy|look) alike|se parecen",
    "segments": r"(one of|fall into|of) \d+ segments|(en|de los) \d+ segmentos",
    "lift": r"times as often|veces más",
    "earns": r"(choosing|chosen) by score earns|elegir por puntuación gana",
    "ranks": r"ranks who|ordena quién|ranks them better|los ordena mejor|ranked first brought"
             r"|que va primero aportó|spent most brought|más había gastado aportó"
             r"|foretold (in part|a little)|se prevé (en parte|un poco)",
    "not_better": r"no model is shown|ningún modelo demuestra|not shown to (earn|be better|rank)"
                  r"|no está demostrado",
    "explains": r"explains .* of the variance|explica .* de la varianza",
    "worth": r"is worth|cliente vale",
    "expected": r"are expected to bring|se espera que los",
    "no_total": r"will spend (together )?cannot be told|cuánto gastarán los clientes",
    "top_tenth": r"tenth of them holds|décima parte de ellos",
    "hits": r"would have found something|habría encontrado algo",
    "rate": r"it happens in|ocurre en el",
}  # fmt: skip
DECISIONS = {
    "by_rank": r"top tenth|décima parte más valiosa|from a probability|desde una probabilidad"
               r"|^begin with|^empezar por|in order of (size|score)|de mayor a menor"
               r"|^use the lists|^usar las listas|^where customers must be|^si hay que elegir",
    "use_segments": r"^use the segments|^usar los segmentos",
    "not_by_score": r"^do not choose|^choose nobody|sum of many rows|suma de muchas filas"
                    r"|^no elegir|^do not use a model|^no usar un modelo"
                    r"|no model yet|por ahora ningún modelo",
    "recalibrate": r"^set the probabilities right|^corregir las probabilidades",
    "ask": r"^give (your|what)|^(aportar|indicar|confirmar)|^confirm",
    "trial": r"^keep a (random )?tenth|^reservar|best-sellers to a tenth|más vendidos a una décima",
    "upkeep": r"^make the lists again|^rehacer las listas|^consider showing|^valorar mostrar"
              r"|^present the|^presentar los",
    "talk": r"^speak in person|^hablar en persona",
    "why": r"^find out whether|^averiguar si",
    "newcomer_cost": r"^bound what a new|^limitar el coste",
}  # fmt: skip
CHECKS = {
    "better": r"^better than|order is better|orden es mejor|^mejor que|tells when|dice cuándo",
    "as_before": r"as often as before|misma frecuencia que antes",
    "groups": r"more than cuts|algo más que cortes",
    "other": r"stable|estable|found again|reaparece|too small|demasiado pequeñ|come back|vuelven"
             r"|history is long|historial alcanza|probabilities mean|probabilidades dicen"
             r"|knows too much|sabe demasiado|saved model|modelo guardado|intervals keep"
             r"|intervalos cumplen|total is near|total se acerca|spent what was foreseen"
             r"|gast(ó|aron) lo previsto|inside its interval"
             r"|dentro de su intervalo|rules cost|reglas cuestan",
}  # fmt: skip
TREND = (
    r"\b(rising|falling|growing|declining|upward|downward|trend)\b"
    r"|\b(creci\w+|cayendo|al alza|a la baja|tendencia|en aumento|en descenso)\b"
)
ASSUMED = r"assum|supuest|supon|suposi|supone"
MONEY = {  # how a sentence names what its money rests on
    "customer_value": r"worth|value|vale|valor",
    "margin": r"margin|margen",
    "contact_cost": r"(cost of (a|each|one) )?contact|contact",
    "incentive_cost": r"incentiv",
    "acceptance": r"accept|campaign keeps|acepta|campaña (retiene|conserva|mantiene)",
}
ALONE = r"\b(one|a single) (customer|buyer)\b|\bun(o)? solo\b|\bun único (cliente|comprador)\b"


def kinds(text: str, known: dict[str, str]) -> frozenset[str]:
    """What a sentence claims.

    >>> sorted(kinds("No signal here: nothing tells; do not use it.", HEADLINES))
    ['no_signal']
    """
    return frozenset(kind for kind, how in known.items() if says(text, how))


def says(text: str, pattern: str) -> bool:
    """Whether a sentence is worded so, case aside."""
    return re.search(pattern, text, re.IGNORECASE) is not None


def decided(decision: dict[str, Any]) -> str:
    """A decision with what it is for, as it is read."""
    return f"{decision['what']} — {decision['effect']}"


def of_segment(what: str, names: Iterable[str]) -> str | None:
    """The segment that a decision is about: its text begins with the segment's name."""
    return next((name for name in names if what.startswith(f"{name}:")), None)


def unnamed(text: str, assumed: Iterable[str]) -> list[str]:
    """Assumptions that a sentence rests on and does not name as such.

    >>> unnamed("It earns 3 € more, if a customer is worth an assumed 200 €.", ["customer_value"])
    []
    >>> unnamed("It earns 3 € more.", ["customer_value"])
    ['customer_value']
    """
    given = says(text, ASSUMED)
    return [name for name in assumed if not (given and says(text, MONEY[name]))]


def unread(result: dict[str, Any]) -> list[str]:
    """Headline, decisions and checks that no pattern knows."""
    names = [segment["name"] for segment in result.get("segments", ())]
    texts = [
        d["what"] for d in result["decisions"]
        if not kinds(d["what"], DECISIONS) and of_segment(d["what"], names) is None
    ]  # fmt: skip
    if not kinds(result["headline"], HEADLINES):
        texts.insert(0, result["headline"])
    return texts + [c["name"] for c in result["checks"] if not kinds(c["name"], CHECKS)]
