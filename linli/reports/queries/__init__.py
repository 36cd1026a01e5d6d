"""Reads: tables, lists behind numbers, what was sent."""
