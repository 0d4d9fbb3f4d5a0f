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
    "unassessed": r"^not assessed|^sin evaluar|withheld|retenid|^nobody has ordered in the"
                  r"|^nadie ha (comprado|pedido) en los",
    "no_signal": r"\bno signal|(no hay|sin) señal|not? better than chance|no mejor que el azar"
                 r"|nothing foretells|nada permite prever"
                 r"|no model is shown to foresee|ningún modelo demuestra prever",
    "no_order": r"no order of the|ningún orden de",
    "no_total": r"spend (together )?cannot be told|no se puede decir cuánto",
    "no_groups": r"do(es)? not fall into|no (se reparten|forman|caen|se dividen)"
                 r"|no (clear |stable |natural )?(groups|segments)"
                 r"|no (hay|se \w+) (grupos|segmentos)"
                 r"|(are|buy|look|customers) alike|se parecen|por igual",
    "segments": r"(one of|fall into|of) (the )?\d+ (separate )?(segments|groups)"
                r"|(en|de los) \d+ (segmentos|grupos)|fall into \d+ separate groups",
    "spent_order": r"treat customers by what they have spent|según lo que han gastado"
                   r"|por lo que han gastado",
    "lift": r"times as often|veces más|tenth with the highest scores|décimo (de|con)",
    "earns": r"by score earns|elegir por puntuación gana \d|^contact \d[\d.,]* of"
             r"|^contacte con \d",
    "contact_all": r"^contact (all|nobody)|^contacte con los|^no contacte con nadie",
    "ranks": r"ranks who|ordena quién|ranks them better|los ordena mejor"
             r"|tenth (ranked first|that had spent most) brought"
             r"|décima parte que (va primero|más había gastado)",
    "not_better": r"no model is shown|ningún modelo demuestra|not shown to (earn|be better|rank)"
                  r"|no (está|se) dem(o|ue)stra(do)?|cannot be (told yet|said)"
                  r"|no puede decirse|no se puede decir",
    "explains": r"explains .* of the variance|explica .* de la varianza|is foretold|se prevé",
    "worth": r"is worth|cliente vale|expected to bring|se espera que",
    "top_tenth": r"tenth of them holds|décima parte de ellos",
    "hits": r"would have found something|habría encontrado algo"
            r"|more of 100 than with the best|más de cada 100 que con los más",
    "rate": r"it happens in|ocurre en el",
}  # fmt: skip
DECISIONS = {
    "by_rank": r"^give the .* top tenth|^dar un trato propio|from a probability"
               r"|desde una probabilidad|of a probability above|de probabilidad superior"
               r"|^begin with|^empezar por|with the highest scores|de puntuación más alta"
               r"|in order of size|de mayor a menor|who spent most|que más gastaron"
               r"|^rank customers|^ordenar (a )?los clientes|^use the lists|^usar las listas"
               r"|to put rows in order|para ordenar las filas",
    "use_segments": r"^use the (segments|groups)|^usar los (segmentos|grupos)",
    "not_by_score": r"^do not (choose|use a model)|^no (elegir|usar un modelo)|no model yet"
                    r"|por ahora ningún modelo|^choose (nobody|what to show)|^elegir qué mostrar",
    "no_groups": r"^give no group|^no (dar|dedicar) .*grupo",
    "all": r"^contact all|^contactar con los .* sin elegir",
    "recalibrate": r"^set the probabilities right|^corregir las probabilidades",
    "one_customer": r"the one customer who|único cliente que",
    "ask": r"^(give (your|what)|state|say whether|see whether|find out|confirm)\b"
           r"|^(aportar|indicar|confirmar|decir si|comprobar|averiguar|ver si)\b",
    "trial": r"^keep a (random )?tenth|^reservar|best-sellers to a tenth|más vendidos a una décima"
             r"|drawn by lot|por sorteo|al azar",
    "upkeep": r"^make the lists again|^rehacer las listas|^consider showing|^valorar mostrar"
              r"|^present the|^presentar los",
    "newcomer_cost": r"^bound what a new|^limitar el coste",
    "sums": r"sum of many rows|suma de muchas filas|^to forecast spend|^para prever el gasto",
}  # fmt: skip
CHECKS = {
    "better": r"better than|mejor que|tells when|dice cuándo|tell later spend apart"
              r"|distinguen el gasto",
    "as_before": r"as often as before|misma frecuencia que antes",
    "no_change": r"no (?:great )?change is found|no se encuentra un (?:gran )?cambio",
    "popular": r"find more than items drawn by lot|aciertan más que artículos elegidos",
    "groups": r"more than cuts|algo más que cortes|gap between the groups|hueco entre los grupos",
    "other": r"stable|estable|found again|reaparece|too small|demasiado pequeñ|come back|vuelven"
             r"|history is long|historial alcanza|probabilities come near"
             r"|probabilidades se acercan"
             r"|knows too much|sabe demasiado|saved model|modelo guardado|intervals keep"
             r"|intervalos cumplen|total is near|total se acerca|inside its interval"
             r"|dentro de su intervalo|rules cost|reglas cuestan|spent what was foreseen"
             r"|gast(ó|aron) lo previsto|was foreseen|era la prevista|drawn by lot|por sorteo",
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
ALONE = (
    r"\b(one|a single) (customer|buyer)\b|one of them stands|fewer than \d+ customers"
    r"|\bun(o)? solo\b|\bun(o)? único\b|\bel único (cliente|comprador)\b|uno de ellos supone"
    r"|menos de \d+ clientes"
)


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
