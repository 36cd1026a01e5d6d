"""Tables of notices."""

from .disclosures import Disclosure
from .notices import Audience, Notice, Objection
from .pledges import FollowUp, Pledge
from .questionnaires import Answer, Question, Questionnaire, Sheet
from .themes import Tag

__all__ = [
    "Answer",
    "Audience",
    "Disclosure",
    "FollowUp",
    "Notice",
    "Objection",
    "Pledge",
    "Question",
    "Questionnaire",
    "Sheet",
    "Tag",
]
