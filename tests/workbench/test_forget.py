"""`taller forget`: what is kept goes, what is not Taller's stays, and both are said."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from taller.data.contract.contract import QUARANTINE
from taller.data.people import salts
from taller.errors import HeldError, InputError
from taller.workbench.begin import forget
from taller.workbench.run import state
from tests.conftest import notebook
from tests.workbench.test_cli import TALLER, taller


@pytest.fixture
def base(workbench, tmp_path, monkeypatch) -> Path:
    """A workbench whose client, Prueba & Hijos, has a run, a scratch folder and a salt."""
    made = workbench(first=notebook("1"))
    (tmp_path / "client.csv").write_text("order,customer\n1,ana\n")
    kept = f"2026-01-05/artifacts/{QUARANTINE}"
    for name in ("2026-01-05/artifacts/tables", kept, "2026-01-05/results", "scratch"):
        (made / "reports" / "prueba-hijos" / name).mkdir(parents=True)
    run = made / "reports" / "prueba-hijos" / "2026-01-05"
    (run / "index.html").write_bytes(b"x" * 1500)
    (run / "artifacts" / QUARANTINE / "orders.parquet").write_bytes(b"y" * 500)
    (made / "reports" / "prueba-hijos" / "scratch" / "clustering.ipynb").write_text("{}")
    (made / "reports" / "otra" / "2026-01-05").mkdir(parents=True)
    monkeypatch.setenv("TALLER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(made)
    salts.key("prueba-hijos")
    salts.key("otra")
    return made


@pytest.mark.parametrize("client", ["Prueba & Hijos", "prueba-hijos", "params/x.yaml"])
def test_a_client_is_known_by_name_by_folder_and_by_engagement_file(base, client):
    kept = forget.find(client)
    assert kept.slug == "prueba-hijos"
    assert [folder.shown for folder in kept.folders] == [
        "reports/prueba-hijos/2026-01-05", "reports/prueba-hijos/scratch",
    ]  # fmt: skip
    assert (kept.folders[0].files, kept.folders[0].size, kept.folders[0].quarantined) == (
        2,
        2000,
        1,
    )
    assert kept.sum == "3 files in 2 folders, 2.0 kB; the salt"
    assert kept.engagements == ("params/x.yaml",)


def test_all_of_a_client_is_removed_and_nothing_of_another(base, tmp_path):
    forget.remove(forget.find("prueba-hijos"))
    assert sorted(path.name for path in (base / "reports").iterdir()) == ["otra"]
    assert salts.known() == ["otra"]
    assert (base / "params" / "x.yaml").exists()
    assert (tmp_path / "client.csv").exists()


def test_the_next_salt_is_another(base):
    before = salts.key("prueba-hijos")
    forget.remove(forget.find("prueba-hijos"))
    assert salts.key("prueba-hijos") != before


def test_links_are_removed_and_never_followed(base, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious.txt").write_text("stays")
    kept = base / "reports" / "prueba-hijos"
    (kept / "elsewhere").symlink_to(outside)
    (kept / "scratch" / "deep").symlink_to(outside)
    (kept / "nowhere").symlink_to(tmp_path / "gone")
    found = forget.find("prueba-hijos")
    assert "reports/prueba-hijos/elsewhere (a link; what it leads to is not touched)" in [
        str(folder) for folder in found.folders
    ]
    forget.remove(found)
    assert (outside / "precious.txt").read_text() == "stays"
    assert not kept.exists()


def test_a_linked_client_folder_loses_the_link_alone(base, tmp_path):
    (base / "reports" / "prueba-hijos").rename(tmp_path / "moved")
    (base / "reports" / "prueba-hijos").symlink_to(tmp_path / "moved")
    forget.remove(forget.find("prueba-hijos"))
    assert (tmp_path / "moved" / "2026-01-05" / "index.html").exists()
    assert not os.path.lexists(base / "reports" / "prueba-hijos")


def test_a_held_folder_is_refused_and_all_stays(base):
    lock = state.hold(base / "reports" / "prueba-hijos" / "2026-01-05")
    try:
        with pytest.raises(HeldError, match="2026-01-05: another run holds this folder; wait for"):
            forget.remove(forget.find("prueba-hijos"))
    finally:
        lock.release()
    assert (base / "reports" / "prueba-hijos" / "scratch" / "clustering.ipynb").exists()
    assert "prueba-hijos" in salts.known()


def test_an_unknown_client_is_told_with_the_nearest(base):
    with pytest.raises(InputError, match="no such client; did you mean 'prueba-hijos'"):
        forget.find("prueba hijo")


@pytest.mark.parametrize("client", ["", "..", "/", "../otra/..", "&&"])
def test_no_name_reaches_outside_the_clients_folders(base, client):
    with pytest.raises(InputError, match="no such client"):
        forget.find(client)
    assert (base / "reports" / "otra").exists()


def test_an_engagement_that_is_faulty_elsewhere_still_names_its_client(base):
    (base / "params" / "x.yaml").write_text("client: Prueba & Hijos\ndata: nonsense\n")
    assert forget.find("params/x.yaml").slug == "prueba-hijos"
    (base / "params" / "y.yaml").write_text("language: es\n")
    with pytest.raises(InputError, match=r"params/y\.yaml: names no client"):
        forget.find("params/y.yaml")


def test_what_stays_of_a_removal_cut_short_goes_with_the_next(base, monkeypatch):
    """The salt goes last: until then the client is still known."""

    def refuse(path, *_more):
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(forget.shutil, "rmtree", refuse)
        with pytest.raises(InputError, match="cannot be removed: Permission denied"):
            forget.remove(forget.find("prueba-hijos"))
    assert "prueba-hijos" in salts.known()
    forget.remove(forget.find("prueba-hijos"))
    assert salts.known() == ["otra"]


def test_run_folders_elsewhere_are_found_where_they_are(base, tmp_path):
    (tmp_path / "elsewhere" / "prueba-hijos" / "one").mkdir(parents=True)
    kept = forget.find("prueba-hijos", tmp_path / "elsewhere")
    assert [folder.path.name for folder in kept.folders] == ["one"]


def test_the_command_says_what_it_removed_and_what_it_does_not_touch(base):
    done = taller("forget", "params/x.yaml", "--yes", cwd=base)
    assert done.returncode == 0, done.stderr
    assert (
        "reports/prueba-hijos/2026-01-05 (2 files, 2.0 kB, 1 file of rejected rows)" in done.stdout
    )
    assert (
        "Not touched: the client's engagement file (params/x.yaml), the client's own" in done.stdout
    )
    assert done.stdout.endswith("removed: 3 files in 2 folders, 2.0 kB; the salt\n")
    again = taller("forget", "params/x.yaml", "--yes", cwd=base)
    assert (again.returncode, again.stdout) == (0, "params/x.yaml: nothing is kept\n")


def test_the_command_removes_nothing_where_nobody_can_answer(base):
    done = subprocess.run(
        [*TALLER, "forget", "prueba-hijos"], cwd=base, text=True, capture_output=True,
        stdin=subprocess.DEVNULL, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert "where nobody can answer, give --yes" in done.stderr
    assert (base / "reports" / "prueba-hijos").exists()


def test_an_unknown_client_is_exit_code_2(base):
    done = taller("forget", "prueba-hijo", cwd=base)
    assert done.returncode == 2
    assert "no such client; did you mean 'prueba-hijos'?" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal as POSIX has it")
@pytest.mark.parametrize("answer, gone", [("n\n", False), ("y\n", True)])
def test_the_command_asks_and_heeds_the_answer(base, answer, gone):
    ours, theirs = pty.openpty()
    try:
        process = subprocess.Popen(
            [*TALLER, "forget", "prueba-hijos"], cwd=base, text=True,
            stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        os.write(ours, answer.encode())
        told, wrong = process.communicate(timeout=60)
    finally:
        os.close(ours)
        os.close(theirs)
    assert process.returncode == 0, wrong
    assert ("nothing was removed" in told) is not gone
    assert (base / "reports" / "prueba-hijos").exists() is not gone


def test_the_figures_recorded_for_notes_go_and_the_notes_stay(base):
    record = base / "params" / "x.notes.seen.json"
    record.write_text('{"notes": {}}')
    (base / "params" / "x.notes.md").write_text("# first\n")
    kept = forget.find("prueba-hijos")
    assert kept.records == (record,)
    assert kept.sum == "3 files in 2 folders, 2.0 kB; the figures recorded for notes; the salt"
    forget.remove(kept)
    assert not record.exists()
    assert (base / "params" / "x.notes.md").exists()
    assert not forget.find("prueba-hijos")
