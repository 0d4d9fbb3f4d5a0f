"""What goes to the client: what is in it, what is not, and that it gives nothing away."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taller.errors import InputError
from taller.workbench.keep import kept
from taller.workbench.run import state
from taller.workbench.share import artifacts, parcel
from taller.workbench.share.elements import Edits, Elements
from taller.workbench.share.pages import trimmed
from taller.workbench.share.traces import Traces, of
from tests.workbench import handed, pages

FILES = {
    "artifacts/clustering/totals.csv": "month,net\n2011-01,5\n",
    "artifacts/clustering/segments.csv": '"user_id","segment"\n"U1",1\n',
    "artifacts/clustering/model.json": "{}",
    "artifacts/quarantine/orders.csv": "month,net\n",
    "results/clustering.json": "{}",
}


def members(path) -> dict[str, str]:
    with zipfile.ZipFile(path) as packed:
        return {
            part.filename.partition("/")[2]: packed.read(part).decode("utf-8")
            for part in packed.infolist()
        }


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    return handed.run(tmp_path_factory.mktemp("share"), files=FILES)


@pytest.fixture(scope="module")
def shared(ran):
    return parcel.write(ran.engagement, reports=ran.reports)


@pytest.fixture(scope="module")
def held(shared):
    return members(shared.path)


def test_zip_holds_pages_and_files_for_readers_and_nothing_else(shared, held):
    assert shared.path.name == "moda-viva-may-draft.zip"
    assert list(held) == ["index.html", "clustering.html", "artifacts/clustering/totals.csv"]
    assert shared.holds == tuple(held)


def test_what_stays_is_told_with_the_reason(shared):
    assert shared.stays == {
        "artifacts/clustering/segments.csv": "it holds rows of single people (column user_id)",
        "artifacts/clustering/model.json": ".json is for a machine, not for a reader",
        "artifacts/quarantine/orders.csv": "it holds the client's rows as they came",
        "results/clustering.json": "it is not a file of a notebook's own",
    }


@pytest.mark.parametrize(
    ("cell", "reason"), [("Ana Ruiz", ""), ("ana@x.es", "e-mail"), ("9" * 32, "pseudonyms")]
)
def test_a_workbook_is_looked_through_for_people_as_text_is(tmp_path, cell, reason):
    """It is a zip of XML parts: what its cells say stands in one of them."""
    book = openpyxl.Workbook()
    book.active["B2"] = cell
    path = tmp_path / "artifacts" / "plan" / "budget.xlsx"
    path.parent.mkdir(parents=True)
    book.save(path)
    found = artifacts._reason(tmp_path, "artifacts/plan/budget.xlsx")
    assert reason in found if reason else not found


def test_what_only_pretends_to_be_a_workbook_stays(tmp_path):
    path = tmp_path / "artifacts" / "plan" / "budget.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"PK no zip")
    assert artifacts._reason(tmp_path, "artifacts/plan/budget.xlsx")


def test_links_lead_to_what_is_there_and_nowhere_else(held):
    for page in ("index.html", "clustering.html"):
        leads = re.findall(r'<a [^>]*href="([^"#]*)"', held[page])
        assert set(leads) <= set(held)
    assert 'href="clustering.html"' in held["index.html"]
    assert 'href="artifacts/clustering/totals.csv"' in held["index.html"]
    for gone in ("ipynb", "segments.csv", "model.json", "quarantine"):
        assert gone not in held["index.html"] + held["clustering.html"]
    assert "artifacts/clustering/totals.csv" in held["clustering.html"]


def test_code_and_warnings_stay_with_the_analyst(held):
    page = held["clustering.html"]
    for gone in ("open_run", "UserWarning", 'class="code"', "Show code"):
        assert gone not in page.partition("<body>")[2].partition("<script>")[0]
    assert pages.SAID["en"]["headline"] in page
    assert "Two in ten" in page


def test_pages_say_that_they_are_a_draft(held):
    assert all("<b>Draft</b>" in held[page] for page in ("index.html", "clustering.html"))


def test_policy_still_names_every_script_and_style(held):
    """What was cut is neither script nor style: the hashes hold, and the page works."""
    page = held["clustering.html"]
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1].replace("&#39;", "'")
    texts = re.findall(r"<script>(.*?)</script>", page, re.S)
    texts += re.findall(r"<style>(.*?)</style>", page, re.S)
    assert len(texts) == 4
    for text in texts:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_the_same_run_makes_the_same_zip(ran, shared, tmp_path):
    again = parcel.write(ran.engagement, reports=ran.reports, out=tmp_path)
    assert again.path.read_bytes() == shared.path.read_bytes()
    with zipfile.ZipFile(again.path) as packed:
        assert {(p.date_time, p.create_system, p.external_attr) for p in packed.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 3, 0o644 << 16)
        }


@pytest.mark.parametrize(
    "said",
    ["read /home/bea/clients/x.csv", "read C:\\\\Users\\\\Bea\\\\x.csv", "seen by beatriz today",
     "made on portatil-de-bea", "file:///srv/x", "read {root}/data"],
)  # fmt: skip
def test_a_page_that_tells_of_a_machine_keeps_all_from_being_written(tmp_path, said):
    nb = pages.executed("en", charts=0)
    nb.cells[-1].outputs[0]["data"]["application/vnd.taller.result+json"]["result"]["limits"] = [
        said.replace("{root}", str(tmp_path / "bench"))
    ]
    ran = handed.run(tmp_path, nb=nb)
    with pytest.raises(InputError, match="nothing is written, since it would give away"):
        parcel.write(ran.engagement, reports=ran.reports)
    assert list(ran.folder.parent.glob("*.*")) == []


def test_a_secret_is_found_and_not_repeated(tmp_path, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "correct-horse")
    files = {"artifacts/clustering/a.csv": "month,net\ncorrect-horse,1\n"}
    ran = handed.run(tmp_path, files=files)
    with pytest.raises(InputError, match=r"a\.csv: a secret of this machine") as told:
        parcel.write(ran.engagement, reports=ran.reports)
    assert "correct-horse" not in str(told.value)


def test_words_that_only_look_like_accounts_give_nothing_away(tmp_path):
    """An account called user or server says nothing of anyone, unless named as an account."""
    ran = handed.run(tmp_path, user="user", host="server")
    from taller.workbench.share import handover

    traces = of(handover.find(ran.engagement, None, ran.reports))
    sound = "the user reads; the server; a/b/home; 12:/tmp; https://x.org/home/y; and/or"
    assert traces.faults("x.txt", sound) == []
    for bad in ("user@server", '"user": "user"', '"host": "server"', "in /home/user/work"):
        assert traces.faults("x.txt", bad), bad


def test_packed_files_are_unpacked_before_they_are_looked_through():
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("docProps/core.xml", "by beatriz")
    with zipfile.ZipFile(outer, "w") as packed:
        packed.writestr("ppt/embeddings/data.xlsx", inner.getvalue())
    traces = Traces(((re.compile("beatriz"), "a user's name"),))
    (fault,) = traces.faults("deck.pptx", outer.getvalue())
    assert str(fault).startswith("deck.pptx/ppt/embeddings/data.xlsx/docProps/core.xml: a user's")


@pytest.mark.parametrize(
    ("column", "people"),
    [("user_id", True), ("customer_id", True), ("email", True), ("teléfono", True),
     ("transaction_id", True), ("month", False), ("segment", False), ("item_id", False),
     ("net_spend", False), ("campaign_id", False)],
)  # fmt: skip
def test_a_column_of_people_keeps_a_file_here(column, people):
    said = artifacts._shows_people(f"{column};n\nx;1\n", ".csv")
    assert bool(said) is people


def test_values_of_people_keep_a_file_here():
    assert "e-mail" in artifacts._shows_people("a\nana@example.org\n", ".csv")
    assert "pseudonyms" in artifacts._shows_people("<p>" + "0a" * 16, ".html")
    assert artifacts._shows_people("<p>" + "0a" * 32, ".html") == ""


def test_a_failed_notebook_s_messages_stay_here():
    page = (
        '<div class="letterhead"></div><ul><li class="card"><h3>A</h3><p class="note">/x/y.py</p>'
        '<p class="links"><a href="a.html">R</a><a href="a.ipynb">N</a></p></li></ul>'
        '<section class="failure"><h2>Stopped</h2><pre>trace</pre></section>'
    )
    kept = trimmed(page, set(), "Draft")
    assert kept == (
        '<div class="letterhead">\n  <b>Draft</b></div><ul><li class="card"><h3>A</h3></li></ul>'
    )


def test_an_engagement_file_elsewhere_is_named_without_its_folder():
    page = '<div class="letterhead standing"></div><dl><dt>File</dt><dd>{}</dd></dl>'
    for path in ("/home/bea/x.yaml", "C:\\bea\\x.yaml"):
        assert trimmed(page.format(path), set(), "") == page.format("x.yaml")
    assert trimmed(page.format("params/x.yaml"), set(), "") == page.format("params/x.yaml")


TREES = st.recursive(
    st.sampled_from(["text", "a &amp; b", "<br>", '<img alt="x > y">', "<path d='M0'/>", "é\n"]),
    lambda inner: st.builds(
        lambda tag, parts: f'<{tag} class="{tag}">{"".join(parts)}</{tag}>',
        st.sampled_from(["div", "p", "b", "script"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@given(TREES)
def test_elements_are_found_where_they_stand(page):
    for each in Elements(page).found:
        assert page[each.start :].startswith(f"<{each.tag}")
        if each.end > each.inner:
            assert page[each.inner_end : each.end] == f"</{each.tag}>"


@given(TREES)
def test_what_is_cut_is_gone_and_the_rest_stays(page):
    edits, found = Edits(page), Elements(page).found
    assert edits.applied() == page
    for each in found:
        if each.tag == "b":
            edits.cut(each)
    if not any(each.tag == "script" for each in found):  # whose content is text, tags included
        assert edits.applied() == _without_b(page)


def _without_b(page: str) -> str:
    before = None
    while before != page:
        before, page = page, re.sub(r'<b class="b">(?:(?!</?b\b).)*</b>', "", page, flags=re.S)
    return page


def test_a_single_page_may_not_be_written_beside_the_run_s_own_files(ran):
    with pytest.raises(InputError, match=r"must end in \.html"):
        parcel.write(ran.engagement, single=True, reports=ran.reports, out=ran.folder / "x.zip")


def test_what_was_cut_since_the_run_left_it_is_not_handed_over(tmp_path):
    ran = handed.run(tmp_path)
    left = state.read(ran.folder)
    names = ["clustering.html", "results/clustering.json"]
    left.notebook("clustering").files = kept.sealed(ran.folder, names)
    (ran.folder / "run.json").write_text(json.dumps(left.to_dict()), encoding="utf-8")
    parcel.write(ran.engagement, reports=ran.reports)
    page = ran.folder / "clustering.html"
    page.write_bytes(page.read_bytes()[:-100])
    with pytest.raises(InputError, match=r"(?s)mends it: taller run .*clustering\.html: is not as"):
        parcel.write(ran.engagement, reports=ran.reports)
