"""One rehearsal that all went well in, for tests of the judge; and the small module it was played with."""

from __future__ import annotations

from pathlib import Path

import pytest

from talkingpiece import library
from talkingpiece.demo import Plan
from talkingpiece.demo.diary import Record
from talkingpiece.demo.meeting import play

FOLDER = Path(__file__).parent / "modules" / "two-pairings"


@pytest.fixture(scope="session")
def plan() -> Plan:
    return Plan(library.load_module(FOLDER), people=6, fast=True, late_ms=5000)


@pytest.fixture(scope="session")
async def played(plan: Plan) -> Record:
    """What six people saw and did. Copy before changing it."""
    return await play(plan, FOLDER, lambda said: None)
