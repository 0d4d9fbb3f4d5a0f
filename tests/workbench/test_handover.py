"""A run folder that others had a hand in: what goes out is the run's own, or nothing."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from taller.errors import InputError
from taller.workbench.deck import writing
from taller.workbench.keep import kept
from taller.workbench.run import state
from taller.workbench.share import handover, parcel
from tests.workbench import handed

PATH = "artifacts/clustering/top.csv"


def forged(ran: handed.Ran, step: dict[str, object] | None = None, **said: object) -> None:
    """Have ``run.json`` say something else, and hash to it."""
    path = ran.folder / "run.json"
    found = {k: v for k, v in json.loads(path.read_text()).items() if k != "check"} | said
    found["notebooks"][0] |= step or {}
    path.write_text(json.dumps(found | {"check": state._check(found)}))


def test_a_file_goes_where_the_engagement_says_whatever_the_run_calls_itself(tmp_path):
    """A slug that leads out of the reports does not lead a zip file out of them."""
    ran = handed.run(tmp_path)
    forged(ran, slug="../../../evil", label="../evil")
    shared = parcel.write(ran.engagement, reports=ran.reports)
    assert shared.path == ran.folder.parent / "moda-viva-may-draft.zip"


def test_a_run_of_another_client_in_the_same_folder_is_not_handed_over(tmp_path):
    """Moda Viva and Módà-Viva! have one folder; each gets its own run."""
    ran = handed.run(tmp_path)
    other = handed.run(tmp_path, label="june", client="Módà-Viva!", started="2026-01-01T00:00:00")
    found = handover.find(ran.engagement, None, ran.reports)
    assert found.folder == ran.folder
    with pytest.raises(InputError, match="no run is labelled 'june'"):
        handover.find(ran.engagement, other.folder.name, ran.reports)


def test_of_two_engagements_of_a_client_each_has_its_own_newest_run(tmp_path):
    """Where nothing is asked for; by its label a run of the other can be had."""
    ran = handed.run(tmp_path)
    handed.run(tmp_path, label="june", engagement="params/y.yaml", started="2026-01-01T00:00:00")
    assert handover.find(ran.engagement, None, ran.reports).folder.name == "may"
    assert handover.find(ran.engagement, "june", ran.reports).folder.name == "june"


def test_an_index_that_was_edited_is_not_handed_over(tmp_path):
    """It is the whole run's, and no notebook's."""
    ran = handed.run(tmp_path)
    forged(ran, files=kept.sealed(ran.folder, ["index.html"]))
    parcel.write(ran.engagement, reports=ran.reports)
    (ran.folder / "index.html").write_text("<p>Send money</p>")
    with pytest.raises(InputError, match=r"index\.html: is not as it was left"):
        parcel.write(ran.engagement, reports=ran.reports)


def test_what_a_link_leads_to_is_not_handed_over(tmp_path):
    """Neither a file of a folder that is one, nor an index that is one or never ends."""
    ran = handed.run(tmp_path, files={PATH: "a,b\n1,2\n"})
    folder = (ran.folder / PATH).parent
    shutil.move(folder, tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    shared = parcel.write(ran.engagement, reports=ran.reports)
    assert PATH not in shared.holds
    assert shared.stays[PATH] == "it is not there"
    (ran.folder / "index.html").unlink()
    os.mkfifo(ran.folder / "index.html")
    with pytest.raises(InputError, match=r"index\.html: is not there; run it again"):
        parcel.write(ran.engagement, reports=ran.reports)


@pytest.mark.parametrize("text", ['{"cells": 3, "metadata": {}}', "[" * 50_000])
def test_what_no_run_writes_is_one_message(tmp_path, text):
    """A notebook that is none: no traceback, and what to do."""
    ran = handed.run(tmp_path)
    (ran.folder / "clustering.ipynb").write_text(text)
    with pytest.raises(InputError, match=r"not as a run writes it .*--label may --fresh"):
        writing.write(ran.engagement, reports=ran.reports, full=True)


def test_a_run_that_began_at_no_time_is_no_run(tmp_path):
    """Its state cannot be read, which whoever runs again is told."""
    ran = handed.run(tmp_path)
    forged(ran, started="yesterday")
    assert state.look(ran.folder) == (None, "cannot be read")
