"""The dossier of a project for the auditor: decision → contract → acceptance → invoice → payment, with its gaps named."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from dataclasses import dataclass, field

from linli.base import keys
from linli.files import api as files
from linli.kernel import Actor, NotFound, Saying, say
from linli.kernel.money import yuan

from ..models import Voucher
from ..rules import project_codes as codes
from . import motions, projects
from .projects import ProjectPage


@dataclass(frozen=True, slots=True)
class Chain:
    """One link of the dossier: what stands there, and what is missing."""

    name: Saying
    facts: list[str] = field(default_factory=list)
    gaps: list[Saying] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A project's dossier."""

    page: ProjectPage
    chain: list[Chain]

    @property
    def gaps(self) -> int:
        """How many things are missing."""
        return sum(len(one.gaps) for one in self.chain)


#: Signs archives: whoever has the key ring can tell whether a manifest was made here and not changed.
SIGNING = "council archive"


def dossier(actor: Actor, key: int) -> Dossier:
    """The dossier of one project. NotFound outside the actor's sight."""
    page = projects.page(actor, key)
    return Dossier(
        page, [_decision(actor, page), _contract(page), _acceptance(page), _invoice(page), _payment(page)]
    )


def archive(actor: Actor, keys_: list[int], at: dt.datetime) -> bytes:
    """One zip of dossiers with their papers; manifest.json lists every file with its sha256 and is signed.

    Papers whose content is gone are named in the manifest as missing.
    """
    held, missing = io.BytesIO(), []
    listed: dict[str, str] = {}
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:

        def put(name: str, content: bytes) -> None:
            listed[name] = hashlib.sha256(content).hexdigest()
            made.writestr(zipfile.ZipInfo(name, at.timetuple()[:6]), content)

        for key in keys_:
            one = dossier(actor, key)
            folder = one.page.row.number
            put(f"{folder}/dossier.json", _told(one))
            for name, file in _papers(one.page):
                try:
                    put(f"{folder}/{name}", files.open(actor, file))
                except NotFound:
                    missing.append(f"{folder}/{name}")
        manifest = json.dumps(
            {"made": at.isoformat(), "files": listed, "missing": missing},
            ensure_ascii=False,
            indent=1,
            sort_keys=True,
        ).encode()
        made.writestr("manifest.json", manifest)
        made.writestr("manifest.sig", signature(manifest))
    return held.getvalue()


def signature(manifest: bytes) -> str:
    """Keyed hash of a manifest, hexadecimal."""
    return keys.digest(hashlib.sha256(manifest).hexdigest(), SIGNING).hex()


def genuine(content: bytes) -> bool:
    """Whether an archive is as it was made here: the signature fits and every file has its hash."""
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        manifest = held.read("manifest.json")
        if held.read("manifest.sig").decode() != signature(manifest):
            return False
        listed: dict[str, str] = json.loads(manifest)["files"]
        names = set(held.namelist()) - {"manifest.json", "manifest.sig"}
        return names == set(listed) and all(
            hashlib.sha256(held.read(name)).hexdigest() == digest for name, digest in listed.items()
        )


def _decision(actor: Actor, page: ProjectPage) -> Chain:
    refs = motions.of_subject(actor, "council.project", [page.row.id]).get(page.row.id, [])
    facts = [f"{ref.meeting_on} {ref.body_name}: {ref.title}. {ref.told or ''}" for ref in refs]
    gaps = []
    if page.days["carried"] is None and page.row.state not in ("rejected", "stopped"):
        gaps.append(say("the council has not carried it"))
    gaps += [say("no minutes of {day}", day=ref.meeting_on.isoformat()) for ref in refs if not ref.minutes]
    if page.days["carried"] and not page.filed:
        gaps.append(say("not filed with the subdistrict"))
    if page.filed:
        facts.append(f"{page.days['filed']} {page.filed}")
    return Chain(say("Decision"), facts, gaps)


def _contract(page: ProjectPage) -> Chain:
    facts = [
        f"{one['signed']} {one['number']} {one['contractor']} {yuan(one['amount'])} ({one['chosen']})"
        for one in page.contracts
    ]
    gaps = []
    if page.days["in_works"] and not page.contracts:
        gaps.append(say("works without a contract"))
    for one in page.contracts:
        if not one["files"]:
            gaps.append(say("contract {number}: the signed paper is missing", number=one["number"]))
    gaps += [
        say("change of {day}: the council has not answered", day=one["on"].isoformat()) for one in page.changes if one["state"] == "asked"
    ]  # fmt: skip
    return Chain(say("Contract"), facts, gaps)


def _acceptance(page: ProjectPage) -> Chain:
    facts = [
        f"{one['on']} {codes.word(codes.ACCEPTANCE, one['outcome'])}: {'、'.join(name for name, _seat, _agrees in one['people'])}"
        for one in page.acceptances
    ]
    gaps = []
    if page.days["in_works"] and not page.inspections:
        gaps.append(say("no supervision record"))
    if page.row.state in ("in_works", "supervised", "defects"):
        gaps.append(say("not accepted yet"))
    phases = {one["phase"] for one in page.photos}
    gaps += [
        say("no picture: {phase}", phase=codes.PHOTOS[one])
        for one in ("before", "after")
        if page.days["accepted"] and one not in phases
    ]
    return Chain(say("Acceptance"), facts, gaps)


def _invoice(page: ProjectPage) -> Chain:
    live = [one for one in page.payments if one["state"] != "refused"]
    with_paper = set(
        Voucher.objects.filter(payment__in=[one["id"] for one in live], kind="invoice").values_list(
            "payment_id", flat=True
        )
    )
    facts = [f"{one['invoice']} {yuan(one['amount'])}" for one in live if one["invoice"]]
    gaps = [
        say("payment of {amount} yuan: no invoice", amount=yuan(one["amount"]))
        for one in live
        if not one["invoice"] or one["id"] not in with_paper
    ]
    return Chain(say("Invoice"), facts, gaps)


def _payment(page: ProjectPage) -> Chain:
    paid = [one for one in page.payments if one["state"] == "paid"]
    facts = [f"{one['paid']} {one['payee']} {yuan(one['amount'])} {one['reference']}" for one in paid]
    gaps = [
        say("{amount} yuan approved and not paid", amount=yuan(one["amount"]))
        for one in page.payments
        if one["state"] == "approved"
    ]
    if page.days["accepted"] and not paid:
        gaps.append(say("accepted and nothing paid"))
    early = [one for one in paid if page.days["accepted"] is None or one["paid"] < page.days["accepted"]]
    gaps += [say("{amount} yuan paid before acceptance", amount=yuan(one["amount"])) for one in early]
    return Chain(say("Payment"), facts, gaps)


def _papers(page: ProjectPage) -> list[tuple[str, int]]:
    found = [(f"picture-{one['id']}-{one['phase']}.jpg", one["file"]) for one in page.photos]
    found += [
        (f"contract-{one['id']}-{n}", file)
        for one in page.contracts
        for n, file in enumerate(one["files"], 1)
    ]
    found += [
        (f"payment-{payment}-{kind}-{name}", file)
        for payment, kind, name, file in Voucher.objects.filter(payment__in=[one["id"] for one in page.payments])
        .order_by("pk").values_list("payment_id", "kind", "name", "file")
    ]  # fmt: skip
    return [(name.replace("/", "-").replace("\\", "-"), file) for name, file in found]


def _told(one: Dossier) -> bytes:
    row = one.page.row
    told = {
        "number": row.number, "title": row.title, "state": row.state, "opinions": row.opinions, "budget_fen": row.budget,
        "contract_fen": row.contract, "paid_fen": row.paid, "days": one.page.days, "budget": one.page.lines,
        "chain": [{"name": str(each.name), "facts": each.facts, "gaps": [str(gap) for gap in each.gaps]} for each in one.chain],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1, default=str).encode()
