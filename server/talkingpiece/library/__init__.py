"""The library: modules from folders of Markdown files. Whatever is wrong is told by file and line, all of it at once.

There are no warnings: a module is either fit to be used with people, or it says what to mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from talkingpiece.core.module import Module

from .design import faults_of_design
from .faults import Fault, ModuleFaults
from .files import MOST_STEPS, STEP_FILE, entries, name_fault, stray
from .read import Cover, Draft, read_cover, read_step

COVER = "module.md"

__all__ = ["Fault", "Module", "ModuleFaults", "check", "load_all", "load_module"]


def load_module(folder: Path) -> Module:
    """The module in a folder, its texts sanitised HTML. Raises ModuleFaults with everything there is to mend."""
    faults: list[Fault] = []
    module = _read(folder, faults)
    if faults or module is None:
        raise ModuleFaults(faults)
    return module


def load_all(folders: Iterable[Path]) -> tuple[dict[str, Module], list[Fault]]:
    """Every usable module in these folders of modules, by name, and the faults of the others.

    Of two modules with one name the first is kept and the second is told.
    """
    found: dict[str, Module] = {}
    faults: list[Fault] = []
    for folder in folders:
        for place in _modules_in(folder, faults):
            try:
                module = load_module(place)
            except ModuleFaults as broken:
                faults.extend(broken.faults)
                continue
            if found.setdefault(module.name, module) is not module:
                faults.append(Fault(place / COVER, 1, "there is another module of this name. Rename this folder."))
    return found, faults


def check(paths: Iterable[Path]) -> list[Fault]:
    """All faults in these modules, or folders of modules. Never raises for what is in the files."""
    faults: list[Fault] = []
    for path in paths:
        for place in [path] if _is_module(path) else _modules_in(path, faults):
            _read(place, faults)
    return sorted(set(faults))


def _is_module(path: Path) -> bool:
    try:
        return any(one.name == COVER or STEP_FILE.fullmatch(one.name) for one in entries(path))
    except OSError:
        return False


def _modules_in(folder: Path, faults: list[Fault]) -> list[Path]:
    """The folders in a folder of modules."""
    try:
        found = [path for path in entries(folder) if path.is_dir()]
    except OSError:
        faults.append(Fault(folder, 1, "this folder cannot be opened. Name a module's folder, or a folder of modules."))
        return []
    if not found:
        faults.append(Fault(folder, 1, f"there is no module here. A module is a folder with {COVER} and its steps."))
    return found


def _read(folder: Path, faults: list[Fault]) -> Module | None:
    """The module if it has no fault; every fault it has goes to `faults`."""
    own: list[Fault] = []
    try:
        files = _step_files(folder, own)
    except OSError:
        faults.append(Fault(folder, 1, "this folder cannot be opened. Is it there, and are you allowed to read it?"))
        return None
    if (message := name_fault(folder)) is not None:
        own.append(Fault(folder / COVER, 1, message))
    cover = read_cover(folder / COVER, partial(_tell, own, folder / COVER))
    known = cover.objectives if cover.fit else None
    drafts = [read_step(file, known, partial(_tell, own, file)) for file in files]
    if cover.fit and drafts and all(draft.fit for draft in drafts):
        own.extend(faults_of_design(cover, drafts))
    faults.extend(own)
    return None if own else _module(folder, cover, drafts)


def _tell(faults: list[Fault], file: Path, line: int, message: str) -> None:
    faults.append(Fault(file, line, message))


def _module(folder: Path, cover: Cover, drafts: Sequence[Draft]) -> Module:
    return Module(
        name=folder.resolve().name,
        title=cover.title,
        summary=cover.summary,
        people=cover.people,
        objectives=tuple(cover.objectives.values()),
        credits=cover.credits,
        steps=tuple(draft.step for draft in drafts),
    )


def _step_files(folder: Path, faults: list[Fault]) -> list[Path]:
    """The step files in the order of their numbers (9 comes before 10). Raises OSError."""
    numbered: dict[int, Path] = {}
    for path in entries(folder):
        match = STEP_FILE.fullmatch(path.name)
        if match is None:
            if path.name != COVER and (message := stray(path)) is not None:
                faults.append(Fault(path, 1, message))
        elif (first := numbered.setdefault(int(match[1]), path)) is not path:
            message = f"{first.name} has the number {int(match[1])} already. Give this file another number."
            faults.append(Fault(path, 1, message))
    if len(numbered) > MOST_STEPS:
        faults.append(Fault(folder / COVER, 1, f"there are {len(numbered)} steps; up to {MOST_STEPS} fit."))
    if not numbered:
        faults.append(Fault(folder / COVER, 1, "there are no steps. Write the first one as 10-arrive.md beside it."))
    return [path for _, path in sorted(numbered.items())][:MOST_STEPS]
