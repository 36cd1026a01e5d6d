"""Upward traffic: a lower app asks, upper apps answer, neither imports the other.

Apps fill slots in `apps.py`: `slots.todo.fill("residents", my_function)`. An answer is made
of plain, already permitted values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any


class Slot:
    """A named question that several apps may answer."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._answers: dict[str, Callable[..., Any]] = {}

    def fill(self, app: str, answer: Callable[..., Any]) -> None:
        """Let `app` answer; filling twice replaces."""
        self._answers[app] = answer

    def ask(self, **question: Any) -> Iterator[tuple[str, Any]]:
        """(app, answer) of every app, in the order of filling."""
        for app, answer in list(self._answers.items()):
            yield app, answer(**question)

    def gather(self, **question: Any) -> list[Any]:
        """All answers that are lists, joined."""
        return [one for _, answer in self.ask(**question) for one in answer]


#: todo(actor, at) -> list[base.board.Row]: rows of today's board.
todo = Slot("todo")
#: approve(actor, at) -> list[base.board.Row]: what waits for the secretary.
approve = Slot("approve")
#: find(actor, text, on, limit) -> list[base.board.Hit]: answers of the command box.
find = Slot("find")
#: story(actor, person, at) -> list[base.board.Entry]: entries of a person's page.
story = Slot("story")
#: service(actor, person, at) -> list[base.board.Entry]: what the lines of service (help, work, bills) did for a person;
#: read after the page of the person stands, so that a new line never makes that page slower.
service = Slot("service")
#: behind(actor, subject, key, at) -> list[base.board.Hit]: records of apps above that belong to one below (the visit
#: on which an appeal was heard), for its page.
behind = Slot("behind")
#: named(actor, subject, keys, text, on) -> list[base.board.Named]: records of a kind that the actor may see, these keys
#: or, without keys, the latest that fit a text; for themes and dossiers that point at records of any app.
named = Slot("named")
#: door(actor, room, on) -> list[base.board.Hit]: who and what is behind a door, for those who may know.
door = Slot("door")
#: occupied(actor, rooms, name, on) -> list[base.board.Held]: what stands behind these rooms on a day or later and has
#: to be settled before they are taken out of use; `name` is the address that finds it again.
occupied = Slot("occupied")
#: figures() -> list[base.figures.Spine | Figure]: what can be counted.
figures = Slot("figures")
#: hand_over(actor, old, new, at, dry) -> list of sentences: open work that moves (dry: would move) to another person.
hand_over = Slot("hand_over")
#: tell(community, user_id, saying, url, at, once) -> None: an in-app message, for apps below or beside news.
tell = Slot("tell")
#: calendar_changed(years, at): tables of holidays came or changed; provisional deadlines are counted again.
calendar_changed = Slot("calendar_changed")
#: merged(community, kept, gone, at): a person record was merged into another (and back with undo=True).
merged = Slot("merged")
#: told(community, subject, key, how, reached, at, actor): a person was told of a record, or could not be reached.
told = Slot("told")
