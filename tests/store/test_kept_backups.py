"""Which backups stay: the newest, an hourly day, ten days, whatever the clocks do meanwhile."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tuiplanner.store.backups import kept

BERLIN_WINTER, BERLIN_SUMMER = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))


def at(text: str, zone: timezone = UTC) -> datetime:
    """`2026-03-12 14:05`"""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def hourly(first: datetime, count: int) -> list[datetime]:
    return [first + timedelta(hours=n) for n in range(count)]


def daily(first: date, count: int) -> list[datetime]:
    """Noon of each day."""
    return [at(f"{first + timedelta(days=n)} 12:00") for n in range(count)]


def test_no_backups_means_none_to_keep() -> None:
    assert kept([], at("2026-03-12 14:05")) == set()


@pytest.mark.parametrize(
    ("times", "now", "stay"),
    [
        pytest.param(["2024-02-29 10:00"], "2026-03-12 14:05", ["2024-02-29 10:00"], id="old"),
        pytest.param(
            ["2026-03-10 09:00", "2026-03-10 10:00", "2026-03-10 23:59"],
            "2026-03-12 14:05",
            ["2026-03-10 09:00", "2026-03-10 23:59"],
            id="the first of a day and the newest",
        ),
        pytest.param(
            ["2026-03-11 14:04", "2026-03-11 14:05", "2026-03-11 14:06", "2026-03-12 13:00"],
            "2026-03-12 14:05",
            ["2026-03-11 14:04", "2026-03-11 14:06", "2026-03-12 13:00"],
            id="24 hours, and the first of yesterday",
        ),
        pytest.param(
            ["2026-02-27 08:00", "2026-02-27 09:00", "2026-02-28 08:00", "2026-03-01 08:00"],
            "2026-03-01 08:30",
            ["2026-02-27 08:00", "2026-02-28 08:00", "2026-03-01 08:00"],
            id="over the end of February",
        ),
        pytest.param(
            ["2024-02-28 08:00", "2024-02-29 08:00", "2024-02-29 09:00", "2024-03-01 08:00"],
            "2024-03-02 08:30",
            ["2024-02-28 08:00", "2024-02-29 08:00", "2024-03-01 08:00"],
            id="over a leap day",
        ),
        pytest.param(
            ["2025-12-30 08:00", "2025-12-31 23:59", "2026-01-01 00:00", "2026-01-01 00:30"],
            "2026-01-02 12:00",
            ["2025-12-30 08:00", "2025-12-31 23:59", "2026-01-01 00:00", "2026-01-01 00:30"],
            id="over new year: the newest and three first ones",
        ),
    ],
)
def test_the_newest_recent_hours_and_first_of_each_day_are_kept(
    times: list[str], now: str, stay: list[str]
) -> None:
    assert kept(map(at, times), at(now)) == set(map(at, stay))


def test_hourly_backups_are_kept_only_for_the_last_day() -> None:
    times = hourly(at("2026-03-01 00:00"), 24 * 12)
    now = times[-1] + timedelta(minutes=30)
    stay = kept(times, now)
    assert {time for time in times if now - time < timedelta(hours=24)} <= stay
    assert len(stay) == 24 + 9  # today's first is among the hours
    assert {time.hour for time in stay if now - time >= timedelta(hours=24)} == {0}


@pytest.mark.parametrize("first", [date(2026, 2, 20), date(2026, 4, 21), date(2025, 12, 22)])
def test_ten_days_stay(first: date) -> None:
    times = daily(first, 14)
    assert kept(times, times[-1]) == set(times[-10:])


def test_days_without_a_change_take_no_place() -> None:
    times = [at(f"2025-{month:02}-03 12:00") for month in range(1, 13)]
    assert kept(times, at("2026-03-12 14:05")) == set(times[-10:])


def test_keeping_again_and_again_keeps_the_same() -> None:
    """Pruned each hour or once: what is in reach is never lost on the way."""
    times = hourly(at("2026-02-20 00:10"), 24 * 14)
    held: set[datetime] = set()
    for time in times:
        held = kept({*held, time}, time)
    assert held == kept(times, times[-1])


def test_both_backups_of_a_repeated_hour_are_kept() -> None:
    before, after = at("2026-10-25 02:30", BERLIN_SUMMER), at("2026-10-25 02:30", BERLIN_WINTER)
    assert after - before == timedelta(hours=1)
    now = at("2026-10-25 09:00", BERLIN_WINTER)
    assert kept([before, after], now) == {before, after}
    late = at("2026-10-27 09:00", BERLIN_WINTER)
    newest = at("2026-10-26 09:00", BERLIN_WINTER)
    assert kept([after, newest, before], late) == {before, newest}


def test_24_hours_are_24_hours_when_the_clocks_change() -> None:
    """From Saturday 10:00 in winter to Sunday 10:30 in summer are 23 hours and a half."""
    first = at("2026-03-28 00:30", BERLIN_WINTER)
    saturday = at("2026-03-28 10:00", BERLIN_WINTER)
    newest = at("2026-03-29 10:15", BERLIN_SUMMER)
    times = [first, saturday, newest]
    assert saturday in kept(times, at("2026-03-29 10:30", BERLIN_SUMMER))
    assert saturday not in kept(times, at("2026-03-29 11:00", BERLIN_SUMMER))
    autumn = [
        at("2026-10-24 00:30", BERLIN_SUMMER),
        at("2026-10-24 10:00", BERLIN_SUMMER),
        at("2026-10-25 08:00", BERLIN_WINTER),
    ]
    assert autumn[1] in kept(autumn, at("2026-10-25 08:59", BERLIN_WINTER))
    assert autumn[1] not in kept(autumn, at("2026-10-25 09:00", BERLIN_WINTER))


def test_days_are_counted_in_local_time() -> None:
    mexico = timezone(timedelta(hours=-6))
    evening = [at("2026-03-10 17:30", mexico), at("2026-03-10 18:30", mexico)]  # 11 Mar in UTC
    newest = at("2026-03-12 12:00", mexico)
    assert kept([*evening, newest], at("2026-03-13 12:30", mexico)) == {evening[0], newest}


def test_backups_dated_in_the_future_are_kept() -> None:
    """The clock was set back: what looks like the future is the newest work."""
    times = hourly(at("2026-03-12 00:05"), 30)
    assert kept(times, times[3]) == set(times)
    assert kept(times, at("2026-03-01 12:00")) == set(times)


def test_future_dated_backups_do_not_displace_real_ones() -> None:
    true, ahead = daily(date(2026, 3, 1), 12), daily(date(2036, 3, 1), 12)
    assert kept([*ahead, *true], true[-1]) == {*true[-10:], *ahead}
