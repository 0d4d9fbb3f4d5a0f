"""What an order's status says of its money: a sale, none, given back, or nothing known.

Shops and marketplaces say it in their own words and in several languages; what they have in common
are the stems of words. What is not understood here is never guessed: it is asked.
"""

from __future__ import annotations

import re
from typing import Literal

from taller.data.propose.words.words import plain

Meaning = Literal["sale", "none", "back", "unknown"]

NONE = re.compile(
    r"\b(?:cancel\w*|anul\w*|annul\w*|void\w*|storn\w*|fail\w*|fallid\w*|fehlgeschlagen|echou\w*|"
    r"falhou|falhad\w*|echec|echoue\w*|fallit\w*|reject\w*|rechaz\w*|rejeitad\w*|declin\w*|denied|"
    r"deneg\w*|refus\w*|abgelehnt|rifiutat\w*|recusad\w*|negad\w*|expir\w*|caduc\w*|vencid\w*|"
    r"abgelaufen|scadut\w*|abandon\w*|abgebrochen|draft\w*|borrador\w*|rascunho\w*|brouillon\w*|"
    r"entwurf|bozza|quot\w*|presupuest\w*|cotiza\w*|cotac\w*|orcament\w*|devis|angebot\w*|"
    r"preventiv\w*|proforma|pro forma|trash\w*|papelera|corbeille|lixeira|papierkorb|cestino|"
    r"deleted|eliminad\w*|borrad\w*|supprim\w*|excluid\w*|geloscht|unpaid|impag\w*|impaye\w*|"
    r"unbezahlt|insolut\w*|incomplet\w*|unvollstandig|blocked|bloquead\w*|uncaptured|error\w*|erreur|errore|fehler|offerta|"
    r"requires (?:payment|confirmation|action|capture)\w*|"
    r"(?:not|no|nao|non|nicht|sin) (?:paid|pag\w+|paye\w*|bezahlt|confirm\w+|aprob\w+|aprov\w+))\b"
)
BACK = re.compile(
    r"\b(?:refund\w*|reembols\w*|devuel\w*|devol\w*|return\w*|retourn\w*|rembours\w*|erstatt\w*|"
    r"zuruck\w*|rimbors\w*|reso|resi|restituit\w*|reintegr\w*|chargeback\w*|charged back|"
    r"contracargo\w*|estorn\w*|credit note|credit memo|nota de credito|abono|abonad\w*|"
    r"rectificativ\w*|gutschrift|avoir|nota di credito)\b"
)
PART = re.compile(
    r"\b(?:part|partly|partial\w*|parcial\w*|partiel\w*|teilweise|teil\w*|parzial\w*)\b"
)
WAITING = re.compile(
    r"\b(?:pending|await\w*|waiting|pend\w*|esper\w*|espera|aguard\w*|attente|ausstehend|wartend|"
    r"wartet|attesa|hold|held|retenid\w*|standby|suspend\w*|to be paid|por pagar|por cobrar|"
    r"a pagar|a payer)\b"
)
MOVING = re.compile(
    r"\b(?:ship\w*|deliver\w*|fulfil\w*|dispatch\w*|pick\w*|packag\w*|pack\w*|processing|stock|"
    r"envi\w*|entreg\w*|despach\w*|preparac\w*|preparaz\w*|prepar\w*|retir\w*|recog\w*|recolec\w*|"
    r"expedi\w*|livrais\w*|versand|lieferung|abholung|sped\w*|consegn\w*|ritir\w*|factur\w*|"
    r"invoic\w*|transit\w*)\b"
)
SALE = re.compile(
    r"\b(?:paid|pagad\w*|pago|paga|payee?s?|pagat\w*|bezahlt|complet\w*|process\w*|proces\w*|"
    r"procesand\w*|processand\w*|ship\w*|unship\w*|envi\w*|enviad\w*|deliver\w*|undeliver\w*|"
    r"entreg\w*|fulfil\w*|unfulfil\w*|clos\w*|cerrad\w*|encerrad\w*|done|hecho|sale|sales|sold|"
    r"venta|venda|vendid\w*|pedido de venta|confirm\w*|bestatigt|approv\w*|aprob\w*|aprov\w*|"
    r"accredited|acreditad\w*|accreditat\w*|settled|liquidad\w*|captur\w*|succe\w*|exitos\w*|active|"
    r"activ[oa]|invoic\w*|factur\w*|faturad\w*|fatturat\w*|versendet|versandt|geliefert|"
    r"abgeschlossen|erledigt|livre\w*|expedie\w*|termin\w*|valid\w*|spedit\w*|consegnat\w*|evas\w*|"
    r"transit\w*|transito|camino|caminho|ready|handling|accept\w*|acept\w*|aceit\w*|akzeptiert|list[oa]s?|pronto|prepar\w*|concluid\w*|conclus\w*|"
    r"finali[sz]ad\w*|posted|locked|bloccato|despachad\w*|dispatch\w*|cobrad\w*|recibid\w*|received|"
    r"recebid\w*|erhalten|recu|ricevut\w*|servid\w*|surtid\w*|remis\w*|in arbeit|bearbeitung|"
    r"en cours|in corso|en proceso|em andamento|retirad\w*|trial\w*)\b"
)


def meaning(status: str) -> Meaning:
    """What a status says of its order's money.

    >>> [meaning(s) for s in ("Pagado", "wc-on-hold", "Venta cancelada", "Devuelto", "Fase 3")]
    ['sale', 'none', 'none', 'back', 'unknown']
    >>> meaning("Presupuesto enviado"), meaning("pending_payment"), meaning("Pendiente de envío")
    ('none', 'none', 'sale')
    """
    said = _plain(status)
    if PART.search(said):
        # A part sent is a sale; a part paid or given back says not how much.
        whole = BACK.search(said) or NONE.search(said) or re.search(r"\b(?:paid|pag|pay)", said)
        return "unknown" if whole or not SALE.search(said) else "sale"
    if NONE.search(said):
        return "none"
    if WAITING.search(said):
        return "sale" if MOVING.search(said) else "unknown" if BACK.search(said) else "none"
    if BACK.search(said):
        return "back"
    return "sale" if SALE.search(said) else "unknown"


def is_partly_back(status: str) -> bool:
    """Whether a part of the money was given back.

    >>> is_partly_back("partially_refunded"), is_partly_back("Reembolsado")
    (True, False)
    """
    said = _plain(status)
    return bool(PART.search(said) and BACK.search(said))


def is_told(status: str) -> bool:
    """Whether a status may be written down: words, and nothing of a person or a number in it.

    >>> is_told("Pago pendiente"), is_told("ana@example.com"), is_told("llamar al 600123456")
    (True, False, False)
    """
    short = len(status) <= 40 and len(status.split()) <= 5 and status.isprintable()
    return short and "@" not in status and sum(c.isdigit() for c in status) <= 3


def _plain(status: str) -> str:
    """Words alone: without accents, case, marks, and the prefix of a system."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", status)
    words = re.sub(r"[\W_]+", " ", plain(apart)).strip()
    return re.sub(r"^wc ", "", words)
