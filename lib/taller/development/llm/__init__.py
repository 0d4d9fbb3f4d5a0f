"""LLM services: what leaves the house, what it costs, and whether a cheaper way is as good.

The steps, in the order the notebook takes them::

    opened     the door to the services, with this engagement's limits    model.opened
    read       what customers wrote, and the categories                   features.texts
    learn      the cheap model of the client's own labels                 model.tfidf
    compare    each model on the client's labelled texts                  evaluation.models
    sort       every text into its category, by the model that won        model.classify
    write      campaign texts, each held against the check list           model.copy
    agreement, winners   a judge of them, and how far it is believed      evaluation.judge
    facts, summarise     the run on one page, its numbers bound by code   model.summarise
    keep       categories and texts as files                              artifacts
    conclude   headline, key figures, decisions, limits                   findings
"""

from taller.faces import face

__getattr__, __dir__ = face(__name__, {
    "params": "Params",
    "result": "Result",
    "model.opened": "opened",
    "features.texts": "read",
    "model.tfidf": "learn",
    "model.classify": "sort",
    "evaluation.models": "compare",
    "model.copy": "write",
    "evaluation.judge": "agreement winners",
    "features.facts": "facts",
    "model.summarise": "summarise",
    "artifacts": "keep",
    "findings": "conclude",
}, rooms=("charts", "tables", "written"))  # fmt: skip
