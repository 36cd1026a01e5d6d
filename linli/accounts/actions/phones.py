"""A helper's own phone: bound with a code from the counter, opened with a PIN; and a password set with a code."""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from dataclasses import dataclass

from axes.utils import reset
from django.db import transaction
from django.db.models import F

from linli.accounts import queries
from linli.accounts.models import Phone, User
from linli.accounts.queries import CodeRef
from linli.accounts.rules import codes
from linli.base import keys, limits
from linli.base.clock import day_of
from linli.base.scope import community_scope
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.places import api as places

from .codes import spend_code

#: Days that a phone stays bound where the term `phone_binding` says nothing; then the person comes to the counter
#: again. A post that ends ends it before.
TERM, BOUND_DAYS = "phone_binding", 183
#: Wrong PINs in a quarter of an hour, and in a row before the phone is released.
PINS_A_TERM, PINS_IN_A_ROW = 5, 10
PIN_TERM = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Bound:
    """A phone that was bound. `token` goes into the phone's cookie and is known nowhere else."""

    id: int
    user_id: int
    token: str
    end: dt.datetime


@transaction.atomic
def bind_phone(*, text: str, pin: str, source: str, at: dt.datetime, now: dt.datetime) -> Bound | None:
    """Spend a bind code: this browser signs its account in with `pin` from now on. None as `look_up_code`.

    at   the moment of the deed; now: the real one, by which the binding ends
    Raises Refused for a PIN that is guessed at once.
    """
    codes.may_be_pin(pin).demand("pin")
    ref = spend_code(purpose=codes.BIND, text=text, source=source, at=at)
    if ref is None:
        return None
    user = _account(ref)
    codes.may_be_bound(queries.held_in(user.pk, day_of(at), None)).demand()
    token = secrets.token_urlsafe(32)
    digest = keys.digest(token, "phone")
    made = Phone.objects.create(
        user=user, code_id=ref.id, area_id=ref.community, token=digest, pin=queries.pin_digest(digest, pin),
        start=now, end=now + _bound_for(ref.community, day_of(at)), seen_at=now,
    )  # fmt: skip
    _line(user, ref.community, "bind_phone", made.pk, at)
    return Bound(made.pk, user.pk, token, made.end)


def try_pin(*, token: str, pin: str, at: dt.datetime, now: dt.datetime) -> Phone | None:
    """The phone when its PIN is right, else None; ten wrong ones in a row release it.

    Raises Refused with the minutes to wait after five wrong ones in a quarter of an hour, and when
    the person holds a post meanwhile that needs a password.
    """
    phone = queries.phone_by_token(token, now=now)
    if phone is None:
        return None
    limits.demand("phone pin", str(phone.pk), limit=PINS_A_TERM, per=PIN_TERM, at=now)
    if hmac.compare_digest(bytes(phone.pin), queries.pin_digest(bytes(phone.token), pin)):
        codes.may_be_bound(queries.held_in(phone.user_id, day_of(at), None)).demand()
        limits.forget("phone pin", str(phone.pk))
        Phone.objects.filter(pk=phone.pk).update(tries=0, seen_at=now)
        return phone
    Phone.objects.filter(pk=phone.pk).update(tries=F("tries") + 1)
    phone.refresh_from_db(fields=["tries"])
    if phone.tries >= PINS_IN_A_ROW:
        _release(phone, Actor.system("too many wrong PINs", phone.area_id), at, now)
    return None


@transaction.atomic
def release_phone(*, actor: Actor, phone_id: int, at: dt.datetime, now: dt.datetime) -> int:
    """A phone signs nobody in any more; the account it was bound to. Raises NotFound beyond one's reach."""
    phone = Phone.objects.select_for_update(of=("self",)).select_related("user").filter(pk=phone_id).first()
    if phone is None:
        raise NotFound
    if phone.user_id != actor.user_id:
        queries.account(actor, phone.user_id)
        held = queries.held_in(phone.user_id, day_of(at), None)
        codes.may_hand_out(actor, codes.BIND, "account", phone.user_id, phone.area_id, held).demand()
    if phone.end > now:
        _release(phone, actor, at, now)
    return phone.user_id


@transaction.atomic
def set_password_by_code(*, text: str, password: str, source: str, at: dt.datetime) -> str | None:
    """Spend an account code: the account has this password from now on; its user name. None as `look_up_code`.

    The caller has checked the password's strength.
    """
    ref = spend_code(purpose=codes.ACCOUNT, text=text, source=source, at=at)
    if ref is None:
        return None
    user = _account(ref)
    user.set_password(password)
    user.must_change = False
    user.save(update_fields=["password", "must_change"])
    reset(username=user.username)
    _line(user, ref.community, "change_password", user.pk, at, subject="account")
    return user.username


def forget_phones(*, before: dt.datetime) -> int:
    """Remove the bindings that ended before a moment; how many."""
    return Phone.objects.filter(end__lt=before).delete()[0]


def _bound_for(community: int, on: dt.date) -> dt.timedelta:
    """How long a phone stays bound, by the term of the day on which it is bound."""
    try:
        return dt.timedelta(days=int(places.term(TERM, community, on).value))
    except LookupError:
        return dt.timedelta(days=BOUND_DAYS)


def _account(ref: CodeRef) -> User:
    """The account that a code is for, locked. Refused when it was closed meanwhile."""
    user = User.objects.select_for_update().filter(pk=ref.key, is_active=True).first()
    if user is None:
        raise Refused(say("This account is closed. Ask at the counter."))
    return user


def _release(phone: Phone, actor: Actor, at: dt.datetime, now: dt.datetime) -> None:
    Phone.objects.filter(pk=phone.pk).update(end=now)
    with community_scope(phone.area_id):
        here = Actor(actor.user_id, actor.name, phone.area_id, actor.roles, why=actor.why)
        journal.write(here, "release_phone", "bound phone", key=phone.pk, at=at, account=phone.user_id)


def _line(
    user: User, community: int, verb: str, key: int, at: dt.datetime, subject: str = "bound phone"
) -> None:
    with community_scope(community):
        journal.write(Actor(user.pk, user.name, community), verb, subject, key=key, at=at, account=user.pk)
