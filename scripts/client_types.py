"""Writes `client_static/protocol.d.ts` from the JSON Schema of the wire; --check says whether it is fresh."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TYPES = ROOT / "client_static" / "protocol.d.ts"
BANNER = "/* Made from the server's messages by `make types`. Change those, not this file. */"
# The generator notes at each type where it was met: of no use, and it would change with every reordering.
REFERENCED = re.compile(
    r"/\*\*\n \* This interface was referenced by [^/]*\*/\n|^ \*\n \* This interface was[^/]*(?= \*/)", re.M
)


def generate() -> str:
    """The types as text. Raises CalledProcessError when the server's half or the generator fails."""
    talkingpiece = Path(sys.executable).parent / "talkingpiece"
    schema = output_of([str(talkingpiece), "protocol"])
    generator = ROOT / "node_modules" / "json-schema-to-typescript" / "dist" / "src" / "cli.js"
    node = [sys.executable, str(ROOT / "hatch_build.py"), "node", str(generator)]
    options = ["--unreachableDefinitions", "--no-additionalProperties", f"--bannerComment={BANNER}"]
    return REFERENCED.sub("", output_of([*node, *options], schema))


def output_of(command: list[str], given: str = "") -> str:
    return subprocess.run(command, input=given, check=True, stdout=subprocess.PIPE, text=True).stdout


def main() -> int:
    fresh = generate()
    if "--check" not in sys.argv[1:]:
        TYPES.write_text(fresh, encoding="utf-8")
        return 0
    if TYPES.is_file() and TYPES.read_text(encoding="utf-8") == fresh:
        return 0
    print(f"{TYPES.relative_to(ROOT)} is older than the server's messages. Type: make types", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
