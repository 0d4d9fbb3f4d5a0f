"""The check list of a text, point by point, in both languages; lengths as each channel counts."""

from __future__ import annotations

import pytest

from taller.development.llm.briefs.campaign import Campaign, Voice
from taller.development.llm.briefs.numerals import numerals
from taller.development.llm.model.checked import checked
from taller.language import speaking

VOICE = Voice(domains=("tienda.example",), forbidden=("revolucionario", "Black Friday"))
FACTS = ("Envío gratis desde 40 €", "30 minutos de prueba", "Devolución en 14 días",
         "Free delivery from 40 €")  # fmt: skip
LEGAL = {"es": "Baja: [UNSUBSCRIBE]", "en": "Unsubscribe: [UNSUBSCRIBE]"}
GOOD = {
    "es": "Hola, [FIRST NAME]: ya puedes probar la silla durante 30 minutos en tu tienda.",
    "en": "Hello [FIRST NAME], you can now try the chair for 30 minutes at your shop.",
}


def mail(**given) -> Campaign:
    settings = {
        "name": "chairs", "channel": "email", "about": "chairs", "facts": FACTS, "legal": LEGAL,
        "placeholders": {"FIRST NAME": "Guadalupe", "UNSUBSCRIBE": "https://tienda.example/b"},
    }  # fmt: skip
    return Campaign.model_validate(settings | given)


def codes(body: str, language: str = "es", campaign: Campaign | None = None, **parts) -> list[str]:
    subject = {"es": "Una silla para tu casa", "en": "A chair for your home"}[language]
    text = {"subject": subject, "preheader": subject, "body": f"{body}\n\n{LEGAL[language]}"}
    return [f.code for f in checked(text | parts, campaign or mail(), VOICE, language)]


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_text_that_keeps_to_all_of_it_has_no_flaw(language):
    assert codes(GOOD[language], language) == []


@pytest.mark.parametrize(
    ("language", "more", "code"),
    [
        ("es", "Envío gratis.", "condition"), ("es", "Envío gratis desde 40 €.", None),
        ("en", "Free delivery.", "condition"), ("en", "Free delivery from 40 €.", None),
        ("en", "Feel free to come.", None), ("en", "Sugar-free and free of charge.", None),
        ("es", "Satisfacción garantizada.", "claim"), ("en", "Guaranteed to last.", "claim"),
        ("es", "El mejor precio.", "claim"), ("en", "The best chair.", "claim"),
        ("es", "Cura el dolor de espalda.", "never"), ("en", "It heals your back.", "never"),
        ("es", "Clínicamente probado.", "never"), ("en", "A miracle.", "never"),
        ("es", "Es REVOLUCIONARIO.", "forbidden"), ("en", "Black  Friday is here.", "forbidden"),
        ("es", "Es revo\u200blucionario.", "forbidden"), ("es", "Un 30 % menos.", "number"),
        ("es", "Solo 14 minutos.", "number"), ("en", "Only 14 days left.", None),
        ("es", "A mitad de precio.", "number"), ("en", "Two for one.", "number"),
        ("es", "Con cien regalos.", "number"), ("es", "½ kilo más.", "number"),
        ("es", "Mira http://tienda.example.evil.example/x", "link"),
        ("es", "Mira https://tienda.example@evil.example/x", "link"),
        ("es", "Mira https://www.tienda.example/silla", None),
        ("en", "See evil.example now", "link"),
        ("en", "Write to a@evil.example", "link"), ("en", "ftp://tienda.example/x", "link"),
        ("es", "https://tienda.example\\@evil.example/", "link"),
        ("es", "Para [SURNAME].", "unknown"), ("en", "For {{ first_name }}.", "unknown"),
        ("en", "For *|FNAME|*.", "unknown"), ("en", "For %%name%%.", "unknown"),
        ("es", "<script>alert()</script>", "markup"), ("en", "![x](data:y)", "markup"),
        ("en", "&lt;b&gt;", "markup"), ("en", "```sh", "markup"), ("en", "{% if x %}", "markup"),
        ("es", "Envío gratis desde 40 €. Y un móvil gratis.", "condition"),
        ("es", "Con descuento para ti.", "claim"), ("en", "A discount for you.", "claim"),
        ("en", "See evil\u3002example", "link"), ("en", "data:text/html,x", "markup"),
        ("es", "Silla\u202e oculta", "letters"), ("en", "A s\u0430le", "letters"),
    ],
)  # fmt: skip
def test_each_point_of_the_list_is_seen(language, more, code):
    found = codes(f"{GOOD[language]} {more}", language)
    assert (found == []) if code is None else (code in found), found


def test_what_is_missing_is_seen():
    assert codes("Hola a todos.") == ["lost"]
    text = {"subject": "Hola [FIRST NAME]", "preheader": "", "body": "Ven a la tienda."}
    found = [f.code for f in checked(text, mail(), VOICE, "es")]
    assert found == ["empty", "legal", "optout", "lost"]


@pytest.mark.parametrize(
    ("wanted", "body"),
    [("es", GOOD["en"]), ("en", GOOD["es"]),
     ("es", "Olá [FIRST NAME], você já pode experimentar a cadeira em sua loja com os seus."),
     ("en", "Bonjour [FIRST NAME], vous pouvez essayer la chaise dans votre magasin avec nous.")],
)  # fmt: skip
def test_a_text_in_another_language_is_seen(wanted, body):
    assert "language" in codes(body, wanted)


def test_one_part_in_another_language_is_seen_beside_the_others():
    assert codes(GOOD["es"], preheader="Get it now from us") == ["language"]
    assert codes(GOOD["es"], preheader="Solo en casa") == []


def test_lengths_are_those_of_what_is_sent():
    """A name that is filled in counts with its longest value: 50 letters and 9, not 12."""
    subject = "x" * 51
    assert codes(GOOD["es"], subject=f"{subject}{'y' * 9}") == []
    assert codes(GOOD["es"], subject=f"{subject}[FIRST NAME]") == []
    assert codes(GOOD["es"], subject=f"{subject}y[FIRST NAME]") == ["long"]


@pytest.mark.parametrize(
    ("channel", "part", "fits", "over"),
    [("google_ads", "headline", "日" * 15, "日" * 16),
     ("push", "title", "👨‍👩‍👧" * 50, "👨‍👩‍👧" * 51),
     ("whatsapp", "button", "👍" * 12, "👍" * 13), ("meta_ads", "headline", "a" * 40, "a" * 41),
     ("sms", "body", "a" * 160, "a" * 161), ("sms", "body", "á" * 70, "á" * 71),
     ("sms", "body", "€" * 80, "€" * 81)],
)  # fmt: skip
def test_each_channel_counts_in_its_own_way(channel, part, fits, over):
    campaign = mail(channel=channel, legal={}, placeholders={})
    for text, long in ((fits, False), (over, True)):
        found = checked({part: text}, campaign, VOICE, "es")
        assert any(f.code == "long" for f in found) == long


@pytest.mark.parametrize(
    ("text", "found"),
    [("30-minute session", {("30", "minute")}), ("sesión de 30 minutos", {("30", "minute")}),
     ("12,5 % y 1.200 €", {("12.5", "%"), ("1200", "EUR")}), ("$1,200.50", {("1200.5", "USD")}),
     ("1 200 euros", {("1200", "EUR")}), ("doce meses", {("12", "month")}),
     ("mitad de precio", {("50", "%")}), ("2x1", {("2x1", "")}), ("nada", set())],
)  # fmt: skip
def test_a_number_is_known_with_what_it_is_of(text, found):
    assert numerals(text) == found


BAD = [
    ({"facts": []}, "at least one fact", "al menos un hecho"),
    ({"channel": "fax"}, "no channel.*email", "no es un canal.*email"),
    ({"languages": []}, "no language.*es and en", "no es un idioma.*es y en"),
    ({"languages": ["fr"]}, "no language.*es and en", "no es un idioma.*es y en"),
    ({"legal": {"es": "Baja: [STOP LINK]"}}, "STOP LINK.*FIRST NAME", "STOP LINK.*FIRST NAME"),
    ({"template": {"en": {"body": "Hi {{ nick }}"}}}, "nick", "nick"),
    ({"template": {"en": {"title": "Hi"}}}, "no part.*subject", "no es una parte.*subject"),
    ({"about": "palabra " * 1501}, "1,519 words.*1,500", "1.519 palabras.*1.500"),
]


@pytest.mark.parametrize(("given", "en", "es"), BAD)
def test_bad_input_is_one_message_in_either_language(given, en, es):
    for code, told in (("en", en), ("es", es)):
        with speaking(code), pytest.raises(ValueError, match=told):
            mail(**given)


def test_a_domain_is_a_domain():
    with pytest.raises(ValueError, match="pattern"):
        Voice(domains=("https://tienda.example/",))


def test_a_voice_of_10_000_words_is_refused():
    with speaking("en"), pytest.raises(ValueError, match="10,000 words, and may have 1,500"):
        Voice(examples=["word " * 2000] * 5)


def test_all_faults_of_a_campaign_are_told_at_once():
    with pytest.raises(ValueError, match="3 validation errors"):
        mail(channel="fax", facts=[], legal={"es": "[X]"})
