"""The boundary: what each audience is shown, looked at as it goes over the wire."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, fields, replace
from typing import Any

import pytest

from talkingpiece import parts, views, wire
from talkingpiece.core import commands as c
from talkingpiece.core.cards.commands import (
    AnswerCard,
    HoldCard,
    NewMeToo,
    NewQuick,
    NewReply,
    NewTap,
    NewText,
    NewWithdraw,
    ShowCard,
    UnsignedText,
)
from talkingpiece.core.cards.parts import AskedNow
from talkingpiece.core.cards.state import question_id
from talkingpiece.core.presence import Knock, Presence
from talkingpiece.core.steps.collect import OpenAnswers, Write
from talkingpiece.core.steps.kind import By
from talkingpiece.core.steps.pairs.commands import NotWith, OpenPairs, WriteLine
from talkingpiece.core.steps.pairs.state import PairsState
from talkingpiece.core.steps.round import PassPiece
from tests.cast import (
    AGREEMENT,
    ALONE,
    ANA,
    ARRIVE,
    BEN,
    CHI,
    CIRCLE,
    CLOSING,
    DOV,
    ELI,
    EVERYONE,
    FAY,
    FOUR,
    MORE_PAIRS,
    NAMED,
    NOON,
    PAIRS,
    TINY,
    UNSIGNED,
    Played,
    card,
    name_of,
    only,
)  # fmt: skip

PLANTED_LINE = "planted-line-7261"
PLANTED = {seat: f"planted-{name_of(seat).lower()}-7261" for seat in FOUR}
LINKS = ("https://call.example/planted-room-1", "https://call.example/planted-room-2")


def whole_session(**opened: Any) -> Iterator[Played]:
    """A session of four through every step, at each of its moments."""
    circle = Played.opened(TINY, *FOUR, **opened)
    yield circle
    circle.leader_says(c.Start)
    yield circle
    circle.go_to(AGREEMENT)
    for seat in FOUR:
        circle.agree(seat)
        yield circle
    for step in range(ALONE, len(TINY.steps)):
        circle.go_to(step)
        yield circle
        if step == NAMED:
            for seat in FOUR:
                circle.says(seat, Write, step=NAMED, text=PLANTED[seat])
                yield circle
        while step == CIRCLE and circle.state.holder:
            circle.says(circle.state.holder, PassPiece, expecting=circle.state.holder)
            yield circle
        if TINY.steps[step].kind == "pairs":
            yield from in_pairs(circle)
    circle.leader_says(c.End)
    yield circle


def in_pairs(circle: Played) -> Iterator[Played]:
    """From "are you there?" to the share-back, with a note that Ana writes about the one she is with."""
    for seat in FOUR:
        circle.here(seat)
        yield circle
    circle.leader_says(OpenPairs, expecting=circle.state.draw)
    yield circle
    partner = circle.seat_part(ANA).partners[0].seat
    line = f"{circle.session.step}-line-of-a-pair-------"[:22]
    circle.says(ANA, WriteLine, step=circle.session.step, line=line, about=partner, text=PLANTED_LINE)
    yield circle
    circle.wait(151)
    yield circle
    circle.wait(150)
    yield circle


# --- one's own ---------------------------------------------------------------------------------------------


def test_nobody_sees_anothers_answer_before_all_are_opened():
    seen_by_its_writer = set()
    for circle in whole_session():
        opened = NAMED in circle.session.states and circle.session.states[NAMED].opened
        for audience, view in circle.all_views().items():
            shown = {seat for seat, text in PLANTED.items() if text in view}
            if audience in FOUR:
                assert shown <= {audience}
                seen_by_its_writer |= shown
            else:
                assert opened or not shown
    assert seen_by_its_writer == set(FOUR), "everyone saw their own, or this shows nothing"


def test_until_they_are_opened_no_stage_tells_who_has_answered():
    stages = set()
    for writer in FOUR:
        circle = Played.running(TINY, *FOUR, at=NAMED)
        circle.says(writer, Write, step=NAMED, text=PLANTED[writer])
        stages.add(circle.all_views()["stage"])
    assert len(stages) == 1


def test_a_seats_own_view_names_only_itself_and_its_company():
    for circle in whole_session(room_links=LINKS):
        for seat in FOUR:
            view = wire.encode(views.seat(circle.world, seat))
            part = circle.seat_part(seat)
            company = {person.seat for person in getattr(part, "partners", ())}
            company |= {line.about.seat for line in getattr(part, "lines", ())}  # one's own words about them
            assert {other for other in EVERYONE if other in view} == {seat} | company


def test_a_room_link_is_shown_to_those_who_meet_there_and_to_those_who_lead():
    circle = Played.running(TINY, *FOUR, at=PAIRS, room_links=LINKS)
    circle.talk()
    shown = circle.all_views()
    for place, link in enumerate(LINKS):
        meeting = set(circle.state.groups[place])
        assert {audience for audience, view in shown.items() if link in view} == meeting | {"console"}


def test_a_plan_is_nobodys_business_but_theirs_who_lead_until_it_is_opened():
    circle = Played.running(TINY, *FOUR, at=PAIRS)
    circle.here(*FOUR)
    assert circle.state.phase == "planned"
    assert circle.stage()["board"].part.groups == ()
    assert all(circle.seat_part(seat).partners == () for seat in FOUR)
    assert len(circle.console()["board"].part.groups) == 2


def test_what_somebody_wrote_about_their_partner_is_on_two_screens_alone():
    seen = set()
    for circle in whole_session():
        lines = [state.lines.values() for state in circle.session.states.values() if isinstance(state, PairsState)]
        known_to = {seat for of_step in lines for line in of_step for seat in (line.by, line.about)}
        for audience, view in circle.all_views().items():
            assert PLANTED_LINE not in view or audience in known_to, audience
            seen |= {audience} if PLANTED_LINE in view else set()
    assert len(seen) >= 2, "the premise: both have seen it"


@pytest.mark.parametrize("led", ["facilitator", "peers"])
def test_a_wish_is_on_ones_own_screen_alone(led: Any):
    circle = Played.running(TINY, *FOUR, at=PAIRS, led=led)
    without = circle.all_views()
    circle.says(BEN, NotWith, step=PAIRS, seats=(DOV,))
    assert {audience for audience, view in circle.all_views().items() if view != without[audience]} == {BEN}
    circle.talk()
    assert DOV not in [one.seat for one in circle.seat_part(BEN).partners]


def test_keys_and_their_hashes_are_in_no_view():
    for circle in whole_session():
        everything = "".join(circle.all_views().values())
        assert "hash-" not in everything


def test_only_those_who_lead_see_notes_and_what_comes_next():
    circle = Played.running(TINY, *FOUR, at=ARRIVE)
    shown = circle.all_views()
    assert {audience for audience, view in shown.items() if "Who is quiet?" in view} == {"console"}
    assert {audience for audience, view in shown.items() if "K7P4M2XQ" in view} == {"console"}


def test_among_peers_everybody_sees_the_notes():
    circle = Played.running(TINY, *FOUR, at=ARRIVE, led="peers")
    assert circle.stage()["head"].notes.watch == "Who is quiet?"


# --- the stage ---------------------------------------------------------------------------------------------


def test_the_stage_is_the_same_bytes_for_all():
    """No projection of the stage is told who looks: the only choice it has is the agreement."""
    for circle in whole_session():
        if not views.covered(circle.session):
            assert circle.all_views()["stage"] == circle.all_views()["stage before yes"]


def test_every_section_of_every_view_can_be_read_again():
    for circle in whole_session(room_links=LINKS):
        for view in [*views.stage(circle.world), *views.console(circle.world), views.seat(circle.world, ANA)]:
            assert json.loads(wire.encode(view))["version"] == 0


def test_there_are_no_hidden_watchers():
    circle = Played.running(TINY, ANA, BEN)
    circle.presence = Presence(connected=frozenset({ANA}), facilitators=("Gus", "Hana"), walls=2, hands=(BEN,))
    board = circle.stage()["board"]
    assert [(p.name, p.line, p.hand) for p in board.people] == [("Ana", "ok", None), ("Ben", "lost", 1)]
    assert (board.facilitators, board.walls) == (("Gus", "Hana"), 2)
    assert circle.console()["roster"].walls == 2


def test_somebody_who_left_is_not_listed_and_not_counted():
    circle = Played.running(TINY, ANA, BEN)
    circle.says(BEN, c.Leave)
    assert [person.seat for person in circle.stage()["board"].people] == [ANA]
    assert circle.stage()["tally"].here == 1


@pytest.mark.parametrize(
    ("presence", "name", "here"),
    [
        (Presence(), "", False),
        (Presence(facilitators=("Gus",)), "Gus", True),
        (Presence(last_facilitator="Gus"), "Gus", False),
    ],
)
def test_everyone_sees_who_leads_and_whether_they_are_there(presence, name, here):
    circle = Played.running(TINY, ANA)
    circle.presence = presence
    lead = circle.stage()["head"].lead
    assert (lead.seat, lead.name, lead.here) == (None, name, here)


def test_among_peers_the_lead_is_a_person_of_the_circle():
    circle = Played.running(TINY, ANA, BEN, led="peers")
    circle.presence = Presence(connected=frozenset({BEN}))
    lead = circle.stage()["head"].lead
    assert (lead.seat, lead.name, lead.here) == (ANA, "Ana", False)


def test_before_the_start_and_after_the_end_no_step_is_shown():
    circle = Played.opened(TINY, ANA)
    for phase in ("before", "ended"):
        head = circle.stage()["head"]
        assert (head.phase, head.kind, head.step_id) == (phase, phase, phase)
        assert (head.title, head.body) == ("Monday circle", "")
        assert head.part is None
        circle.leader_says(c.End)


# --- the agreement -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", [UNSIGNED, CIRCLE, PAIRS, MORE_PAIRS])
def test_who_has_not_accepted_gets_the_agreement_instead_of_the_step(step):
    circle = Played.running(TINY, *FOUR, at=step)
    circle.come(ELI)
    circle.open_beat(card("c-1", "planted-card", to="all"), card("c-2", to="all"), NewTap("t-1", "slow"))
    circle.leader_says(HoldCard, card="c-2", why="care")
    own = views.seat(circle.world, ELI)
    assert (own.accepted, own.part) == (False, None)
    covered, shown = circle.stage(accepted=False), circle.stage()
    assert (covered["head"].gate, covered["head"].kind, covered["head"].title) == (
        True, "agree", "How we want to be here",
    )  # fmt: skip
    assert covered["tally"].part.kind == "agree"
    assert covered["board"].part is None
    for name in ("cards", "held", "taps"):
        assert getattr(covered["cards"], name) == () != getattr(shown["cards"], name)
    assert covered["cards"].ids == shown["cards"].ids
    assert shown["head"].gate is False
    assert TINY.steps[step].title not in circle.all_views()["stage before yes"]
    assert covered["head"].step == shown["head"].step == step


@pytest.mark.parametrize("step", [ARRIVE, AGREEMENT, ALONE, NAMED, CLOSING])
def test_other_steps_are_for_everyone(step):
    circle = Played.running(TINY, *FOUR, at=step)
    circle.come(ELI)
    assert not circle.stage(accepted=False)["head"].gate
    assert circle.stage(accepted=False) == circle.stage()


def test_with_the_yes_the_cover_is_gone():
    circle = Played.running(TINY, *FOUR, at=PAIRS)
    circle.talk()
    circle.come(ELI)
    circle.agree(ELI)
    assert circle.seat_part(ELI).being == "asked"
    circle.here(ELI)
    assert circle.seat_part(ELI).partners


def test_without_an_agreement_nothing_is_covered():
    circle = Played.running(only("present", "round"), ANA, at=1)
    assert not circle.stage(accepted=False)["head"].gate


# --- names -------------------------------------------------------------------------------------------------


def labelled(*names: str) -> list[str]:
    circle = Played.opened()
    for i, name in enumerate(names):
        circle.ask(By(), c.TakeSeat(seat=f"s{i}", key="k", name=name))
    return list(circle.world.names.values())


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["Ana", "Ana"], ["Ana", "Ana 2"]),
        (["Ana", "ana", "ANA"], ["Ana", "ana 2", "ANA 3"]),
        (["Ana", "Ana 2", "Ana"], ["Ana", "Ana 2", "Ana 3"]),
        (["Ana", "Ana", "Ana 2"], ["Ana", "Ana 2", "Ana 2 2"]),
        (["Ana", "A\u200dna"], ["Ana", "A\u200dna 2"]),
        (["e\u0301va", "éva"], ["éva", "éva 2"]),
    ],
)
def test_two_people_of_one_name_can_be_told_apart(names, labels):
    assert labelled(*names) == labels


def test_everyone_sees_the_same_labels():
    circle = Played.running(only("pairs"), ANA, BEN)
    circle.talk()
    circle.says(BEN, c.Rename, name="Ana")
    assert [person.name for person in circle.stage()["board"].people] == ["Ana", "Ana 2"]
    assert [person.name for person in circle.seat_part(ANA).partners] == ["Ana 2"]
    assert views.seat(circle.world, BEN).name == "Ana 2"
    assert [person.name for person in circle.console()["roster"].people] == ["Ana", "Ana 2"]


def test_somebody_whose_name_was_erased_is_still_somebody():
    circle = Played.opened(TINY, ANA, BEN)
    del circle.words[f"name:{ANA}"], circle.words[f"name:{BEN}"]
    assert list(circle.world.names.values()) == ["Somebody", "Somebody 2"]


# --- the console -------------------------------------------------------------------------------------------


def test_the_console_shows_the_path_and_how_long_it_is():
    circle = Played.running(TINY, ANA, at=CIRCLE)
    header = circle.console()["header"]
    assert [step.kind for step in header.outline] == [step.kind for step in TINY.steps]
    assert header.next.title == "In pairs"
    assert (header.planned_ms, header.after_ms) == (1_560_000, 660_000)


def test_after_the_last_step_nothing_comes_next():
    assert Played.running(TINY, ANA, at=CLOSING).console()["header"].next is None


def test_before_the_start_those_who_lead_read_the_notes_of_the_first_step():
    assert Played.opened(TINY, ANA).console()["header"].notes.say == "Good to see you."


def test_only_those_who_lead_see_who_knocks_and_whose_line_is_lost():
    circle = Played.running(TINY, ANA)
    circle.presence = Presence(lost={ANA: 123_456}, knocks=(Knock("s-new", "Planted Zoe"),))
    shown = circle.all_views()
    assert {audience for audience, view in shown.items() if "Planted Zoe" in view} == {"console"}
    assert {audience for audience, view in shown.items() if "123456" in view} == {"console"}


# --- cards -------------------------------------------------------------------------------------------------


def test_a_card_for_those_who_lead_is_seen_by_nobody_else_until_it_is_shown():
    circle = Played.running(TINY, *FOUR)
    circle.open_beat(card("c-1", "planted-card"))
    assert {audience for audience, view in circle.all_views().items() if "planted-card" in view} == {"console"}
    circle.leader_says(ShowCard, card="c-1")
    shown = circle.all_views()
    assert {a for a, v in shown.items() if "planted-card" in v} == {"console", "stage", "stage before yes"}


def test_the_key_for_an_answer_is_seen_by_nobody():
    circle = Played.running(TINY, *FOUR)
    circle.open_beat(card("c-1", secret="planted-secret"))
    circle.leader_says(AnswerCard, card="c-1", text="planted-answer")
    circle.leader_says(ShowCard, card="c-1")
    assert circle.words["secret:c-1"] == "planted-secret"
    shown = circle.all_views()
    assert not [audience for audience, view in shown.items() if "planted-secret" in view]
    assert {audience for audience, view in shown.items() if "planted-answer" in view} == {"console"}


def test_those_who_lead_see_of_a_card_what_everybody_sees():
    """But whether it is shown, and the cards that are for them, nothing more, and at the same moment."""
    circle = Played.running(TINY, *FOUR)
    circle.open_beat(card("c-1", to="all"), card("c-2", to="all"), NewTap("t-1", "slow"))
    circle.open_beat(NewReply("r-1", "c-1", 1, "More.", 3), NewMeToo("c-1", "mark-1"), beat=40)
    circle.leader_says(AnswerCard, card="c-1", text="Thank you.")
    by_all, by_them = circle.stage()["cards"].cards, circle.console()["cards"].cards
    assert [asdict(one) | {"shown": True} for one in by_all] == [asdict(one) for one in by_them]
    assert {field.name for field in fields(parts.ConsoleCards)} == {"type", "section", "step", "version", "cards"}


def test_a_cards_view_has_no_person():
    circle = Played.running(TINY, *FOUR)
    circle.open_beat(*(card(f"c-{i}", to="all") for i in range(4)), NewTap("t-1", "stop"))
    circle.open_beat(NewReply("r-1", "c-1", 1, "More.", 3), NewQuick("q-1", "c-2", 1, "thanks"), beat=40)
    circle.tap_beat(*(NewMeToo("c-1", f"mark-{i}") for i in range(4)), beat=41)
    circle.leader_says(AnswerCard, card="c-1", text="Thank you.")
    circle.leader_says(HoldCard, card="c-3", why="names")
    for section in (circle.stage()["cards"], circle.console()["cards"]):
        text = wire.encode(section)
        assert "Thank you." in text
        assert not [word for seat in EVERYONE for word in (seat, name_of(seat)) if word in text]


def test_authors_learn_from_the_ids_that_what_they_sent_has_arrived():
    circle = Played.running(TINY, *FOUR, at=UNSIGNED)
    answers = NewText(question_id("s1", UNSIGNED), (UnsignedText("u-1", "Nothing."),), 3)
    circle.open_beat(card("c-2"), card("c-1"), NewTap("t-1", "try"), answers, questions=(UNSIGNED,))
    circle.open_beat(NewReply("r-1", "c-2", 1, "More.", 3), NewQuick("q-1", "c-1", 1, "yes"), beat=40)
    assert circle.stage()["cards"].ids == ("c-1", "c-2", "q-1", "r-1", "t-1", "u-1")
    circle.next_step()
    assert circle.stage()["cards"].ids == ("c-1", "c-2", "q-1", "r-1", "t-1", "u-1")
    assert circle.stage()["cards"].cards == ()


def test_cards_stand_by_their_beats_and_their_random_ids():
    circle = Played.running(TINY, *FOUR)
    circle.open_beat(card("c-2", to="all"), card("c-1", to="all"), beat=20)
    circle.open_beat(card("c-0", to="all"), beat=40)
    shown = circle.stage()["cards"].cards
    assert [one.id for one in shown] == [one.id for one in circle.console()["cards"].cards] == ["c-1", "c-2", "c-0"]
    assert [(one.beat, one.at) for one in shown] == [(20, NOON + 600_000)] * 2 + [(40, NOON + 1_200_000)]


def test_an_erased_card_shows_as_removed():
    circle = Played.running(TINY, *FOUR)
    circle.open_beat(card("c-1", to="all"))
    del circle.words["card:c-1"]
    assert circle.stage()["cards"].cards[0].text is None
    assert circle.console()["cards"].cards[0].text is None


def test_taps_are_shown_beat_by_beat_as_numbers():
    circle = Played.running(TINY, *FOUR)
    circle.tap_beat(NewTap("t-4", "slow"), NewTap("t-1", "stop"), NewTap("t-2", "slow"), beat=3, taps=4)
    circle.tap_beat(NewTap("t-3", "try"), beat=2, taps=5)
    assert [asdict(taps) for taps in circle.stage()["cards"].taps] == [
        {"beat": 2, "at": NOON + 60_000, "n": 5, "slow": 0, "stop": 0, "tries": 1},
        {"beat": 3, "at": NOON + 90_000, "n": 4, "slow": 2, "stop": 1, "tries": 0},
    ]


def test_a_panel_that_taps_more_often_is_still_one_of_n():
    circle = Played.running(TINY, *FOUR)
    circle.tap_beat(*(NewTap(f"t-{i}", "slow") for i in range(8)), taps=4)
    assert circle.stage()["cards"].taps[0].slow == 4


def test_letters_go_to_everybody_as_they_are():
    circle = Played.running(TINY, *FOUR)
    circle.open_beat(card("c-1"), card("c-2"))
    world = replace(circle.world, letters={"c-2": "sealed-2", "c-1": "sealed-1"})
    section = next(view for view in views.stage(world) if isinstance(view, parts.StageCards))
    assert [(letter.card, letter.sealed) for letter in section.letters] == [("c-1", "sealed-1"), ("c-2", "sealed-2")]


def test_the_channel_at_this_moment_is_with_the_counts():
    circle = Played.running(TINY, *FOUR)
    assert circle.stage()["tally"].box is None
    asked = AskedNow(opens=None, n=7)
    box = parts.BoxNow(
        opens=NOON, n=5, asked=asked, things=("thing",), taps=6, since={20: 4}, void=False, closing=False, closed=False
    )
    section = next(v for v in views.stage(replace(circle.world, box=box)) if isinstance(v, parts.StageTally))
    assert json.loads(wire.encode(section))["box"] == {
        "opens": NOON, "n": 5, "asked": {"opens": None, "n": 7}, "things": ["thing"], "taps": 6, "since": {"20": 4},
        "void": False, "closing": False, "closed": False,
    }  # fmt: skip


# --- the swap ----------------------------------------------------------------------------------------------


def raised_by(raiser: str, led: str) -> tuple[Played, list[dict[str, str]]]:
    """The same session; only who raises the card and writes the unsigned answer differs.

    The raiser is handed to the core wherever it takes anybody at all: even a room that knew too much could not tell.
    """
    circle = Played.running(TINY, ANA, BEN, CHI, DOV, ELI, FAY, at=UNSIGNED, led=led)
    seen = []

    def look() -> None:
        seen.append(circle.all_views())

    by = By(seat=raiser)
    circle.open_beat(card("c-7", "planted-card"), card("c-8", to="all"), by=by)
    look()
    circle.leader_says(OpenAnswers)
    answers = NewText(question_id("s1", UNSIGNED), (UnsignedText("u-7", "planted-answer"),), 3)
    further = (
        NewReply("r-7", "c-7", 1, "planted-reply", 3),
        NewQuick("q-7", "c-7", 2, "yes"),
        NewMeToo("c-8", "mark-7"),
    )
    circle.open_beat(answers, *further, NewTap("t-7", "slow"), beat=40, by=by, questions=(UNSIGNED,))
    look()
    circle.leader_says(ShowCard, card="c-7")
    look()
    circle.open_beat(NewWithdraw("w-7", "c-7"), beat=41, by=by)
    circle.next_step()
    look()
    circle.leader_says(c.End)
    look()
    return circle, seen


@pytest.mark.parametrize("led", ["facilitator", "peers"])
@pytest.mark.parametrize("other", [BEN, ELI])
def test_swapping_who_raised_the_card_changes_nothing_anywhere(led, other):
    ana, by_ana = raised_by(ANA, led)
    them, by_them = raised_by(other, led)
    assert "planted-card" in by_ana[0]["console"], "a card was raised, or this shows nothing"
    assert "planted-answer" in by_ana[1]["stage"]
    assert "planted-reply" in by_ana[2]["stage"]
    assert "planted-reply" not in by_ana[3]["stage"]
    assert by_ana == by_them
    assert ana.log == them.log
    assert ana.words == them.words
    assert ana.session == them.session


# --- the report --------------------------------------------------------------------------------------------


def report_of(circle: Played) -> str:
    return repr([lines for _, lines in views.report(circle.world)])


def test_the_report_has_what_was_opened_and_no_cards():
    for circle in whole_session():
        if circle.session.step == CLOSING and circle.session.phase == "running":
            circle.open_beat(card("c-1", "planted-card", to="all"))
    assert circle.words["card:c-1"] == "planted-card"
    text = report_of(circle)
    assert all(planted in text for planted in PLANTED.values())
    assert "planted-card" not in text


def test_a_report_in_the_middle_has_nothing_that_is_still_closed():
    circle = Played.running(TINY, *FOUR, at=NAMED)
    circle.says(ANA, Write, step=NAMED, text=PLANTED[ANA])
    assert PLANTED[ANA] not in report_of(circle)


def test_the_report_goes_through_the_steps_that_were_open_in_their_order():
    circle = Played.running(TINY, ANA, at=CLOSING)
    circle.go_to(NAMED)
    ids = [step.id for step, _ in views.report(circle.world)]
    assert ids == ["10-arrive", "20-agreement", "40-one-thing", "90-closing"]
