"""Do pages say what the truth contradicts? Simulated shops and sheets whose truth is known.

::

    world   what is so in a world (Truth), and the tables that come out of it (World)
    shops   worlds of orders: customers alike, in groups, by season, with a giant among them ...
    sheets  flat tables: an answer or an amount that other columns tell, or do not
    plan    the 300 worlds, each a kind and a seed, fixed beforehand and never drawn again
    pages   a world taken through the notebooks; what they saved and wrote
    said    what a headline, a decision, a check or a segment's name says, in either language
    judge   which of it the truth contradicts, and why

``python -m tests.claims --only giant --seeds 3`` tries a few and prints every contradiction;
``python -m tests.benchmarks claims`` counts them all.
"""
