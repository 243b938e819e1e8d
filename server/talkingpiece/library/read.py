"""From one folder's files to drafts: every file read, every fault in it told, nothing yet judged as a design."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from talkingpiece.core.module import Notes, Scalar, Step
from talkingpiece.core.steps import KINDS
from talkingpiece.core.steps.kind import AnyKind

from .faults import Tell, nearest, quoted
from .files import read_text
from .front import read_page
from .keys import Keys
from .markdown import read_markdown

MOST_PEOPLE = 5000
MOST_MINUTES = 240
HIGHEST_LEVEL = 5
LONGEST = 3600  # of a kind's own whole numbers, which are seconds or counts
MOST_LETTERS = 80  # of a kind's own words, which stand beside a field
MODULE_KEYS = ("summary", "people", "objectives", "credits")
STEP_KEYS = ("kind", "minutes", "level", "objectives")
_TITLE = "The title is the first heading below the dashes: `# A title`."
_NOTES = 'Notes are sections of the text: "## Say", "## Watch for", "## If it goes wrong".'
ELSEWHERE = {
    "title": _TITLE,
    "notes": _NOTES,
    "say": _NOTES,
    "alternative": 'It is a section of the text: "## Alternative".',
    "order": "The number in the file's name is the order, like 30 in 30-round.md.",
}


@dataclass(frozen=True, slots=True)
class Cover:
    """What module.md says. `objectives` by id; `fit`: nothing in the front matter was told."""

    file: Path
    title: str = ""
    summary: str = ""
    people: tuple[int, int] = (2, 2)
    objectives: Mapping[str, str] = field(default_factory=dict)
    objective_lines: Mapping[str, int] = field(default_factory=dict)
    credits: str = ""
    fit: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """One step as its file says, with the lines of its keys, so that a fault in the design can be told there."""

    file: Path
    step: Step
    lines: Mapping[str, int]
    fit: bool

    def line(self, key: str) -> int:
        return self.lines.get(key) or self.lines.get("kind") or 1


def read_cover(file: Path, tell: Tell) -> Cover:
    """module.md: what the module is for, for how many, and where it comes from."""
    text = read_text(file, file.parent, tell)
    if text is None:
        return Cover(file, fit=False)
    page = read_page(text, tell)
    keys = Keys(page, tell)
    keys.only(MODULE_KEYS, "module.md", ELSEWHERE | dict.fromkeys(STEP_KEYS, "It belongs to a step."))
    summary = None if keys.missing("summary", "what it is for, in a sentence") else keys.words("summary", 300)
    people = None if keys.missing("people", "4-16") else keys.people("people", MOST_PEOPLE)
    objectives = keys.named_words("objectives", 160)
    credits = keys.words("credits", 2000)
    words = read_markdown(page.body, page.above, tell, sections=False) if page.above else None
    return Cover(
        file=file,
        title=words.title if words else "",
        summary=summary or "",
        people=people or (2, 2),
        objectives=objectives,
        objective_lines=keys.lines_below("objectives"),
        credits=credits or "",
        fit=keys.fit,
    )


def read_step(file: Path, objectives: Mapping[str, str] | None, tell: Tell) -> Draft:
    """One step file. `objectives` are those of the module by id; None when they are not known."""
    text = read_text(file, file.parent, tell)
    if text is None:
        return Draft(file, Step(file.stem, "", "", 0), {}, fit=False)
    page = read_page(text, tell)
    keys = Keys(page, tell)
    step = _step(file.stem, keys, objectives)
    fit = keys.fit
    if page.above:
        words = read_markdown(page.body, page.above, tell)
        parts = words.parts
        if words.title and not parts.get("body"):
            tell(words.line, "this step has no words for people to read. Write them below the title.")
        notes = Notes(**{part: parts.get(part, "") for part in ("say", "watch", "mend")})
        body, alternative = parts.get("body", ""), parts.get("alternative", "")
        step = replace(step, title=words.title, body=body, alternative=alternative, notes=notes)
    return Draft(file, step, {key: keys.line(key) for key in page.entries}, fit)


def _step(id: str, keys: Keys, objectives: Mapping[str, str] | None) -> Step:
    """What the front matter of a step says; its words come later."""
    kind = None if keys.missing("kind", "present") else _kind(keys)
    _only_known(keys, kind)
    seconds = None if keys.missing("minutes", "6") else keys.seconds("minutes", MOST_MINUTES)
    return Step(
        id=id,
        kind=kind.name if kind else "",
        title="",
        seconds=seconds or 0,
        level=keys.whole("level", 0, HIGHEST_LEVEL) or 0,
        objectives=_objectives(keys, objectives),
        settings=_settings(keys, kind) if kind else {},
    )


def settings_of(kind: AnyKind) -> dict[str, Any]:
    """The kind's own front-matter keys with the types of their values."""
    return get_type_hints(kind.Settings) if fields(kind.Settings) else {}


def _kind(keys: Keys) -> AnyKind | None:
    name = keys.word("kind")
    if name is not None and name not in KINDS:
        near = get_close_matches(name[:60].lower(), KINDS, n=1)
        hint = f'Did you mean "{near[0]}"? ' if near else ""
        keys.tell("kind", f"there is no kind {quoted(name)}. {hint}The kinds are: {', '.join(KINDS)}.")
    return KINDS.get(name or "")


def _only_known(keys: Keys, kind: AnyKind | None) -> None:
    """Tells of keys that have no place here. While the kind is unknown, the keys of all kinds might have one."""
    owners: dict[str, list[str]] = {}
    for each in KINDS.values():
        for key in settings_of(each):
            owners.setdefault(key, []).append(each.name)
    if kind is None:
        keys.only((*STEP_KEYS, *owners), "a step", ELSEWHERE)
        return
    elsewhere = {key: f"It is a key of {' and '.join(names)}." for key, names in owners.items()}
    article = "an" if kind.name[0] in "aeiou" else "a"
    keys.only((*STEP_KEYS, *settings_of(kind)), f"{article} {kind.name} step", ELSEWHERE | elsewhere)


def _objectives(keys: Keys, known: Mapping[str, str] | None) -> tuple[str, ...]:
    """The words of the objectives a step serves."""
    named = keys.ids("objectives")
    if known is None:
        return ()
    for id in named:
        if id not in known:
            hint = nearest(id, known) if known else "List it in module.md under objectives first."
            keys.tell("objectives", f"{quoted(id)} is not an objective of the module. {hint}")
    return tuple(known[id] for id in named if id in known)


def _settings(keys: Keys, kind: AnyKind) -> dict[str, Scalar]:
    """The kind's own keys, each of the type its `Settings` declares."""
    found: dict[str, Scalar] = {}
    required = {own.name for own in fields(kind.Settings) if own.default is MISSING}
    for key, type_ in settings_of(kind).items():
        if key in required and keys.missing(key, "..."):
            continue
        value = _setting(keys, key, type_)
        if value is not None:
            found[key] = value
    return found


def _setting(keys: Keys, key: str, type_: Any) -> Scalar | None:
    if get_origin(type_) is Literal:
        return keys.choice(key, get_args(type_))
    if type_ is bool:
        return keys.switch(key)
    if type_ is int:
        return keys.whole(key, 1, LONGEST)
    if type_ is str:
        return keys.words(key, MOST_LETTERS)
    raise TypeError(f"{key}: a kind's settings are words, whole numbers, switches or choices, not {type_}")
