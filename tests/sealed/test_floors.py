"""n is never told too high."""

from __future__ import annotations

from itertools import combinations

from talkingpiece.sealed.floors import n_at_opening, n_before, n_of_tap


def test_each_newcomer_who_could_send_takes_one_away() -> None:
    there = {"ana", "ben", "chi", "dov", "eva"}
    assert n_at_opening(5, there, there) == 5
    assert n_at_opening(7, there | {"new", "newer"}, there) == 5
    assert n_at_opening(1, {"new", "newer"}, there) == 0


def test_who_was_there_but_left_before_the_opening_is_neither_counted_nor_taken_away() -> None:
    there = {"ana", "ben", "chi", "dov", "eva", "gone"}
    assert n_at_opening(5, there - {"gone"}, there) == 5


def test_n_is_at_most_the_number_who_were_there_and_sent_whoever_sent() -> None:
    """Every way in which able seats can send or not: the count never names more than there were."""
    there, able = {"ana", "ben", "chi"}, {"ana", "ben", "chi", "new", "newer"}
    for size in range(len(able) + 1):
        for senders in combinations(sorted(able), size):
            assert n_at_opening(len(senders), able, there) <= len(set(senders) & there)


def test_a_tap_counts_all_who_sent() -> None:
    assert n_of_tap(6) == 6


def test_before_writing_the_smaller_number_is_shown() -> None:
    assert n_before(8, 6) == 6
    assert n_before(4, 6) == 4
    assert n_before(None, 6) == 6
