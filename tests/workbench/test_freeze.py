"""A frozen run folder: whatever becomes of its files is told, and no run writes there again."""

from __future__ import annotations

import hashlib
import json
import os

import pytest

from taller.errors import InputError
from taller.workbench.notes import freeze
from taller.workbench.notes.voice import Voice
from taller.workbench.run import closing

VOICE = Voice("final", "Ana Ruiz", "2026-03-12")


@pytest.fixture
def folder(tmp_path):
    """A run folder of three files, and the machine's own beside them."""
    made = tmp_path / "reports" / "moda-viva" / "x"
    (made / "artifacts" / "a").mkdir(parents=True)
    (made / "index.html").write_text("index")
    (made / "run.json").write_text("{}")
    (made / "artifacts" / "a" / "b.csv").write_text("1;2")
    (made / ".lock").touch()
    (made / ".ipynb_checkpoints").mkdir()
    (made / ".ipynb_checkpoints" / "a.ipynb").touch()
    return made


def test_the_manifest_names_every_file_with_its_hash(folder):
    own = freeze.freeze(folder, VOICE)
    text = (folder / "frozen.json").read_bytes()
    found = json.loads(text)
    assert own == hashlib.sha256(text).hexdigest()
    assert (found["reviewer"], found["reviewed_on"], found["label"]) == (
        "Ana Ruiz", "2026-03-12", "x")  # fmt: skip
    assert found["files"] == {
        "artifacts/a/b.csv": hashlib.sha256(b"1;2").hexdigest(),
        "index.html": hashlib.sha256(b"index").hexdigest(),
        "run.json": hashlib.sha256(b"{}").hexdigest(),
    }
    assert freeze.verify(folder) == []


def test_each_file_that_was_changed_removed_or_added_is_named(folder):
    freeze.freeze(folder, VOICE)
    (folder / "index.html").write_text("Index")
    (folder / "artifacts" / "a" / "b.csv").unlink()
    (folder / "notes.txt").touch()
    (folder / ".DS_Store").touch()
    assert freeze.verify(folder) == [
        "artifacts/a/b.csv: removed since it was frozen",
        "index.html: changed since it was frozen",
        "notes.txt: added since it was frozen",
    ]


def test_a_file_replaced_by_a_link_to_the_same_words_is_changed(folder, tmp_path):
    freeze.freeze(folder, VOICE)
    (tmp_path / "elsewhere").write_text("index")
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(tmp_path / "elsewhere")
    (folder / "more").symlink_to(tmp_path)
    assert [line.partition(" since")[0] for line in freeze.verify(folder)] == [
        "index.html: changed", "more: added"]  # fmt: skip


def test_what_was_never_frozen_has_nothing_to_tell_and_a_damaged_manifest_does(folder):
    assert freeze.verify(folder) == []
    freeze.refuse_frozen(folder, "x")
    for text in ("{", "[]", "{}"):
        (folder / "frozen.json").write_text(text)
        assert freeze.verify(folder) == [
            "frozen.json: cannot be read, so that nothing can be compared"
        ]
        with pytest.raises(InputError, match="is final and frozen; choose another --label"):
            freeze.refuse_frozen(folder, "x")


def test_a_run_is_refused_with_who_answers_for_it_and_what_differs(folder):
    freeze.freeze(folder, VOICE)
    (folder / "index.html").unlink()
    with pytest.raises(InputError) as caught:
        freeze.refuse_frozen(folder, "reports/moda-viva/x")
    assert str(caught.value).splitlines() == [
        "reports/moda-viva/x: 2 faults",
        "  is final and frozen (reviewed by Ana Ruiz on 2026-03-12); choose another --label for "
        "what is new",
        "  index.html: removed since it was frozen",
    ]


def test_all_folders_of_a_client_are_looked_through(folder):
    freeze.freeze(folder, VOICE)
    closing.refuse_tampered(folder.parent)
    assert closing.tampered(folder.parent) == []
    (folder / "run.json").write_text("[]")
    assert closing.tampered(folder.parent) == [
        "x: final, and not as it was frozen: run.json: changed since it was frozen"
    ]
    with pytest.raises(InputError, match=r"(?s)reports/moda-viva/x: 2 faults.*run.json: changed"):
        closing.refuse_tampered(folder.parent)


def test_what_never_ends_to_be_read_is_changed_and_no_manifest(folder):
    """A pipe in the place of a page, then in that of the manifest itself."""
    freeze.freeze(folder, VOICE)
    (folder / "index.html").unlink()
    os.mkfifo(folder / "index.html")
    assert freeze.verify(folder) == ["index.html: changed since it was frozen"]
    (folder / "frozen.json").unlink()
    os.mkfifo(folder / "frozen.json")
    assert freeze.verify(folder) == ["frozen.json: cannot be read, so that nothing can be compared"]
