"""What an operator sets: options of `talkingpiece serve`, each also as an environment variable TALKINGPIECE_*."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from talkingpiece import resources

MEETING_CLIENTS = (
    "https://zoom.us https://*.zoom.us https://teams.microsoft.com https://*.teams.microsoft.com "
    "https://teams.live.com https://*.cloud.microsoft https://*.skype.com https://meet.google.com https://*.webex.com"
)


class Config(BaseSettings):
    """Everything has a default that is right for one machine. Values are never quoted in a fault: one is a key."""

    model_config = SettingsConfigDict(env_prefix="TALKINGPIECE_", hide_input_in_errors=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(8765, ge=0, le=65535)
    store: str = "sqlite:///data/talkingpiece.db"
    workers: int = Field(1, ge=1, le=64)
    modules: Path | None = None
    public_url: str = ""
    trusted_proxies: str = ""
    operator_key: str = Field(default="", pattern=r"^(.{22,})?$")  # 128 bits as base64url, or none
    frame_ancestors: str = MEETING_CLIENTS
    keep_days: int = Field(30, ge=1, le=3650)
    people: int = Field(5000, ge=1, le=20_000)

    @field_validator("public_url")
    @classmethod
    def _an_origin(cls, url: str) -> str:
        parts = urlsplit(url.rstrip("/"))
        if url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query):
            raise ValueError("a public address looks like https://circle.example, without a path")
        return url.rstrip("/")

    @property
    def module_folders(self) -> tuple[Path, ...]:
        """Where modules are read from: the operator's own folder first, then those that come with it."""
        own = (self.modules,) if self.modules else ()
        return (*own, resources.MODULES)

    @property
    def embedded(self) -> bool:
        """Does the store live in this process? Then there is only ever one process."""
        return not self.store.startswith(("redis:", "rediss:"))

    def fault(self) -> str | None:
        """What makes these settings unusable together, in words with what to do; None when they are fine."""
        if self.workers > 1 and self.embedded:
            return "Several workers need a store they can share, --store redis://...; with this one use --workers 1."
        if self.workers > 1:
            return "Several workers are not supported yet. Use --workers 1."
        return None


def is_loopback(host: str) -> bool:
    """Is this a literal address of this machine, or `localhost`? No name is looked up."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
