"""What a media budget says: `messages.en.ftl` and `messages.es.ftl` beside this."""

from taller.messages import Messages

say = Messages(__package__)
