"""The browser's files, under a hash of all their contents: they may be cached for ever, and never mixed with others."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOREVER = "public, max-age=31536000, immutable"


class Static:
    """The build: `base` is where its files are served, `build` its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.build = content_hash(folder)
        self.base = f"/s/{self.build}/"
        self.files = Kept(directory=folder)


class Kept(StaticFiles):
    """Static files that never change under their address."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = FOREVER
        return response

    async def get_response(self, path: str, scope: Scope) -> Response:
        if path.endswith((".d.ts", ".map")) or "/." in f"/{path}":
            path = "no such file"
        return await super().get_response(path, scope)


def content_hash(folder: Path) -> str:
    """16 hex letters that change with any file in the folder."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.name.startswith("."):
            digest.update(f"{file.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]
