"""Words that are Django management commands; the embedded database is started for their duration."""

import contextlib
import sys
from collections.abc import Iterator

from linli.project import environ
from linli.project.command.failures import TYPED_WRONG, WRONG, Stop, complain

NO_DATABASE = frozenset(
    {
        "makemessages",
        "compilemessages",
        "collectstatic",
        "findstatic",
        "diffsettings",
        "startapp",
        "check",
        "count",
    }
)


def main(word: str, arguments: list[str]) -> int:
    """Run one management command; Django's own complaints become ours."""
    wanted = word not in NO_DATABASE and not {"-h", "--help"} & set(arguments)
    with database() if wanted else contextlib.nullcontext():
        return _run(word, arguments)


@contextlib.contextmanager
def database() -> Iterator[None]:
    """The database for the block: the one DATABASE_URL names, or the embedded one, started if need be."""
    given = environ.database_given()
    environ.settled()
    if given:
        yield
        return
    from linli.project.cluster import running

    with running(environ.data(), complain):
        yield


def _run(word: str, arguments: list[str]) -> int:
    import django
    from django.core.management import CommandError, execute_from_command_line

    django.setup()
    try:
        execute_from_command_line(["linli", word, *arguments])
    except CommandError as error:
        raise Stop(str(error), error.returncode or WRONG) from None
    except SystemExit as leave:
        if isinstance(leave.code, int) or leave.code is None:
            return leave.code or 0
        print(leave.code, file=sys.stderr)
        return TYPED_WRONG
    except Exception as error:
        if type(error).__name__ == "Refused":
            raise Stop(str(error)) from None
        raise
    return 0
