"""The one typed door to the language models: OpenAI, Anthropic, Google, Microsoft, your own.

::

    with open_door(settings, state, Mask) as door:
        answer = door.ask(Request("classify", "Which topic?", text, Topic, offline=guess))

Nothing is imported of any service until it is asked.
"""

from taller.development.llm.model.door.door import Door, open_door
from taller.development.llm.model.door.requests import Answer, Masking, Refused, Request
from taller.development.llm.model.door.settings import Settings

__all__ = ["Answer", "Door", "Masking", "Refused", "Request", "Settings", "open_door"]
