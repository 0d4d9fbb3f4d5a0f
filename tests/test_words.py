"""Headlines, key figures, decisions and chart titles speak the director's language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from taller import language
from taller.messages import files

TERMS = re.compile(
    r"\b(AUROC|AUC|ROC|lift|n?DCG|MAP|recall|R²|R2|BG/NBD|Pareto/NBD|Gamma-Gamma|Gini|Spearman|"
    r"Pearson|Kendall|silhouette|silueta|bootstrap|resampl\w+|remuestre\w+|p-values?|valor(es)? p|"
    r"quantiles?|cuantil(es)?|percentiles?|Brier|log[- ]?loss|RMSE|MAE|MAPE|Kaplan|Meier|hazard|"
    r"EASE|ALS|EMPC|MPC|LightGBM|logistic|logística|calibra\w+|concordance|concordancia|k-means|"
    r"centroid\w*|centroide\w*|Hopkins|posterior|bayesian\w*|bayesiano\w*|covariates?|overfit\w*|"
    r"sobreajuste|standard deviation|desviación típica|variance|varianza|regressors?|"
    r"confidence intervals?|intervalos? de confianza|Wilson|Gaussian|gaussian\w*)\b",
)
SAYS = re.compile(r"headline|decision|_lead$|_start$|advice|_what$")  # functions of such sentences
EVERYDAY = re.compile(r"(?<!distribución )(?<!media )\bposterior\b")  # "later", in Spanish
READ_FIRST = re.compile(r"^(headline|decision|effect|figure|fix|since)|[.-]title$")  # of messages
PACKAGES = Path(language.__file__).parent
MODULES = sorted(
    path for phase in ("preparation", "development") for path in (PACKAGES / phase).rglob("*.py")
)


def test_terms_are_found_as_words_and_not_within_others():
    assert TERMS.search("ranks with an AUROC of 0.7")
    assert TERMS.search("intervalo de confianza")
    assert TERMS.search(EVERYDAY.sub("", "una distribución posterior"))
    assert not TERMS.search(EVERYDAY.sub("", "el dinero posterior"))
    assert not TERMS.search("lifts 8 cases; a road map; what the customer recalls; recuperar")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_what_a_director_reads_first_has_no_technical_term(path):
    """Neither in English nor in the Spanish that stands for it."""
    wrong = {}
    for line, text in sentences(ast.parse(path.read_text(encoding="utf-8"))):
        with language.speaking("es"):
            spanish = language._(text)
        found = [m[0] for each in (text, spanish) for m in TERMS.finditer(each)]
        if found:
            wrong[f"{path.name}:{line}"] = (found, text)
    assert wrong == {}


@pytest.mark.parametrize(
    "path",
    sorted(PACKAGES.rglob("messages.*.ftl")),
    ids=lambda path: f"{path.parent.stem}.{path.stem}",
)
def test_what_a_director_reads_first_in_messages_has_no_technical_term(path):
    """With the messages they quote; how a figure was come by may be told in a statistician's."""
    held = files.read(path)
    wrong = {
        key: found
        for key in held.patterns
        if READ_FIRST.search(key) and not key.endswith(".method")
        if (found := [m[0] for m in TERMS.finditer(text(held, key))])
    }
    assert wrong == {}


def text(held: files.MessageFile, key: str) -> str:
    """All text of a message, in whichever of its variants, and of those it quotes."""
    patterns = [held.patterns[each] for each in {key, *files._quoted(held, key)}]
    nodes = (node for pattern in patterns for node in files.nodes(pattern))
    said = "\n".join(node.value for node in nodes if isinstance(node, files.ast.TextElement))
    return EVERYDAY.sub("", said) if held.path.suffixes[0] == ".es" else said


def sentences(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of each message in a headline, decision, key figure's label, chart's title."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and SAYS.search(node.name):
            yield from messages(node)
        elif isinstance(node, ast.Call) and called(node) in ("Figure", "TitleParams", "Decision"):
            for word in node.keywords:
                if word.arg in ("label", "text", "what", "effect"):
                    yield from messages(word.value)
        elif isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id in ("title", "label", "headline", "effect")
            for target in node.targets
        ):
            yield from messages(node.value)


def messages(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The texts given to `_` and `ngettext` below a node."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and called(call) in ("_", "gettext", "ngettext"):
            for given in call.args:
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield call.lineno, given.value


def called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))
