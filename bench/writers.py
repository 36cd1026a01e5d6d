"""Eight writers on one appeal, through the WSGI handler: each write is applied or answered with the conflict.

`python -m bench.writers CODE [WRITES]`. Two processes of four threads each post a word in between with the version that they
last saw; a conflict (409) tells them the new one. Afterwards the story must have as many entries as were applied.
"""

from __future__ import annotations

import datetime as dt
import io
import multiprocessing
import multiprocessing.synchronize
import re
import sys
import threading
import time
from collections import Counter
from typing import Any
from urllib.parse import urlencode

import bench.start  # noqa: F401
from bench.lines import Line, say_lines

PROCESSES, THREADS = 2, 4
_TOKEN = "a" * 32
_VERSION = re.compile(rb'name="version" value="(\d+)"')


class Writer:
    """One signed-in worker who posts to one appeal."""

    def __init__(self, application: Any, session: str, path: str) -> None:
        self.application, self.path = application, path
        self.cookie = f"sessionid={session}; csrftoken={_TOKEN}"
        self.version = 1

    def write(self, text: str) -> str:
        """applied, conflict, or the status of another answer."""
        values = {"csrfmiddlewaretoken": _TOKEN, "version": self.version, "text": text}
        sent = urlencode(values).encode()
        begun: list[str] = []
        answer = self.application(self._environ(sent), lambda line, headers: begun.append(line))
        body = b"".join(answer)
        answer.close()
        status = begun[0][:3]
        if status in ("204", "302"):
            self.version += 1
            return "applied"
        if status == "409" and (found := _VERSION.search(body)):
            self.version = int(found.group(1))
            return "conflict"
        return status

    def _environ(self, sent: bytes) -> dict[str, Any]:
        return {
            "REQUEST_METHOD": "POST", "PATH_INFO": self.path, "QUERY_STRING": "", "SERVER_NAME": "localhost",
            "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_COOKIE": self.cookie, "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(sent)),
            "HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "doing",
            "wsgi.input": io.BytesIO(sent), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
        }  # fmt: skip


def written(
    path: str, session: str, each: int, gate: multiprocessing.synchronize.Barrier,
    found: multiprocessing.Queue[tuple[dict[str, int], float]],
) -> None:  # fmt: skip
    """Four writers of one process; how often each answer came, and the processor time."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connection

    application, told, lock = get_wsgi_application(), Counter[str](), threading.Lock()

    def work(number: int) -> None:
        writer = Writer(application, session, path)
        for turn in range(each):
            outcome = writer.write(f"第{number}人第{turn}次：还在等配件")
            with lock:
                told[outcome] += 1
        connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    gate.wait()
    spent = time.process_time()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    found.put((dict(told), time.process_time() - spent))


def main() -> None:
    from django.urls import reverse

    from bench.appeals import Lives
    from bench.pages import AT, signed_in
    from linli.appeals.models import Answer, Appeal, Deed
    from linli.base import clock
    from linli.base.scope import community_scope
    from linli.places import api as places

    area = places.area_by_code(sys.argv[1], dt.date(2018, 12, 28))
    assert area is not None
    writes = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    clock.move_to(AT)
    lives = Lives(area.id)
    key = lives.create()
    lives.accept(key)
    session, path = signed_in(area.id), reverse("appeals:progress", args=[key])
    around = multiprocessing.get_context("spawn")
    gate, found = around.Barrier(PROCESSES + 1), around.Queue()
    each = writes // (PROCESSES * THREADS)
    crew = [around.Process(target=written, args=(path, session, each, gate, found)) for _ in range(PROCESSES)]
    with community_scope(area.id):
        before = Appeal.objects.get(pk=key).version
    for one in crew:
        one.start()
    gate.wait()
    begin = time.perf_counter()
    parts = [found.get() for _ in crew]
    took = time.perf_counter() - begin
    told: Counter[str] = Counter()
    for part, _ in parts:
        told.update(part)
    with community_scope(area.id):
        kept = Answer.objects.filter(appeal=key, kind="progress").count()
        noted = Deed.objects.filter(appeal=key, verb="progress").count()
        moved = Appeal.objects.get(pk=key).version - before
    count = each * PROCESSES * THREADS
    lost = max(abs(told["applied"] - one) for one in (kept, noted, moved))
    others = count - told["applied"] - told["conflict"]
    name = f"8 writers, {count:,} writes on one appeal ({told['applied']:,} applied, {told['conflict']:,} conflicts)"
    say_lines(
        [
            Line(f"{name}: lost", lost, "writes", target=0), Line("8 writers: other answers (5xx …)", others, "writes", target=0),
            Line("8 writers: writes a second", count / took, "/s"),
            Line("8 writers: our processor time of a write", sum(spent for _, spent in parts) / count * 1000, "ms"),
        ]
    )  # fmt: skip
    if others:
        print(told, file=sys.stderr)


if __name__ == "__main__":
    main()
