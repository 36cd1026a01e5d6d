"""The program ``linli``: everything one types after the installation stands.

A thin dispatcher. What must work when Django cannot start (doctor, backup, help …) lives here as one
module per word; every other word is a Django management command of an app, found by its file. Whatever
goes wrong ends in a sentence that says what to do and in an exit status, never in a traceback (unless
``LINLI_DEBUG=1`` asks for it): 0 done, 1 something is wrong, 2 typed wrong.
"""

import os
import sys
from collections.abc import Sequence

from linli.project.command import words
from linli.project.command.failures import explained

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.project.settings")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", line_buffering=True)
    return explained(lambda: words.run(arguments))
