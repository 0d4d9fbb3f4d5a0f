"""Phones, e-mail addresses and identifiers of each country, made up, with right check digits."""

from __future__ import annotations

import random
import re

from stdnum import iban, luhn
from stdnum.ar import cuit
from stdnum.cl import rut
from stdnum.co import nit
from stdnum.ec import ci
from stdnum.es import dni
from stdnum.pe import ruc


def code(draw: random.Random, slot: str, country: str, user: str) -> tuple[str, str, str]:
    """What labels it, the code, and its kind, for a slot of a sentence."""
    digits = "".join(draw.choices("0123456789", k=12))
    user = re.sub(r"\W", "", user.lower())
    if slot == "id":
        label, value = _identifier(draw, country, digits)
        verb = " is " if country == "EN" else " es "
        return label + draw.choice([" ", ": ", verb]), value, "ID"
    if slot == "card":
        return "", _card(digits, draw.choice(["", " "])), "ID"
    if slot == "iban":
        account = f"ES00{digits}12345678"
        return "", iban.format(f"ES{iban.calc_check_digits(account)}{account[4:]}"), "ID"
    contact = {
        "email": f"{user}{digits[:2]}@{draw.choice(['gmail.com', 'hotmail.es', 'example.co.uk'])}",
        "handle": f"@{user}_{digits[:2]}",
        "phone": _phone(draw, country),
    }
    return "", contact[slot], "CONTACT"


def _card(digits: str, separator: str) -> str:
    body = "4539" + digits[:11]
    whole = body + luhn.calc_check_digit(body)
    return separator.join(whole[n : n + 4] for n in range(0, 16, 4))


def _phone(draw: random.Random, country: str) -> str:
    a, b, c = (draw.randint(200, 899) for _ in range(3))
    mobile = a % 90 + 10
    forms = {
        "ES": [f"6{mobile} {b} {c}", f"6{mobile}{b}{c}", f"+34 6{mobile} {b} {c}", f"91 {b} 4{a}"],
        "MX": [f"55 {a}4 {b}7", f"+52 55 {a}4 {b}7", f"(33) {a}1-{b}9"],
        "AR": [f"11 4{a}-{b}1", f"+54 9 11 4{a}-{b}1", f"(011) 4{a}-{b}1"],
        "CO": [f"310 {a} {b}1", f"+57 310 {a}{b}1", f"601 {a} {b}2"],
        "CL": [f"9 {a}1 {b}2", f"+56 9 {a}1 {b}2"],
        "PE": [f"9{mobile} {b} {c}", f"9{mobile}{b}{c}", f"+51 9{mobile} {b} {c}", f"01 {b} {a}4"],
        "UY": [f"09{mobile % 10} {b} {c}", f"+598 9{mobile % 10} {b} {c}", f"2{b} {a}4"],
        "EC": [f"09{mobile} {b} {c}", f"+593 9{mobile} {b} {c}", f"(02) 2{b % 90 + 10}-{a}4"],
        "VE": [f"0414-{b}{a}4", f"+58 414 {b} {a}4", f"(0212) {b}-{a}4"],
        "BO": [f"7{mobile}{b}{c}"[:8], f"+591 7{mobile} {b}{c % 90 + 10}", f"2 2{mobile}{a}4"],
        "CR": [f"8{b} {a}4", f"+506 8{b} {a}4", f"2{b}-{a}4"],
        "EN": [f"07700 900{a}", f"(512) {a}-{b}1", f"+44 7700 900{a}", f"020 7946 0{a}"],
    }  # fmt: skip
    return draw.choice(forms[country])


def _identifier(draw: random.Random, country: str, digits: str) -> tuple[str, str]:
    dotted = f"{int(digits[:2]) % 40 + 10}.{digits[2:5]}.{digits[5:8]}"
    month = int(digits[1]) % 9 + 1
    firm = f"20{digits[:8]}"
    ssn = f"{int(digits[:3]) % 600 + 100}-{digits[3:5]}-{digits[5:9]}"
    taxed, native = f"10{digits[:8]}", f"17{digits[0:7]}"
    checked = next((native + d for d in "0123456789" if ci.is_valid(native + d)), "1710034065")
    choices = {
        "PE": [("DNI", digits[:8]), ("RUC", taxed + ruc.calc_check_digit(taxed))],
        "UY": [("cédula", f"{dotted[1:]}-{digits[9]}"), ("C.I.", f"{dotted[1:]}-{digits[9]}")],
        "EC": [("cédula", checked), ("RUC", f"{checked}001")],
        "VE": [("C.I.", f"V-{dotted}"), ("RIF", f"J-{digits[:8]}-{digits[8]}")],
        "BO": [("carnet", digits[:7]), ("NIT", digits[:10])],
        "CR": [("cédula", f"{digits[0]}-0{digits[1:4]}-0{digits[4:7]}")],
        "ES": [("DNI", digits[:8] + dni.calc_check_digit(digits[:8]))],
        "MX": [("RFC", f"GOLM8{digits[0]}0{month}1{digits[2]}AB{digits[3]}")],
        "AR": [("DNI", dotted), ("CUIT", f"20-{firm[2:]}-{cuit.calc_check_digit(firm)}")],
        "CO": [
            ("cédula", f"1.{digits[:3]}.{digits[3:6]}.{digits[6:9]}"),
            ("NIT", f"9{digits[:8]}-{nit.calc_check_digit('9' + digits[:8])}"),
        ],
        "CL": [("RUT", f"{dotted}-{rut.calc_check_digit(dotted.replace('.', ''))}")],
        "EN": [("passport number", digits[:9]), ("SSN", ssn), ("customer number", digits[:7])],
    }
    return draw.choice(choices[country])
