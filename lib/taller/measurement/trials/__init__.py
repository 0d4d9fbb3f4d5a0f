"""Trials: what a randomised trial shows, how surely, and what was decided before it was seen.

::

    metric      Metric, columns_of: what is measured (light: a notebook's parameters hold it)
    moments     Moments, by_arm: what is kept of each arm, of a frame or by one query
    compare     compare: differences and lifts with their intervals, fixed and sequential
    enough      when nothing is told, and why
    inference   delta, intervals, sequential, discovery: how comparisons are made
    balance     balance: whether the arms are as large as the lot would make them
    rule        Rule: what decides, hashed before the data are opened (light)
    verdict     judge: what the rule makes of the data
    shrunk      promise: what a won trial promises
    outliers    largest, winsorised: what one unit carries, and the trial without it
    planning    units_needed, detectable, days_needed, worth_having, cost_of_waiting

>>> from taller.measurement.trials.compare import compare
>>> from taller.measurement.trials.metric import Metric, columns_of
>>> from taller.measurement.trials.moments import by_arm
"""
