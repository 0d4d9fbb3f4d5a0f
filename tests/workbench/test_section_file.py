"""A form's side of the engagement file: saved whole or not at all, undone byte for byte."""

from __future__ import annotations

import contextlib
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taller.errors import InputError
from taller.workbench.engagement import engagement
from taller.workbench.engagement.section_file import ChangedError, SectionFile
from taller.workbench.run import state
from taller.workbench.run.handle import Run
from tests.conftest import ENGAGEMENT, PARAMETERS, notebook

KNOBS = PARAMETERS + "answers = None\nweights = None\nnote = None\n"
FILE = (
    "# kept\n"
    + ENGAGEMENT.format(language="es").replace("seed: 7", "seed:   7  # lucky")
    + "\nreadiness:\n  answers: {a: 3}   # Ana\n  note: 'x'\n\n# bye\n"
)


@pytest.fixture
def file(workbench):
    base = workbench(
        engagement=FILE,
        readiness=notebook(parameters=KNOBS),
        other=notebook(parameters=KNOBS),
    )
    return SectionFile(engagement.read(base / "params" / "x.yaml", base), "readiness")


def _bytes(file: SectionFile) -> bytes:
    return file.path.read_bytes()


def test_it_reads_what_stands_in_the_file(file):
    assert file.read() == {"answers": {"a": 3}, "note": "x"}


def test_a_save_changes_the_value_alone(file):
    file.save(file.read() | {"answers": {"a": 4}})
    assert _bytes(file) == FILE.replace("{a: 3}", "{a: 4}").encode()
    assert file.read()["answers"] == {"a": 4}


def test_saves_are_undone_and_redone_byte_for_byte(file):
    values = file.read()
    states = [_bytes(file)]
    for note in ("y", "z"):
        file.save(values | {"note": note})
        states.append(_bytes(file))
    for expected in (states[1], states[0]):
        file.undo()
        assert _bytes(file) == expected
    assert (file.can_undo, file.can_redo) == (False, True)
    file.redo()
    assert _bytes(file) == states[1]
    file.save(values | {"note": "w"})
    assert not file.can_redo
    with pytest.raises(InputError, match="no save to bring back"):
        file.redo()


def test_nothing_saved_is_nothing_undone(file):
    with pytest.raises(InputError, match="no save to take back"):
        file.undo()
    file.save(file.read())
    assert not file.can_undo
    assert _bytes(file) == FILE.encode()


@pytest.mark.parametrize("act", ["save", "undo", "redo"])
def test_a_file_changed_elsewhere_is_never_overwritten(file, act):
    values = file.read()
    file.save(values | {"note": "y"})
    if act == "redo":
        file.undo()
    theirs = _bytes(file) + b"# theirs\n"
    file.path.write_bytes(theirs)
    with pytest.raises(ChangedError, match="changed elsewhere since it was read here, so nothing"):
        file.save(values | {"note": "z"}) if act == "save" else getattr(file, act)()
    assert _bytes(file) == theirs
    assert file.read()["note"] == ("x" if act == "redo" else "y")
    file.save(values | {"note": "z"})
    assert b"# theirs" in _bytes(file)


def test_a_file_gone_is_said(file):
    values = file.read()
    file.path.unlink()
    with pytest.raises(InputError, match="gone from the disk"):
        file.save(values | {"note": "z"})
    assert not file.path.exists()


def test_values_that_make_no_sound_engagement_are_refused(file):
    values = file.read()
    with pytest.raises(InputError, match=r"readiness\.notee: no such key; did you mean 'note'"):
        file.save(values | {"notee": 1})
    assert _bytes(file) == FILE.encode()
    assert not file.can_undo


def test_a_full_disk_keeps_the_old_file(file, monkeypatch):
    values = file.read()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(state.os, "replace", full)
    with pytest.raises(InputError, match="disk is full"):
        file.save(values | {"note": "z"})
    assert _bytes(file) == FILE.encode()
    assert [path.name for path in file.path.parent.iterdir()] == ["x.yaml"]
    assert not file.can_undo


def test_mode_link_and_byte_order_mark_stay(file):
    real = file.path.with_name("real.yaml")
    real.write_bytes(b"\xef\xbb\xbf" + _bytes(file))
    real.chmod(0o600)
    file.path.unlink()
    file.path.symlink_to(real)
    linked = SectionFile(file.engagement, "readiness")
    linked.save(linked.read() | {"note": "y"})
    assert file.path.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600
    assert real.read_bytes() == b"\xef\xbb\xbf" + FILE.replace("'x'", "'y'").encode()


def test_two_forms_of_one_file_do_not_lose_each_other_s_saves(file):
    other = SectionFile(file.engagement, "other")
    mine, theirs = file.read(), other.read()
    file.save(mine | {"note": "mine"})
    with pytest.raises(ChangedError):
        other.save(theirs | {"note": "theirs"})
    other.read()
    other.save({"note": "theirs"})
    with contextlib.suppress(ChangedError):
        file.undo()
    assert SectionFile(file.engagement, "readiness").read()["note"] == "mine"
    assert SectionFile(file.engagement, "other").read() == {"note": "theirs"}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.sampled_from(["save", "undo", "redo"]), max_size=12), numbers=st.data())
def test_any_run_of_saves_and_undos_leaves_the_bytes_it_should(file, steps, numbers):
    file.path.write_bytes(FILE.encode())
    form = SectionFile(file.engagement, "readiness")
    values, past, future = form.read(), [FILE.encode()], []
    for step in steps:
        if step == "save":
            form.save(values | {"answers": {"a": numbers.draw(st.integers(0, 10**6))}})
            if _bytes(form) != past[-1]:
                past, future = [*past, _bytes(form)], []
        elif step == "undo" and form.can_undo:
            form.undo()
            future.append(past.pop())
        elif step == "redo" and form.can_redo:
            form.redo()
            past.append(future.pop())
        assert _bytes(form) == past[-1]
        assert (form.can_undo, form.can_redo) == (len(past) > 1, bool(future))


def test_a_run_is_live_in_jupyterlab_alone(file, monkeypatch, tmp_path):
    for name in ("JPY_SESSION_NAME", "TALLER_NOTEBOOK"):
        monkeypatch.delenv(name, raising=False)
    run = Run(file.engagement, tmp_path)
    assert not run.live
    monkeypatch.setenv("JPY_SESSION_NAME", os.fspath(tmp_path / "readiness.ipynb"))
    assert run.live
    assert run.section_file("readiness").read() == file.read()
    monkeypatch.setenv("TALLER_NOTEBOOK", "readiness")
    assert not run.live
