"""Tables of ballots: the decision, its roll, the box, paper, named answers."""

from .box import Ballot
from .decisions import Decision
from .named import Answer
from .papers import Booth, Paper
from .roll import Receipt, Voter

__all__ = ["Answer", "Ballot", "Booth", "Decision", "Paper", "Receipt", "Voter"]
