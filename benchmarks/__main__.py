"""`python -m benchmarks NAME [options] --json`."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys

from benchmarks import anonymity, fanout, joining, pairing, sealed

BENCHMARKS = {"anonymity": anonymity, "fanout": fanout, "joining": joining, "pairing": pairing, "sealed": sealed}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    names = parser.add_subparsers(dest="name", required=True)
    for name, one in BENCHMARKS.items():
        own = names.add_parser(name, help=(one.__doc__ or "").splitlines()[0])
        one.options(own)
        own.add_argument("--json", action="store_true", help="print JSON and nothing else")
    given = parser.parse_args()
    found = asyncio.run(BENCHMARKS[given.name].measure(given))
    if given.json:
        print(json.dumps(found))
    elif table := getattr(BENCHMARKS[given.name], "table", None):
        print(table(found))
    else:
        print(json.dumps(found, indent=2))
    sys.exit(0 if found.get("passed", True) else 1)  # some have something to prove


if __name__ == "__main__":
    main()
