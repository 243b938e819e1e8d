"""Links of rooms: https and nothing else, one a pair; or a pattern that nobody can guess rooms of."""

from __future__ import annotations

import pytest

from talkingpiece.core.rooms import LONGEST_LINK, MOST_LINKS, link_for, room_link, room_links
from tests.cast import refused

PATTERN = "https://call.example/circle-{room}"


@pytest.mark.parametrize(
    "link",
    [
        "https://call.example/1", "https://call.example", "https://call.example:8443/a?b=c#d", PATTERN,
        "https://{room}.call.example/", "https://[2001:db8::1]/room", "HTTPS://call.example/1",
    ],
)  # fmt: skip
def test_a_link_to_any_call_is_taken_as_it_is(link):
    assert room_link(f"  {link} ") == link


@pytest.mark.parametrize(
    "link",
    [
        "", "call.example/1", "http://call.example/1", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "https://", "https:///1", "https:call.example", "https://user@call.example", "https://user:pw@call.example",
        "https://@call.example", "https://call.example/a b", "https://call.example/a\nb", "https://call.example/a\x00b",
        "https://call.example/\u202egnp", "https://call.example\\@elsewhere.example/", "https://[call.example/",
        "https://call.example:99999/", "https://call.example:port/", "https://{room}:{room}@call.example/",
        "https://call.example/" + "a" * LONGEST_LINK, "//call.example/1", "ftp://call.example/{room}",
    ],
)  # fmt: skip
def test_anything_else_is_not(link):
    with refused("bad_link"):
        room_link(link)


def test_the_line_that_is_wrong_is_named():
    with pytest.raises(Exception, match="bad_link") as told:
        room_links(["https://call.example/1", "", "http://call.example/2"])
    assert "Line 3" in told.value.message


def test_empty_lines_are_passed_over():
    assert room_links(["", "https://call.example/1", "  ", "https://call.example/2\n"]) == (
        "https://call.example/1",
        "https://call.example/2",
    )
    assert room_links([]) == ()


def test_a_link_that_is_there_twice_would_put_two_pairs_into_one_room():
    with pytest.raises(Exception, match="bad_link") as told:
        room_links(["https://call.example/1", "https://call.example/2", "https://call.example/1 "])
    assert "Line 3 is the same as line 1" in told.value.message


def test_a_pattern_stands_alone():
    assert room_links([PATTERN]) == (PATTERN,)
    with refused("bad_link"):
        room_links([PATTERN, "https://call.example/2"])


def test_there_is_an_end_to_how_many():
    many = [f"https://call.example/{number}" for number in range(MOST_LINKS + 1)]
    assert len(room_links(many[:-1])) == MOST_LINKS
    with refused("bad_link"):
        room_links(many)


def test_a_place_has_its_own_link_as_long_as_there_are_some():
    links = ("https://call.example/1", "https://call.example/2")
    assert [link_for(links, place, "secret", "now") for place in range(4)] == [*links, None, None]
    assert link_for((), 0, "secret", "now") is None


def test_a_pattern_has_a_room_for_every_place_and_every_occasion_and_the_same_one_each_time():
    def rooms(occasion: str, secret: str = "secret") -> list[str]:
        return [link_for([PATTERN], place, secret, occasion) or "" for place in range(50)]

    assert rooms("a|1|1") == rooms("a|1|1")
    everywhere = [*rooms("a|1|1"), *rooms("a|1|2"), *rooms("a|2|1"), *rooms("b|1|1"), *rooms("a|1|1", "another")]
    assert len(set(everywhere)) == 250
    assert all(link.startswith("https://call.example/circle-") for link in everywhere)


def test_nobody_works_out_a_room_from_what_everybody_knows():
    """The place is part of its name, so that it can be said aloud; what follows is made with the secret."""
    one, other = (link_for([PATTERN], 4, secret, "a|1|1") or "" for secret in ("secret", "other"))
    name, too = (link.removeprefix("https://call.example/circle-") for link in (one, other))
    assert name.startswith("5-")
    assert len(name.removeprefix("5-")) >= 12
    assert name != too


def test_a_pattern_may_name_its_room_more_than_once():
    link = link_for(["https://{room}.call.example/{room}"], 0, "secret", "now") or ""
    host, _, path = link.removeprefix("https://").partition(".call.example/")
    assert host == path
