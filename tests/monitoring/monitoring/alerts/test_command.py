"""`taller monitor` as a user gives it."""

import threading
import time

import pytest

from taller.commands.monitoring import command, days
from taller.commands.monitoring import round as rounds
from taller.commands.monitoring.days import Day
from taller.errors import HeldError, InputError
from taller.language import speaking
from tests.monitoring.monitoring.alerts.rounds import bench, without_kernel
from tests.monitoring.monitoring.alerts.world import day
from tests.outbox.receivers import hook_server
from tests.own_files import Bench


@pytest.fixture
def at(tmp_path, monkeypatch):
    """A workbench with an engagement, whose rounds need no kernel, and a webhook."""
    bench(tmp_path)
    without_kernel(monkeypatch)
    with hook_server() as hooks:
        monkeypatch.setenv("TALLER_NOTIFY_ANA", hooks.url())
        made = Bench.at(tmp_path / "bench")
        made.hooks = hooks
        yield made


def test_once_it_ends_with_one_line_and_zero(at):
    said = at.taller("monitor", "params/x.yaml")
    assert said.code == 0, said.text
    assert "1 open, 1 to tell" in said.text
    assert len(at.hooks.taken) == 1


def test_again_and_again_it_tells_once_and_takes_the_file_as_it_is_by_then(at, monkeypatch):
    """The third round finds the file faulty, and goes on with it as it was; then it is ended."""
    looks = []
    monkeypatch.setattr(command, "LOOK", 0.05)
    once = rounds.once

    def counted(read):
        looks.append(read.client)
        file = at.root / "params" / "x.yaml"
        if len(looks) == 1:
            file.write_text(file.read_text().replace("Prueba & Hijos", "Otra"), encoding="utf-8")
        elif len(looks) == 2:
            file.write_text("client: [", encoding="utf-8")
        elif len(looks) == 4:
            raise KeyboardInterrupt
        return once(read)

    monkeypatch.setattr(rounds, "once", counted)
    said = at.taller("monitor", "params/x.yaml", "--every", "1s")
    assert said.code == 130
    assert looks == ["Prueba & Hijos", "Otra", "Otra", "Otra"]
    assert "going on with the file as it was" in said.text


def test_what_waits_is_sent_between_rounds(at, monkeypatch):
    read = rounds_of(at)
    monkeypatch.setattr(command, "LOOK", 0.05)
    sent = []
    monkeypatch.setattr(rounds, "send", lambda read: sent.append(1))
    command._wait(read, time.monotonic() + 0.2)
    assert len(sent) >= 2


def rounds_of(at):
    from taller.workbench.engagement import engagement

    return engagement.read(at.root / "params" / "x.yaml", at.root)


def test_two_at_a_time_are_one_too_many(at):
    state = rounds.state_of(rounds_of(at))
    entered, leave = threading.Event(), threading.Event()

    def other() -> None:
        with command._alone(state):
            entered.set()
            leave.wait(10)

    thread = threading.Thread(target=other)
    thread.start()
    entered.wait(10)
    said = at.taller("monitor", "params/x.yaml")
    forgotten = at.taller("forget", "prueba-hijos", "--yes")
    with pytest.raises(HeldError, match="another `taller monitor` watches this client"):
        command._alone(state).__enter__()
    leave.set()
    thread.join()
    assert said.code == 2
    assert not at.hooks.taken
    assert (forgotten.code, state.exists()) == (2, True), forgotten.text


def test_what_was_given_up_is_tried_once_more_where_asked(at):
    at.hooks.answers = [410]
    assert at.taller("monitor", "params/x.yaml").code == 1
    assert at.taller("monitor", "params/x.yaml").code == 0
    assert not at.hooks.taken
    assert at.taller("monitor", "params/x.yaml", "--again").code == 0
    assert len(at.hooks.taken) == 1


def test_a_faulty_address_is_told_before_anything_is_done(at, monkeypatch):
    monkeypatch.setenv("TALLER_NOTIFY_ANA", "pigeon://s3cr3t")
    said = at.taller("monitor", "params/x.yaml")
    assert said.code == 2
    assert "TALLER_NOTIFY_ANA: is no address" in said.text
    assert "s3cr3t" not in said.text
    assert not (at.root / "reports").exists()


def test_faults_of_the_rules_are_told_all_at_once_with_their_lines(at):
    file = at.root / "params" / "x.yaml"
    file.write_text(file.read_text().replace("below: 100", "bellow: 100").replace("[ana]", "[A B]"))
    said = at.taller("monitor", "params/x.yaml")
    assert said.code == 2
    assert "line 8" in said.text
    assert "did you mean 'below'?" in said.text
    assert "must have a bound" in said.text


@pytest.mark.parametrize("given", ["", "1", "h", "0s", "8d", "-1h", "1h30m"])
def test_a_time_that_is_none_is_refused(given):
    with pytest.raises(InputError, match="must be a time of 1s to 7d"):
        command._seconds(given)


def test_times_are_seconds():
    assert [command._seconds(each) for each in ("1s", "1.5m", "1h", "7D")] == [1, 90, 3600, 604800]


def test_the_index_lists_days_newest_first_and_shows_a_clients_words_as_text(tmp_path):
    read = bench(tmp_path)
    with speaking("es"):
        page = days.render(read, [
            Day(day(1), "prueba-hijos/2026-01-01/monitoring.html", "<script>1</script>"),
            Day(day(3), "", ""),
            Day(day(2), "x/monitoring.html", "Sin novedad.", ("<b>Ventas</b>", "Visitas")),
        ])  # fmt: skip
    body = page.partition("<tbody")[2].partition("</tbody>")[0]
    order = [body.index(each) for each in ("3 de enero", "2 de enero", "1 de enero")]
    assert order == sorted(order)
    assert "Las cifras de este día no se pudieron valorar." in body
    assert "&lt;script&gt;1&lt;/script&gt;" in body
    assert "<b>" not in body
    assert "Ahora no hay nada pendiente." in page
    assert "Pendiente: 2" in body


def test_the_tables_of_earlier_days_are_let_go_of(tmp_path):
    for name in ("2026-01-01", "2026-01-02"):
        (tmp_path / name / "artifacts" / "tables").mkdir(parents=True)
        (tmp_path / name / "monitoring.html").touch()
    rounds._forget_tables(tmp_path / "2026-01-02")
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert left == [
        "2026-01-01", "2026-01-01/monitoring.html", "2026-01-02", "2026-01-02/artifacts",
        "2026-01-02/artifacts/tables", "2026-01-02/monitoring.html",
    ]  # fmt: skip
