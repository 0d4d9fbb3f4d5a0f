"""People's names in a text: told by common names, by what introduces them, and by who acts.

One word alone is a name when it is a given name and nothing else, or when the text says so ("me
llamo", "Dear", "Atentamente,"). Next to a product ("vestido Carolina") it is the product's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from taller.data.people.free_text.lexicon import Sense, context, given_only, phrase, plain, sense
from taller.data.people.free_text.mentions import PERSON, Mention
from taller.data.people.free_text.runs import Reading, Token

_GIVEN = Sense.GIVEN | Sense.MAYBE_GIVEN
_GIVEN_OR_PLACE = Sense.NAME | Sense.PLACE | Sense.MAYBE_PLACE
_SHORTEST = 3  # letters of a name that is in no list
_TITLED = 4  # words from which on a run is a title
_AT_END = re.compile(r"\.?\s*\Z")
_COUNTED = re.compile(r"[ -]?\d")  # as after a product: "Galaxy 23"
_MOST = 7  # words of a name
_SMALL = re.compile(r"[a-zß-öø-ÿ](?<![^\W_].)[a-zß-öø-ÿ]++(?![^\W_])")
_CALLED = re.compile(r"(?:me llamo|mi nombre es|my name is) ([a-z]{3,20})(?![^\W_])")
_FOLLOWED = re.compile(r"(?: [a-z'-]{1,20}){1,5}(?![a-z])")
_PART = re.compile(r" ([a-z'-]+)")
_OF = re.compile(rf"(?:(?:{'|'.join(sorted(context('particles')))}) ){{1,3}}$")
_SIGNS = re.compile(r"[.,!\n:;-]")
_GOES_ON = re.compile(r" [a-zß-öø-ÿ]")
_LAST = re.compile(r"\s*(?:\n|$)")


def found(run: list[Token], reading: Reading) -> Iterator[Mention]:
    """The people of a run of capitalised words."""
    place, named = 0, False
    while place < len(run):
        end = _branded(run, place, reading)
        too = named and run[place].joined == "and" and not run[place].sense & Sense.ELSE
        named = end == place and (too or _begins(run, place, reading))
        if named:
            end = _ends(run, place)
            yield Mention(_start(run[place].start, reading), run[end - 1].end, PERSON)
        place = max(end, place + 1)


def uncapitalised(reading: Reading) -> Iterator[Mention]:
    """People in lower case: a given name before a surname, or after what introduces one."""
    known = given_only()
    for each in () if reading.words.isdisjoint(known) else _SMALL.finditer(reading.text):
        start, end = each.span()
        if reading.flat[start:end] in known:
            stop = _small_family(reading, end)
            if stop > end or _introduced(reading, start, end):
                yield Mention(start, stop, PERSON)
    for called in _CALLED.finditer(reading.flat):
        meant = sense(plain(called[1]))
        if not meant & Sense.ELSE or meant & Sense.NAME:
            stop = _small_family(reading, called.end(), called=True)
            yield Mention(called.start(1), stop, PERSON)


def _small_family(reading: Reading, end: int, *, called: bool = False) -> int:
    """Where the names end that follow a given name in lower case.

    Parameters
    ----------
    called : whether a name it is, so that words that are rarely surnames may be ones
    """
    followed, sure, stop = _FOLLOWED.match(reading.flat, end), called, 0
    for word in _PART.finditer(followed[0] if followed else ""):
        meant = sense(plain(word[1]))
        if not meant & Sense.NAME and word[1] in context("particles"):
            continue
        if not meant & Sense.NAME or (meant & Sense.ELSE and not meant & Sense.FAMILY):
            break
        sure |= bool(meant & Sense.SURNAME)
        stop = word.end()
    return end + stop if sure else end


def _introduced(reading: Reading, start: int, end: int) -> bool:
    """Whether what stands before a name says that it is one.

    Parameters
    ----------
    end : of the words that may be the name
    """
    lead = reading.lead(_start(start, reading))
    if lead.ends_with(context("honorifics")):
        return True
    if not lead.ends_with(context("greetings")):
        return not lead.broken and lead.ends_with(context("introductions"))
    gap = reading.text[max(0, start - 3) : start]
    if not _SIGNS.search(gap):
        return True
    if _GOES_ON.match(reading.text, end):  # "Gracias. Hablé con", "Un saludo, espero"
        return False
    return "." not in gap or " " in reading.text[start:end] or bool(_LAST.match(reading.text, end))


def _start(start: int, reading: Reading) -> int:
    """Where a name begins: with the "de la" before it where a title precedes that."""
    of = _OF.search(reading.flat, max(0, start - 12), start)
    if of and reading.lead(of.start()).ends_with(context("honorifics")):
        return of.start()
    return start


def _begins(run: list[Token], place: int, reading: Reading) -> bool:
    each, known = run[place], run[place].sense
    after = run[place + 1] if place + 1 < len(run) and run[place + 1].joined == "space" else None
    if known & Sense.ELSE and not known & Sense.NAME:
        named = after is not None and bool(after.sense & Sense.NAME)
        return named and _may_begin(each, reading, _until(run, place))
    lead = reading.lead(each.start)
    if not context("holy").isdisjoint(lead.near[-1:]):
        return False
    if _introduced(reading, each.start, _until(run, place)) and (known & Sense.NAME or not known):
        return after is not None or not each.acronym
    if reading.of_goods(each.start, each.end):
        return bool(known & Sense.GIVEN and after and after.sense & Sense.SURNAME)
    return bool(
        _by_itself(each, after)
        or _within(run, place, reading)
        or _with_other(run, place)
        or _signs(run, place, reading)
        or _acts(run, place, reading)
    )


def _until(run: list[Token], place: int) -> int:
    """The end of the words from a place on that may be a name together."""
    end = run[place].end
    for each in run[place + 1 :]:
        if each.sense & Sense.ELSE and not each.sense & Sense.NAME:
            break
        end = each.end
    return end


def _may_begin(each: Token, reading: Reading, end: int) -> bool:
    """Whether a word that is none of a name may be one after all: "Apellidos: De Dias Almeida"."""
    if each.word in context("particles"):
        return _introduced(reading, each.start, end)
    return reading.lead(each.start).near[-1:] == ["apellidos"]


def _by_itself(each: Token, after: Token | None) -> bool:
    """Whether a word, with the one after it, is a name without any introduction."""
    known = each.sense
    if known & Sense.GIVEN and not known & Sense.ELSE:
        return after is not None or not each.acronym
    if after is None:
        return False
    if len(each.word) == 1:
        return bool(after.sense & Sense.FAMILY) and not after.sense & Sense.ELSE
    if after.sense & Sense.SURNAME and not after.sense & Sense.GIVEN:
        return not known or bool(known & Sense.NAME)
    given = known & _GIVEN
    more = after.sense & (Sense.FAMILY | Sense.GIVEN) or not (after.sense or known & Sense.ELSE)
    return bool(given and more)


def _within(run: list[Token], place: int, reading: Reading) -> bool:
    """Whether a word is capitalised where only a name would be: within a sentence, by itself.

    Names that are in no list are found so, and some brands with them: what is hidden needlessly
    comes back, what is not hidden does not.
    """
    each, lead = run[place], reading.lead(run[place].start)
    if each.sense & ~_GIVEN_OR_PLACE or each.loud or len(each.word) < _SHORTEST:
        return False
    if not lead.near or lead.near[-1] in context("articles"):
        return False
    if each.sense:
        return bool(each.sense & Sense.MAYBE_GIVEN)
    return place == 0 and len(run) <= _TITLED and not _COUNTED.match(reading.text, run[-1].end)


def _signs(run: list[Token], place: int, reading: Reading) -> bool:
    """Whether two to four words that are nothing else end the text."""
    words = run[place:]
    if place or not 2 <= len(words) <= _TITLED or not _AT_END.match(reading.text, words[-1].end):
        return False
    return not any(each.sense & Sense.ELSE or each.loud for each in words)


def _with_other(run: list[Token], place: int) -> bool:
    """Whether a person follows after "y" or "and"."""
    other = run[place + 1] if place + 1 < len(run) else None
    if other is None or other.joined != "and" or run[place].sense & Sense.ELSE:
        return False
    return bool(other.sense & Sense.GIVEN) and not other.sense & Sense.ELSE


def _acts(run: list[Token], place: int, reading: Reading) -> bool:
    """Whether a word not known does what people do, or, with another, has it done to them."""
    each = run[place]
    if each.sense & (Sense.ELSE | Sense.PLACE | Sense.COUNTRY) or each.acronym:
        return False
    words = reading.follow(_until(run, place))
    if " ".join(words[:2]) in context("acts") or " ".join(words) in context("acts"):
        return True
    after = run[place + 1] if place + 1 < len(run) else None
    towards = not context("towards").isdisjoint(reading.lead(each.start).near[-1:])
    return towards and after is not None and not after.sense and after.joined == "space"


def _branded(run: list[Token], place: int, reading: Reading) -> int:
    """The place after a brand's name of several words; the same where there is none."""
    end, meant = phrase(reading.flat, run[place].start, run[place].word)
    if not meant & Sense.BRAND:
        return place
    return next((n for n in range(place, len(run)) if run[n].start >= end), len(run))


def _ends(run: list[Token], place: int) -> int:
    end = place + 1
    while end < min(len(run), place + _MOST) and _goes_on(run, place, end):
        end += 1
    return end


def _goes_on(run: list[Token], place: int, end: int) -> bool:
    each, known = run[end], run[end].sense
    before = run[end - 1].sense
    if each.joined == "and":
        last = end + 1 == len(run) or run[end + 1].joined != "space"
        family = (
            known & Sense.FAMILY and last
            if known & Sense.GIVEN
            else known & Sense.FAMILY or not known
        )
        return bool(family and before & Sense.FAMILY and (end > place + 1 or not before & _GIVEN))
    if each.word in context("particles"):
        after = run[end + 1].sense if end + 1 < len(run) else Sense.WORD
        return bool(after & Sense.NAME or (each.word == "di" and not after))
    if known & Sense.NAME:
        return not (each.joined == "of" and known & Sense.PLACE)
    if known & Sense.GOODS:
        return end > place + 1 and bool(before & Sense.SURNAME)
    return not known and (len(run) <= _MOST or bool(run[place].sense & Sense.NAME))
