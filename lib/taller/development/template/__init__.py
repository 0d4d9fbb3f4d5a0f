"""The one way through every model template: prepare, split, train, tune, test once, explain, save.

::

    protocol    rows with a target, a split whose test part opens once, what a model is
    source      rows from canonical tables (as of a date, target from the window after), or flat
    guards      what is wrong with a column or a target, shown and acted on before any model
    split       by time where there is time, else by group, else at random
    encoding    columns as models take them, learned from the training part alone
    tuning      settings chosen on validation, within a budget of trials and of seconds
    comparison  measures with intervals, and paired differences from the naive answer
    saving      model, contract, validation profile and model card, without pickle

A further template is one module and one notebook: it names its target, its models, its measures.
Importing this package imports nothing heavy.
"""
