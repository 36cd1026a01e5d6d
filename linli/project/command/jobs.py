"""One child of ``linli serve``: the worker of the queue (``python -m linli.project.command.jobs``)."""

import argparse
import os
import sys

from linli.project.command.child import leave_with_parent
from linli.project.command.failures import explained


def main() -> int:
    """Work the queue until told to stop, or until the supervisor is gone."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--alive", type=int, default=None)
    options = parser.parse_args()
    leave_with_parent(options.alive)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.project.settings")
    import django

    django.setup()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    assert isinstance(app.connector, DjangoConnector)

    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(concurrency=1, shutdown_graceful_timeout=5)
    return 0


if __name__ == "__main__":
    sys.exit(explained(main))
