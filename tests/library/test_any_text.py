"""Whatever lies in a module's files: it is told, and nothing ever breaks the one who asks."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from talkingpiece.library import check, load_all

from .conftest import SOUND

LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["---", "kind: round", "minutes: 6", "minutes: &a 1", "x: *a", "? [a]", "<<: {a: b}", "%YAML 9.9"]),
    st.sampled_from(
        ["- a: {b: [c]}", 'a: "\\ud800"', "a: |", "  >", "!!set {a}", "{", "[", "'", '"', "a: !!int x", "..."]
    ),
    st.sampled_from(
        ["# Title", "## Say", "## Watch for", "<script>", "[a](b)", "![a](b)", "***", "\t- x", "a: 0x" + "f" * 99]
    ),
)
TEXTS = st.one_of(
    st.binary(max_size=200),
    st.lists(LINES, max_size=15).map(lambda lines: "\n".join(lines).encode("utf-8", "surrogatepass")),
    st.lists(LINES, max_size=15).map(lambda lines: "\n".join(["---", *lines]).encode("utf-8", "surrogatepass")),
    st.tuples(st.lists(LINES, max_size=6), st.lists(LINES, max_size=9)).map(
        lambda halves: "\n".join(["---", *halves[0], "---", *halves[1]]).encode("utf-8", "surrogatepass")
    ),
)


@settings(max_examples=400, deadline=None)
@given(file=st.sampled_from(sorted(SOUND)), raw=TEXTS)
def test_any_bytes_at_all_are_either_a_sound_module_or_told_in_printable_lines(file: str, raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "small-module"
        folder.mkdir()
        for name, text in SOUND.items():
            (folder / name).write_text(text, encoding="utf-8")
        (folder / file).write_bytes(raw)
        faults = check([folder])
        modules, told = load_all([Path(place)])
    assert bool(faults) is not bool(modules)
    assert sorted(set(told)) == faults
    lines = raw.count(b"\n") + raw.count(b"\r") + 1
    for fault in faults:
        str(fault).encode("utf-8")
        assert len(str(fault).splitlines()) == 1
        assert fault.line >= 1
        if fault.file.name == file:
            assert fault.line <= lines
