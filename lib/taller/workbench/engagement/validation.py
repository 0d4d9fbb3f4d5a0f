"""What pydantic finds wrong, said as Taller says it: which key, on which line, what was given."""

from __future__ import annotations

import typing
import unicodedata
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from taller.errors import Fault, did_you_mean
from taller.workbench.engagement.yaml_lines import Document, Key, dotted

SAID = {
    "missing": "is required, and missing",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must hold keys with values",
    "model_type": "must hold keys with values",
    "model_attributes_type": "must hold keys with values",
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be more than {gt}",
    "less_than_equal": "must be at most {le}",
    "less_than": "must be less than {lt}",
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "too_short": "must have at least {min_length} entries",
    "literal_error": "must be one of {expected}",
    "union_tag_invalid": "must have 'source' as one of {expected_tags}",
    "union_tag_not_found": "needs a 'source', such as fashion_store or files",
    "date_from_datetime_parsing": "must be a date, as in 2026-03-31",
    "date_from_datetime_inexact": "must be a date without a time, as in 2026-03-31",
    "date_type": "must be a date, as in 2026-03-31",
    "string_pattern_mismatch": "must look like {pattern}",
    "too_long": "must have at most {max_length} entries",
    "multiple_of": "must be a multiple of {multiple_of}",
    "datetime_type": "must be a date and a time, as in 2026-03-31T09:30",
    "datetime_parsing": "must be a date and a time, as in 2026-03-31T09:30",
    "datetime_from_date_parsing": "must be a date and a time, as in 2026-03-31T09:30",
    "time_type": "must be a time of day, as in 09:30",
    "time_parsing": "must be a time of day, as in 09:30",
    "path_type": "must be a path",
}


def validate(
    adapter: TypeAdapter,
    given: Any,
    prefix: Key,
    document: Document,
    faults: list[Fault],
    extra_known: Iterable[str] = (),
    context: Any = None,
) -> Any:
    """The validated value, or None after all that is wrong was added to ``faults``.

    Parameters
    ----------
    adapter : of the model that the value must fit
    given : the value
    prefix : where the value stands in its document
    document : knows the lines
    faults : added to, in place
    extra_known : further names that are keys at the value's top level
    context : what validators may ask beyond the value
    """
    try:
        return adapter.validate_python(given, context=context)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            path, known = _real_path(detail["loc"], given, adapter)
            what = _say(detail, [*known, *extra_known] if len(path) == 1 else known)
            faults.append(Fault(dotted(prefix + path), what, document.line(prefix + path)))
        return None


def _real_path(loc: Key, given: Any, adapter: TypeAdapter) -> tuple[Key, list[str]]:
    """Pydantic's location without the tags of unions, and the names known at its last level."""
    path: list[str | int] = []
    schema_at: Any = adapter._type  # the model, from which the known names are read
    here = given
    for i, part in enumerate(loc):
        last = i == len(loc) - 1
        inside = (isinstance(here, dict) and part in here) or (
            isinstance(here, list) and isinstance(part, int) and part < len(here)
        )
        if not inside and not last:
            schema_at = _member(schema_at, part)
            continue
        path.append(part)
        if inside and not last:
            here = here[part]  # type: ignore[index]
            schema_at = _field(schema_at, part)
    return tuple(path), list(getattr(schema_at, "model_fields", {}))


def _models(annotation: Any) -> list[type[BaseModel]]:
    """All models named in an annotation, through unions and Annotated."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for arg in typing.get_args(annotation) for model in _models(arg)]


def _field(model: Any, name: str | int) -> Any:
    if isinstance(name, int):  # an entry of a list, whose model is known by now
        return model
    fields = getattr(model, "model_fields", {})
    models = _models(fields[name].annotation) if name in fields else []
    return models[0] if len(models) == 1 else models


def _member(models: Any, tag: str | int) -> Any:
    """The model of a discriminated union whose discriminator has this value."""
    for model in models if isinstance(models, list) else []:
        for info in model.model_fields.values():
            if tag in getattr(info.annotation, "__args__", ()):
                return model
    return models


def _say(detail: dict[str, Any], known: list[str]) -> str:
    """A pydantic fault in our words, with what was given."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return f"no such key{did_you_mean(detail['loc'][-1], known)}"
    if kind == "missing":
        return SAID[kind]
    if kind == "value_error":
        said = str(context.get("error", detail["msg"]))
    else:
        said = SAID.get(kind, f"is not right: {detail['msg']}").format(**context)
    given = detail["input"]
    if kind == "string_type" and isinstance(given, int | float):
        said += "; put it in quotes"  # YAML read a number, or yes and no
    if isinstance(given, dict | list | tuple) and len(str(given)) > 60:
        return said
    shown = given if not isinstance(given, str) else ascii(given) if _odd(given) else repr(given)
    return f"{said} (got {str(shown)[:80]})"


def _odd(text: str) -> bool:
    return any(unicodedata.category(c)[0] == "C" for c in text)
