"""Person 人."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Versioned, Walled

from .sourced import Sourced


@tracked(unasked=["merged_into"])
class Person(Walled, Versioned, Sourced):
    """One human being as one community knows them.

    digest  keyed hash of the normal form of the identity number, NULL without papers
    letters ' wangxiaoming wxm' with every reading of the surname (kernel.names)
    tail    keyed hash of the number's last four
    """

    name = models.CharField(max_length=60)
    letters = models.CharField(max_length=200, default="")
    sort = models.CharField(max_length=80, default="")
    former_names = ArrayField(models.CharField(max_length=60), default=list)
    sex = models.CharField(
        max_length=1, default="0", help_text="GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated"
    )
    born = models.DateField(null=True)
    number_kind = models.CharField(
        max_length=12, default="none", help_text="citizen, permit, foreigner, passport, none"
    )
    number = SealedField(null=True)
    digest = models.BinaryField(max_length=16, null=True)
    tail = models.BinaryField(max_length=16, null=True)
    ethnic = models.CharField(max_length=2, default="", blank=True, help_text="GB/T 3304")
    phone = models.CharField(max_length=20, default="", blank=True)
    phone2 = models.CharField(max_length=20, default="", blank=True)
    education = models.CharField(max_length=2, default="", blank=True, help_text="GB/T 4658")
    marital = models.CharField(max_length=2, default="", blank=True, help_text="GB/T 2261.2")
    political = models.CharField(max_length=2, default="", blank=True, help_text="GB/T 4762")
    employment = models.CharField(max_length=12, default="", blank=True)
    workplace = models.CharField(max_length=100, default="", blank=True)
    hukou_place = models.CharField(max_length=120, default="", blank=True)
    called = models.CharField(
        max_length=20, default="", blank=True, help_text="称呼 used at the door, such as 王阿姨"
    )
    void = models.BooleanField(default=False)
    merged_into = Inside("self", null=True, related_name="merged_from", db_index=False)
    hidden_on = models.DateField(null=True, help_text="pseudonymised when the retention term had passed")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "digest"],
                condition=Q(void=False, merged_into__isnull=True),
                name="residents_one_person_a_number",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="residents_not_merged_into_self"),
        ]
        indexes = [
            models.Index(fields=["community", "name", "id"], name="residents_person_name"),
            models.Index(fields=["community", "letters", "id"], name="residents_person_letters"),
            models.Index(
                fields=["community", "sort", "id"],
                name="residents_person_sort",
                condition=Q(void=False, merged_into__isnull=True),
            ),
            models.Index(
                fields=["community", "phone"], name="residents_person_phone", condition=~Q(phone="")
            ),
            models.Index(
                fields=["community", "phone2"], name="residents_person_phone2", condition=~Q(phone2="")
            ),
            models.Index(fields=["community", "tail"], name="residents_person_tail"),
        ]

    class Personal:
        purpose = "statutory registration and public services"
        source = "the person, an import, a door visit"
        retention = (
            "2 years after the last residence of a floating resident, 10 years otherwise; then pseudonymised"
        )
        classes: ClassVar[dict[str, str]] = {
            "name": "P2", "letters": "P2", "sort": "P2", "former_names": "P2", "sex": "P2", "born": "P2",
            "number": "P3", "digest": "P3", "tail": "P3", "ethnic": "P2", "phone": "P2", "phone2": "P2",
            "education": "P2", "marital": "P2", "political": "P2", "employment": "P2", "workplace": "P2",
            "hukou_place": "P2", "called": "P2",
        }  # fmt: skip
