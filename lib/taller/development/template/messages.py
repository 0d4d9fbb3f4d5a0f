"""What the templates say alike: `messages.en.ftl` and `messages.es.ftl` beside this.

A file beside a notebook replaces these messages too, for that notebook: so they have names that no
notebook's package uses.
"""

from taller.messages import Messages

say = Messages(__package__)
