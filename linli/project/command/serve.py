"""``linli serve``: web server and queue worker under one process, on a database that is up to date."""

import argparse
import os
import time
from pathlib import Path

from linli.project import environ
from linli.project.cluster import Cluster
from linli.project.command import instance, prepare, tls
from linli.project.command.failures import Stop
from linli.project.command.options import Options, port
from linli.project.command.supervise import Supervisor, shown_address
from linli.project.words import gettext as _

ABOUT = _("Serve the pages and work the queue. The tables must be up to date.")


class Typed(argparse.Namespace):
    """The options of ``serve`` once read."""

    host: str
    port: int | None
    tls: list[Path] | None
    workers: int | None
    no_demo: bool


def options(word: str, about: str) -> Options:
    """What ``serve`` and ``run`` have in common."""
    parser = Options(word, about)
    environ.number("LINLI_PORT", 8000, at_least=1, at_most=65535, help=_("Port of the pages."))
    parser.add_argument(
        "--host", default=environ.text("LINLI_HOST", "127.0.0.1", help=_("Address to listen at."))
    )
    parser.add_argument("--port", type=port, default=None, help=_("the port, 8000 unless said otherwise"))
    parser.add_argument(
        "--tls", nargs=2, metavar=("CERT", "KEY"), type=Path, help=_("certificate and key, for https pages")
    )
    parser.add_argument("--workers", type=int, default=None, help=_("number of web processes"))
    return parser


def main(arguments: list[str]) -> int:
    """Serve without changing anything."""
    parser = options("serve", ABOUT)
    typed = parser.parse_args(arguments, Typed())
    return serve(typed, migrate=False, demo=False)


def say(sentence: str) -> None:
    """One line of progress."""
    print(sentence, flush=True)


def serve(typed: Typed, *, migrate: bool, demo: bool) -> int:
    """Start everything, wait for the end, stop everything."""
    began = time.monotonic()
    data = environ.data()
    where = typed.port or environ.number("LINLI_PORT", 8000, at_least=1, at_most=65535)
    workers = typed.workers or environ.number(
        "LINLI_WORKERS", min(4, os.cpu_count() or 1), at_least=1, at_most=64
    )
    given = environ.database_given()
    environ.settled()
    if typed.tls:
        tls.check(*typed.tls)
    address = shown_address(typed.host, where, bool(typed.tls))
    try:
        claim = instance.claim(data, {"address": address})
    except instance.Running as other:
        say(
            _(
                "Linli runs already at {address} (process {pid}). To stop it: Ctrl-C there, or type linli stop"
            ).format(address=other.about.get("address", "?"), pid=other.about.get("pid", "?"))
        )
        return 0
    with claim:
        if why := instance.port_taken(typed.host, where):
            raise Stop(port_sentence(where, why))
        supervisor = Supervisor(None if given else Cluster(data, say))
        supervisor.listen()
        try:
            if supervisor.cluster is not None:
                supervisor.cluster.start()
            supervisor.check_stop()
            accounts = prepare.everything(
                migrate=migrate, demo=demo, tell=say, check_stop=supervisor.check_stop
            )
            supervisor.check_stop()
            _start(supervisor, typed, where, workers)
            _welcome(address, data, supervisor.cluster, accounts, seconds=time.monotonic() - began)
            supervisor.run()
            say("\n" + _("Stopping …"))
        except KeyboardInterrupt:
            say("\n" + _("Stopping …"))
        finally:
            supervisor.stop()
    say(_("Stopped. The data stay in {folder}").format(folder=data))
    return 0


def port_sentence(where: int, why: str) -> str:
    """What to do when nothing can be served on the port."""
    if where < 1024 and os.geteuid() != 0:
        return _(
            "port {port} needs root ({why}); choose another: make run PORT=8000, or linli serve --port 8000"
        ).format(port=where, why=why)
    return _(
        "port {port} is taken by another program ({why}). Choose another: make run PORT={other}, or "
        "linli serve --port {other}"
    ).format(port=where, why=why, other=where + 1)


def _start(supervisor: Supervisor, typed: Typed, where: int, workers: int) -> None:
    more = ["--tls", str(typed.tls[0]), str(typed.tls[1])] if typed.tls else []
    web = [f"--host={typed.host}", f"--port={where}", f"--workers={workers}", *more]
    secure = {"LINLI_HTTPS": os.environ.get("LINLI_HTTPS", "1")} if typed.tls else {}
    pool = {"LINLI_POOL": os.environ.get("LINLI_POOL", "1")}
    supervisor.add(_("web server"), "linli.project.command.web", web, **pool, **secure)
    local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(typed.host, typed.host)  # noqa: S104
    supervisor.wait_for_web(local, where, tls=bool(typed.tls))
    supervisor.add(_("queue worker"), "linli.project.command.jobs")  # after: the pages come first


def _welcome(
    address: str, data: Path, cluster: Cluster | None, accounts: list[str], *, seconds: float
) -> None:
    say("")
    say(_("Linli is ready after {seconds:.1f} s: {address}").format(seconds=seconds, address=address))
    for line in accounts:
        say(line)
    say(_("Data: {folder}").format(folder=data))
    if cluster is None:
        say(_("Database: the one that DATABASE_URL names"))
    elif cluster.home != cluster.folder:
        say(_("Database files: {folder}").format(folder=cluster.home))
    say(_("Ctrl-C stops everything; the data stay."))
