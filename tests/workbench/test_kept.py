"""What a run kept is checked before it is used again; what is in the way is never thrown away."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from taller import durable
from taller.errors import InputError
from taller.workbench.keep import kept, results, standing
from taller.workbench.run import runner, state
from tests.workbench.scratch import notebook, save, workbench

NOTEBOOKS = {
    "a": notebook(save("a", "1"), "open('model.txt', 'w').write('weights')"),
    "b": notebook("print(2)"),
}


@pytest.fixture
def left(tmp_path):
    """A folder with two small files and one that counts as large, and their hashes."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"this is {name}")
    return tmp_path, kept.sealed(tmp_path, ["a.txt", "b.txt"])


class TestFiles:
    def test_what_is_as_it_was_left_is_whole(self, left):
        assert kept.broken(*left) == {}

    def test_an_edit_that_keeps_size_and_time_is_seen(self, left):
        folder, files = left
        before = (folder / "a.txt").stat()
        (folder / "a.txt").write_text("THIS is a.txt")
        os.utime(folder / "a.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
        assert kept.broken(folder, files) == {"a.txt": "is not as it was left"}

    def test_also_of_a_large_file_whose_hash_is_remembered(self, left, monkeypatch):
        """A file's time of change cannot be set back, unlike its time of modification."""
        folder, files = left
        monkeypatch.setattr(kept, "SMALL", 0)
        monkeypatch.setattr(kept.fingerprint, "SETTLED", -1)
        assert kept.broken(folder, files) == {}
        remembered = json.loads((folder / kept.HASHES).read_text())
        assert {entry[-1] for entry in remembered.values()} == set(files.values())
        self.test_an_edit_that_keeps_size_and_time_is_seen(left)

    def test_a_false_memory_does_not_condemn_a_whole_file(self, left, monkeypatch):
        folder, files = left
        monkeypatch.setattr(kept, "SMALL", 0)
        monkeypatch.setattr(kept.fingerprint, "content_hash", lambda path, cache: "0" * 64)
        assert kept.broken(folder, files) == {}

    @pytest.mark.parametrize("memory", ["{", "[]", '{"x": 3}', '{"x": [1]}', "\0"])
    def test_a_damaged_memory_is_no_memory(self, left, monkeypatch, memory):
        folder, files = left
        monkeypatch.setattr(kept, "SMALL", 0)
        (folder / kept.HASHES).write_text(memory.replace('"x"', json.dumps(str(folder / "a.txt"))))
        assert kept.broken(folder, files) == {}

    def test_swapped_gone_and_no_file_are_told_apart(self, left):
        folder, files = left
        os.rename(folder / "a.txt", folder / "b.txt")
        os.mkfifo(folder / "a.txt")  # which would keep a reader waiting
        assert kept.broken(folder, files) == {
            "a.txt": "is no file", "b.txt": "is not as it was left"}  # fmt: skip
        (folder / "a.txt").unlink()
        assert kept.broken(folder, files)["a.txt"] == "is gone"

    def test_what_is_in_the_way_is_moved_aside_and_kept(self, tmp_path):
        (tmp_path / "a.html" / "notes").mkdir(parents=True)
        (tmp_path / "a.html.aside").mkdir()
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "results").symlink_to(tmp_path / "elsewhere")
        told = kept.make_way(tmp_path, files=["a.html", "b.html"], folders=["results"])
        assert told == [
            "results: was no folder; it was moved to results.aside",
            "a.html: was no file; it was moved to a.html.aside2",
        ]
        assert (tmp_path / "a.html.aside2" / "notes").is_dir()
        assert (tmp_path / "results.aside").is_symlink()

    def test_only_what_a_killed_writer_left_is_cleared(self, tmp_path):
        (tmp_path / "results").mkdir()
        (tmp_path / "results" / ".a.json.77-1.part").touch()
        (tmp_path / "mine.part").touch()
        kept.clear_parts(tmp_path)
        assert [path.name for path in tmp_path.rglob("*.part")] == ["mine.part"]


class TestDurable:
    def test_a_file_is_on_the_disk_before_it_has_its_name(self, tmp_path, monkeypatch):
        order = []
        real = os.fsync, os.replace
        monkeypatch.setattr(os, "fsync", lambda fd: (order.append("sync"), real[0](fd)))
        monkeypatch.setattr(os, "replace", lambda a, b: (order.append("rename"), real[1](a, b)))
        durable.write_whole(tmp_path / "x", "text")
        assert order == ["sync", "rename", "sync"]

    def test_a_writer_that_fails_leaves_the_old_file_and_nothing_else(self, tmp_path):
        (tmp_path / "x").write_text("old")

        def write() -> None:
            with durable.beside(tmp_path / "x") as made:
                made.write_text("ne")
                raise RuntimeError("half way")

        with pytest.raises(RuntimeError, match="half way"):
            write()
        assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("x", "old")]


class TestResult:
    def test_an_edited_number_is_no_result(self, tmp_path):
        results.write(tmp_path, "a", {"result": {"value": 1.5}, "provenance": {}})
        assert results.read(tmp_path, "a")["result"] == {"value": 1.5}
        path = results.path(tmp_path, "a")
        path.write_text(path.read_text().replace("1.5", "2.5"))
        assert results.read(tmp_path, "a") is None

    def test_a_pipe_in_its_place_keeps_nobody_waiting(self, tmp_path):
        (tmp_path / "results").mkdir()
        os.mkfifo(results.path(tmp_path, "a"))
        assert results.read(tmp_path, "a") is None


class TestTables:
    @pytest.fixture
    def stood(self, tmp_path):
        """A folder of tables with their stamp."""
        (tmp_path / "tables").mkdir()
        for name in ("orders.parquet", "ledger.json"):
            (tmp_path / "tables" / name).write_text(name)
        files = kept.sealed(tmp_path, kept.files_in(tmp_path, "tables"))
        said = {"key": "k", "files": files, "check": standing._check("k", files)}
        (tmp_path / "tables" / "inputs.json").write_text(json.dumps(said))
        return tmp_path

    def standing(self, folder):
        return standing._standing(folder / "tables" / "inputs.json", folder)

    def test_whole_tables_stand(self, stood):
        assert self.standing(stood) == ("k", {})

    @pytest.mark.parametrize("name", ["orders.parquet", "ledger.json"])
    def test_a_cut_table_or_ledger_is_taken_again_and_told(self, stood, name):
        (stood / "tables" / name).write_text("led")
        assert self.standing(stood) == (None, {f"tables/{name}": "is not as it was left"})

    @pytest.mark.parametrize(
        ("text", "what"), [("{", "cannot be read"), ('{"key": "k", "files": {}}', "is not as")]
    )
    def test_a_damaged_stamp_stands_for_nothing(self, stood, text, what):
        (stood / "tables" / "inputs.json").write_text(text)
        key, told = self.standing(stood)
        assert key is None
        assert told["tables/inputs.json"].startswith(what)

    def test_where_nothing_was_taken_there_is_nothing_to_tell(self, tmp_path):
        (tmp_path / "tables").mkdir()
        assert self.standing(tmp_path) == (None, {})


class TestState:
    def test_an_edited_state_is_not_believed(self, tmp_path, quick):
        bench = workbench(tmp_path)
        folder = runner.run([bench], label="x")[0].folder
        assert state.look(folder)[1] == ""
        path = folder / "run.json"
        path.write_text(path.read_text().replace('"seconds"', '"seconds "'))
        assert state.look(folder) == (None, "is not as it was left")
        path.write_text(path.read_text()[:100])
        assert state.look(folder) == (None, "cannot be read")
        path.unlink()
        assert state.look(folder) == (None, "is gone")
        os.mkfifo(path)
        assert state.look(folder) == (None, "is no file")

    def test_that_of_an_earlier_version_can_be_read_but_nothing_of_it_reused(self, tmp_path, quick):
        folder = runner.run([workbench(tmp_path)], label="x")[0].folder
        found = json.loads((folder / "run.json").read_text()) | {"schema": 1}
        del found["check"]
        (folder / "run.json").write_text(json.dumps(found))
        read, wrong = state.look(folder)
        assert (read.label, wrong) == ("x", "was written by another version")


@pytest.mark.slow
def test_each_broken_file_is_found_told_and_mended_by_the_same_command(tmp_path, quick):
    """One run, then five kinds of damage at once; a third run finds all of it whole."""
    bench = workbench(tmp_path, **NOTEBOOKS)
    first = runner.run([bench], label="x")[0]
    folder = first.folder
    page = (folder / "b.html").read_bytes()
    (folder / "b.html").write_bytes(page[:-9])
    (folder / "artifacts/a/model.txt").unlink()
    (folder / "index.html").write_text("")
    shutil.rmtree(folder / "artifacts" / "b")
    (folder / "artifacts" / "b").write_text("a note of somebody's")
    again = runner.run([bench], label="x")[0]
    assert {n.name: n.state for n in again.notebooks} == {"a": "done", "b": "done"}
    assert again.notices == [
        "artifacts/b: was no folder; it was moved to b.aside",
        "index.html: is not as it was left; it is made again",
        "artifacts/a/model.txt: is gone; a is made again",
        "b.html: is not as it was left; b is made again",
    ]
    assert (folder / "artifacts" / "b.aside").read_text() == "a note of somebody's"
    assert kept.broken(folder, again.notebook("a").files | again.notebook("b").files) == {}
    third = runner.run([bench], label="x")[0]
    assert ({n.state for n in third.notebooks}, third.notices) == ({"cached"}, [])


def test_fresh_works_whatever_lies_in_the_folder(tmp_path, quick):
    bench = workbench(tmp_path, b=NOTEBOOKS["b"])
    folder = tmp_path / "reports" / "moda-viva" / "x"
    folder.mkdir(parents=True)
    for name in ("run.json", "index.html", "b.ipynb", ".lock", "results"):
        os.mkfifo(folder / name)
    (folder / "b.html").mkdir()
    (folder / "artifacts").symlink_to(tmp_path)
    found = runner.run([bench], label="x", fresh=True)[0]
    assert found.state == "done"
    assert len([told for told in found.notices if "was moved to" in told]) == 6
    assert kept.broken(folder, found.notebook("b").files) == {}


def test_a_run_s_folder_is_for_whoever_runs_it(tmp_path, quick):
    folder = runner.run([workbench(tmp_path)], label="x")[0].folder
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_written_to_is_one_message(tmp_path, quick, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(InputError, match=r"run\.json: cannot be written: Permission denied$"):
        runner.run([workbench(tmp_path)], label="x")
