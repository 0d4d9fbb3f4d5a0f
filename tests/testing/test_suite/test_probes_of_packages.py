"""Installed packages with known faults, by the databases that may lie at hand."""

from __future__ import annotations

import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taller import language
from taller.errors import InputError
from taller.testing.test_suite.model.probes import advisories

PACKAGES = {"lightgbm": "4.6.0", "numpy": "2.3.1", "pyyaml": "6.0"}
RECORD = {
    "id": "PYSEC-2026-1",
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "LightGBM"},
            "ranges": [
                {"type": "GIT", "events": [{"introduced": "0"}, {"fixed": "c0ffee"}]},
                {"type": "ECOSYSTEM", "events": [{"introduced": "4.0"}, {"fixed": "4.6.1"}]},
            ],
        }
    ],
}


def test_a_report_of_pip_audit_says_what_it_covers(tmp_path):
    report = {"dependencies": [
        {"name": "LightGBM", "version": "4.6.0",
         "vulns": [{"id": "GHSA-1", "fix_versions": ["4.6.1"]}]},
        {"name": "numpy", "version": "2.3.1", "vulns": []},
        {"name": "own", "skip_reason": "not on the index"},
    ], "fixes": []}  # fmt: skip
    (tmp_path / "audit.json").write_text(json.dumps(report))
    found = advisories.read(tmp_path / "audit.json", PACKAGES)
    assert found.faults == (advisories.Advisory("lightgbm", "4.6.0", "GHSA-1", "4.6.1"),)
    assert found.covers == {("lightgbm", "4.6.0"), ("numpy", "2.3.1")}


def test_a_report_of_osv_scanner_is_read(tmp_path):
    held = {"package": {"name": "lightgbm", "version": "4.6.0"}, "vulnerabilities": [RECORD]}
    (tmp_path / "osv.json").write_text(json.dumps({"results": [{"packages": [held]}]}))
    found = advisories.read(tmp_path / "osv.json", PACKAGES)
    assert found.faults == (advisories.Advisory("lightgbm", "4.6.0", "PYSEC-2026-1", "4.6.1"),)


def test_an_export_of_osv_is_read_as_a_zip_and_as_a_folder(tmp_path):
    withdrawn = RECORD | {"id": "PYSEC-2026-2", "withdrawn": "2026-01-01T00:00:00Z"}
    other = {"id": "X-1", "affected": [{"package": {"ecosystem": "npm", "name": "numpy"},
                                        "versions": ["2.3.1"]}]}  # fmt: skip
    folder = tmp_path / "osv"
    folder.mkdir()
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        for record in (RECORD, withdrawn, other):
            packed.writestr(f"{record['id']}.json", json.dumps(record))
            (folder / f"{record['id']}.json").write_text(json.dumps(record))
    for path in (tmp_path / "all.zip", folder):
        found = advisories.read(path, PACKAGES)
        assert [(each.package, each.id) for each in found.faults] == [("lightgbm", "PYSEC-2026-1")]
        assert (found.covers, found.records) == (None, 3)


@given(st.permutations([{"introduced": "1.0"}, {"fixed": "1.5"}, {"introduced": "2.0"},
                        {"last_affected": "2.4"}]))  # fmt: skip
def test_a_ranges_events_may_come_in_any_order(events):
    affected = {"ranges": [{"type": "ECOSYSTEM", "events": events}]}
    versions = ["0.9", "1.0", "1.4.9", "1.5", "1.10", "2.0", "2.4", "2.4.1", "10.0"]
    hit = [version for version in versions if advisories._affects(affected, version)]
    assert hit == ["1.0", "1.4.9", "2.0", "2.4"]


def test_listed_versions_are_hit_and_odd_ones_are_none_of_a_range():
    assert advisories._affects({"versions": ["1.0", "1.1"]}, "1.1")
    commits = [{"type": "GIT", "events": [{"introduced": "0"}]}]
    assert not advisories._affects({"ranges": commits}, "1.0")
    ranges = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]
    assert not advisories._affects({"ranges": ranges}, "not a version")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"results": 3}', "\x00", '{"dependencies": [{}]}x']
)
def test_what_is_no_database_is_one_message_that_says_what_to_give(tmp_path, text):
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(InputError, match="neither a report of pip-audit or osv-scanner"):
        advisories.read(tmp_path / "a.json", PACKAGES)
    with language.speaking("es"), pytest.raises(InputError, match="no es un informe de pip-audit"):
        advisories.read(tmp_path / "a.json", PACKAGES)


def test_an_empty_folder_and_a_missing_file_are_told(tmp_path):
    with pytest.raises(InputError, match="nor an export of OSV"):
        advisories.read(tmp_path, PACKAGES)
    with pytest.raises(InputError, match="there is no such file or folder"):
        advisories.read(tmp_path / "none", PACKAGES)


def test_this_environments_packages_are_named_as_the_index_names_them():
    found = advisories.installed()
    assert found["ruamel-yaml"]
    assert found["lightgbm"]
