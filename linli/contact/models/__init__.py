"""Tables of contact: who is responsible, who answers, cards, visits, phones without network."""

from .cards import Batch, Card
from .devices import Chunk, Clash, Device, Sent
from .duty import Captain, Charge, Consent
from .messengers import Candidate, Exchange, Messenger, MessengerArea, Recruitment, Shift
from .visits import Route, Sheet, Stop, Visit, VisitNeed

__all__ = [
    "Batch",
    "Candidate",
    "Captain",
    "Card",
    "Charge",
    "Chunk",
    "Clash",
    "Consent",
    "Device",
    "Exchange",
    "Messenger",
    "MessengerArea",
    "Recruitment",
    "Route",
    "Sent",
    "Sheet",
    "Shift",
    "Stop",
    "Visit",
    "VisitNeed",
]
