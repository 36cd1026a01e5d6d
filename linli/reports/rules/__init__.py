"""Decisions about tables on plain values."""
