"""Linli 邻里: the working platform of a residential community."""

__version__ = "0.1.0"
