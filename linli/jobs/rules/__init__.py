"""Decisions of jobs on plain values."""
