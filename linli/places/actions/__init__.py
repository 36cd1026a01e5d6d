"""Writes of places, one module per word: ask the rule, write, note it in the journal."""
