"""Alerts: who is told what, when, and once.

    breaches    what is broken today: bounds, and what each figure's past leads to expect
    incidents   what was broken before, is told of, comes back, is over
    state       what is remembered in between
    wording     what is said
    page        what stands open, for the page

The rules stand in `taller.monitoring.monitoring.params.alerts`. Nothing is sent here: the command
`taller monitor` puts the messages into the outbox.
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "breaches": "Learned",
    "incidents": "judge Judged",
    "state": "State Note",
})  # fmt: skip
