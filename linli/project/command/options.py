"""Reading what was typed after a command word."""

import argparse
from typing import NoReturn

from linli.project.command.failures import TYPED_WRONG, Stop
from linli.project.words import gettext as _


class Options(argparse.ArgumentParser):
    """An option reader whose complaints are one sentence with the way to the help."""

    def __init__(self, word: str, about: str) -> None:
        super().__init__(prog=f"linli {word}", description=about, allow_abbrev=False)
        self.word = word

    def error(self, message: str) -> NoReturn:
        raise Stop(
            _("{what}. The options: linli {word} --help").format(what=message, word=self.word), TYPED_WRONG
        )


def port(value: str) -> int:
    """A port number as typed."""
    try:
        number = int(value)
    except ValueError:
        number = 0
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError(_("“{value}” is not a port; 1 to 65535 are").format(value=value))
    return number
