"""What residents ask for and what became of it.

`appeal` the appeal and who asked; `story` what happened to it; `clocks` by when; `outside` whom the
community asked beyond itself; `desk` what stands beside intake; `words` by what their words are found.
"""

from .appeal import Appeal, Reporter, Serial
from .clocks import Clock, Pause
from .desk import Guide, Looking, Reception, StandardText
from .outside import Hotline, Whistle
from .story import Answer, Deed, Photo, Revisit
from .words import Words

__all__ = [
    "Answer",
    "Appeal",
    "Clock",
    "Deed",
    "Guide",
    "Hotline",
    "Looking",
    "Pause",
    "Photo",
    "Reception",
    "Reporter",
    "Revisit",
    "Serial",
    "StandardText",
    "Whistle",
    "Words",
]
