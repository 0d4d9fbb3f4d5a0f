"""What the guide shows can be copied."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import taller.monitoring
from taller import outbox
from taller.monitoring.monitoring.params import Params

README = (Path(taller.monitoring.__file__).parent / "README.md").read_text(encoding="utf-8")


def _blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", README, flags=re.DOTALL)


def test_the_rules_of_the_guide_are_rules():
    given = YAML(typ="safe").load(_blocks("yaml")[0])["monitoring"]
    rules = Params.model_validate(given).alerts
    assert rules.names == ("ana", "turno", "direccion")
    assert [each.metric for each in rules.rules] == [
        "conversion",
        "visits",
        "cost_per_new_customer",
    ]


def test_its_variables_are_those_of_its_names():
    given = YAML(typ="safe").load(_blocks("yaml")[0])["monitoring"]
    shown = set(re.findall(r"export (TALLER_NOTIFY_\w+)=", _blocks("sh")[0]))
    assert shown == {outbox.variable(name) for name in Params.model_validate(given).alerts.names}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_takes_its_units(tmp_path):
    for block in _blocks("ini"):
        name = re.search(r"/(taller-monitor@)(\.\w+)", block)
        unit = block.replace("/opt/taller/.venv/bin/taller", "/bin/true")
        (tmp_path / f"{name[1]}x{name[2]}").write_text(unit)
    units = sorted(tmp_path.iterdir())
    told = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True)
    # Of our units alone: the machine's own may have faults.
    assert [line for line in told.stderr.splitlines() if "taller" in line] == []
    assert len(units) == 2
