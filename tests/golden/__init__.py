"""What every page says and every result holds, kept: a figure changed by accident is seen.

`runs.py` makes the engagements and runs them, `said.py` reads what a reader sees, `kept.py`
compares with the files under `texts/`. ``make golden`` writes those anew, and prints what changed.
"""
