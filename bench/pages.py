"""Pages of one community through the WSGI handler: statements, buffers, milliseconds. `python -m bench.pages CODE`"""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
import time
from typing import Any
from urllib.parse import quote

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import reverse

import bench.start  # noqa: F401
from bench.lines import Line, median, say_lines
from bench.watch import watched
from linli.accounts import api as accounts
from linli.accounts.models import User
from linli.base import clock
from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.kernel.actor import SECRETARY
from linli.places import api as places
from linli.residents.models import Person, Residence

AT = dt.datetime(2018, 12, 28, 1, tzinfo=dt.UTC)
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "200"))


def signed_in(community: int) -> str:
    """The session key of a secretary of the community, made when there is none yet."""
    user = User.objects.filter(username=f"bench{community}").first()
    if user is None:
        system = Actor.system("benchmark")
        with community_scope(community):
            made = accounts.make_account(
                actor=system, username=f"bench{community}", name="测试", password="measured only here", at=AT
            )
            accounts.appoint(
                actor=system, user_id=made.user_id, role=SECRETARY, area=community, start=dt.date(2016, 1, 1), at=AT, known=False
            )  # fmt: skip
        user = User.objects.get(username=f"bench{community}")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "linli.accounts.adapter.Backend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


class Browser:
    """One client that speaks WSGI to the application in this process."""

    def __init__(self, session: str) -> None:
        self.application = get_wsgi_application()
        self.cookie = f"sessionid={session}"

    def settled(self, path: str) -> str:
        """Where a path leads: a search for a private number goes on under an address that does not tell it."""
        status, headers, _ = self._answer(path)
        return headers["Location"] if status.startswith("30") else path

    def get(self, path: str) -> bytes:
        """The body of a page; anything but 200 ends the run."""
        status, _, body = self._answer(path)
        if not status.startswith("200"):
            raise SystemExit(f"{path}: {status}")
        return body

    def _answer(self, path: str) -> tuple[str, dict[str, str], bytes]:
        address, _, query = path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET", "PATH_INFO": address, "QUERY_STRING": query, "SERVER_NAME": "localhost",
            "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_COOKIE": self.cookie, "REMOTE_ADDR": "127.0.0.1",
            "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0), "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
        }  # fmt: skip
        begun: list[tuple[str, dict[str, str]]] = []
        answer = self.application(environ, lambda line, headers: begun.append((line, dict(headers))))  # type: ignore[arg-type]
        body = b"".join(answer)
        answer.close()
        return *begun[0], body


def paths(community: int) -> dict[str, str]:
    """What is asked for: people in the middle of the community's register, so that each search finds somebody."""
    with community_scope(community):
        people = Person.objects.filter(community_id=community).exclude(phone="").order_by("pk")
        one = people[people.count() // 2]
        episode = Residence.objects.filter(person=one).select_related("room").first()
        assert episode is not None
        assert episode.room is not None
        door = episode.room.door
        letters = one.letters.split()
        number = str(one.number)
    listed = reverse("residents:people")
    asked = {
        "two characters": one.name[:2], "pinyin": letters[0], "initials": letters[-1], "last four": one.phone[-4:],
        "whole number": number, "door": door,
    }  # fmt: skip
    found = {"list": listed, "list by door": f"{listed}?sort=door", "list, page 100": f"{listed}?page=100"}
    found |= {f"search, {name}": f"{listed}?q={quote(text)}" for name, text in asked.items()}
    found["command box"] = f"{reverse('project:find')}?part=1&q={quote(one.name[:2])}"
    found["person"] = reverse("residents:person", args=[one.pk])
    return found


def main() -> None:
    community = places.area_by_code(sys.argv[1], dt.date(2018, 12, 28))
    assert community is not None
    clock.move_to(AT)
    browser = Browser(signed_in(community.id))
    lines = []
    for name, asked in paths(community.id).items():
        path = browser.settled(asked)
        for _ in range(5):
            browser.get(path)
        with watched() as counted:
            browser.get(path)
        with watched(explain=True) as touched:
            browser.get(path)
        if "-v" in sys.argv:
            for buffers, sql in sorted(touched.by_statement, reverse=True)[:3]:
                print(name, buffers, sql[:1500], file=sys.stderr)
        spent = time.process_time()
        lines += [
            Line(name, median(lambda path=path: browser.get(path), ROUNDS) * 1000),  # type: ignore[misc]
            Line(name, (time.process_time() - spent) * 1000 / ROUNDS, "ms of ours"),
            Line(name, len(counted.statements), "queries"),
            Line(name, touched.buffers, "buffers"),
        ]
    connection.close()
    say_lines(lines)


if __name__ == "__main__":
    main()
