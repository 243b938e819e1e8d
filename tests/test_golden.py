"""The log of every release folds on this build into what it was then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from talkingpiece import journal
from talkingpiece.core.events import SeatRenamed
from talkingpiece.core.evolve import evolve, fold
from talkingpiece.core.steps.pairs.events import WishKept
from tests.golden.make import FOLDER, summary, write

LOGS = sorted(FOLDER.glob("*.jsonl"))


def read(log: Path):
    return [event for seq, line in enumerate(log.read_bytes().splitlines(), 1) for event in journal.decode(line, seq)]


def summary_of(log: Path) -> Path:
    return log.with_name(log.name.removesuffix("l"))


def test_there_is_a_golden_log_of_the_first_release():
    assert {"0.1.0.jsonl", "0.1.0-facilitated.jsonl"} <= {log.name for log in LOGS}


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_it_folds_into_what_it_was(log):
    session = fold(read(log))
    assert summary(session) == json.loads(summary_of(log).read_text())


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_it_holds_no_name_and_no_text(log):
    text = log.read_text()
    assert "Benjamin" not in text
    assert "Words of" not in text
    assert "Words for" not in text


def test_a_new_one_has_every_event_of_this_build(tmp_path):
    write(tmp_path, "9.9.9")
    written = {event.type for log in tmp_path.glob("*.jsonl") for event in read(log)}
    assert written == {event.type for event in journal.EVENTS}


def test_an_old_one_is_never_overwritten(tmp_path):
    write(tmp_path, "9.9.9")
    (tmp_path / "9.9.9-facilitated.jsonl").unlink()
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(FileExistsError):
        write(tmp_path, "9.9.9")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_nothing_in_it_is_idle(log):
    """Every event changes the session, but a new name and a wish, which are side records: a lift that loses one is
    noticed."""
    events = read(log)
    session = fold(events[:1])
    for event in events[1:]:
        before, session = session, evolve(session, event)
        assert session != before or isinstance(event, SeatRenamed | WishKept), event
