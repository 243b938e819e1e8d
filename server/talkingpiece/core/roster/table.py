"""A roster as CSV, and its faults by row and column.

Row 1 is the header. Columns: `name`, `pronoun`, `reports_to` (a name: apart), `apart` and `together` (names, with `;`
or `|` between them); every other column is a tag.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from talkingpiece.core.refusal import Refused
from talkingpiece.core.texts import clean

from .changes import MOST_TAGS, PRONOUN_LENGTH, TAG_LENGTH, member_name, same_name, short

MOST_FAULTS = 100  # told at once
OWN = ("name", "pronoun", "reports_to", "apart", "together")
_RULES = {"reports_to": "apart", "apart": "apart", "together": "together"}


@dataclass(frozen=True, slots=True)
class CellFault:
    """What to mend, and where. `column` is its heading; "" when it is the whole row."""

    row: int
    column: str
    message: str


class Faulty(Exception):
    """A table with faults. Nothing of it was taken over."""

    def __init__(self, faults: Sequence[CellFault]) -> None:
        super().__init__("a table with faults")
        self.faults = tuple(faults[:MOST_FAULTS])


@dataclass(frozen=True, slots=True)
class Row:
    """One person's line. None: the table has no such column. `links`: rule, heading and name as it is written."""

    at: int
    name: str
    pronoun: str | None
    tags: Mapping[str, str]
    links: tuple[tuple[str, str, str], ...]


@dataclass(slots=True)
class Faults:
    """Faults as they are found."""

    found: list[CellFault] = field(default_factory=list)

    def add(self, row: int, column: str, message: str) -> None:
        self.found.append(CellFault(row, column, message))

    def stop_if_any(self) -> None:
        if self.found:
            raise Faulty(self.found)


# --- bytes to rows ---------------------------------------------------------------------------------------------


def read_table(body: bytes) -> tuple[Row, ...]:
    """The people of a table. Raises Faulty."""
    faults = Faults()
    lines = _lines(_text(body))
    header = next(lines, (1, []))[1]
    columns = _columns(header, faults)
    faults.stop_if_any()
    rows: list[Row] = []
    first: dict[str, int] = {}
    for at, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        row = _row(at, cells, columns, faults)
        if row is None:
            continue
        if (before := first.setdefault(same_name(row.name), at)) != at:
            faults.add(at, columns[_name_at(columns)][1], f"{row.name} is in row {before} already.")
        rows.append(row)
    if not rows and not faults.found:
        faults.add(1, "", "There is nobody in this table.")
    faults.stop_if_any()
    return tuple(rows)


def _text(body: bytes) -> str:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Faulty([CellFault(1, "", _NOT_UTF8)])
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Faulty([CellFault(1 + body[: fault.start].count(b"\n"), "", _NOT_UTF8)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


_NOT_UTF8 = "There are letters here that cannot be read. Save the table as CSV in UTF-8 and try again."


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows as a table program counts them. Raises Faulty for a quotation mark that is not closed, and the like."""
    lines = text.split("\n")
    reader = csv.reader((line + "\n" for line in lines), delimiter=_delimiter(lines), strict=True)
    at = 0
    while True:
        at += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            words = "The quotation marks in this row do not match, or a cell is far too long."
            raise Faulty([CellFault(at, "", words)]) from None
        yield at, cells


def _delimiter(lines: Sequence[str]) -> str:
    """What stands most often between the headings."""
    bare = re.sub(r'"[^"]*"', "", lines[0])
    return max((",", ";", "\t"), key=bare.count)


def _columns(header: Sequence[str], faults: Faults) -> list[tuple[str, str]]:
    """Each column's meaning (one of ours, or `tag`) and its heading."""
    columns, seen = [], set[str]()
    for place, raw in enumerate(header, 1):
        try:
            heading = short(raw, TAG_LENGTH, "a heading")
        except Refused as refusal:
            faults.add(1, f"column {place}", refusal.message)
            continue
        own = re.sub(r"[\s-]+", "_", heading.casefold())
        columns.append((own if own in OWN else "tag" if heading else "", heading or f"column {place}"))
        key = own if own in OWN else heading.casefold()
        if heading and key in seen:
            faults.add(1, heading, "There are two columns of this name.")
        seen.add(key)
    if "name" not in seen:
        faults.add(1, "name", "There has to be a column called name.")
    if sum(means == "tag" for means, _ in columns) > MOST_TAGS:
        faults.add(1, "", f"There are more than {MOST_TAGS} columns of tags.")
    return columns


def _name_at(columns: Sequence[tuple[str, str]]) -> int:
    return next(place for place, (means, _) in enumerate(columns) if means == "name")


def _row(at: int, cells: Sequence[str], columns: Sequence[tuple[str, str]], faults: Faults) -> Row | None:
    before = len(faults.found)
    name, pronoun, tags, links = "", None, {}, []
    for place, raw in enumerate(cells):
        means, heading = columns[place] if place < len(columns) else ("", f"column {place + 1}")
        try:
            if means == "" and raw.strip():
                faults.add(at, heading, "There is no heading above this.")
            elif means == "name":
                name = member_name(raw)
            elif means == "pronoun":
                pronoun = short(raw, PRONOUN_LENGTH, "a pronoun")
            elif means == "tag":
                tags[heading] = short(raw, TAG_LENGTH, "a tag")
            elif means:
                names = [raw] if means == "reports_to" else re.split(r"[;|]", raw)
                links += [(_RULES[means], heading, name) for name in map(_plain, names) if name]
        except Refused as refusal:
            faults.add(at, heading, refusal.message)
    if len(cells) <= _name_at(columns):
        faults.add(at, columns[_name_at(columns)][1], "Everybody in a group needs a name.")
    return Row(at, name, pronoun, tags, tuple(links)) if len(faults.found) == before else None


def _plain(name: str) -> str:
    """As it is on a place card: the same letters may be written in two ways, and be one name."""
    return " ".join(clean(name).split())
