"""Decisions about places on plain values: doors, codes, days, outlines, facilities, terms."""
