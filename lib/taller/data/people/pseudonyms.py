"""What stands in the place of a person's data: pseudonyms, as DuckDB expressions.

A pseudonym is an HMAC-SHA256 of the normalised value under the client's key: the same person gets
the same one in every file of the client, another in every other client's, and without the key
nobody can tell whether a given value stands behind it. The expression's text holds blocks derived
from the key, so no error may show it: see `guarded`.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import re
from collections.abc import Iterator

DIGITS = 32  # hex digits of a pseudonym: 128 bits
BLOCK = 64  # bytes of a block of SHA-256
_PSEUDONYM = re.compile(rf"[0-9a-f]{{{DIGITS}}}")
_BLANKS = "chr(32) || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160)"

# Regular expressions as RE2 has them. What surrounds them is no letter or digit, or part of a word.
_ATOM = r"[^\s@<>,;:\"'()\[\]=/|]+"
EMAIL = rf"{_ATOM}(?:'{_ATOM})*@{_ATOM}\.\pL{{2,}}"
_IN_TEXT = (
    EMAIL,
    r"\b[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,3})?\b",  # IBAN
    r"\b[2-6]\d{3}(?:[ -]?\d{4}){3}\b",  # card, 16 digits
    r"\b3[47]\d{2}[ -]?\d{6}[ -]?\d{5}\b",  # card, 15 digits
    r"\b[A-Za-z]{4}\d{6}[HMhm][A-Za-z]{5}[A-Za-z0-9]\d\b",  # CURP
    r"\b[A-Za-zÑñ&]{4}\d{6}[A-Za-z0-9]{3}\b",  # RFC of a person
    r"\b\d{2}\.?\d{3}\.?\d{3}-?[A-HJ-NP-TV-Za-hj-np-tv-z]\b",  # DNI
    r"\b[XYZxyz]-?\d{7}-?[A-Za-z]\b",  # NIE
    r"\b\d{3}\.\d{3}\.\d{3}-\d{2}\b",  # CPF
    r"\b\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}\b",  # CNPJ
    r"\b(?:20|23|24|27|30|33|34)-\d{8}-\d\b",  # CUIT
    r"\b\d{1,2}\.\d{3}\.\d{3}-[\dkK]\b",  # RUT
    r"\b[VEJPGvejpg]-\d{8}-?\d\b",  # RIF
    r"\+\d{1,3}(?:[ .()/-]{0,2}\d{2,5}){2,5}\b",  # phone with its country's code
)
IN_TEXT = "(?:" + "|".join(_IN_TEXT) + ")"


def normalised(text: str) -> str:
    """Expression of a value as it is hashed: composed, trimmed, lower case; blank is null."""
    return f"nullif(trim(lower(nfc_normalize({text})), {_BLANKS}), '')"


def hashed(text: str, key: bytes) -> str:
    """Expression of the pseudonym of a text expression; null stays null, and blank is null.

    Parameters
    ----------
    text : DuckDB expression of type VARCHAR
    key : the client's key, see `taller.data.people.key`

    Returns
    -------
    DuckDB expression: the first 32 hex digits of HMAC-SHA256 of the normalised value

    References
    ----------
    RFC 2104.
    """
    return _hmac(normalised(text), key)


def pseudonym(text: str, key: bytes) -> str:
    """The pseudonym of a text as it stands; what is one already stays.

    >>> pseudonym("c-17", b"k" * 32), pseudonym("0" * 32, b"k" * 32) == "0" * 32
    ('46f2b28241bd6bce3782a9b281bd5ee1', True)
    """
    if _PSEUDONYM.fullmatch(text):
        return text
    return hmac.digest(key, text.encode(), hashlib.sha256).hex()[:DIGITS]


def scrubbed(text: str, key: bytes) -> str:
    """Expression of free text in which whatever identifies someone is a pseudonym.

    Replaced is what has the form of an e-mail address, an IBAN, a card number, a national
    identifier, or a phone number with its country's code; names and streets are not found.
    """
    pattern = _quoted(IN_TEXT)
    pieces = f"regexp_split_to_array({text}, {pattern})"
    found = f"regexp_extract_all({text}, {pattern})"
    one = f"part[1] || coalesce({_hmac(normalised('part[2]'), key)}, '')"
    joined = f"array_to_string(list_transform(list_zip({pieces}, {found}), lambda part: {one}), '')"
    return f"CASE WHEN {mentioned(text)} THEN {joined} ELSE {text} END"


def mentioned(text: str) -> str:
    """Expression of whether free text holds something that `scrubbed` would replace."""
    return f"regexp_matches({text}, {_quoted(IN_TEXT)})"


def _quoted(pattern: str) -> str:
    return "'" + pattern.replace("'", "''") + "'"


def _hmac(text: str, key: bytes) -> str:
    inner, outer = (_block(key, byte) for byte in (0x36, 0x5C))
    return f"left(sha256({outer} || unhex(sha256({inner} || encode({text})))), {DIGITS})"


def _block(key: bytes, byte: int) -> str:
    if not 16 <= len(key) <= BLOCK:
        raise ValueError("a key has 16 to 64 bytes")
    padded = key.ljust(BLOCK, b"\0")
    return f"unhex('{bytes(each ^ byte for each in padded).hex()}')"


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """Within this, an error of DuckDB's shows neither a query's text nor anything of a key.

    Raises
    ------
    duckdb.Error
        The one met, with the redacted message.
    """
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        error.args = (redact(str(error)),)  # another error would carry this one as its context
        raise


def redact(message: str) -> str:
    """A message without the lines that show a query, and without long hex numbers.

    >>> redact("Binder Error: no such column" + chr(10) + "LINE 1: SELECT sha256(...)")
    'Binder Error: no such column'
    """
    lines = re.split(r"\n\s*LINE \d+:", message)[0].strip()
    return re.sub(r"[0-9a-fA-F]{24,}|(\\x[0-9A-Fa-f]{2}){8,}", "…", lines)
