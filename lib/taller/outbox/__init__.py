"""The outbox: messages to named people, kept on disk until they are delivered.

Put a message, and it is on the disk; deliver what is due, as often as it takes. What a name's
address is, only the environment or the keyring of whoever sends knows (`book`); no file holds
it. A message that was put once is never put again under its key, also after it was sent.

    message     what is put, and what became of it
    book        which address a name has
    queue       what waits, is due, was sent or failed
    post        one try at one address, by Apprise
    mail        the same, where the address is an e-mail's
    wording     what became of a message, in a sentence
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "book": "addresses variable",
    "message": "Attachment Delivered Entry Message Name",
    "queue": "Outbox",
    "wording": "told",
})  # fmt: skip
