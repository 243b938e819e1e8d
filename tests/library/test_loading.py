"""From files to a module, and from folders to all modules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from talkingpiece.core.steps import KINDS
from talkingpiece.library import ModuleFaults, check, load_all, load_module
from talkingpiece.resources import MODULES

if TYPE_CHECKING:
    from .conftest import Written

SHIPPED = sorted(path for path in MODULES.iterdir() if path.is_dir())


def test_a_sound_module_is_read_as_it_was_written(written: Written) -> None:
    written.change("20-round.md", "minutes: 6", "minutes: 2.5\nseconds_each: 45")
    module = load_module(written.folder)
    assert (module.name, module.title, module.summary) == ("small-module", "A small module", "A short one.")
    assert module.people == (4, 16)
    assert module.objectives == ("Everyone has spoken",)
    agree, turns, close = module.steps
    assert [step.id for step in module.steps] == ["10-agree", "20-round", "30-close"]
    assert (turns.kind, turns.seconds, turns.level, turns.settings) == ("round", 150, 1, {"seconds_each": 45})
    assert turns.objectives == ("Everyone has spoken",)
    assert turns.body == "<p>Say what helped you lately.</p>"
    assert (agree.notes.say, agree.notes.watch, agree.alternative) == ("<p>Read it aloud.</p>", "", "")
    assert close.title == "Before we part"
    assert module.minutes == 6  # 2 + 2.5 + 1, rounded up


def test_notes_and_the_alternative_are_kept_out_of_what_everyone_reads(written: Written) -> None:
    parts = (
        "\n## Alternative\n\nanother\n\n## Say\n\nsaid\n\n## Watch for\n\nwatched\n\n## If it goes wrong\n\nmended\n"
    )
    written.write("30-close.md", "---\nkind: close\nminutes: 1\n---\n# End\n\nwords\n" + parts)
    step = load_module(written.folder).steps[-1]
    assert step.body == "<p>words</p>"
    assert step.alternative == "<p>another</p>"
    assert (step.notes.say, step.notes.watch, step.notes.mend) == ("<p>said</p>", "<p>watched</p>", "<p>mended</p>")


def test_steps_go_by_their_numbers_and_not_by_the_alphabet(written: Written) -> None:
    written.write("9-arrive.md", "---\nkind: present\nminutes: 1\n---\n# Arrive\n\nWelcome.\n")
    assert [step.id for step in load_module(written.folder).steps][:2] == ["9-arrive", "10-agree"]


def test_line_ends_and_a_byte_order_mark_of_other_systems_make_no_difference(written: Written) -> None:
    plain = load_module(written.folder)
    for file in written.folder.iterdir():
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert load_module(written.folder) == plain


@pytest.mark.parametrize(("value", "turns"), [("yes", True), ("No", False), ("on", True), ("false", False)])
def test_a_switch_is_yes_or_no_in_any_of_the_usual_words(written: Written, value: str, turns: bool) -> None:
    text = f"---\nkind: pairs\nminutes: 5\nturns: {value}\n---\n# Two\n\nTalk.\n"
    written.write("25-pairs.md", text)
    assert load_module(written.folder).steps[2].settings == {"turns": turns}


def test_a_word_that_yaml_takes_for_a_truth_value_stays_a_word(written: Written) -> None:
    text = "---\nkind: collect\nminutes: 5\nlabel: No\nsigned: unsigned\n---\n# Write\n\nWords.\n"
    written.write("25-collect.md", text)
    assert load_module(written.folder).steps[2].settings == {"label": "No", "signed": "unsigned"}


def test_a_file_that_is_no_markdown_may_lie_beside_the_steps(written: Written) -> None:
    written.write("LICENSE", "words")
    written.write(".draft.md", "no front matter")
    assert written.faults() == []


def test_a_file_linked_within_its_own_folder_is_read(written: Written) -> None:
    written.write(".shared", (written.folder / "30-close.md").read_bytes())
    (written.folder / "30-close.md").unlink()
    (written.folder / "30-close.md").symlink_to(written.folder / ".shared")
    assert load_module(written.folder).steps[-1].title == "Before we part"


def test_one_broken_module_never_hides_the_others(written: Written, tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    modules, faults = load_all([tmp_path])
    assert list(modules) == ["small-module"]
    assert {fault.file.parent.name for fault in faults} == {"broken"}


def test_of_two_modules_with_one_name_the_first_is_kept_and_the_second_told(written: Written, tmp_path: Path) -> None:
    twin = tmp_path / "more" / "small-module"
    twin.mkdir(parents=True)
    for file in written.folder.iterdir():
        (twin / file.name).write_bytes(file.read_bytes().replace(b"A small module", b"A twin"))
    (tmp_path / "all").mkdir()
    written.folder.rename(tmp_path / "all" / "small-module")
    modules, faults = load_all([tmp_path / "all", tmp_path / "more"])
    assert modules["small-module"].title == "A small module"
    assert [str(fault) for fault in faults] == [
        f"{twin}/module.md:1: there is another module of this name. Rename this folder."
    ]


def test_a_fault_is_raised_with_all_there_is_to_mend(written: Written) -> None:
    written.change("module.md", "summary: A short one.\n", "")
    written.change("20-round.md", "minutes: 6", "minutes: six")
    with pytest.raises(ModuleFaults) as told:
        load_module(written.folder)
    assert [(fault.file.name, fault.line) for fault in told.value.faults] == [("20-round.md", 3), ("module.md", 1)]
    assert "20-round.md:3: minutes must be a number, like 6 or 2.5" in str(told.value)


def test_a_path_may_be_one_module_or_a_folder_of_modules(written: Written, tmp_path: Path) -> None:
    written.change("20-round.md", "minutes: 6", "minutes: six")
    assert check([written.folder]) == check([tmp_path]) == check([tmp_path, written.folder])
    assert len(check([tmp_path])) == 1


def test_a_path_without_modules_is_told(tmp_path: Path) -> None:
    assert "no module here" in str(check([tmp_path])[0])
    assert "cannot be opened" in str(check([tmp_path / "absent"])[0])
    (tmp_path / "file.md").write_text("words")
    assert "cannot be opened" in str(check([tmp_path / "file.md"])[0])


def test_there_are_shipped_modules() -> None:
    assert SHIPPED


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_a_shipped_module_has_no_fault_and_all_that_somebody_leading_for_the_first_time_needs(folder: Path) -> None:
    assert check([folder]) == []
    module = load_module(folder)
    assert module.credits
    for step in module.steps:
        assert step.alternative, f"{step.id} leaves no choice"
        assert step.notes.say, f"{step.id} says nothing to whoever leads"
        assert step.notes.watch, f"{step.id} says nothing to whoever leads"
        assert step.notes.mend, f"{step.id} says nothing to whoever leads"


def test_a_good_start_shows_every_kind_of_the_first_release_within_half_an_hour() -> None:
    module = load_module(MODULES / "a-good-start")
    kinds = {step.kind for step in module.steps}
    assert {"present", "agree", "solo", "collect", "round", "pairs", "window", "close"} <= kinds <= set(KINDS)
    signed = {step.settings.get("signed") for step in module.steps if step.kind == "collect"}
    assert signed == {"named", "unsigned"}
    assert 20 <= module.minutes <= 30
    assert max(step.level for step in module.steps) <= 2
    assert module.people[0] <= 3
    assert module.people[1] >= 16


def test_a_good_start_gives_eight_people_the_time_for_their_turns() -> None:
    module = load_module(MODULES / "a-good-start")
    for step in module.steps:
        if step.kind == "round":
            assert step.seconds >= 8 * int(step.settings["seconds_each"])
