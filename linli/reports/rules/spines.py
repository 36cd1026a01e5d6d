"""What the spines are called where people read of them."""

from __future__ import annotations

from linli.kernel import Saying, say

SPINES: dict[str, Saying] = {
    "residence": say("residence episodes"),
    "household": say("households kept"),
    "check": say("information checks"),
    "appeal": say("appeals"),
    "post": say("posts"),
    "facility": say("facilities"),
    "building": say("buildings"),
    "room": say("rooms"),
    "bills_payment": say("bills paid"),
    "bills_mandate": say("mandates"),
    "bills_errand": say("errands"),
    "bills_seal_use": say("papers stamped"),
    "bills_refusal": say("refusal slips"),
}
