"""Talking Piece: the panel a group follows while it meets on a call, and the console it is led from."""

__version__ = "0.1.0"
