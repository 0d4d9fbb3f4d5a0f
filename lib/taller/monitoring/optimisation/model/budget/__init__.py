"""A media budget: the mix that earns most, next quarter's plan, the trial that would tell more.

::

    blocks.py      weeks that are alike, so that each is decided once
    limits.py      what a plan must keep to, by name; which of them contradict each other
    solving.py     the levels that earn most within them
    plan.py        a plan, what it is expected to earn more than today's mix, and how surely
    frontier.py    plans over a range of totals
    knowing.py     what it is worth to know an effect better
    trials.py      the regional trial that would be worth most
    steps.py       these, as a notebook calls them (its sliders: `form.py` of the package)
"""
