"""Integration: from the client's tables to the answer, the log, and what is watched afterwards."""

from __future__ import annotations

import json
import math

import pytest

from taller.deployment.deployment.model import load
from taller.testing.test_suite.checks.messages import say
from taller.testing.test_suite.features import asked, logged

USERS = 40  # customers of the run's own list who are asked about
ROWS = 60
MOST_TOLD = 5


@pytest.mark.critical
def test_service_answers_as_the_list(model, service, own_rows, evidence):
    """Whom the run scored gets the same answer from the service, to the list's last digit."""
    said = asked.said(model, USERS)
    requests = asked.of_users(model, own_rows, said) if said else {}
    if not requests:
        pytest.skip(say("suite-skipped.no-list", case=model.leaves_rows))
    answers = {user: load.ask(service.url, service.key, each) for user, each in requests.items()}
    other = [user for user, each in answers.items() if not _agrees(model, said[user], each)]
    evidence("list_asked", len(answers), unit="count")
    evidence("list_other", len(other), threshold=0, unit="count")
    assert not other, say("suite-failed.service_answers_as_the_list", n=len(other),
                          of=len(answers))  # fmt: skip


def _agrees(model, written, answer):
    return answer.status == 200 and asked.same(written, answer.body[asked.ANSWER[model.kind]])


@pytest.mark.critical
def test_service_answers_as_the_model(model, service, own_rows, evidence):
    """To the last bit what the model itself gives."""
    requests = asked.one(model, own_rows, ROWS)
    answers = [load.ask(service.url, service.key, each) for each in requests]
    given = [each.body and each.body.get(asked.ANSWER[model.kind]) for each in answers]
    if model.kind == "items":
        found = [model.scorer.recommend(each.body["history"]).items for each in requests]
        own = [[item.item_id for item in items] for items in found]
        given = [[item["item_id"] for item in items or ()] for items in given]
    else:
        rows = asked.plain(own_rows.now(model).iloc[:ROWS])
        own = [model.scorer.score([row])[0] for row in rows]
    other = sum(mine != theirs for mine, theirs in zip(own, given, strict=True))
    evidence("rows", len(own), unit="count")
    evidence("model_other", other, threshold=0, unit="count")
    assert not other, say("suite-failed.service_answers_as_the_model", n=other, of=len(own))


@pytest.mark.critical
def test_log_reads_back(model, service, own_rows, evidence):
    """Each answer is on the disk once, with what was asked and what was said."""
    requests = asked.one(model, own_rows, ROWS)
    answers = [load.ask(service.url, service.key, each) for each in requests]
    failed = [each.status for each in answers if each.status != 200]
    assert not failed, say("suite-failed.unanswered", n=len(failed), statuses=sorted(set(failed)))
    found = logged.rows(service, model.name, [each.body["request_id"] for each in answers])
    evidence("log_asked", len(answers), unit="count")
    evidence("log_found", len(found), threshold=len(answers), better="higher", unit="count")
    assert len(found) == len(answers), say("suite-failed.log_counts", n=len(found), of=len(answers))
    wrong = sum(_said(found, answer) != _told(answer) for answer in answers)
    assert not wrong, say("suite-failed.log_reads_back", n=wrong, of=len(answers))


def _said(found, answer):
    row = next(each for each in found if each["request_id"] == answer.body["request_id"])
    return row["status"], row["version"], row["score"], row["items"]


def _told(answer):
    items = answer.body.get("items")
    ids = [item["item_id"] for item in items] if items is not None else None
    return answer.status, answer.body["version"], answer.body.get("score"), ids


@pytest.mark.kept("probability", "value")
def test_log_can_be_watched(model, service, own_rows, evidence):
    """What the log holds can be compared with what the model was validated on."""
    requests = asked.one(model, own_rows, ROWS)
    answers = [load.ask(service.url, service.key, each) for each in requests]
    found = logged.rows(service, model.name, [each.body["request_id"] for each in answers])
    columns = set(model.contract["columns"])
    held = [json.loads(row["inputs"]) for row in found]
    absent = columns - set().union(*held) if held else columns
    evidence("columns", len(columns), unit="count")
    evidence("columns_absent", len(absent), threshold=0, unit="count")
    assert not absent, say("suite-failed.log_can_be_watched", n=len(absent),
                           where=sorted(absent)[:MOST_TOLD])  # fmt: skip
    scores = [row["score"] for row in found]
    assert all(each is not None and math.isfinite(each) for each in scores), say(
        "suite-failed.log_scores"
    )
    edges = model.profile["score"]["edges"]
    assert edges == sorted(edges), say("suite-failed.log_profile")


@pytest.mark.kept("probability", "value")
def test_new_day_goes_through(model, own_rows, tmp_path, evidence):
    """A value never seen, and gaps: every row of a day is answered, those as before alike."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    frame = own_rows.now(model).iloc[:ROWS].reset_index(drop=True)
    day = _new_day(frame, model.contract["columns"])
    pq.write_table(pa.Table.from_pandas(day, preserve_index=False), tmp_path / "day.parquet")
    read = pq.ParquetFile(tmp_path / "day.parquet").iter_batches(25)
    rows = [row for batch in model.scorer.batch(read) for row in batch.to_pylist()]
    scores = [row[model.kind] for row in rows]
    evidence("rows", len(day), unit="count")
    finite = sum(each is not None and math.isfinite(each) for each in scores)
    evidence("day_answered", finite, threshold=len(day), better="higher", unit="count")
    assert finite == len(day), say("suite-failed.new_day_goes_through", n=finite, of=len(day))
    alone = [model.scorer.score([row])[0] for row in asked.plain(frame)]
    others = [
        not math.isclose(one, two, rel_tol=1e-9) for one, two in zip(alone, scores, strict=False)
    ]
    assert not any(others), say("suite-failed.new_day_changes")


def _new_day(frame, columns):
    """The rows as they are, then some with a level that nobody had, then some with gaps."""
    import pandas as pd

    new, gaps = frame.iloc[:10].copy(), frame.iloc[:10].copy()
    for name, known in columns.items():
        if known["kind"] == "text":
            new[name] = "level-of-a-new-day"
        if known["missing"] > 0:
            gaps[name] = None
    return pd.concat([frame, new, gaps], ignore_index=True)[list(reversed(frame.columns))]
