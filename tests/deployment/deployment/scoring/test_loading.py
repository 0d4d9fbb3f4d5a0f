"""Loading: what is damaged, foreign or of another contract is refused, and nothing is run."""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys

import numpy as np
import pytest

from taller.deployment.deployment.model import scoring
from taller.errors import DataError
from tests.deployment import kept


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sound")
    kept.classifier(folder / "classifier")
    kept.amount(folder / "amount", "lightgbm")
    kept.lifetime(folder / "lifetime", "lightgbm", n=200)
    kept.recommender(folder / "recommender")
    return folder


@pytest.fixture
def folder(sound, tmp_path):
    return shutil.copytree(sound, tmp_path / "models")


def alter(path, change):
    plain = json.loads(path.read_text())
    change(plain)
    path.write_text(json.dumps(plain))


@pytest.mark.parametrize(
    ("model", "file"),
    [("classifier", "model.json"), ("classifier", "contract.json"), ("classifier", "card.json"),
     ("classifier", "profile.json"), ("recommender", "model.npz"),
     ("recommender", "contract.json")],
)  # fmt: skip
def test_a_file_that_is_missing_is_named(folder, model, file):
    (folder / model / file).unlink()
    with pytest.raises(DataError, match=rf"{file}( / model.npz)? is missing; register the model"):
        scoring.load(folder / model)


def test_trees_that_are_missing_are_told(folder):
    (folder / "classifier" / "model.txt").unlink()
    with pytest.raises(DataError, match="is no saved model of this kind"):
        scoring.load(folder / "classifier")


def test_an_empty_folder_names_all_it_lacks(tmp_path):
    with pytest.raises(DataError) as told:
        scoring.load(tmp_path)
    assert len(told.value.faults) == 4


@pytest.mark.parametrize("name", ["model.json", "contract.json", "model.txt"])
@pytest.mark.parametrize("left", [0.0, 0.4, 0.97])
def test_a_file_that_was_cut_short_is_refused(folder, name, left):
    path = folder / "classifier" / name
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * left)])
    with pytest.raises(DataError):
        scoring.load(folder / "classifier")


@pytest.mark.parametrize("name", ["model.npz", "histories.npz"])
@pytest.mark.parametrize("left", [0.0, 0.5, 0.99])
def test_arrays_that_were_cut_short_are_refused(folder, name, left):
    path = folder / "recommender" / name
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * left)])
    with pytest.raises(DataError, match="is no saved model"):
        scoring.load(folder / "recommender")


@pytest.mark.parametrize(
    ("model", "change"),
    [("classifier", lambda m: m["model"]["logistic"]["weights"].__setitem__(0, float("nan"))),
     ("classifier", lambda m: m["model"]["logistic"]["weights"].pop()),
     ("classifier", lambda m: m["model"]["logistic"]["scale"].__setitem__(0, 0.0)),
     ("classifier", lambda m: m.__setitem__("slope", float("inf"))),
     ("classifier", lambda m: m.__setitem__("columns", m["columns"][:-1])),
     ("classifier", lambda m: m["model"].__setitem__("kind", "forest")),
     ("amount", lambda m: m["encoder"]["columns"].pop("channel")),
     ("lifetime", lambda m: m["carries_on"].__setitem__("theta", [float("nan")] * 4))],
)  # fmt: skip
def test_weights_that_cannot_be_are_refused(folder, model, change):
    alter(folder / model / "model.json", change)
    with pytest.raises(DataError, match="is no saved model of this kind"):
        scoring.load(folder / model)


@pytest.mark.parametrize(
    ("before", "after"),
    [("leaf_value=", "leaf_value=nan "), ("split_feature=", "split_feature=99 "),
     ("left_child=", "left_child=0 "), ("right_child=", "right_child=-99 "),
     ("Tree=1\n", "Tree=7\n"), ("num_leaves=", "num_leaves=9"),
     ("max_feature_idx=", "max_feature_idx=1"), ("tree_sizes=", "tree_sizes=9"),
     ("decision_type=", "decision_type=1"), ("num_cat=0", "num_cat=1"), ("v4", "v5"),
     ("num_tree_per_iteration=1", "num_tree_per_iteration=9"), ("end of parameters", "")],
)  # fmt: skip
def test_trees_that_are_no_trees_are_refused_before_they_are_read(folder, before, after):
    path = folder / "amount" / "model.txt"
    path.write_text(path.read_text().replace(before, after, 1))
    with pytest.raises(DataError, match="is no saved model of this kind"):
        scoring.load(folder / "amount")


def test_a_branch_that_leads_back_is_refused(folder):
    """Read, it would never end."""
    path = folder / "amount" / "model.txt"
    head, tree, rest = path.read_text().partition("left_child=")
    line, rest = rest.split("\n", 1)
    first = line.split()
    back = [str(int(c) if int(c) < 0 else 0) for c in first]
    assert back != first
    path.write_text(f"{head}{tree}{' '.join(back)}\n{rest}")
    with pytest.raises(DataError, match="is no saved model of this kind"):
        scoring.load(folder / "amount")


def test_a_model_of_another_contract_is_refused(folder):
    shutil.copy(folder / "lifetime" / "contract.json", folder / "classifier")
    with pytest.raises(DataError, match="is no saved model of this kind"):
        scoring.load(folder / "classifier")


def test_a_column_of_another_kind_than_learned_is_refused(folder):
    alter(
        folder / "classifier" / "contract.json",
        lambda c: c["columns"]["orders"].update(kind="text", levels=["1"]),
    )
    with pytest.raises(DataError, match="is no saved model of this kind"):
        scoring.load(folder / "classifier")


def test_a_value_without_its_horizon_is_refused(folder):
    alter(folder / "lifetime" / "contract.json", lambda c: c.pop("horizon"))
    with pytest.raises(DataError, match="is no saved model"):
        scoring.load(folder / "lifetime")


def test_arrays_of_other_items_are_refused(folder):
    path = folder / "recommender" / "model.npz"
    with np.load(path) as held:
        arrays = dict(held)
    np.savez(path, **{**arrays, "share": arrays["share"][:-1]})
    with pytest.raises(DataError, match="is no saved model"):
        scoring.load(folder / "recommender")


def test_weights_of_items_that_are_not_finite_are_refused(folder):
    path = folder / "recommender" / "model.npz"
    with np.load(path) as held:
        arrays = dict(held)
    arrays["weights"][0, 1] = np.nan
    np.savez(path, **arrays)
    with pytest.raises(DataError, match="is no saved model"):
        scoring.load(folder / "recommender")


class Runs:
    """What a pickle runs when it is read."""

    def __reduce__(self):
        return (open, (self.mark, "w"))


@pytest.mark.parametrize("name", ["model.json", "model.txt", "contract.json"])
def test_a_file_that_would_run_when_unpickled_runs_nothing(folder, tmp_path, name):
    Runs.mark = str(tmp_path / "ran")
    (folder / "classifier" / name).write_bytes(pickle.dumps(Runs()))
    with pytest.raises(DataError):
        scoring.load(folder / "classifier")
    assert not (tmp_path / "ran").exists()


def test_arrays_that_would_run_when_unpickled_run_nothing(folder, tmp_path):
    Runs.mark = str(tmp_path / "ran")
    path = folder / "recommender" / "model.npz"
    with np.load(path) as held:
        arrays = dict(held)
    np.savez(path, **{**arrays, "share": np.array([Runs()], dtype=object)})
    with pytest.raises(DataError, match="is no saved model"):
        scoring.load(folder / "recommender")
    assert not (tmp_path / "ran").exists()


def test_a_link_and_a_list_of_people_are_no_contents(folder):
    (folder / "classifier" / "scores.csv").write_text("user_id\nana\n")
    (folder / "classifier" / "card.html").symlink_to("/etc/hostname")
    names = set(scoring.contents(folder / "classifier"))
    assert names == {"model.json", "model.txt", "contract.json", "profile.json", "card.json"}


def test_a_changed_byte_changes_the_hash(folder):
    before = scoring.digest(folder / "classifier")
    assert scoring.load(folder / "classifier").sha256 == before
    path = folder / "classifier" / "card.json"
    path.write_bytes(path.read_bytes().replace(b"W", b"w", 1))
    assert scoring.digest(folder / "classifier") != before


DAMAGE = """
import random, sys
from pathlib import Path
from taller.deployment.deployment.model import scoring
from taller.errors import TallerError
path = Path(sys.argv[1]) / "model.txt"
sound, rng, tried = path.read_bytes(), random.Random(5), 0
for _time in range(200):
    raw = bytearray(sound)
    for _byte in range(rng.choice([1, 3, 40])):
        raw[rng.randrange(len(raw))] = rng.choice(b"0123456789-. =n\\n")
    path.write_bytes(bytes(raw))
    try:
        scorer = scoring.load(path.parent)
        scorer.score([scorer.example()])
    except TallerError:
        pass
    tried += 1
print(tried)
"""


@pytest.mark.slow
def test_two_hundred_damaged_files_are_refused_or_answer(folder):
    """In a process of their own, which none of them ends."""
    done = subprocess.run(
        [sys.executable, "-c", DAMAGE, str(folder / "amount")], capture_output=True, text=True,
        timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split()[-1] == "200"
