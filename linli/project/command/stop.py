"""``linli stop``: end the server of this data folder."""

import os
import signal
import time

from linli.project import environ
from linli.project.command import instance
from linli.project.command.failures import Stop
from linli.project.command.options import Options
from linli.project.words import gettext as _

ABOUT = _("Stop the server of this data folder, with its database.")
PATIENCE = 90.0


def main(arguments: list[str]) -> int:
    """Ask it to stop and wait until it has."""
    Options("stop", ABOUT).parse_args(arguments)
    data = environ.data()
    environ.settled()
    about = instance.runs(data)
    if about is None:
        print(_("Linli does not run (data folder {folder}).").format(folder=data))
        return 0
    try:
        os.kill(int(about["pid"]), signal.SIGTERM)
    except (KeyError, ValueError, ProcessLookupError):
        pass
    except PermissionError:
        raise Stop(_("the server belongs to another account; stop it as that one.")) from None
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if instance.runs(data) is None:
            print(_("Stopped."))
            return 0
        time.sleep(0.1)
    raise Stop(
        _("it did not stop within {seconds} s (process {pid}).").format(
            seconds=int(PATIENCE), pid=about.get("pid")
        )
    )
