"""Infrastructure: what the client's cloud has to hold, what it costs, and how it is made.

The steps, in the order the notebook takes them::

    known      users, events and models, from the file, the data, results  model.load
    design     one topology: network, machines, database, storage, alarms  model.design
    study      what it costs a month, now and with a standby               model.study
    inspect    what the template makes safe, read from it                  evaluation.security
    keep       each cloud's own template, and Terraform, as files          artifacts.rendering
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
    "model.study": "Study study",
    "artifacts.rendering": "keep written",
    "evaluation.security": "inspect",
    "findings": "conclude load_in_words",
}, rooms=("charts", "tables"))  # fmt: skip
