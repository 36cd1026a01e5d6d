"""``python -m linli``: the same as the command ``linli``."""

import sys

from linli.project.command import main

sys.exit(main())
