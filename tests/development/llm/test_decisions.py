"""What is to be decided of texts, as messages."""

import pytest

from taller.development.llm.messages import say
from taller.language import speaking
from taller.measurement import estimates


@pytest.mark.parametrize("code", ["en", "es"])
def test_without_the_price_of_reading_a_decision_says_what_would_measure_it(code):
    with speaking(code):
        said = say.parts(
            "decide-use", outcome="alone", way="cheap", model="m", volume=900, assumed=False,
            reading=None, mistake=None, dollars=0.0, right=estimates.share(90, 100), better=None,
            pays="unknown", need=0,
        )  # fmt: skip
    assert "llm.classify" in said["measured"]
    assert said["population"].endswith(("any more", "persona"))
