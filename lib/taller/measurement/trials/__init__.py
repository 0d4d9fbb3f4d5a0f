"""Trials: what a randomised trial shows, how surely, and what was decided before it was seen.

::

    metric      Metric, columns_of: what is measured (light: a notebook's parameters hold it)
    moments     Moments, by_arm: what is kept of each arm, of a frame or by one query
    compare     compare: differences and lifts with their intervals, fixed and sequential
    delta, intervals, sequential    how these are made

>>> from taller.measurement.trials.compare import compare
>>> from taller.measurement.trials.metric import Metric, columns_of
>>> from taller.measurement.trials.moments import by_arm
"""
