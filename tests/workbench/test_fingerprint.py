"""A fingerprint changes with all a notebook depends on, and with nothing else."""

from __future__ import annotations

import hashlib
import json
import os

import pytest

from taller.workbench.engagement import engagement
from taller.workbench.keep import fingerprint
from taller.workbench.run import workflow
from tests.workbench.scratch import ENGAGEMENT, notebook, put, workbench


@pytest.fixture
def bench(tmp_path):
    """A workbench of two notebooks, the second of which needs the first."""
    parameters = 'engagement: str = ""\nrun_dir: str = ""\ntop: int = 1'
    workbench(
        tmp_path,
        a=notebook("1", parameters=parameters),
        b=notebook("2", needs=("a",)),
    )
    results(tmp_path, 1)
    return tmp_path


def results(root, value: object, finished: str = "then", under: str = "f1") -> None:
    """What notebook ``a`` found."""
    (root / "run" / "results").mkdir(parents=True, exist_ok=True)
    found = {"result": {"value": value}, "provenance": {"finished": finished, "fingerprint": under}}
    (root / "run" / "results" / "a.json").write_text(json.dumps(found))


def taken(root, name: str = "a", data: str = "d1") -> str:
    """The fingerprint of a notebook as things stand."""
    read = engagement.read(root / "params" / "moda_viva.yaml", root)
    return fingerprint.of_step(workflow.discover(root)[name], read, data, root / "run")


def rewrite(root, old: str, new: str, more: str = "") -> None:
    """Change the engagement file."""
    text = ENGAGEMENT.format(client="Moda Viva", language="en").replace(old, new) + more
    (root / "params" / "moda_viva.yaml").write_text(text)


def test_it_is_the_same_when_taken_again(bench):
    assert taken(bench) == taken(bench)
    assert len(taken(bench)) == 64


CHANGES = {
    "its own source": lambda root: put(root, a=notebook("1 + 0")),
    "a value of its section": lambda root: rewrite(root, "", "", "a: {top: 5}\n"),
    "the language": lambda root: rewrite(root, "language: en", "language: es"),
    "the locale": lambda root: rewrite(root, "", "", "locale: en_US\n"),
    "the currency": lambda root: rewrite(root, "EUR", "USD"),
    "the seed": lambda root: rewrite(root, "seed: 7", "seed: 8"),
    "the client": lambda root: rewrite(root, "Moda Viva", "Moda Nueva"),
    "the colour": lambda root: rewrite(root, "", "", "brand: {colour: '#aa0000'}\n"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_it_changes_with(bench, what):
    before = taken(bench)
    CHANGES[what](bench)
    assert taken(bench) != before


def test_it_changes_with_the_data(bench):
    assert taken(bench, data="d1") != taken(bench, data="d2")


@pytest.mark.parametrize("part", ["library_hash", "environment_hash"])
def test_it_changes_with_our_code_and_the_installed_packages(bench, monkeypatch, part):
    before = taken(bench)
    monkeypatch.setattr(fingerprint, part, lambda: "other")
    assert taken(bench) != before


@pytest.mark.parametrize("ending", ["es.md", "es.ftl"])
def test_it_changes_with_the_translation_and_messages_it_is_shown_in_only(bench, ending):
    rewrite(bench, "language: en", "language: es")
    before = taken(bench)
    (bench / "notebooks" / "03_development" / f"a.{ending}").write_text("otra")
    assert taken(bench) != before
    rewrite(bench, "", "")
    english = taken(bench)
    (bench / "notebooks" / "03_development" / f"a.{ending}").write_text("otra más")
    assert taken(bench) == english


def test_another_notebook_s_section_and_the_workflow_leave_it_valid(bench):
    before = taken(bench, "b")
    rewrite(bench, "", "", "a: {top: 5}\nworkflow: [a, b]\nnotebook_timeout: 60\n")
    assert taken(bench, "b") == before


def test_it_changes_with_a_result_it_needs_but_not_with_when_that_was_found(bench):
    before = taken(bench, "b")
    results(bench, 1, finished="now")
    assert taken(bench, "b") == before
    results(bench, 2, finished="now")
    assert taken(bench, "b") != before


def test_it_changes_when_the_result_it_needs_was_found_otherwise(bench):
    """The same numbers from other inputs may have left other artifacts."""
    before = taken(bench, "b")
    results(bench, 1, under="f2")
    assert taken(bench, "b") != before


def test_the_library_s_hash_is_of_its_files(tmp_path, monkeypatch):
    (tmp_path / "a.py").write_text("1")
    (tmp_path / "__pycache__").mkdir()
    monkeypatch.setattr(fingerprint, "LIBRARY", tmp_path)
    uncached = fingerprint.library_hash.__wrapped__
    before = uncached()
    (tmp_path / "__pycache__" / "a.pyc").write_text("x")
    assert uncached() == before
    (tmp_path / "a.py").write_text("2")
    assert uncached() != before


@pytest.fixture
def counted(monkeypatch):
    """Counts how often a file's content is read."""
    reads = []
    real = fingerprint._hash_file
    monkeypatch.setattr(fingerprint, "_hash_file", lambda path: reads.append(path) or real(path))
    return reads


class TestContentHash:
    @pytest.fixture
    def old(self, tmp_path, monkeypatch):
        """A file that has been left alone for long enough."""
        monkeypatch.setattr(fingerprint, "SETTLED", -1)
        path = tmp_path / "orders.csv"
        path.write_bytes(b"one")
        return path

    def test_it_is_the_sha256_of_the_content(self, old, tmp_path):
        expected = hashlib.sha256(b"one").hexdigest()
        assert fingerprint.content_hash(old, tmp_path / "cache") == expected

    def test_an_unchanged_file_is_read_once(self, old, tmp_path, counted):
        first = fingerprint.content_hash(old, tmp_path / "cache")
        assert fingerprint.content_hash(old, tmp_path / "cache") == first
        assert counted == [old]

    def test_a_change_of_the_same_size_and_time_is_seen(self, old, tmp_path):
        before = fingerprint.content_hash(old, tmp_path / "cache")
        status = old.stat()
        old.write_bytes(b"two")
        os.utime(old, ns=(status.st_atime_ns, status.st_mtime_ns))
        assert fingerprint.content_hash(old, tmp_path / "cache") != before

    def test_another_file_put_in_its_place_is_seen(self, old, tmp_path):
        before = fingerprint.content_hash(old, tmp_path / "cache")
        other = tmp_path / "other"
        other.write_bytes(b"two")
        os.replace(other, old)
        assert fingerprint.content_hash(old, tmp_path / "cache") != before

    @pytest.mark.parametrize("broken", ["{", "[]", '{"a": 1}'])
    def test_a_broken_cache_costs_a_reading_and_no_more(self, old, tmp_path, broken):
        (tmp_path / "cache").write_text(broken)
        expected = hashlib.sha256(b"one").hexdigest()
        assert fingerprint.content_hash(old, tmp_path / "cache") == expected

    def test_a_file_changed_just_now_is_not_remembered(self, tmp_path, counted):
        path = tmp_path / "fresh.csv"
        path.write_bytes(b"one")
        for _ in range(2):
            fingerprint.content_hash(path, tmp_path / "cache")
        assert counted == [path, path]


def test_of_another_s_section_it_changes_where_the_notebook_reads_that_too(bench):
    """``b`` reads the settings of ``a`` only once its metadata says so."""
    before = taken(bench, "b")
    CHANGES["a value of its section"](bench)
    assert taken(bench, "b") == before
    reader = notebook("2", needs=("a",))
    reader["metadata"]["taller"]["settings_of"] = ["a"]
    put(bench, b=reader)
    now = taken(bench, "b")
    rewrite(bench, "", "", "a: {top: 6}\n")
    assert taken(bench, "b") != now
