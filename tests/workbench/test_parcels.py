"""What goes to a worker that does not see the run's folder, and what comes back."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest

from taller.data.people import salts
from taller.data.settings import places
from taller.errors import ClusterError
from taller.workbench.cluster import parcels
from taller.workbench.cluster.parcels import Mirror
from taller.workbench.keep import standing
from taller.workbench.run import workflow
from taller.workbench.run.execute import Job
from taller.workbench.run.outcome import Outcome
from tests.workbench.scratch import notebook, workbench


@pytest.fixture
def job(tmp_path, monkeypatch):
    monkeypatch.setenv(salts.HOME, str(tmp_path / "home"))
    known = tmp_path / "bench" / "data" / "known.txt"
    known.parent.mkdir(parents=True)
    known.write_text("read by a notebook")
    (tmp_path / "home.txt").write_text("nobody's business")
    parameters = 'engagement = ""; run_dir = ""; named = []'
    section = "a: {named: [data/known.txt, data, other, /etc/passwd, ../home.txt]}\n"
    a = notebook("1", parameters=parameters)
    bench = workbench(tmp_path / "bench", more=section, a=a)
    bench.file.with_suffix(".decisions.csv").write_text("decided")
    folder = bench.root / "reports" / "moda-viva" / "x"
    for name, text in (("run.json", "{}"), ("results/b.json", "b"), (".lock", ""),
                       ("artifacts/tables/orders.parquet", "rows"), ("../.keep/day", "one"),
                       ("../w/results/a.json", "old"), ("../w/a.html", "page")):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return Job(workflow.discover(bench.root)["a"], bench, folder.resolve(), "id", 60, time.time())


def carried(job: Job, mirror: Mirror, parcel: parcels.Parcel) -> list[str]:
    """Have a mirror fetch what it lacks; the names it asked for."""
    asked: list[str] = []

    def ask(names: list[str]) -> None:
        asked.extend(names)
        mirror.receive(parcels.taken(names, job.engagement.root), names)

    mirror.fetch(parcel, ask, lambda: True)
    return sorted(asked)


def brought(job: Job, content: bytes = b"2", told: bytes = b"2") -> tuple[dict, Outcome]:
    name = "reports/moda-viva/x/results/a.json"
    digest = hashlib.sha256(told).hexdigest()
    return {name: content}, Outcome(files={"results/a.json": digest})


def test_a_worker_that_shares_the_folder_is_told_the_salt_alone(job):
    salt = salts.key("moda-viva")
    parcel = parcels.packed(job, shared=True)
    assert (parcel.salt, parcel.stamps, parcel.state) == (salt, None, b"")
    assert salt.hex() not in repr(parcel)
    assert repr(salt) not in repr(parcel)


def test_a_notebook_is_sent_what_it_may_read_and_nothing_else(job):
    parcel = parcels.packed(job, shared=False)
    assert sorted(parcel.stamps) == [
        "data/known.txt",
        "notebooks/03_development/a.ipynb",
        "params/moda_viva.decisions.csv",
        "params/moda_viva.yaml",
        "reports/moda-viva/.keep/day",
        "reports/moda-viva/w/results/a.json",
        "reports/moda-viva/x/artifacts/tables/orders.parquet",
        "reports/moda-viva/x/results/b.json",
    ]
    assert parcel.state == b"{}"


def test_each_file_is_sent_once_until_it_changes(job, tmp_path):
    mirror = Mirror(tmp_path / "mirror")
    assert len(carried(job, mirror, parcels.packed(job, shared=False))) == 8
    assert carried(job, mirror, parcels.packed(job, shared=False)) == []
    (job.run_dir / "results" / "b.json").write_text("other")
    changed = ["reports/moda-viva/x/results/b.json"]
    assert carried(job, mirror, parcels.packed(job, shared=False)) == changed
    assert (mirror.root / changed[0]).read_text() == "other"


def test_what_is_gone_before_it_was_sent_is_not_waited_for(job, tmp_path):
    mirror = Mirror(tmp_path / "mirror")
    parcel = parcels.packed(job, shared=False)
    (job.run_dir / "results" / "b.json").unlink()
    carried(job, mirror, parcel)
    assert not (mirror.root / "reports/moda-viva/x/results/b.json").exists()


def test_nobody_waits_for_files_of_a_notebook_that_is_no_longer_wanted(job, tmp_path):
    with pytest.raises(ClusterError, match="nobody waits for the notebook"):
        Mirror(tmp_path / "mirror").fetch(
            parcels.packed(job, shared=False), lambda names: None, lambda: False
        )


def test_the_job_is_done_in_the_worker_s_folder_with_the_tables_it_was_sent(job, tmp_path):
    mirror = Mirror(tmp_path / "mirror")
    parcel = parcels.packed(job, shared=False)
    carried(job, mirror, parcel)
    there = mirror.stand_in(job, parcel)
    assert there.engagement.file == mirror.root / "params" / "moda_viva.yaml"
    assert there.engagement.shown_path == job.engagement.shown_path
    assert there.environment["TALLER_ROOT"] == str(mirror.root)
    assert there.environment[standing.SENT] == "1"
    assert (there.run_dir / "run.json").read_bytes() == b"{}"
    assert there.step.path.is_file()


def test_what_a_notebook_left_and_what_it_keeps_from_run_to_run_comes_back(job, tmp_path):
    mirror = Mirror(tmp_path / "mirror")
    parcel = parcels.packed(job, shared=False)
    carried(job, mirror, parcel)
    there = mirror.stand_in(job, parcel)
    before = mirror.kept_of(there)
    (there.run_dir / "results" / "a.json").write_text("2")
    (there.run_dir.parent / ".keep" / "day").write_text("two")
    _files, outcome = brought(job)
    left = mirror.left(there, outcome, before)
    assert left == {"reports/moda-viva/x/results/a.json": b"2",
                    "reports/moda-viva/.keep/day": b"two"}  # fmt: skip
    parcels.unpack(left, outcome, job)
    assert (job.run_dir / "results" / "a.json").read_text() == "2"
    assert (job.run_dir.parent / ".keep" / "day").read_text() == "two"


def test_what_is_not_as_the_worker_left_it_is_not_put_in_its_place(job):
    files, outcome = brought(job, content=b"2", told=b"3")
    with pytest.raises(ClusterError, match="a worker sent what is not as it left it"):
        parcels.unpack(files, outcome, job)
    assert not (job.run_dir / "results" / "a.json").exists()


@pytest.mark.parametrize(
    "name", ["params/moda_viva.yaml", "reports/moda-viva/../../x", "outside/x"]
)
def test_nothing_is_put_beside_the_client_s_reports(job, name):
    with pytest.raises(ClusterError, match="a worker sent what is not as it left it"):
        parcels.unpack({name: b""}, Outcome(), job)


def test_files_are_sent_in_batches_of_no_more_than_was_said(tmp_path):
    for name, size in (("a", 4), ("b", 5), ("c", 20), ("d", 1)):
        (tmp_path / name).write_bytes(b"x" * size)
    found = list(parcels.batches(["a", "b", "c", "gone", "d"], tmp_path, most=10))
    assert found == [["a", "b"], ["c"], ["gone", "d"]]


def test_a_path_outside_the_workbench_has_a_place_and_leads_back():
    name = parcels.named(Path("/data/out/x.json"), Path("/bench"))
    assert name == "outside/data/out/x.json"
    assert parcels._place(name, Path("/bench")) == Path("/data/out/x.json")


def test_an_engagement_file_s_variables_go_along_but_for_secrets(monkeypatch):
    monkeypatch.setenv("TALLER_FILES", "/data")
    monkeypatch.setenv("TALLER_TOKEN", "secret")
    monkeypatch.setenv("HOME_FILES", "/home")
    text = "${TALLER_FILES}/a ${TALLER_TOKEN} ${HOME_FILES} ${TALLER_UNSET}"
    assert places.seen_by(text) == {"TALLER_FILES": "/data"}
