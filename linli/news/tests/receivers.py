"""Real receivers on this machine: an HTTP server that can be told to misbehave, and a small mail server."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Hook:
    """What a receiver was sent and what it took; `answers` are statuses for the next posts, else 200.

    It honours ids: a letter that it has taken is answered with 200 and not taken again. With `lost` it takes a
    letter and hangs up before it answers; while `hanging` is not set it waits before it answers.
    """

    def __init__(self) -> None:
        self.posts: list[tuple[dict[str, str], bytes]] = []
        self.taken: list[dict[str, Any]] = []
        self.answers: list[int] = []
        self.always = 0
        self.refuse: dict[str, int] = {}
        self.lost = False
        self.hanging = threading.Event()
        self.hanging.set()
        self.port = 0

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/in?from=linli"

    def texts(self) -> list[str]:
        """What was taken, in order."""
        return [one["text"] for one in self.taken]

    def answer(self, told: dict[str, Any]) -> int:
        """The status for one post; 200 takes the letter."""
        status = self.always or (self.answers.pop(0) if self.answers else self.refuse.get(told["text"], 200))
        if 200 <= status < 300 and told["id"] not in {one["id"] for one in self.taken}:
            self.taken.append(told)
        return status


@contextmanager
def listening(hook: Hook, port: int = 0) -> Iterator[Hook]:
    """The receiver runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.posts.append((dict(self.headers), body))
            hook.hanging.wait(20)
            status = hook.answer(json.loads(body))
            if hook.lost:
                self.close_connection = True
                self.connection.close()
                return
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"http://127.0.0.1:{hook.port}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A sender that hung up is what some tests are about."""

    server = Server(("127.0.0.1", port), Handler)
    hook.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield hook
    finally:
        hook.hanging.set()
        server.shutdown()
        server.server_close()
        thread.join()


class Post:
    """A mail server: what it took, and what it says to recipients it does not know."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.rcpt = "250 ok"
        self.data = "250 taken"
        self.port = 0


@contextmanager
def mailing(post: Post) -> Iterator[Post]:
    """The mail server runs: enough of RFC 5321 to take a letter."""

    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 sink")
            for raw in self.rfile:
                word = raw.decode("utf-8", "replace").strip()[:4].upper()
                if word == "DATA":
                    self.say("354 go on")
                    lines = []
                    for line in self.rfile:
                        if line.rstrip(b"\r\n") == b".":
                            break
                        lines.append(line)
                    if post.data.startswith("2"):
                        post.taken.append(b"".join(lines).decode())
                    self.say(post.data)
                elif word == "QUIT":
                    return self.say("221 bye")
                else:
                    self.say(post.rcpt if word == "RCPT" else "250 ok")
            return None

        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    server = Server(("127.0.0.1", 0), Session)
    post.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield post
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
