"""How a session says no, to a person or to the program around it."""

from __future__ import annotations


class Refused(Exception):
    """A command that cannot be followed. Nothing has happened; the sentence says what to do instead."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


class Lost(Exception):
    """The store is gone, or another process has this session now: this copy of it must be thrown away."""
