"""Headlines, key figures, decisions and chart titles speak the director's language."""

from __future__ import annotations

import ast
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import pofile

from taller import language
from taller.messages import files
from taller.workbench.report import glossary

TERMS = re.compile(
    r"\b(AUROC|AUC|ROC|lift|n?DCG|MAP|recall|R²|R2|BG/NBD|Pareto/NBD|Gamma-Gamma|Gini|Spearman|"
    r"Pearson|Kendall|silhouette|silueta|bootstrap|jackknife|resampl\w+|remuestre\w+|p-values?|"
    r"valor(es)? p|[Qq]uantiles?|[Cc]uantil(es)?|[Pp]ercentil(es?|s)?|[Qq]uintil(es?|s)?|p\d\d|"
    r"Brier|log[- ]?loss|RMSE|MAE|MAPE|Kaplan|Meier|hazard|EASE|ALS|EMPC|MPC|LightGBM|logistic|"
    r"logística|[Rr]egress(ion|or)s?|[Rr]egresi(ón|ones)|[Cc]alibra\w+|concordance|concordancia|"
    r"k-means|centroid\w*|centroide\w*|Hopkins|RFM|posterior|bayesian\w*|bayesiano\w*|"
    r"covariates?|covariables?|overfit\w*|sobreajuste|standard (deviation|error)|"
    r"desviaci(ón|ones) típicas?|error estándar|variance|varianza|confidence intervals?|"
    r"intervalos? de confianza|Wilson|Welch|Bonett|Student|Gaussian|gaussian\w*|delta method|"
    r"método delta|maximum likelihood|máxima verosimilitud|studentised|studentizado|"
    r"synthetic control|control sintético|sequential interval|intervalo secuencial|"
    r"[Cc]anar(y|ies|io|ios)|in the shadow|en la sombra|throughput|latenc(y|ies|ia|ias)|adstock|"
    r"[Ss]aturation|[Ss]aturación|[Dd]rift(s|ed)?|[Dd]eriva|[Bb]andit(s|os?)?|MCMC|R-hat|priors?|"
    r"a priori|[Hh]old-?outs?|[Uu]plifts?|Qini|[Cc]ohorts?|[Cc]ohortes?|Shapley|Markov|conformal|"
    r"SHAP|embeddings?|softmax|TF-IDF|tokens?|F1|cross-validation|validación cruzada|"
    r"hyper-?parameters?|hiperparámetros?|autocorrel\w+|heterogene\w+|heterogéne\w+|"
    r"stratif\w+|estratific\w+|null hypothesis|hipótesis nula|statistically|"
    r"estadísticamente|Bonferroni|Benjamini|CUPED|elasticit(y|ies)|elasticidad(es)?|"
    r"endpoints?|clusters?|clúster(es)?|medians?|medianas?|DAU|MAU)\b"
)
# What an engagement file calls its knobs; a file that is handed on may be named.
KNOB = re.compile(
    r"(?<![\w./])(?!\w+\.(csv|ics|xlsx|html|pdf)\b)[a-z]+(_[a-z]+)+\b|\b[a-z]+\.[a-z_]{4,}\b"
)
SAYS = re.compile(r"headline|decision|verdict|_lead$|_start$|advice|_what$")  # of such sentences
EVERYDAY = re.compile(  # "later"; to raise; a file
    r"(?<!distribución )(?<!media )\bposterior\b|\blift(?= (it|orders)\b)|holdout\.csv"
)
READ_FIRST = re.compile(  # of messages
    r"^(headline|decision|effect|figure|fix|since|problem)|[.-]title$"
)
PACKAGES = Path(language.__file__).parent
ROOT = PACKAGES.parents[1]
MODULES = [  # with texts of their own
    path
    for path in sorted(PACKAGES.rglob("*.py"))
    if "from taller.language import" in (source := path.read_text(encoding="utf-8"))
    if "_(" in source or "ngettext(" in source
]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*/*.ipynb"))
PAGES = PACKAGES / "workbench" / "report" / "templates"
WHOLE = ("workbench/report/first", "workbench/deck")  # of whose texts a director reads all


def test_terms_are_found_as_words_and_not_within_others():
    assert TERMS.search("ranks with an AUROC of 0.7")
    assert TERMS.search("intervalo de confianza")
    assert TERMS.search("una versión canario")
    assert TERMS.search("the p95 of the answers")
    assert TERMS.search(EVERYDAY.sub("", "una distribución posterior"))
    assert not TERMS.search(EVERYDAY.sub("", "el dinero posterior"))
    assert not TERMS.search("lifts 8 cases; a road map; what the customer recalls; recuperar")
    assert KNOB.search("give users_per_day")
    assert KNOB.search("give (regression.margin)")
    assert not KNOB.search("at 3.5 a day; no. It is; keep holdout.csv; a/b_c")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: ".".join(path.parts[-2:]))
def test_what_a_director_reads_first_has_no_technical_term(path):
    """Neither in English nor in the Spanish that stands for it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    whole = any(part in path.as_posix() for part in WHOLE)
    wrong = {}
    for line, text in messages(tree) if whole else sentences(tree):
        if found := technical(text, spanish(text)):
            wrong[f"{path.name}:{line}"] = (found, text)
    assert wrong == {}


def test_the_first_page_of_a_run_has_no_technical_term():
    """Its texts stand in its templates."""
    texts = [
        text
        for name in ("index.html", "parts.html", "contents.html")
        for text in re.findall(r'_\("([^"]+)"\)', (PAGES / name).read_text("utf-8"))
    ]
    assert len(texts) > 20
    assert {text: found for text in texts if (found := technical(text, spanish(text)))} == {}


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
        if (found := technical(said := text(held, key)) + [m[0] for m in KNOB.finditer(said)])
    }
    assert wrong == {}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_headings_of_a_page_have_no_technical_term(path):
    """They are its contents list, in either language."""
    headings = [
        line
        for prose in prose_of(path).values()
        for line in prose.splitlines()
        if line.startswith("#")
    ]
    assert headings
    assert {line: found for line in headings if (found := technical(line))} == {}


@pytest.mark.parametrize("code", ["en", "es"])
def test_each_technical_term_in_the_evidence_has_its_sentence(code):
    """Whatever a page may say of it: the page's list of words then holds it (`glossary`)."""
    said = [
        text(held, key)
        for path in sorted(PACKAGES.rglob(f"messages.{code}.ftl"))
        if path.parent.name not in ("report", "door")  # the words themselves; faults
        for held in [files.read(path)]
        for key in held.patterns
    ]
    said += [prose_of(path)[code] for path in NOTEBOOKS]
    said += catalogued(code)
    with language.speaking(code):
        forms = [*glossary.words(), *(["regression"] if code == "es" else [])]  # a notebook's name
        explained = re.compile("|".join(sorted(forms, key=len, reverse=True)))
        unexplained = sorted({
            match[0]
            for each in said
            for match in TERMS.finditer(EVERYDAY.sub("", explained.sub(" ", each)))
        })  # fmt: skip
    assert unexplained == [], unexplained


@pytest.mark.parametrize("code", ["en", "es"])
def test_each_word_has_a_plain_sentence(code):
    """One sentence, whose only words of the field are explained there too."""
    with language.speaking(code):
        known = {word.key: word for word in glossary.words().values()}
        forms = [form for word in known.values() for form in word.forms]
        assert len(forms) == len({*forms}), "a form stands for one word"
        for word in known.values():
            assert re.fullmatch(r"[A-Z].{15,170}[^.]\.", word.sentence), word.key
            assert word.sentence.count(". ") == 0, word.key
            used = technical(word.sentence)
            assert {each for term in used for each in glossary.found(term)} <= {*known.values()}
            assert all(glossary.found(term) for term in used), (word.key, used)


def technical(*texts: str) -> list[str]:
    """The technical terms in some texts."""
    return [match[0] for each in texts for match in TERMS.finditer(EVERYDAY.sub("", each))]


def spanish(text: str) -> str:
    with language.speaking("es"):
        return language._(text)


def catalogued(code: str) -> list[str]:
    """All texts of the catalogues that pages are made of; faults stand on none."""
    paths = [path for path in (PACKAGES / "locales" / "es").glob("*.po") if path.stem != "errors"]
    found = []
    for path in paths:
        for message in pofile.read_po(io.BytesIO(path.read_bytes()), locale="es"):
            held = message.id if code == "en" else message.string
            found += [held] if isinstance(held, str) else held
    return found


def prose_of(notebook: Path) -> dict[str, str]:
    """A notebook's own text, by language."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    english = ["".join(each["source"]) for each in cells if each["cell_type"] == "markdown"]
    theirs = notebook.with_suffix(".es.md").read_text(encoding="utf-8")
    return {"en": "\n".join(english), "es": re.sub(r"<!--.*?-->", "", theirs)}


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
