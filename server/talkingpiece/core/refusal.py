"""How the core says no: a code for programs, and a sentence for the person who reads it."""

from __future__ import annotations


class Refused(Exception):
    """A command that cannot be followed. Nothing has happened; the sentence says what to do instead."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
