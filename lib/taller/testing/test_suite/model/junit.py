"""JUnit XML: what pytest wrote of each part, read back, and written as one file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from taller.testing.test_suite.evidence import Evidence
from taller.testing.test_suite.messages import say
from taller.testing.test_suite.params import KINDS
from taller.testing.test_suite.result import Case

LARGEST = 50_000_000  # bytes of a file that is read
LONGEST = 400  # characters of a reason
FAILED = ("failure", "error")


def read(path: Path) -> list[Case]:
    """The tests that a file tells of, in its order; none of a file that is not whole."""
    if not path.is_file() or path.stat().st_size > LARGEST:
        return []
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError:  # it was being written when its process ended
        return []
    return [_case(node) for node in root.iter("testcase")]


def write(cases: Iterable[Case]) -> bytes:
    """One file of all tests, with what they measured as properties."""
    cases = list(cases)
    counts = {name: sum(case.outcome == name for case in cases) for name in ("failed", "skipped")}
    root = ElementTree.Element("testsuites", name="taller")
    suite = ElementTree.SubElement(
        root, "testsuite", name="taller", tests=str(len(cases)), errors="0",
        failures=str(counts["failed"]), skipped=str(counts["skipped"]),
        time=f"{sum(case.seconds for case in cases):.3f}",
    )  # fmt: skip
    for case in cases:
        suite.append(_node(case))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def told(facts: Mapping[str, Any], **more: Any) -> Case:
    """A test by what the plugin tells of it beforehand.

    Parameters
    ----------
    facts : its kind, title and whatever else stands in its property
    more : its outcome
    """
    names = {name: facts[name] for name in Case.model_fields if name in facts}
    return Case(**names | more)


def _case(node: ElementTree.Element) -> Case:
    held = {each.get("name"): each.get("value", "") for each in node.iter("property")}
    evidence = tuple(
        Evidence.model_validate_json(each.get("value", ""))
        for each in node.iter("property")
        if each.get("name") == "evidence"
    )
    bad = next((child for child in node if child.tag in FAILED), None)
    skipped = node.find("skipped")
    if "test" not in held:  # a file that does not load has no tests yet
        where = node.get("name", "").replace(".", "/") + ".py"
        why = say("own.unloaded", why=_last_line((bad if bad is not None else node).text or ""))
        return Case(key=where, title=say("own.file", name=where), kind=KINDS[0], own=True,
                    critical=True, outcome="failed", broke=True, why=why[:LONGEST])  # fmt: skip
    outcome = "failed" if bad is not None else "skipped" if skipped is not None else "passed"
    why = held.get("why", "") if outcome != "passed" else ""
    return told(
        json.loads(held["test"]), outcome=outcome, why=why[:LONGEST],
        seconds=round(float(node.get("time") or 0), 3), evidence=evidence,
    )  # fmt: skip


def _last_line(text: str) -> str:
    lines = [line.strip().removeprefix("E").strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""


def _node(case: Case) -> ElementTree.Element:
    node = ElementTree.Element(
        "testcase", classname=case.kind, name=case.key, time=f"{case.seconds:.3f}"
    )
    held = ElementTree.SubElement(node, "properties")
    for name, value in _properties(case):
        ElementTree.SubElement(held, "property", name=name, value=_plain(value))
    if case.outcome != "passed":
        tag = "failure" if case.outcome == "failed" else "skipped"
        ElementTree.SubElement(node, tag, message=_plain(case.why))
    return node


def _properties(case: Case) -> Iterator[tuple[str, str]]:
    facts = case.model_dump(include={"key", "title", "kind", "own", "critical", "todo", "owner",
                                     "broke"})  # fmt: skip
    yield "test", json.dumps(facts, ensure_ascii=False)
    if case.why:
        yield "why", case.why
    for each in case.evidence:
        yield "evidence", each.model_dump_json()


def _plain(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return "".join(c if c >= " " or c in "\t\n" else "\ufffd" for c in text).translate(
        dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")
    )
