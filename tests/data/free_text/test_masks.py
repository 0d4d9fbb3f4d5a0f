"""What a mask hides comes back to the letter, whatever the text holds and a model makes of it."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from taller.data.people import Mask

HELD = r"""[PERSON_1]|[person 1]|PERSON_1|PERSON\_1|[TEXT_1]|[ID_1.2]|[CONTACT_1|[|]|[[|.|_|1|2
|PERSON_|María|María_López|Ruiz|don|C/ Mayor, 3|ana@x.es|person_1@x.es|12345678Z|+34 612345678|李|ſ
|ı|שלום|ES9121000418450200051332|calle|soy|Madrid|28013"""
PIECES = st.sampled_from([*HELD.split("|"), "\ud800", "\u202e", "Ana\u0301", "\xa0", "\0", "𝔄"])
TEXTS = st.lists(PIECES | st.text(max_size=5) | st.just(" "), max_size=20).map("".join)


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=4))
@example(["xPERSON_1", "María[PERSON_1]2", "person_1@x.es"])
def test_every_text_comes_back_to_the_letter(texts):
    """Also with a mask that has hidden other texts before, and one that hides what it hid."""
    mask = Mask()
    hidden = [mask.hide(text) for text in texts]
    assert [mask.restore(text) for text in hidden] == texts
    assert [mask.restore(mask.restore(mask.hide(text))) for text in hidden] == texts


def test_an_entity_has_one_number_over_all_texts_and_each_way_to_write_it_its_own_form():
    mask = Mask()
    assert mask.hide("a@x.es, b@x.es, A@X.es") == "[CONTACT_1], [CONTACT_2], [CONTACT_1.2]"
    assert mask.hide("b@x.es") == "[CONTACT_2]"


def test_a_model_may_change_case_order_and_brackets_and_what_it_invents_stays():
    mask = Mask()
    mask.hide("a@x.es 12345678Z")
    said = r"[Id_1] of [contact 1], CONTACT\_1; [CONTACT_2], [ID_01]"
    assert mask.restore(said) == "12345678Z of a@x.es, a@x.es; [CONTACT_2], [ID_01]"


def test_a_placeholder_of_the_clients_own_is_not_taken_for_one_of_ours():
    mask = Mask()
    hidden = mask.hide("[CONTACT_1] is a@x.es")
    assert hidden == "[TEXT_1] is [CONTACT_1]"
    assert mask.restore(hidden) == "[CONTACT_1] is a@x.es"
