"""What every page says and every result holds, kept: whoever changes a figure by accident sees it.

`runs.py` makes the engagements and runs them, `said.py` reads what a reader sees, `kept.py` compares
with the files under `texts/`. ``make golden`` writes those anew, and prints what changed.
"""
