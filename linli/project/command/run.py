"""``linli run``: what ``make run`` ends in: bring the tables up to date, load the demo once, serve."""

from linli.project.command import serve
from linli.project.words import gettext as _

ABOUT = _("Bring everything up to date, load the demo community into an empty database, and serve.")


def main(arguments: list[str]) -> int:
    """Everything from an empty folder to pages in a browser."""
    parser = serve.options("run", ABOUT)
    parser.add_argument("--no-demo", action="store_true", help=_("leave an empty database empty"))
    typed = parser.parse_args(arguments, serve.Typed())
    return serve.serve(typed, migrate=True, demo=not typed.no_demo)
