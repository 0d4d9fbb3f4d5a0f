"""Dates and times: every style comes back, and a column in two ways is refused, never misread."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.data.formats import parse
from taller.errors import DataError

FEW = settings(max_examples=20, deadline=None)
ES = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
      "octubre", "noviembre", "diciembre")  # fmt: skip
EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December")  # fmt: skip


def named(template):
    """A writer with names of months: {es}, {Es} (three letters), {en}, {En}."""
    return lambda t: t.strftime(
        template.format(es=ES[t.month - 1], Es=ES[t.month - 1][:3], en=EN[t.month - 1],
                        En=EN[t.month - 1][:3], d=t.day)
    )  # fmt: skip


def numeric(template):
    return lambda t: t.strftime(template)


def ampm(template, marks):
    return lambda t: (
        t.strftime(template)
        .replace("@", marks[t.hour >= 12])
        .replace("#", str((t.hour - 1) % 12 + 1))
    )


DAYS = {  # styles of whole days
    "iso day": numeric("%Y-%m-%d"), "year/": numeric("%Y/%m/%d"), "compact": numeric("%Y%m%d"),
    "dmy/": numeric("%d/%m/%Y"), "dmy-": numeric("%d-%m-%Y"), "dmy.": numeric("%d.%m.%Y"),
    "dmy bare": lambda t: f"{t.day}/{t.month}/{t.year}",
    "mdy bare": lambda t: f"{t.month}/{t.day}/{t.year}",
    "mdy/": numeric("%m/%d/%Y"), "dmy2": numeric("%d/%m/%y"), "mdy2": numeric("%m/%d/%y"),
    "es": named("{d} de {es} de %Y"), "es3": named("{d} {Es} %Y"), "en": named("{en} {d}, %Y"),
    "en3": named("{En} {d}, %Y"), "oracle": named("%d-{En}-%y"), "es del": named("{d} {es} del %Y"),
    "excel": lambda t: str((t.date() - dt.date(1899, 12, 30)).days),
}  # fmt: skip
MINUTES = {
    "dmy time": numeric("%d/%m/%Y %H:%M"), "mdy time": numeric("%m/%d/%Y %H:%M"),
    "am": ampm("%m/%d/%Y #:%M @", ("AM", "PM")),
    "a. m.": ampm("%d/%m/%Y #:%M @", ("a. m.", "p. m.")),
    "am joined": ampm("%d/%m/%Y %I:%M@", ("am", "pm")), "compact time": numeric("%Y%m%d %H:%M"),
    "hs.": named("{d} de {es} de %Y %H:%M hs."), "h": numeric("%d/%m/%Y %H:%M h"),
    "a las": named("{d} de {es} de %Y a las %H:%M"), "at": named("{en} {d}, %Y at %H:%M"),
    "es time": named("{d} {Es} %Y, %H:%M"), "dmy2 time": numeric("%d-%m-%y %H:%M"),
}  # fmt: skip
SECONDS = {
    "iso": numeric("%Y-%m-%d %H:%M:%S"), "iso T": numeric("%Y-%m-%dT%H:%M:%S"),
    "iso Z": numeric("%Y-%m-%dT%H:%M:%SZ"), "utc": numeric("%Y-%m-%d %H:%M:%S UTC"),
    "packed": numeric("%Y%m%d%H%M%S"), "basic": numeric("%Y%m%dT%H%M%S"),
    "epoch": lambda t: str(epoch(t)), "millis": lambda t: str(epoch(t) * 1000),
    "micros": lambda t: str(epoch(t) * 1_000_000), "nanos": lambda t: str(epoch(t) * 10**9),
    "excel time": lambda t: repr((t - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)),
    "am seconds": ampm("%d/%m/%Y %I:%M:%S @", ("a.m.", "p.m.")),
    "mail": named("%d {En} %Y %H:%M:%S GMT"),
    "fraction": numeric("%Y-%m-%d %H:%M:%S.%f"), "comma": numeric("%Y-%m-%dT%H:%M:%S,000"),
    "nine": numeric("%Y-%m-%d %H:%M:%S.%f000"),
}  # fmt: skip
STYLES = DAYS | MINUTES | SECONDS
LATE = dt.datetime(2024, 5, 31)  # a day that is no month
FAR = dt.datetime(2045, 5, 31)  # and a year, 45, that is no day


def epoch(t):
    return int(t.replace(tzinfo=dt.UTC).timestamp())


def coarse(style, t):
    """A time as far as the style says it."""
    if style in DAYS:
        return dt.datetime(t.year, t.month, t.day)
    return t.replace(second=0) if style in MINUTES else t


times = st.datetimes(dt.datetime(2002, 1, 1), dt.datetime(2060, 12, 31)).map(
    lambda t: t.replace(microsecond=0)
)


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(st.lists(times, min_size=1, max_size=15), st.sampled_from(sorted(STYLES)))
def test_any_time_of_any_style_comes_back(moments, style):
    moments = [*moments, LATE, FAR]
    cells = [STYLES[style](t) for t in moments]
    assert parse(cells, "timestamp") == [coarse(style, t) for t in moments]


@FEW
@given(st.lists(times, min_size=1, max_size=10), st.sampled_from(sorted(STYLES)))
def test_whole_days_come_back_as_dates(moments, style):
    moments = [*moments, LATE, FAR]
    assert parse([STYLES[style](t) for t in moments], "date") == [t.date() for t in moments]


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(
    st.lists(times, min_size=1, max_size=15), st.lists(times, min_size=1, max_size=15),
    st.sampled_from(sorted(STYLES)), st.sampled_from(sorted(STYLES)),
)  # fmt: skip
def test_a_column_in_two_styles_is_refused_or_each_value_right_or_none(one, two, first, second):
    cells = [(first, t) for t in [*one, LATE]] + [(second, t) for t in [*two, LATE]]
    try:
        found = parse([STYLES[style](t) for style, t in cells], "timestamp")
    except DataError:
        return
    for (style, t), value in zip(cells, found, strict=True):
        assert value in (coarse(style, t), None)


@FEW
@given(st.lists(times, min_size=2, max_size=20), st.integers(1, 19))
def test_an_order_that_changes_half_way_is_refused_with_the_line(moments, half):
    """Whatever the other days are, 31 May stands on both sides."""
    before, after = [LATE, *moments[:half]], [LATE, *moments[half:]]
    cells = [STYLES["dmy/"](t) for t in before] + [STYLES["mdy/"](t) for t in after]
    proofs = [i for i, t in enumerate(after) if t.day > 12]
    if len(proofs) == 1 and sum(t.day > 12 for t in before) >= 20:
        return
    with pytest.raises(DataError, match=f"line {len(before) + 1}  .*month/day/year, in rows above"):
        parse(cells, "timestamp")


ZONES = st.sampled_from(["Europe/Madrid", "America/Mexico_City", "America/Lima", "UTC"])


@FEW
@given(st.lists(times, min_size=1, max_size=10), ZONES, st.sampled_from(
    ["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d %H:%M:%S %z", "%d/%m/%Y %H:%M:%S %z", "epoch",
     "%Y-%m-%dT%H:%M:%SZ"]
), st.sampled_from([-300, 0, 120, 330]))  # fmt: skip
def test_times_that_say_their_zone_are_brought_to_local_time(moments, zone, style, minutes):
    written_in = dt.timezone(dt.timedelta(minutes=0 if style.endswith("Z") else minutes))
    moments = [t.replace(tzinfo=dt.UTC) for t in [*moments, LATE]]
    cells = [
        str(int(t.timestamp())) if style == "epoch" else t.astimezone(written_in).strftime(style)
        for t in moments
    ]
    local = [t.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for t in moments]
    assert parse(cells, "timestamp", timezone=zone) == local


def test_without_a_zone_times_stay_as_they_are_written_and_epochs_are_utc():
    noon = dt.datetime(2024, 7, 1, 12)
    assert (
        parse(["2024-07-01 12:00:00 +0200", "2024-07-01T12:00:00-05:00"], "timestamp") == [noon] * 2
    )
    assert parse(["1719835200"], "timestamp") == [noon]


@FEW
@given(st.lists(st.text("0123456789/-.: TZ+apm", max_size=20), max_size=15))
def test_no_text_breaks_the_reader(cells):
    try:
        found = parse(cells, "timestamp")
    except DataError:
        return
    assert len(found) == len(cells)


@pytest.mark.parametrize(
    "name", [*ES, *EN, *(m[:3] for m in (*ES, *EN)), "sept", "setiembre", "ENE."]
)
def test_every_name_of_a_month_is_known(name):
    starts = [m[:3].lower() for m in EN], [m[:3] for m in ES]
    short = "sep" if name.startswith("set") else name[:3].lower()
    month = next(s.index(short) + 1 for s in starts if short in s)
    assert parse([f"5 {name} 2024"], "date") == [dt.date(2024, month, 5)]


D = dt.datetime


@pytest.mark.parametrize("cells, found", [
    (["2011-02-28", "2011-02-29", "2012-02-29"], [D(2011, 2, 28), None, D(2012, 2, 29)]),
    (["28/02/2011", "29/02/2011"], [D(2011, 2, 28), None]),
    (["12:30 AM", "2024-01-31"], [None, D(2024, 1, 31)]),
    (["1/31/2024 12:30 AM", "1/31/2024 12:30 PM"], [D(2024, 1, 31, 0, 30), D(2024, 1, 31, 12, 30)]),
    (["2024-01-31", "2024-01-31 10:05", "2024-01-31T10:05:06.5"],
     [D(2024, 1, 31), D(2024, 1, 31, 10, 5), D(2024, 1, 31, 10, 5, 6, 500_000)]),
    (["31/01/2024", "31/01/2024 10:05"], [D(2024, 1, 31), D(2024, 1, 31, 10, 5)]),
    (["31/01/2024", "31-01-2024"], [D(2024, 1, 31)] * 2),
    (["45292.4201388889"], [D(2024, 1, 1, 10, 5)]),
    (["45292,5"], [D(2024, 1, 1, 12)]),
    (["1704067200.25"], [D(2024, 1, 1, 0, 0, 0, 250_000)]),
    (["0000-00-00", "2024-01-31"], [None, D(2024, 1, 31)]),
    (["n/a", "", "2024-01-31"], [None, None, D(2024, 1, 31)]),
    (["95-01-15", "24-02-03"], [D(1995, 1, 15), D(2024, 2, 3)]),
    (["15-01-95", "03-02-24"], [D(1995, 1, 15), D(2024, 2, 3)]),
    (["31/01/2024", "31/01/24"], [D(2024, 1, 31)] * 2),
    (["lunes, 1 de enero de 2024", "Tue, 02 Jan 2024"], [D(2024, 1, 1), D(2024, 1, 2)]),
    (["January 31st, 2024"], [D(2024, 1, 31)]),
    (["Jan-31-24", "Feb-03-24"], [D(2024, 1, 31), D(2024, 2, 3)]),
    (["Jan 31, 24 17:06"], [D(2024, 1, 31, 17, 6)]),
    (["31/01/2024 05:06 p.\u00a0m."], [D(2024, 1, 31, 17, 6)]),
    (["now", "infinity", "epoch", "2024-01-31"], [None, None, None, D(2024, 1, 31)]),
])  # fmt: skip
def test_cells_worked_by_hand(cells, found):
    assert parse(cells, "timestamp") == found


@pytest.mark.parametrize("cells", [
    ["2024-01-31 10:00"] * 2 + ["2024-01-31 10:00Z"] * 2,
    ["1/31/2024 5:06 PM"] * 2 + ["1/31/2024 17:06"] * 2,
    ["45292"] * 2 + ["31/01/2024"] * 2,
    ["1704067200"] * 2 + ["1704067200000"] * 2,
    ["31/01/2024"] * 2 + ["31-01-2024", "01-02-2024", "01-31-2024"],
    ["31/01/2024"] * 2 + ["01-02-2024"] * 2,
])  # fmt: skip
def test_two_ways_in_one_column_are_refused(cells):
    with pytest.raises(DataError, match="column 'values': in the values it is written as"):
        parse(cells, "timestamp")


def test_a_lone_cell_in_another_way_is_unreadable():
    """Where it cannot make others ambiguous, beside 5 cells; where it can, beside 20."""
    late = D(2024, 1, 31)
    assert parse(["2024-01-31"] * 5 + ["31/01/2024"], "timestamp") == [late] * 5 + [None]
    assert parse(["31/01/2024"] * 20 + ["01/31/2024"], "timestamp") == [late] * 20 + [None]
    with pytest.raises(DataError, match="line 20"):
        parse(["31/01/2024"] * 19 + ["01/31/2024"], "timestamp")
    with pytest.raises(DataError, match="line 5"):
        parse(["2024-01-31"] * 4 + ["31/01/2024"], "timestamp")


SHORT = ("%d/%m/%y", "%m/%d/%y", "%y/%m/%d")
DAILY = [dt.date(2024, 1, 5) + dt.timedelta(days=n) for n in range(40)]


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.lists(times, min_size=1, max_size=15), st.sampled_from(SHORT))
def test_short_dates_are_each_right_or_asked_about(moments, style):
    """In a year that may be a day, such as 25/01/02, nothing is guessed."""
    days = [t.date() for t in [*moments, LATE]]
    try:
        found = parse([f"{day:{style}}" for day in days], "date")
    except DataError:
        return
    assert found == days


@pytest.mark.parametrize("cells", [
    ["25/01/02", "31/05/24"], ["24-01-15", "24-02-03"], ["15-01-24", "03-02-24"],
    [f"{year}-01-01" for year in range(15, 25)],  # the same day of ten years, or ten days of 2001
    [f"{day:%d/%m/%y}" for day in DAILY[5:12]],  # a week: days that are as near as years
])  # fmt: skip
def test_short_dates_that_may_begin_or_end_with_their_year_are_asked_about(cells):
    with pytest.raises(DataError, match=r"day/month/year .* or year/month/day .*timestamp_format"):
        parse(cells, "date")


@pytest.mark.parametrize("style", SHORT)
def test_short_dates_of_forty_days_in_a_row_need_no_answer(style):
    hint = {"day_first": False} if style == "%m/%d/%y" else {}
    assert parse([f"{day:{style}}" for day in DAILY], "date", **hint) == DAILY


def test_an_answer_settles_short_dates():
    cells, ended = ["25/01/02", "31/05/24"], [dt.date(2002, 1, 25), dt.date(2024, 5, 31)]
    assert parse(cells, "date", day_first=True) == ended
    assert parse(cells, "date", timestamp_format="%y/%m/%d") == [
        dt.date(2025, 1, 2), dt.date(2031, 5, 24),
    ]  # fmt: skip


def test_short_dates_that_begin_with_a_year_beside_some_that_end_with_one_are_refused():
    """45 is no day, wherever it stands."""
    with pytest.raises(DataError, match=r"line 3  .*as day/month/year, .*as year/month/day"):
        parse(["45/01/02", "45/01/03", "02/01/45", "03/01/45"], "date")


def test_a_two_digit_year_is_never_taken_for_the_year_24():
    cells = ["31/01/2024"] * 3000 + ["31/01/24x", "31/01/24"]
    assert parse(cells, "timestamp")[-2:] == [None, D(2024, 1, 31)]


def test_spanish_months_are_read_by_a_given_format():
    assert parse(["5 ene 2024"], "date", timestamp_format="%d %b %Y") == [dt.date(2024, 1, 5)]
    assert parse(["5 abril 2024"], "date", timestamp_format="%d %B %Y") == [dt.date(2024, 4, 5)]


def test_a_given_format_with_a_zone_is_brought_to_local_time():
    cells = ["31/01/2024 10:00 +0000"]
    given = {"timestamp_format": "%d/%m/%Y %H:%M %z"}
    assert parse(cells, "timestamp", timezone="Europe/Madrid", **given) == [D(2024, 1, 31, 11)]
    assert parse(cells, "timestamp", **given) == [D(2024, 1, 31, 10)]


def test_the_thirteenth_is_no_month_even_among_cells_that_are_no_dates():
    found = [D(2024, 1, 13), D(2024, 4, 3), None]
    assert parse(["13/01/2024", "03/04/2024", "?"], "timestamp", day_first=False) == found


def test_years_of_two_and_of_four_digits_are_each_right_whichever_come_first():
    cells = ["31/01/24"] * 1000 + ["31/01/2024"] * 3000
    assert set(parse(cells, "timestamp")) == {D(2024, 1, 31)}


@pytest.mark.parametrize("odd", ["2024-01-31 10:05 PM", "2024-01-31 10:05+02", "24-01-31"])
def test_what_a_cast_would_take_for_an_iso_time_is_not_read_as_one(odd):
    """A cast drops PM and the offset, and takes the year 24."""
    cells = ["2024-01-31"] * 3 + ["2024-01-31 10:00"] * 3 + [odd]
    assert parse(cells, "timestamp")[5:] == [D(2024, 1, 31, 10), None]
