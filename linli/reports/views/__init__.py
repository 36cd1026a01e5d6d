"""Pages of 台账报表."""

from . import figures, ledgers, opened, sent, tables

__all__ = ["figures", "ledgers", "opened", "sent", "tables"]
