"""Seconds to count votes exactly: equal shares on 6,600 ballots × 64 projects, and a .pb file of 65,000 × 119.

`python -m bench.ballots`; asks no database. Ballots are drawn with a fixed seed: popularity falls from project to
project, most voters choose five to ten. The floor beside a count is one bare pass over the same marks.
"""

from __future__ import annotations

import random
import resource
import time
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from bench.lines import Line, say_lines, tell
from linli.ballots.rules import pabulib
from linli.ballots.rules.counting import Project, Rule, count

Found = TypeVar("Found")
SMALL, LARGE = (6_600, 64, 1_000_000), (65_000, 119, 10_000_000)


def vote(voters: int, projects: int, budget: int) -> str:
    """A .pb file of approvals."""
    chance = random.Random(2018)  # noqa: S311
    known = [
        Project(f"P{place}", chance.randrange(2, 40) * budget // 400 + chance.randrange(100), f"项目{place}")
        for place in range(projects)
    ]
    keys = [project.key for project in known]
    liked = [1 / (1 + place * 0.3) for place in range(projects)]

    def ballot() -> list[str]:
        return list(dict.fromkeys(chance.choices(keys, liked, k=chance.choice((1, 3, 5, 5, 8, 10, 10, 12)))))

    meta = {"vote_type": "approval", "budget": str(budget), "rule": "equalshares/add1-comparison"}
    return pabulib.write(meta, known, ((str(voter), ballot(), ()) for voter in range(voters)))


def timed(work: Callable[[], Found]) -> tuple[Found, float]:
    """What it answers, and its seconds of the processor."""
    begin = time.process_time()
    return work(), time.process_time() - begin


def floor(book: pabulib.Book) -> float:
    """One bare pass over the marks of the ballots."""
    return timed(lambda: Counter(key for row in book.rows for key in row.vote))[1]


def main() -> None:
    tell("6,600 ballots …")
    small = pabulib.read(vote(*SMALL))
    shared, seconds = timed(lambda: count(pabulib.rule_of(small), small.projects, small.profile))
    tell(f"endowment raised {shared.facts['raises']} times, {len(shared.winners)} projects won")
    lines = [
        Line("ballots: equal shares, add-one, comparison; 6,600 × 64 (aim 1 s)", seconds, "s", target=5),
        Line("ballots: of these, one run in", seconds / (1 + float(shared.facts["raises"])) * 1000, "ms"),
    ]
    tell("65,000 ballots …")
    text = vote(*LARGE)
    book, reading = timed(lambda: pabulib.read(text))
    _, greedy = timed(lambda: count(Rule("greedy", budget=book.budget), book.projects, book.profile))
    shared, sharing = timed(lambda: count(pabulib.rule_of(book), book.projects, book.profile))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    bare = floor(book)
    lines += [
        Line("ballots: .pb of 65,000 × 119 read", reading, "s", bare, "bare pass"),
        Line("ballots: greedy, with every reason", greedy, "s", bare, "bare pass"),
        Line("ballots: equal shares, add-one, comparison", sharing, "s", bare, "bare pass"),
        Line("ballots: read and counted by both", reading + greedy + sharing, "s", target=60),
        Line("ballots: most memory", memory, "MB", target=1000),
    ]
    say_lines(lines)


if __name__ == "__main__":
    main()
