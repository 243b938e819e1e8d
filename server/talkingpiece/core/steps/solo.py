"""solo: private writing. What is written never leaves the browser, so there is no verb, no event and no state."""

from __future__ import annotations

from .kind import Kind, NoState


class Solo(Kind[NoState]):
    name = "solo"
    inputs = "private"
