"""present: everyone reads the same; nothing is asked of anybody."""

from __future__ import annotations

from .kind import Kind, NoState


class Present(Kind[NoState]):
    name = "present"
