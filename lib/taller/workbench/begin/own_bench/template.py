"""``taller notebook``: a notebook of one's own, which runs at once and is then made one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from taller import language
from taller.errors import Fault, InputError, did_you_mean
from taller.language import _
from taller.workbench.engagement.engagement import Engagement, relative_to_root
from taller.workbench.run import workflow

if TYPE_CHECKING:
    from nbformat import NotebookNode

MONTHLY = {
    "orders": "SELECT date_trunc('month', event_timestamp)::DATE AS month,\n"
    "           sum(CAST(value AS DOUBLE)) AS amount\n"
    "    FROM orders GROUP BY month ORDER BY month",
    "subscriptions": "SELECT date_trunc('month', start_timestamp)::DATE AS month,\n"
    "           count(*)::DOUBLE AS amount\n"
    "    FROM subscriptions GROUP BY month ORDER BY month",
}
"""By table, what a template asks of it: an amount by month."""


def write(name: str, phase: str, read: Engagement) -> str:
    """Write ``notebooks/<phase>/<name>.ipynb`` in the engagement's language.

    It asks the client's tables an amount by month, shows it as a chart and a table, checks, and
    saves a result with a figure and a decision.

    Returns
    -------
    its path, as the workbench's root sees it

    Raises
    ------
    InputError
        If the name is not one, or taken, or there is no such phase; naming all that is wrong.
    """
    import nbformat

    known = workflow.discover(read.root)
    phases = sorted({step.phase for step in known.values()})
    folder = next((each for each in phases if phase in (each, each.partition("_")[2])), None)
    faults = []
    if not workflow.NAME.match(name):
        faults.append(Fault(name, "a notebook's name is lower-case letters, digits and '_'"))
    elif name in known:
        faults.append(Fault(name, f"is taken by notebooks/{known[name].phase}/{name}.ipynb"))
    if folder is None:
        what = f"no such phase{did_you_mean(phase, phases)}"
        faults.append(Fault(phase, what))
    if faults or folder is None:
        raise InputError("taller notebook", faults)
    table = "subscriptions" if "subscriptions" in _tables(read) else "orders"
    with language.speaking(read.language, read.locale, read.currency):
        made = _notebook(name, table, read.shown_path)
    path = read.root / "notebooks" / folder / f"{name}.ipynb"
    with path.open("x", encoding="utf-8") as file:  # whoever was there first keeps the name
        file.write(nbformat.writes(made))
    return relative_to_root(Path(path), read.root)


def _tables(read: Engagement) -> set[str]:
    source = getattr(read.data, "source", "")
    named = {name for name in MONTHLY if getattr(read.data, name, None) is not None}
    return named | ({"subscriptions"} if source == "saas_platform" else set())


def _notebook(name: str, table: str, engagement: str) -> NotebookNode:
    from nbformat import v4

    title = name.replace("_", " ").capitalize()
    made = v4.new_notebook()
    made.metadata["kernelspec"] = {
        "display_name": "Python 3", "language": "python", "name": "python3"
    }  # fmt: skip
    made.metadata["taller"] = {"needs": [], "tables": [table]}
    question = _("What the question is, who decides on it, and what the data is.")
    prose = {
        "ask": f"# {title}\n\n{question}",
        "look": "## " + _("What the data holds"),
        "answer": "## " + _("What it says"),
        "check": "## " + _("What to do next, and what this cannot tell"),
    }
    code = _code(name, table, engagement)
    order = ("ask", "parameters", "open", "look", "tables", "query", "answer", "chart", "table",
             "check", "result", "save")  # fmt: skip
    for key in order:
        cell = v4.new_markdown_cell(prose[key]) if key in prose else v4.new_code_cell(code[key])
        cell["id"] = key
        if key == "parameters":
            cell.metadata["tags"] = ["parameters"]
        if key == "check":  # until something is shown there
            cell.metadata["tags"] = ["if-shown"]
        made.cells.append(cell)
    return made


def _code(name: str, table: str, engagement: str) -> dict[str, str]:
    said = {
        "title": _("Amount by month"), "month": _("Month"), "amount": _("Amount"),
        "headline": _("Say here in one sentence what was found."),
        "label": _("Average month"),
        "what": _("Say what to do"), "owner": _("Marketing"), "effect": _("Say what it is to do"),
        "measured": _("a trial with a control group"), "enough": _("There are at least 6 months"),
        "limit": _("Months do not say why."),
    }  # fmt: skip
    unit = "money" if table == "orders" else "number"
    return {
        "parameters": (
            f'engagement: str = "{engagement}"  # the client\'s file\n'
            'run_dir: str = ""  # where results go; "" = a scratch folder\n'
            "fewest: int = 6  # months below which nothing is said"
        ),
        "open": (
            "from taller import charts, open_run, tabular\n"
            "from taller.measurement import estimates\n"
            "from taller.phase import Check, Decision, Figure, PhaseResult\n\n"
            f'run = open_run(engagement, run_dir)\nrun.name = "{name}"'
        ),
        "tables": "run.tables",
        "query": f'monthly = run.sql(\n    """{MONTHLY[table]}"""\n)\nmonthly.tail()',
        "chart": _call("charts.line", {
            "": "monthly", "x": '"month"', "y": '"amount"', "unit": f'"{unit}"',
            "title": repr(said["title"]), "x_axis": repr(said["month"]),
            "y_axis": repr(said["amount"]),
        }),
        "table": _call("tabular.table", {
            "": "monthly", "caption": repr(said["title"]),
            "units": f'{{"month": "date", "amount": "{unit}"}}',
        }),
        "result": (
            "average = estimates.mean(\n"
            f'    monthly.amount, estimates.generator(run.seed), unit="{unit}"\n)\n'
            "decision = Decision.told(\n"
            f'    "{name}.first",\n'
            f'    {{"what": {said["what"]!r}, "owner": {said["owner"]!r},\n'
            f'     "effect": {said["effect"]!r}, "measured": {said["measured"]!r}}},\n'
            '    effort="days", within_days=30,\n)'
        ),
        "save": (
            f"result = PhaseResult(\n    headline={said['headline']!r},\n"
            f'    figures=(Figure(key="average", label={said["label"]!r}, estimate=average),),\n'
            "    decisions=(decision,),\n"
            f"    checks=(Check(name={said['enough']!r}, passed=len(monthly) >= fewest,\n"
            '                  detail=str(len(monthly))),),\n'
            f"    limits=({said['limit']!r},),\n)\nrun.save(result)"
        ),
    }  # fmt: skip


def _call(function: str, arguments: dict[str, str]) -> str:
    given = [f"{key}={value}" if key else value for key, value in arguments.items()]
    return f"{function}(\n    " + ",\n    ".join(given) + ",\n)"
