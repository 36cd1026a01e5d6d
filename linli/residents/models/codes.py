"""Kinds, states and reasons that the columns take."""

from __future__ import annotations

#: Kinds of residence. hukou_here 户籍在住, inflow 流入, outflow 流出 (registered here, lives
#: elsewhere), absent 空挂 (registered here without a dwelling), overseas 境外人员 living here.
KINDS = ("hukou_here", "inflow", "outflow", "absent", "overseas")
#: Kinds that live here: 实有人口.
LIVING = ("hukou_here", "inflow", "overseas")
#: Kinds whose household registration is here: 户籍人口.
REGISTERED = ("hukou_here", "outflow", "absent")
#: 流动人口.
FLOATING = ("inflow",)

STATES = ("to_verify", "open", "to_close", "closed")
#: Reasons of closing; other_lawful never spells out custody.
REASONS = (
    "moved_out", "left_city", "returned_home", "died", "enlisted", "other_lawful",
    "became_registered", "duplicate", "not_found", "entry_error", "moved_within",
)  # fmt: skip
