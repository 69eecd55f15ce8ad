"""Looking for duplicates anew: what other rules put together or kept apart, in a store that goes on being used."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from rencai import clock
from rencai.doctor import examine
from rencai.errors import UnderWay
from rencai.intake import Intake
from rencai.intake.regroup import JOB, RULES, TABLES, Regrouping, rules
from rencai.records.canonical import record_id
from rencai.records.parsers.gazetteer import place_names
from rencai.settings import Settings
from rencai.store.archive import Archive
from rencai.store.clusters import Key, forget_some, hold, move, settle
from rencai.store.engine import reading, writing
from rencai.store.erase import erase
from rencai.store.life import end
from rencai.store.read import changes_after, latest_seq, scan
from rencai.store.runs import recent_runs
from rencai.store.tables import cluster_keys
from support_store import address

TRADES = ("电工", "焊工", "钳工", "保安员", "保洁员", "叉车司机", "美发师", "面点师", "架子工", "育婴员")


def take(engine: Engine, source: str, *raws: Mapping[str, str]) -> None:
    Intake(engine, source, "import", rest=0).take("job_posting", raws)


def vacancy(number: int, **fields: str) -> dict[str, str]:
    common = {"source_id": str(number), "title": TRADES[number % 10], "location_text": "朝阳区望京"}
    return {**common, "employer": f"北京第{number // 10}机电设备有限公司", "salary_text": "8000元/月", **fields}


def as_by_other_rules(engine: Engine) -> None:
    """Every record alone, with a key that no rule gives any more."""
    with writing(engine) as turn:
        while forget_some(turn):
            pass
        for page in scan(engine):
            for one in page:
                move(turn, [one.id], one.id, clock.now())
                hold(turn, [(Key(4711), one.id)])
            settle(turn, [one.id for one in page], clock.now())


def clusters(engine: Engine) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for page in scan(engine):
        for one in page:
            found.setdefault(one.cluster_id, set()).add(one.id)
    return {frozenset(ids) for ids in found.values()}


def keys(engine: Engine) -> set[tuple[int, str]]:
    with reading(engine) as conn:
        return {(row.key, row.record_id) for row in conn.execute(select(cluster_keys))}


def regroup(engine: Engine, **options: int) -> dict[str, int]:
    work = Regrouping(engine, rest=0, **options)
    assert sum(work.run()) + work.resumed == work.counts["records"]
    return work.counts


def fill(engine: Engine, count: int = 30) -> None:
    take(engine, "a", *(vacancy(number) for number in range(count)))
    take(engine, "b", *(vacancy(number, title=f"【急招】{TRADES[number % 10]}") for number in range(count)))


def test_twins_that_other_rules_kept_apart_come_together(engine: Engine) -> None:
    fill(engine)
    wanted, held = clusters(engine), keys(engine)
    as_by_other_rules(engine)
    with reading(engine) as conn:
        before = latest_seq(conn)
    assert regroup(engine, at_once=7) == {"records": 60, "moved": 30}
    assert clusters(engine) == wanted
    assert keys(engine) == held
    with reading(engine) as conn:
        noted = {one for _, one in changes_after(conn, before)}
    assert noted == {record_id("b", str(number)) for number in range(30)}, "nothing is new of those that they came to"
    assert sum(one.canonical for page in scan(engine) for one in page) == 30


def test_what_other_rules_put_together_is_parted(engine: Engine) -> None:
    take(engine, "a", *(vacancy(number) for number in range(4)))
    ids = [record_id("a", str(number)) for number in range(4)]
    with writing(engine) as turn:
        move(turn, ids, ids[2], clock.now())
        settle(turn, ids, clock.now())
    regroup(engine, at_once=2)
    assert clusters(engine) == {frozenset({one}) for one in ids}
    assert all(one.canonical for page in scan(engine) for one in page)


def test_grouping_again_changes_nothing(engine: Engine) -> None:
    fill(engine)
    with reading(engine) as conn:
        before = latest_seq(conn)
    assert regroup(engine) == {"records": 60, "moved": 0}
    with reading(engine) as conn:
        assert latest_seq(conn) == before


def test_ended_ones_are_found_by_what_is_posted_again_and_erased_ones_by_nothing(
    engine: Engine, tmp_path: Path
) -> None:
    take(engine, "a", vacancy(1), vacancy(2))
    gone, erased = record_id("a", "1"), record_id("a", "2")
    with writing(engine) as turn:
        end(turn, [gone], "gone", "not_listed", clock.now())
        erase(turn, erased, "request", Archive(tmp_path), clock.now())
    regroup(engine)
    assert {one for _, one in keys(engine)} == {gone}
    take(engine, "b", vacancy(1), vacancy(2))
    assert frozenset({gone, record_id("b", "1")}) in clusters(engine)
    assert frozenset({erased}) in clusters(engine)


def test_what_comes_in_meanwhile_is_found_too(engine: Engine) -> None:
    fill(engine)
    as_by_other_rules(engine)
    steps = Regrouping(engine, at_once=10, rest=0).run()
    for _ in range(4):
        next(steps)
    take(engine, "c", *(vacancy(number) for number in range(30)))
    take(engine, "a", vacancy(3, education_text="大专"))
    list(steps)
    assert {len(one) for one in clusters(engine)} == {3}


def test_one_that_stopped_is_gone_on_with(engine: Engine) -> None:
    fill(engine)
    wanted = clusters(engine)
    as_by_other_rules(engine)
    steps = Regrouping(engine, at_once=10, rest=0).run()
    while next(steps) == 0:
        pass
    next(steps)
    steps.close()
    again = Regrouping(engine, at_once=10, rest=0)
    assert again.resumed == 20
    assert sum(again.run()) == 40
    assert again.counts["records"] == 60
    assert clusters(engine) == wanted
    assert Regrouping(engine, rest=0).resumed == 0


def test_other_rules_begin_anew(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(engine)
    steps = Regrouping(engine, at_once=10, rest=0).run()
    while next(steps) == 0:
        pass
    steps.close()
    monkeypatch.setattr("rencai.intake.regroup.rules", lambda: "others")
    assert Regrouping(engine, rest=0).resumed == 0


def test_whatever_compares_two_adverts_is_one_of_the_rules() -> None:
    imported, wanted, others = set[str](), ["similarity"], set[str]()
    while wanted:
        name = wanted.pop()
        imported.add(name)
        text = (files("rencai.intake") / f"{name}.py").read_text(encoding="utf-8")
        wanted += {*re.findall(r"^from rencai\.intake\.(\w+) import", text, re.MULTILINE)} - imported
        for module, names in re.findall(r"^from (rencai(?!\.intake)[.\w]+) import (.+)$", text, re.MULTILINE):
            others |= {f"{module}.{one}" for one in names.split(", ")}
    assert {("rencai.intake", f"{name}.py") for name in imported} <= {*RULES}
    parsers, folding = "rencai.records.parsers", "rencai.search.folding"
    read = {f"{parsers}.text.{name}" for name in ("fold", "plain_dashes", "chinese_number")}
    read |= {f"{parsers}.gazetteer.{name}" for name in ("gazetteer", "town_base")}
    tables = {f"{table.__module__}.{table.__name__}" for table in TABLES}
    assert others - tables == {*read, folding}
    kept = {("rencai.records", f"parsers/{name}.py") for name in ("text", "gazetteer")}
    assert {*kept, ("rencai.search", "folding.py")} <= {*RULES}


def test_one_more_name_of_a_place_is_another_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    others = [table for table in TABLES if table is not place_names]
    more = [*place_names(), ("110115", "禾木里")]
    monkeypatch.setattr("rencai.intake.regroup.TABLES", (*others, place_names))
    among = rules()
    monkeypatch.setattr("rencai.intake.regroup.TABLES", (*others, lambda: more))
    assert rules() != among


def test_another_name_of_a_district_is_another_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rencai.intake.regroup.TABLES", (lambda: {"110115": "大兴区"},))
    among = rules()
    monkeypatch.setattr("rencai.intake.regroup.TABLES", (lambda: {"110115": "禾木区"},))
    assert rules() != among


def test_the_doctor_says_how_it_stands(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", address(engine))
    fill(engine)
    assert doctor() == (True, "grouped as they came in; `rencai duplicates` does it anew after an update of the rules")
    steps = Regrouping(engine, at_once=10, rest=0).run()
    assert next(steps) == 0
    assert doctor() == (True, "being grouped anew")
    steps.close()
    assert not doctor()[0]
    regroup(engine)
    assert doctor() == (True, "grouped by this release's rules")
    monkeypatch.setattr("rencai.intake.regroup.rules", lambda: "others")
    assert "another release" in doctor()[1]


def doctor() -> tuple[bool, str]:
    found = next(one for one in examine(Settings()) if one.name == "duplicates")
    return found.ok, found.detail


def test_two_at_once_are_refused(engine: Engine) -> None:
    Regrouping(engine)
    with pytest.raises(UnderWay):
        Regrouping(engine)


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_killed_again_and_again_it_ends_as_if_it_had_not_been(engine: Engine) -> None:
    fill(engine, 300)
    wanted = clusters(engine)
    regroup(engine)
    held = keys(engine)
    as_by_other_rules(engine)
    done = [0]
    for more in (0, 100, 200):
        process = command(engine)
        while far(engine) < done[-1] + more and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        done.append(far(engine))
    assert done == sorted(done)
    process = command(engine, "--json")
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert b'"records": 600' in said
    assert clusters(engine) == wanted
    assert keys(engine) == held


def test_it_says_what_takes_time(engine: Engine) -> None:
    fill(engine)
    _, said = command(engine, quiet=False).communicate(timeout=60)
    first, *_, last = said.decode().splitlines()
    assert first == "dropping old keys"
    assert last.startswith("grouping vacancies: 60/60")


def command(engine: Engine, *options: str, quiet: bool = True) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "rencai", *(["--quiet"] if quiet else []), "duplicates", *options],
        env=os.environ | {"DATABASE_URL": address(engine)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def far(engine: Engine) -> int:
    with reading(engine) as conn:
        last = recent_runs(conn, job=JOB, limit=1)
    return int(last[0].counts.get("records", 0)) if last else 0


def test_memory_does_not_grow_with_the_store(engine: Engine) -> None:
    fill(engine, 60)
    with reading(engine) as conn:
        assert conn.execute(select(func.count()).select_from(cluster_keys)).scalar_one() > 120
    steps = Regrouping(engine, at_once=25, rest=0).run()
    assert [count for count in steps if count] == [25, 25, 25, 25, 20]
