"""A group over HTTP, for whoever keeps it: people, links, rules, a table, memory, a season. Nobody else gets a word."""

from __future__ import annotations

import re

import pytest

from talkingpiece.web import limits
from talkingpiece.web.groups import LARGEST_ROSTER
from tests.kept_group import KeptGroup
from tests.people import fresh_id
from tests.place import Place, serving

EVERYTHING = [
    ("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/members"), ("PATCH", "/members/x"), ("DELETE", "/members/x"),
    ("POST", "/members/x/link"), ("PUT", "/rules"), ("POST", "/import"), ("GET", "/history"), ("DELETE", "/history"),
    ("GET", "/season"), ("PUT", "/season"), ("DELETE", "/season"),
]  # fmt: skip


# --- who keeps it ----------------------------------------------------------------------------------------------


async def test_a_group_is_begun_by_whoever_may_start_sessions(place: Place) -> None:
    answer = await place.http.post("/api/groups", json={"name": "  Monday  crew "})
    begun = answer.json()
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    assert begun["keeper_url"] == f"{place.base}/g/{begun['group']}#k={begun['keeper_key']}"
    kept = KeptGroup(place, begun["group"], begun["keeper_key"])
    assert await kept.show() == {
        "group": kept.id, "name": "Monday crew", "members": [], "apart": [], "together": [], "differ": [],
        "keep_months": 12, "meetings": 0, "sessions": [],
    }  # fmt: skip


async def test_from_elsewhere_a_group_is_begun_with_the_operators_key_only() -> None:
    key = "x" * 30
    async with serving(operator_key=key) as place:
        afar = {"X-Forwarded-For": "203.0.113.9"}
        refused = await place.http.post("/api/groups", json={"name": "Monday"}, headers=afar)
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "no_key")
        allowed = {**afar, "Authorization": f"Bearer {key}"}
        assert (await place.http.post("/api/groups", json={"name": "Monday"}, headers=allowed)).status_code == 201


@pytest.mark.parametrize(
    "body", [{}, {"name": 7}, {"name": ""}, {"name": "x" * 200}, {"name": "A", "more": 1}, [], "x"]
)
async def test_a_group_needs_a_name(place: Place, body: object) -> None:
    answer = await place.http.post("/api/groups", json=body)
    assert answer.status_code == 422, answer.text


@pytest.mark.parametrize(("method", "path"), EVERYTHING)
async def test_a_wrong_key_no_key_and_no_group_look_the_same(own_place: Place, method: str, path: str) -> None:
    kept, other = await KeptGroup.begin(own_place, "Ana"), await KeptGroup.begin(own_place)
    nobody = fresh_id()
    answers = set()
    for id, key in [
        (kept.id, ""), (kept.id, other.key), (kept.id, f"{kept.id}.{nobody}"), (kept.id, kept.links["Ana"]),
        (nobody, f"{nobody}.{nobody}"), (nobody, kept.key), ("short", kept.key), (kept.id, "\xff"),
    ]:  # fmt: skip
        headers = {"Authorization": f"Bearer {key}".encode("latin-1")} if key else {}
        answer = await own_place.http.request(method, f"/api/groups/{id}{path}", headers=headers)
        answers.add((answer.status_code, answer.text))
    assert len(answers) == 1
    assert answers.pop()[0] == 404
    assert [one["name"] for one in (await kept.show())["members"]] == ["Ana"]


async def test_a_key_to_a_session_opens_no_group_and_a_groups_key_no_session(place: Place) -> None:
    session, kept = await place.start(), await KeptGroup.begin(place, "Ana")
    id, key = session.opened["session"], session.opened["facilitator_key"]
    answer = await place.http.get(f"/api/groups/{id}", headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 404
    for name, value in [("facilitator_key", kept.key), ("seat_key", kept.links["Ana"]), ("wall_key", kept.key)]:
        person = await place.stranger()
        assert (await person.hello(**{name: value}))["code"] == 4401
    report = await place.http.get("/api/report", headers={"Authorization": f"Bearer {kept.key}"})
    assert report.status_code == 404
    assert (await kept.show())["name"] == "Monday", "and it is still there"
    ana = await session.lead()
    await ana.does("start")


async def test_wrong_keys_count_like_wrong_codes(own_place: Place) -> None:
    session = await own_place.start()
    for _ in range(limits.WRONG_A_MINUTE):
        await own_place.http.get(f"/api/groups/{fresh_id()}", headers={"Authorization": "Bearer x"})
    _, answer = await session.knock("Ben")
    assert answer["code"] == 4429


async def test_the_page_of_a_group_is_the_same_for_every_group_and_knows_no_key(place: Place) -> None:
    kept = await KeptGroup.begin(place)
    there, elsewhere = await place.http.get(f"/g/{kept.id}"), await place.http.get(f"/g/{(nobody := fresh_id())}")
    assert there.status_code == 200
    assert there.text.replace(kept.id, "ID") == elsewhere.text.replace(nobody, "ID")
    assert '<body class="group" data-base="' in there.text
    assert f'data-group="{kept.id}"' in there.text
    assert '<main id="app">' in there.text
    assert 'id="status"' in there.text
    assert re.search(r'src="[^"]+/group\.js"', there.text)
    assert "'none'" in there.headers["content-security-policy"].split("frame-ancestors")[1]
    assert (await place.http.get("/g/short")).status_code == 404


# --- people ----------------------------------------------------------------------------------------------------


async def test_members_get_a_link_each_which_is_told_once(place: Place) -> None:
    kept = await KeptGroup.begin(place)
    people = [{"name": "Ana", "pronoun": "she/her", "tags": {"site": "Pune"}}, {"name": "Ben"}]
    added = (await kept.does("POST", "/members", json={"members": people}))["members"]
    assert [one["name"] for one in added] == ["Ana", "Ben"]
    assert all(one["link"].startswith(f"{place.base}/j#m={kept.id}.") for one in added)
    shown = await kept.ask("GET")
    assert shown.json()["members"] == [
        {"id": added[0]["id"], "name": "Ana", "pronoun": "she/her", "tags": {"site": "Pune"}},
        {"id": added[1]["id"], "name": "Ben", "pronoun": "", "tags": {}},
    ]
    secrets = [one["link"].partition("#m=")[2] for one in added]
    assert not any(secret in shown.text for secret in secrets)
    stored = await place.store.records(kept.id)
    everything = b"".join(stored.values()) + repr(stored.keys()).encode()
    assert not any(secret.partition(".")[2].encode() in everything for secret in (*secrets, kept.key))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"members": []}, "bad_field"),
        ({"members": [{"name": "Ana", "tags": {"site": 7}}]}, "bad_field"),
        ({"members": [{"name": "Ana", "id": "x"}]}, "bad_field"),
        ({"members": [{"name": "Ana"}, {"name": " "}]}, "name_empty"),
        ({"members": [{"name": "Ana"}, {"name": "ana"}]}, "name_taken"),
        ({"members": [{"name": "x" * 41}]}, "name_long"),
    ],
)
async def test_all_are_added_or_none(place: Place, body: object, code: str) -> None:
    kept = await KeptGroup.begin(place)
    assert await kept.fault("POST", "/members", json=body) == (422, code)
    assert (await kept.show())["members"] == []


async def test_a_fault_never_quotes_what_was_posted(place: Place) -> None:
    kept = await KeptGroup.begin(place)
    answer = await kept.ask("POST", "/members", json={"members": [{"name": "Ana", "tags": {"Zoe was here": 7}}]})
    assert answer.status_code == 422
    assert "Zoe" not in answer.text


async def test_what_is_known_of_a_member_can_be_mended(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben")
    ana = f"/members/{kept.ids['Ana']}"
    await kept.does("PATCH", ana, json={"name": "Anna", "tags": {"site": "Oslo"}})
    await kept.does("PATCH", ana, json={"pronoun": "she/her"})
    shown = (await kept.show())["members"][0]
    assert (shown["name"], shown["pronoun"], shown["tags"]) == ("Anna", "she/her", {"site": "Oslo"})
    assert await kept.fault("PATCH", ana, json={"name": "Ben"}) == (422, "name_taken")
    assert await kept.fault("PATCH", "/members/nobody", json={"name": "Zoe"}) == (404, "no_member")
    assert await kept.fault("POST", "/members/nobody/link") == (404, "no_member")
    assert await kept.fault("DELETE", "/members/nobody") == (404, "no_member")


async def test_the_group_has_a_name_and_a_memory_of_so_many_months(place: Place) -> None:
    kept = await KeptGroup.begin(place)
    await kept.does("PATCH", json={"name": "Tuesday"})
    await kept.does("PATCH", json={"keep_months": 3})
    shown = await kept.show()
    assert (shown["name"], shown["keep_months"]) == ("Tuesday", 3)
    for months in (0, 37):
        assert await kept.fault("PATCH", json={"keep_months": months}) == (422, "keep_months")
    for months in ("3", 2.5, True):
        assert await kept.fault("PATCH", json={"keep_months": months}) == (422, "bad_field")


async def test_an_erased_group_is_gone_with_everything_of_it(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana")
    await kept.does("DELETE")
    assert await kept.fault("GET") == (404, "no_group")
    assert await place.store.records(kept.id) == {}
    _, answer = await kept.knock("Ana")
    assert answer["code"] == 4401


# --- rules -----------------------------------------------------------------------------------------------------


async def test_rules_are_put_as_a_whole(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben", "Chi")
    ana, ben, chi = kept.ids.values()
    await kept.does("PUT", "/rules", json={"apart": [[ana, ben]], "together": [[chi, ben]], "differ": ["site"]})
    shown = await kept.show()
    assert (shown["apart"], shown["together"], shown["differ"]) == (
        [sorted([ana, ben])],
        [sorted([chi, ben])],
        ["site"],
    )
    await kept.does("PUT", "/rules", json={"apart": [[chi, ana]]})
    shown = await kept.show()
    assert (shown["apart"], shown["together"], shown["differ"]) == ([sorted([ana, chi])], [], [])


async def test_a_contradiction_names_both_people_and_changes_nothing(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben")
    ana, ben = kept.ids.values()
    answer = await kept.ask("PUT", "/rules", json={"apart": [[ana, ben]], "together": [[ben, ana]]})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "contradiction")
    assert "Ana and Ben" in answer.json()["error"]["message"]
    assert await kept.fault("PUT", "/rules", json={"apart": [[ana, ana]]}) == (422, "one_person")
    assert await kept.fault("PUT", "/rules", json={"apart": [[ana, "nobody"]]}) == (422, "no_member")
    assert await kept.fault("PUT", "/rules", json={"apart": [[ana]]}) == (422, "bad_field")
    assert (await kept.show())["apart"] == []


# --- a table ---------------------------------------------------------------------------------------------------


async def test_a_table_is_taken_over_and_its_links_are_told_once(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana")
    table = "\ufeffname;site;reports_to\r\nAna;Pune;\r\nBen;Oslo;Ana\r\n".encode()
    taken = await kept.does("POST", "/import", content=table, headers={"Content-Type": "text/csv"})
    assert [one["name"] for one in taken["added"]] == ["Ben"]
    assert (taken["changed"], taken["apart"], taken["together"]) == (1, 1, 0)
    kept.learn(taken["added"])
    await kept.open()
    assert (await kept.join("Ben")).seat["name"] == "Ben"
    again = await kept.does("POST", "/import", content=table)
    assert again == {"added": [], "changed": 0, "apart": 0, "together": 0}


async def test_a_broken_table_is_told_by_row_and_column_and_nothing_is_taken_over(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana")
    answer = await kept.ask("POST", "/import", content=b"name,reports_to\nBen,Zoe\nBen,\n")
    told = answer.json()["error"]
    assert (answer.status_code, told["code"]) == (422, "csv")
    assert [(fault["row"], fault["column"]) for fault in told["faults"]] == [(3, "name")]
    assert "row 2" in told["faults"][0]["message"]
    answer = await kept.ask("POST", "/import", content=b"name,reports_to\nBen,Zoe\n")
    (fault,) = answer.json()["error"]["faults"]
    assert (fault["row"], fault["column"]) == (2, "reports_to")
    assert "Zoe" in fault["message"]
    assert [one["name"] for one in (await kept.show())["members"]] == ["Ana"]
    assert await kept.fault("POST", "/import", content=b"\xff\xfe\x00") == (422, "csv")
    assert await kept.fault("POST", "/import", content=b"x" * (LARGEST_ROSTER + 1)) == (413, "too_large")
