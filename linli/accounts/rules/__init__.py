"""Decisions about accounts, posts and powers, on plain values."""

from linli.kernel.rota import Shift, overlapping, spread

from .posts import APPOINTED_BY_HOUSE, Held, may_appoint, may_end, may_set_password
from .powers import POWERS, may
from .roles import LINE_NAMES, ROLE_NAMES, listed, role_name, role_names

__all__ = [
    "APPOINTED_BY_HOUSE",
    "LINE_NAMES",
    "POWERS",
    "ROLE_NAMES",
    "Held",
    "Shift",
    "listed",
    "may",
    "may_appoint",
    "may_end",
    "may_set_password",
    "overlapping",
    "role_name",
    "role_names",
    "spread",
]
