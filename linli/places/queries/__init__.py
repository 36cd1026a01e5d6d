"""Reads of places, one module per word. Every lookup takes the actor or the community it stays in."""
