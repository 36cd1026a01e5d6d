"""Accounts: making, one-time passwords, closing, and what people change about their own."""

from __future__ import annotations

import datetime as dt
import re
import secrets
import unicodedata
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.db import transaction

from linli.accounts import demo, queries, rules
from linli.accounts.models import Phone, User
from linli.kernel import Actor, Refused, say
from linli.kernel import actor as roles

from .noting import note
from .posts import appoint

#: Without 0/O, 1/l/I: it is read out or copied from a slip.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_USERNAME = re.compile(r"[\w.@-]{2,40}")


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account and the one-time password that is shown once (empty when a password was given)."""

    user_id: int
    username: str
    name: str
    password: str


@transaction.atomic
def make_account(
    *, actor: Actor, username: str, name: str, phone: str = "", password: str | None = None, at: dt.datetime
) -> NewAccount:
    """A new account. Without `password` it gets a one-time password that must be changed at first sign-in.

    The demonstration's password is hashed once for all its accounts: a hash is made to be slow.

    Raises Refused when the user name is taken or has other signs than letters, digits and . _ @ -.
    """
    rules.may(actor, "settings.people").demand()
    plain = unicodedata.normalize("NFKC", username).strip().casefold()
    if not _USERNAME.fullmatch(plain):
        raise Refused(
            say("A user name has 2 to 40 letters, digits, dots or dashes, and no blanks."), "username"
        )
    if queries.by_username(plain) is not None:
        raise Refused(say("The user name {username} is taken. Choose another.", username=plain), "username")
    given = password is not None
    secret = password if password is not None else one_time_password()
    hashed = demo.hashed() if password == demo.PASSWORD else ""
    made = User.objects.make(plain, name.strip(), secret, hashed=hashed, phone=phone, must_change=not given)
    note(actor, "make_account", "account", made.pk, at=at)
    return NewAccount(made.pk, plain, made.name, "" if given else secret)


@transaction.atomic
def take_on(
    *,
    actor: Actor,
    username: str,
    name: str,
    phone: str = "",
    role: str,
    area: int,
    cell: int = 0,
    lines: tuple[str, ...] = (),
    full_time: bool = True,
    start: dt.date,
    at: dt.datetime,
) -> NewAccount:
    """A new account with its first post, in one go."""
    made = make_account(actor=actor, username=username, name=name, phone=phone, at=at)
    appoint(
        actor=actor, user_id=made.user_id, role=role, area=area, cell=cell, lines=lines, full_time=full_time,
        start=start, at=at, known=False,
    )  # fmt: skip
    return made


@transaction.atomic
def set_one_time_password(
    *, actor: Actor, user_id: int, factors_too: bool = False, on: dt.date, at: dt.datetime
) -> NewAccount:
    """Give an account a one-time password; all its sessions end, and it must be changed at the next sign-in.

    factors_too  the second factor (phone codes, passkeys, recovery codes) and bound phones go as well, for a lost phone
    """
    user = queries.user_for_update(actor, user_id)
    rules.may_set_password(actor, user_id, queries.held_in(user_id, on, None)).demand()
    secret = one_time_password()
    user.set_password(secret)
    user.must_change = True
    user.save(update_fields=["password", "must_change"])
    reset(username=user.username)
    gone = Authenticator.objects.filter(user=user).delete()[0] if factors_too else 0
    if factors_too:
        Phone.objects.filter(user=user).delete()
    note(actor, "set_one_time_password", "account", user_id, at=at, factors_removed=gone)
    return NewAccount(user.pk, user.username, user.name, secret)


@transaction.atomic
def close_account(*, actor: Actor, user_id: int, on: dt.date, at: dt.datetime) -> None:
    """Close an account: nobody signs in with it any more; its posts must have ended."""
    user = _lock_for_house(actor, user_id)
    if queries.held_in(user_id, on, None):
        raise Refused(say("This person still holds a post. End it first."))
    _set_active(actor, user, False, at)


@transaction.atomic
def open_account(*, actor: Actor, user_id: int, at: dt.datetime) -> None:
    """Open a closed account again."""
    _set_active(actor, _lock_for_house(actor, user_id), True, at)


@transaction.atomic
def change_profile(
    *, actor: Actor, name: str, phone: str, language: str, keys_on: bool, at: dt.datetime
) -> None:
    """What people change about their own account."""
    user = User.objects.select_for_update().get(pk=actor.user_id or 0)
    user.name, user.phone, user.language, user.keys_on = name.strip(), phone, language, keys_on
    user.save(update_fields=["name", "phone", "language", "keys_on"])
    note(actor, "change_profile", "account", user.pk, at=at)


@transaction.atomic
def note_password_changed(*, actor: Actor, at: dt.datetime) -> None:
    """The person has set a password of their own: the one-time one is done with."""
    User.objects.filter(pk=actor.user_id or 0).update(must_change=False)
    note(actor, "change_password", "account", actor.user_id or 0, at=at)


@transaction.atomic
def note_export(*, actor: Actor, count: int, at: dt.datetime) -> None:
    """The list of people was written out as a workbook."""
    rules.may(actor, "settings.people").demand()
    note(actor, "export", "accounts", 0, at=at, count=count)


def one_time_password() -> str:
    """Twelve signs in three groups, about 59 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))


def _lock_for_house(actor: Actor, user_id: int) -> User:
    user = queries.user_for_update(actor, user_id)
    if not actor.holds(roles.TECH_ADMIN, roles.SYSTEM):
        raise Refused(say("The technical administrator closes and opens accounts."))
    if user_id == actor.user_id:
        raise Refused(say("One's own account is closed by another administrator."))
    return user


def _set_active(actor: Actor, user: User, active: bool, at: dt.datetime) -> None:
    user.is_active = active
    user.save(update_fields=["is_active"])
    note(actor, "open_account" if active else "close_account", "account", user.pk, at=at)
