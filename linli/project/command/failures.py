"""How a failure is told on the command line."""

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from linli.project.cluster import ClusterError
from linli.project.environ import Misconfigured
from linli.project.words import gettext as _

WRONG, TYPED_WRONG, INTERRUPTED = 1, 2, 130


class Stop(Exception):
    """End the command with a sentence and an exit status."""

    def __init__(self, sentence: str, status: int = WRONG) -> None:
        super().__init__(sentence)
        self.status = status


def complain(sentence: str) -> None:
    """Say what is wrong where it belongs, on the error stream."""
    print(f"linli: {sentence}", file=sys.stderr)


def explained(work: Callable[[], int]) -> int:
    """Do the work; turn every failure into a sentence and an exit status."""
    try:
        return work()
    except Stop as stop:
        complain(str(stop))
        return stop.status
    except ClusterError as error:
        complain(str(error))
        return WRONG
    except Misconfigured as error:
        complain(_("These settings cannot be used:"))
        for one in error.faults:
            print(f"  {one}", file=sys.stderr)
        return TYPED_WRONG
    except KeyboardInterrupt:
        complain(_("stopped."))
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return WRONG
    except Exception as error:
        if os.environ.get("LINLI_DEBUG") == "1":
            traceback.print_exc()
            return WRONG
        complain(sentence_for(error))
        return WRONG


def sentence_for(error: Exception) -> str:
    """A sentence for a failure nobody foresaw. It names kind and place, never values: these may be personal."""
    kind = type(error).__name__
    if isinstance(error, MemoryError):
        return _("there is not enough memory for this.")
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    if kind in ("OperationalError", "InterfaceError", "ConnectionTimeout"):
        return _("the database cannot be reached or broke off ({why}). See: linli doctor").format(
            why=str(error).strip().splitlines()[0] if str(error).strip() else kind
        )
    if isinstance(error, ImportError):
        return _("a part of the program is missing ({why}); type: make setup").format(why=error)
    if kind == "ImproperlyConfigured":
        return str(error)
    if kind == "ProgrammingError" and "does not exist" in str(error):
        return _("the tables of the database are not as this version needs them; type: linli migrate")
    places = traceback.extract_tb(error.__traceback__) or traceback.extract_stack(limit=1)
    return _(
        "this failed unexpectedly ({kind} at {file}:{line}). LINLI_DEBUG=1 shows the details; they may "
        "contain personal data."
    ).format(kind=kind, file=Path(places[-1].filename).name, line=places[-1].lineno)
