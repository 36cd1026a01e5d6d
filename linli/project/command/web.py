"""One child of ``linli serve``: granian with its web workers (``python -m linli.project.command.web``)."""

import argparse
import gc
import importlib
import sys
from pathlib import Path

from granian.constants import Interfaces, SSLProtocols
from granian.log import LogLevels
from granian.server import MPServer

from linli.project import environ
from linli.project.command.child import leave_with_parent
from linli.project.command.failures import explained

THREADS = 8


def preload() -> None:
    """Import the application once, before the workers are forked: they start at once and share its memory."""
    importlib.import_module("linli.project.wsgi")
    from django.db import connections
    from django.urls import get_resolver

    assert get_resolver().url_patterns
    connections.close_all()
    gc.collect()
    gc.freeze()


def main() -> int:
    """Serve until told to stop, or until the supervisor is gone."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--tls", nargs=2, type=Path, default=(None, None))
    parser.add_argument("--alive", type=int, default=None)
    options = parser.parse_args()
    leave_with_parent(options.alive)
    preload()
    certificate, key = options.tls
    MPServer(
        "linli.project.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=min(THREADS, environ.number("LINLI_THREADS", 4, at_least=1, at_most=64)),
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=1,
        workers_kill_timeout=5,
        ssl_cert=certificate,
        ssl_key=key,
        ssl_protocol_min=SSLProtocols.tls12,
        static_path_route=["/static"],
        static_path_mount=[environ.data() / "static"],
        static_path_expires=30 * 86400,
        process_name=None,
    ).serve()
    return 0


if __name__ == "__main__":
    sys.exit(explained(main))
