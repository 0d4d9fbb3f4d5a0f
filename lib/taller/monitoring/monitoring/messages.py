"""What monitoring says: `messages.en.ftl` and `messages.es.ftl` beside this."""

from taller.messages import Messages

say = Messages(__package__)
