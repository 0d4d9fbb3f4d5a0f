"""Infrastructure: what the client's cloud has to hold, what it costs, and how it is made.

The steps, in the order the notebook takes them::

    known      users, events and models, from the file, the data, results  model.load
    design     one topology: network, machines, database, storage, alarms  model.design
    monthly    what it costs a month, line by line, with its range         model.cost
    written    each cloud's own template, and Terraform                    artifacts.rendering
    inspect    what the templates make safe, read from them                evaluation.security
    draw       the network as a drawing                                    charts
    conclude   headline, key figures, decisions, limits                    findings

Nothing here reaches a cloud; `taller infra` does (`clouds`).
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result",
    "model.load": "Load known",
    "model.design": "design",
    "model.topology": "Topology",
    "model.cost": "Cost monthly",
    "artifacts.rendering": "keep template written",
    "evaluation.security": "inspect",
    "findings": "conclude load_in_words",
}, rooms=("charts", "tables"))  # fmt: skip
