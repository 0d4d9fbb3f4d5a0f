"""LLM services: what leaves the house, what it costs, and whether a cheaper way is as good.

The steps, in the order the notebook takes them::

    opened     the door to the services, with this engagement's limits    model.opened
    write      campaign texts, each held against the check list           model.copy
    agreement, winners   a judge of them, and how far it is believed      evaluation.judge
    read       what customers wrote, and the categories                   features.texts
    learn      the cheap model of the client's own labels                 model.tfidf
    compare    each model on the client's labelled texts                  evaluation.models
    sort       every text into its category, by the model that won        model.classify
    facts, summarise   the run on one page, every number bound            model.summarise
    tasks      how well each task was done, and what it took              evaluation.tasks
    keep       texts, categories and counts as files                      artifacts
    conclude   headline, key figures, decisions, limits                   findings
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result",
    "model.opened": "opened",
    "model.copy": "write",
    "model.summarise": "summarise",
    "features.facts": "facts",
    "features.texts": "read",
    "model.tfidf": "learn",
    "model.classify": "sort",
    "evaluation.judge": "agreement winners",
    "evaluation.models": "compare",
    "evaluation.tasks": "tasks",
    "artifacts": "keep",
    "findings": "conclude",
}, rooms=("charts", "tables", "written"))  # fmt: skip
