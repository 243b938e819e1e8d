"""Writes the tables of docs/protocol.md from the wire; --check says whether they are fresh."""

import inspect
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from talkingpiece import wire

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "protocol.md"
MARK = re.compile(r"(<!-- (\w+): made by `make types` -->\n).*?(<!-- end -->)", re.S)


def tables() -> dict[str, str]:
    """The generated parts of the page, by the name in their mark."""
    schema = wire.schema()
    return {
        "says": "\n".join(says(schema)),
        "hears": "\n".join(hears(schema)),
        "parts": "\n".join(parts(schema)),
        "closes": "\n".join(closes()),
    }


def says(schema: dict[str, Any]) -> Iterable[str]:
    """A row a verb: its fields, who may say it, and what it asks."""
    yield "| verb | fields | who | asks |"
    yield "| --- | --- | --- | --- |"
    shapes = dict.fromkeys(shape for allowed in wire.ROLES.values() for shape in allowed)
    for shape in sorted(shapes, key=lambda shape: verb(schema, shape)):
        who = ", ".join(role.replace("_", " ") for role, allowed in wire.ROLES.items() if shape in allowed)
        yield f"| `{verb(schema, shape)}` | {fields(schema, shape.__name__)} | {who} | {words(shape)} |"


def hears(schema: dict[str, Any]) -> Iterable[str]:
    """A section a message that the server sends."""
    for shape in (*wire.ANSWERS, *wire.VIEWS):
        properties = schema["$defs"][shape.__name__]["properties"]
        section = properties.get("section", {}).get("const")
        name = properties["type"]["const"] + (f" / {section}" if section else "")
        yield f"**`{name}`** {words(shape)}\n\n{fields(schema, shape.__name__)}\n"


def parts(schema: dict[str, Any]) -> Iterable[str]:
    """A row a shape that stands inside the views."""
    known = {shape.__name__ for shape in (*wire.ANSWERS, *wire.VIEWS, wire.Hello)}
    known |= {shape.__name__ for allowed in wire.ROLES.values() for shape in allowed}
    yield "| shape | fields | is |"
    yield "| --- | --- | --- |"
    for name, one in schema["$defs"].items():
        if name not in known:
            yield f"| {name} | {fields(schema, name)} | {' '.join(one.get('description', '').split())} |"


def closes() -> Iterable[str]:
    """A row a close code."""
    yield "| code | why |"
    yield "| --- | --- |"
    for code in sorted(wire.Close):
        yield f"| {code.value} | {code.why} |"


def verb(schema: dict[str, Any], shape: type) -> str:
    return str(schema["$defs"][shape.__name__]["properties"]["type"]["const"])


def fields(schema: dict[str, Any], name: str) -> str:
    one = schema["$defs"][name]
    required = one.get("required", [])
    shown = [
        f"`{field}`{'' if field in required else '?'} {kind(value)}"
        for field, value in one.get("properties", {}).items()
        if field not in ("type", "section")
    ]
    return ", ".join(shown) or "none"


def kind(value: dict[str, Any]) -> str:
    """A field's type in a few signs."""
    if "$ref" in value:
        return str(value["$ref"]).rpartition("/")[2]
    if "const" in value:
        return f'"{value["const"]}"'
    if "enum" in value:
        return " or ".join(f'"{one}"' for one in value["enum"])
    if "anyOf" in value:
        return " or ".join(kind(one) for one in value["anyOf"])
    if value.get("type") == "array":
        return f"list of {kind(value['items'])}"
    if value.get("type") == "object":
        return f"map to {kind(value['additionalProperties'])}"
    return str(value.get("type", "anything"))


def words(shape: type) -> str:
    return " ".join((inspect.getdoc(shape) or "").split())


def fresh(page: str) -> str:
    made = tables()
    return MARK.sub(lambda mark: f"{mark[1]}{made[mark[2]]}\n{mark[3]}", page)


def main() -> int:
    page = PAGE.read_text(encoding="utf-8")
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(fresh(page), encoding="utf-8")
        return 0
    if fresh(page) == page:
        return 0
    print(f"{PAGE.relative_to(ROOT)} is older than the server's messages. Type: make types", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
