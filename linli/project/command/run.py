"""``linli run``: what ``make run`` ends in: bring the tables up to date, load the demo once, serve."""

from collections.abc import Callable

from linli.project.command import prepare, serve
from linli.project.words import gettext as _

ABOUT = _("Bring everything up to date, load the demo community into an empty database, and serve.")


def main(arguments: list[str]) -> int:
    """Everything from an empty folder to pages in a browser."""
    parser = serve.options("run", ABOUT)
    parser.add_argument("--no-demo", action="store_true", help=_("leave an empty database empty"))
    typed = parser.parse_args(arguments, serve.Typed())

    def demo(check_stop: Callable[[], None]) -> None:
        check_stop()
        if not typed.no_demo:
            prepare.demo(serve.say)
        check_stop()

    return serve.serve(typed, migrate=True, after=demo)
