"""Who signs in, and which offices they hold at which area from one day to another."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models

from linli.base.constraints import days, ends_after_start
from linli.base.history import tracked
from linli.base.models import Versioned, Walled
from linli.kernel.actor import ROLES

CODE_PURPOSES = ("follow", "account", "vote", "bind")


class Users(BaseUserManager["User"]):
    """Accounts; a user name is compared without regard to case."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)

    def make(
        self, username: str, name: str, password: str | None, *, hashed: str = "", **fields: Any
    ) -> User:
        """A saved account; without a password it cannot sign in until one is set.

        hashed  kept as it is: the hash of a password that many accounts share (the demonstration's)
        """
        user = self.model(username=username, name=name, **fields)
        if hashed:
            user.password = hashed
        else:
            user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """An account of one person. What they may do comes from the posts held today."""

    NO_WALL: ClassVar[str] = "signing in comes before any community is known"

    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=20, blank=True, default="", help_text="duty phone")
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(
        default=False, help_text="signs in with a one-time password that must be changed"
    )
    language = models.CharField(max_length=10, default="", blank=True)
    keys_on = models.BooleanField(default=True, help_text="single-letter keys")
    chosen_post = models.BigIntegerField(null=True)

    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Personal:
        purpose = "sign-in of workers and volunteers"
        source = "the person"
        retention = "3 years after the last post"
        classes: ClassVar[dict[str, str]] = {"username": "P1", "name": "P1", "phone": "P1", "email": "P1"}

    @property
    def has_usable(self) -> bool:
        """Whether a password is set."""
        return self.has_usable_password()


@tracked()
class Post(models.Model):
    """An office held: a role at an area (and within it, a cell) from one day to another."""

    NO_WALL: ClassVar[str] = "decides which walls an account stands behind"

    user = models.ForeignKey(User, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=16, choices=[(one, one) for one in ROLES])
    area = models.ForeignKey("places.Area", models.PROTECT, related_name="+")
    cell = models.BigIntegerField(
        default=0, help_text="partition cell that limits sight; 0 for the whole area"
    )
    lines = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    full_time = models.BooleanField(default=True)
    start = models.DateField()
    end = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="accounts_post_once",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("area", RangeOperators.EQUAL),
                    ("cell", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
            ),
            ends_after_start("accounts_post_days"),
        ]

    class Personal:
        purpose = "division of work, tenure"
        source = "secretary"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Duty(Walled, Versioned):
    """Who answers the duty phone (值班) from one moment to another, both in UTC."""

    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=60)
    phone = models.CharField(max_length=20)
    starts = models.DateTimeField()
    ends = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")), name="accounts_duty_moments"
            )
        ]
        indexes = [models.Index(fields=["community", "starts"], name="accounts_duty_starts")]

    class Personal:
        purpose = "whom to call"
        source = "secretary"
        retention = "2 years"
        classes: ClassVar[dict[str, str]] = {"name": "P1", "phone": "P0"}


class Code(models.Model):
    """A one-time code handed to a person for one purpose; only its keyed hash is kept.

    `subject` and `key` name what it is for (an appeal, an account, a place on a voting roll), in
    the words of the app that asked for it.
    """

    NO_WALL: ClassVar[str] = (
        "a code is looked up before any community is known; holds keyed hashes and keys only"
    )

    digest = models.BinaryField(unique=True, help_text="keyed hash of the code and what stands beside it")
    area = models.ForeignKey("places.Area", models.PROTECT, related_name="+", help_text="the community")
    purpose = models.CharField(max_length=8, choices=[(one, one) for one in CODE_PURPOSES])
    subject = models.CharField(max_length=20)
    key = models.BigIntegerField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", help_text="who handed it out")
    at = models.DateTimeField()
    valid_until = models.DateTimeField()
    left = models.SmallIntegerField(null=True, help_text="uses left; empty: as often as wanted")
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    pin = models.BinaryField(null=True, help_text="keyed hash")

    class Meta:
        indexes = [
            models.Index(fields=["area", "subject", "key"], name="accounts_code_subject"),
            models.Index(fields=["valid_until"], name="accounts_code_until"),
        ]

    class Personal:
        purpose = "access of one person to one matter"
        source = "counter"
        retention = "90 days after it ended"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


class Phone(models.Model):
    """A phone's browser that signs in one account with a PIN for a term; only its token's keyed hash is kept."""

    NO_WALL: ClassVar[str] = "signing in comes before any community is known"

    user = models.ForeignKey(User, models.PROTECT, related_name="phones")
    code = models.ForeignKey(Code, models.SET_NULL, null=True, related_name="+")
    area = models.ForeignKey("places.Area", models.PROTECT, related_name="+")
    token = models.BinaryField(unique=True)
    pin = models.BinaryField()
    tries = models.SmallIntegerField(default=0, help_text="wrong PINs since the last right one")
    start = models.DateTimeField()
    end = models.DateTimeField(help_text="the end of its term, or when it was released")
    seen_at = models.DateTimeField(help_text="the last right PIN")

    class Personal:
        purpose = "sign-in of helpers on their own phones"
        source = "the person"
        retention = "90 days after it ended"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
