"""The engagement file: who the client is, what their data is, and each notebook's knobs.

`read` validates all of it at once, before any kernel starts: an unknown key, a wrong type and a
value out of range are each reported with their line, the nearest real name and what was given.
"""

from __future__ import annotations

import copy
import datetime as dt
import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter

from taller.data.settings import places
from taller.data.settings.sources import DataSettings
from taller.errors import Fault, InputError, did_you_mean
from taller.language import DEFAULT_LOCALE, Code
from taller.workbench.engagement import logo, yaml_lines
from taller.workbench.engagement.named import Names
from taller.workbench.engagement.validation import validate
from taller.workbench.engagement.yaml_lines import Document, Key, dotted
from taller.workbench.run import workflow

PATH_KEYS = {
    "path",
    "logo",
    "url",
    "rates",
}  # the keys whose values are paths, where ${VARIABLE} may stand
DATA = "data"  # a common key, and the notebook that tells of what it names


def _client(name: str) -> str:
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    wrong = sorted({c for c in name if c in '/\\<>:"|?*`{}' or unicodedata.category(c)[0] == "C"})
    if wrong:
        shown = " ".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in wrong)
        raise ValueError(f"a client's name cannot hold {shown}; write it as it stands on a letter")
    if not slug(name):
        raise ValueError("a client's name needs at least one letter or digit")
    return name


def _person(name: str) -> str:
    name = " ".join(name.split())
    if not name or not name.isprintable():
        raise ValueError("must be a name, as it stands on a letter")
    return name


def _locale(value: str) -> str:
    from babel.core import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(value))
    except (UnknownLocaleError, ValueError, TypeError):
        raise ValueError("no such locale; examples: es_ES, es_MX, en_GB, en_US") from None


def _currency(value: str) -> str:
    from babel.numbers import is_currency

    if not is_currency(value):
        raise ValueError("no such currency; use the ISO 4217 code, such as EUR, MXN or USD")
    return value


class Brand(BaseModel):
    """How the client's reports look."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    colour: str | None = Field(
        None, pattern=r"^#[0-9a-fA-F]{6}$", description="the client's colour, as #rrggbb"
    )
    logo: str | None = Field(None, description="path of a PNG, JPEG or SVG file of up to 200 kB")


class Common(BaseModel):
    """The keys every engagement file has, besides one section per notebook."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    client: Annotated[str, AfterValidator(_client)] = Field(
        min_length=1, max_length=80, description="the client's name"
    )
    language: Code = Field(description="language of the reports: es or en")
    locale: Annotated[str, AfterValidator(_locale)] | None = Field(
        None, description="how numbers and dates are written; es_ES or en_GB unless given"
    )
    currency: Annotated[str, AfterValidator(_currency)] = Field(
        "EUR", description="ISO 4217 code of all money in the data"
    )
    seed: int = Field(1, ge=0, lt=2**32, description="seed of everything random")
    brand: Brand = Field(default_factory=Brand)
    status: Literal["draft", "final"] = Field(
        "draft", description="draft, or final once somebody answers for it; on every page"
    )
    reviewer: Annotated[str, AfterValidator(_person)] | None = Field(
        None, max_length=80, description="who reviewed the reports, or is to review them"
    )
    reviewed_on: dt.date | None = Field(None, description="the day they were reviewed")
    workflow: tuple[str, ...] | None = Field(
        None, min_length=1, description="notebooks to run; all of them unless given"
    )
    notebook_timeout: float = Field(1800, gt=0, description="seconds one notebook may take")
    run_timeout: float = Field(6 * 3600, gt=0, description="seconds a whole run may take")
    data: DataSettings


@dataclass(frozen=True)
class Engagement:
    """One client engagement, validated.

    Attributes
    ----------
    path : the file, as the user wrote it
    root : the workbench's root, to which relative paths refer
    common : the common keys
    sections : values given in the file for each notebook (defaults left out)
    lines : where each key stands
    given : values that a command gives a notebook's parameters cell, before those of the file
    """

    path: str
    root: Path
    common: Common
    sections: dict[str, dict[str, Any]]
    document: Document = field(repr=False)
    given: Mapping[str, dict[str, Any]] = field(default_factory=dict)

    def giving(self, name: str, **values: Any) -> Engagement:
        """The same with values for a notebook's parameters, as JSON knows them."""
        section = self.sections.get(name, {}) | values
        return replace(
            self, sections=self.sections | {name: section}, given=self.given | {name: values}
        )

    def speaking(self, code: Code) -> Engagement:
        """The same in another language, with that language's usual locale."""
        if code == self.common.language:
            return self
        update = {"language": code, "locale": None}
        return replace(self, common=self.common.model_copy(update=update))

    def __getattr__(self, name: str) -> Any:
        # The common keys read as the engagement's own: engagement.client, engagement.seed ...
        if name.startswith("__") or name not in Common.model_fields:
            raise AttributeError(name)
        return getattr(self.common, name)

    @property
    def slug(self) -> str:
        """The client's folder name."""
        return slug(self.common.client)

    @property
    def locale(self) -> str:
        """The locale given, else the language's usual one."""
        return self.common.locale or DEFAULT_LOCALE[self.common.language]

    @property
    def shown_path(self) -> str:
        """The file relative to the root where it lies inside: what reports and run.json say."""
        return relative_to_root(self.file, self.root)

    @property
    def file(self) -> Path:
        """The file itself."""
        return resolve(self.path, self.root)

    def line(self, path: Key) -> int | None:
        """Line of a key (or the nearest enclosing one) in the file."""
        return self.document.line(path)

    def logo_uri(self) -> str | None:
        """The client's logo as a data URI, or None."""
        if self.common.brand.logo is None:
            return None
        return logo.uri(self.common.brand.logo, self.root)


def slug(name: str) -> str:
    """A name as a folder: lower-case letters and digits of any script, joined by hyphens.

    >>> slug("Panadería Ñandú & Cía.")
    'panaderia-nandu-cia'
    """
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return re.sub(r"[\W_]+", "-", plain).strip("-")


def resolve(path: str | Path, root: Path) -> Path:
    """A path, relative ones taken from the workbench's root."""
    return Path(os.path.normpath(root / places.home(str(path))))


def relative_to_root(path: Path, root: Path) -> str:
    """A path as the root sees it, when it lies inside; else unchanged."""
    try:
        return Path(os.path.abspath(path)).relative_to(root).as_posix()
    except ValueError:
        return str(path)


def read(path: str | Path, root: Path | None = None) -> Engagement:
    """Read and validate an engagement file.

    Parameters
    ----------
    path : the file; relative to the current folder, else to the workbench's root
    root : the workbench's root; found from the current folder or the file when None

    Raises
    ------
    InputError
        Naming the file, each faulty key with its line, and what to do; all faults at once.
    """
    return validated(*opened(path, root))


def opened(
    path: str | Path, root: Path | None = None, faults: list[Fault] | None = None
) -> tuple[Document, str, Path, str]:
    """An engagement file's document, its path as it is kept, its root, its path as it was given.

    Parameters
    ----------
    faults : where given, faults of form are added to it, and what is sound is returned
    """
    shown = str(path)
    file, root = _locate(Path(path), root, shown)
    written = file if Path(path).is_absolute() else relative_to_root(file, root)
    return yaml_lines.read(file, shown, faults), str(written), root, shown


def validated(
    document: Document,
    path: str,
    root: Path,
    shown: str,
    steps: dict[str, workflow.Step] | None = None,
) -> Engagement:
    """An engagement of a document that was read already.

    Parameters
    ----------
    path, shown : the file as the engagement keeps it, and as messages name it
    steps : the notebooks; all of the workbench unless given

    Raises
    ------
    InputError
        As `read` does.
    """
    faults = _variable_faults(document.data, (), document)
    given = copy.deepcopy(document.data)
    steps = workflow.discover(root) if steps is None else steps
    _refuse_common_names(steps)
    sections = {key: given.pop(key) for key in list(given) if key in steps and key != DATA}
    if DATA in steps:
        sections[DATA] = _knobs_beside_the_source(given, steps[DATA])
    common = validate(TypeAdapter(Common), given, (), document, faults, extra_known=steps)
    for name, knobs in sections.items():
        if knobs is None:
            knobs = sections[name] = {}
        validate(TypeAdapter(steps[name].section), knobs, (name,), document, faults,
                 context=Names(steps, sections))  # fmt: skip
    faults += _unknown_notebooks(given.get("workflow"), steps, document)
    faults += _logo_faults(given.get("brand"), root, document)
    if common is not None:
        faults += _review_faults(common, document)
    if faults:
        raise InputError(shown, sorted(faults, key=lambda fault: fault.line or 0))
    return Engagement(path, root, common, sections, document)


def check_data(engagement: Engagement) -> None:
    """Check that the data files exist and hold the columns mapped, without reading them whole.

    Raises
    ------
    InputError
        Naming each key that is wrong, with its line.
    """
    from taller.data.settings import sources
    from taller.workbench.engagement import trust
    from taller.workbench.process import contained

    trust.require(engagement)
    if engagement.data.simulated and engagement.data.totals is None:
        return
    found = contained.call(
        sources.check, engagement.data, root=engagement.root, source_name=engagement.path
    )
    if found:
        placed = [replace(fault, line=engagement.line(_key(fault.where))) for fault in found]
        raise InputError(engagement.path, placed)


def _key(where: str) -> Key:
    return tuple(where.replace("[", ".").replace("]", "").split("."))


def _locate(path: Path, root: Path | None, shown: str) -> tuple[Path, Path]:
    path = places.home(shown)
    named = os.environ.get("TALLER_ROOT")  # set by the runner, whose kernels start elsewhere
    root = root or (Path(named) if named else None) or workflow.find_root(Path.cwd())
    file = path if path.exists() or root is None else root / path
    root = root or workflow.find_root(file.parent)
    if root is None:
        what = "is in no workbench: none of the folders above holds both params/ and notebooks/"
        raise InputError(shown, what)
    return Path(os.path.abspath(file)), root


def _variable_faults(value: Any, path: Key, document: Document) -> list[Fault]:
    """Variables in paths that may not be taken, or are not set; everything stays as written."""
    if isinstance(value, dict):
        below = list(value.items())
    elif isinstance(value, list):
        below = list(enumerate(value))
    elif isinstance(value, str) and PATH_KEYS & set(path):
        return [Fault(dotted(path), what, document.line(path)) for what in places.faults(value)]
    else:
        return []
    return [f for key, each in below for f in _variable_faults(each, (*path, key), document)]


def _knobs_beside_the_source(given: dict[str, Any], step: workflow.Step) -> dict[str, Any]:
    """Take the notebook's own knobs out of the block ``data``, which it shares with the source."""
    block = given.get(DATA)
    if not isinstance(block, dict):
        return {}
    knobs = {key: block[key] for key in block if key in step.section.model_fields}
    given[DATA] = {key: value for key, value in block.items() if key not in knobs}
    return knobs


def _refuse_common_names(steps: dict[str, workflow.Step]) -> None:
    """A notebook's section would hide the common key of its name."""
    faults = [
        Fault(f"notebooks/{steps[name].phase}/{name}.ipynb", f"'{name}' is a key of every "
              "engagement file; give the notebook another name")
        for name in sorted(set(steps) & set(Common.model_fields) - {DATA})
    ]  # fmt: skip
    if faults:
        raise InputError("notebooks", faults)


def _logo_faults(brand: Any, root: Path, document: Document) -> list[Fault]:
    given = brand.get("logo") if isinstance(brand, dict) else None
    what = logo.faults(given, root) if isinstance(given, str) else None
    return [Fault("brand.logo", what, document.line(("brand", "logo")))] if what else []


def _unknown_notebooks(wanted: Any, steps: dict[str, Any], document: Document) -> list[Fault]:
    return [
        Fault(
            f"workflow[{i}]",
            f"no such notebook: '{name}'{did_you_mean(name, steps)}",
            document.line(("workflow", i)),
        )
        for i, name in enumerate(wanted if isinstance(wanted, list) else ())
        if isinstance(name, str) and name not in steps
    ]


def _review_faults(common: Common, document: Document) -> list[Fault]:
    """Somebody answers for what is final, and on a day that has come."""
    faults = [
        Fault(key, "is required where status is final", document.line(("status",)))
        for key in ("reviewer", "reviewed_on")
        if common.status == "final" and getattr(common, key) is None
    ]
    if common.reviewed_on is not None and common.reviewed_on > dt.date.today():
        what = f"must not lie ahead (got {common.reviewed_on.isoformat()})"
        faults.append(Fault("reviewed_on", what, document.line(("reviewed_on",))))
    return faults
