"""Reading: topics, a topic, its facts, a fact, and the lookup."""

from __future__ import annotations

from textual.widgets import Input

from studyapp.tui.widgets.pointed_list import POINTER
from tests.conftest import Clock, OpenStudy
from tests.services.test_reviewing import until_learned
from tests.tui.screens.conftest import Sit


async def test_topics_are_listed_with_the_description_of_the_marked_one(
    sit: Sit,
) -> None:
    async with sit() as learner:
        await learner.press("t")
        assert "2 topics" in learner.lines[0]
        assert f"{POINTER}Quotas and limits 0 of 2 known" in learner.text
        assert "What Lambda refuses to do, at 15 min for one." in learner.text
        await learner.press("j")
        assert f"{POINTER}Asynchronous invocation" in learner.text
        assert "What happens after Lambda has said 202." in learner.text


async def test_topics_to_topic_to_facts_to_fact_and_to_the_topic_again(
    sit: Sit,
) -> None:
    async with sit() as learner:
        await learner.press("t", "enter")
        assert "studyapp · Quotas and limits" in learner.lines[0]
        assert "Lambda ends a run after 15 min." in learner.text
        await learner.press("o")
        assert "Facts: Quotas and limits" in learner.lines[0]
        await learner.press("down")
        assert f"{POINTER}Default function timeout 3 s" in learner.text
        await learner.press("enter")
        assert "studyapp · Fact" in learner.lines[0]
        assert "Default function timeout" in learner.text
        await learner.press("t")
        assert "studyapp · Quotas and limits" in learner.lines[0]
        await learner.press("escape")
        assert "studyapp · Topics" in learner.lines[0]
        assert len(learner.app.screen_stack) == 2


async def test_the_topic_opens_at_the_fact_it_was_asked_for(sit: Sit) -> None:
    async with sit((60, 12)) as learner:
        await learner.press("/")
        await learner.type("default timeout")
        await learner.press("enter", "t")
        assert "Lambda ends a run" not in learner.text
        assert "Default function timeout" in learner.text


async def test_a_topic_shows_what_notes_get_wrong_and_a_fact_shows_all(
    sit: Sit,
) -> None:
    async with sit((80, 40)) as learner:
        await learner.press("t", "enter")
        said = 'Note note-2.txt says "5 minutes": outdated. It was raised in 2018.'
        assert said in learner.text
        assert '"15 minutes"' not in learner.text
        await learner.press("o", "enter")
        assert 'Note note-1.txt says "15 minutes": holds.' in learner.text
        assert "900 s (15 min)" in learner.text
        assert "checked 2026-11-20" in learner.text


async def test_sections_are_reached_by_brackets(sit: Sit) -> None:
    async with sit((60, 12)) as learner:
        await learner.press("t", "enter", "]")
        assert learner.lines[1].strip() == "Time"
        await learner.press("]")
        assert learner.lines[1].strip() == "Maximum function timeout"
        await learner.press("]")
        assert "Default function timeout" in learner.text
        await learner.press("[", "[")
        assert learner.lines[1].strip() == "Time"
        await learner.press("G", "g")
        assert "What Lambda refuses to do" in learner.text


async def test_standings_follow_what_was_learned(
    sit: Sit, open_sample: OpenStudy, clock: Clock
) -> None:
    until_learned(open_sample(), clock)
    async with sit() as learner:
        await learner.press("t")
        assert "Quotas and limits 2 of 2 known" in learner.text


async def test_the_lookup_finds_as_you_type_and_enter_opens(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("/")
        assert "Look up a limit, a price, a name" in learner.text
        await learner.type("timeout")
        assert f"{POINTER}Maximum function timeout 900 s" in learner.text
        assert "2 found" in learner.lines[0]
        assert learner.footer == "enter Open ↓ ↑ Choose esc Back f1 Help"
        await learner.press("down", "enter")
        assert "studyapp · Fact" in learner.lines[0]
        assert "Default function timeout" in learner.text
        await learner.press("escape")
        assert learner.screen.query_one(Input).value == "timeout"
        assert f"{POINTER}Default function timeout 3 s" in learner.text


async def test_the_lookup_says_when_nothing_is_found(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("/")
        await learner.type("zzqx")
        assert "Nothing found" in learner.text
        await learner.press("enter")
        assert "studyapp · Look up" in learner.lines[0]


async def test_every_character_can_be_typed_into_the_lookup(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("/")
        await learner.type("/?:q1+[x]-,")
        assert learner.screen.query_one(Input).value == "/?:q1+[x]-,"


async def test_the_lookup_is_the_same_one_from_everywhere(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("t", "enter", "/")
        await learner.type("timeout")
        await learner.press("enter", "/")
        assert learner.screen.query_one(Input).value == "timeout"
        assert len(learner.app.screen_stack) == 4


async def test_the_contents_name_sections_facts_with_their_state_and_go_there(
    sit: Sit,
) -> None:
    async with sit((60, 12)) as learner:
        await learner.press("t", "enter", "i")
        assert f"{POINTER}Time" in learner.text
        assert "Default function timeout new" in learner.text
        assert "Lambda ends a run" not in learner.text
        await learner.press("down", "down", "enter")
        assert "Default function timeout 3 s" in learner.text


async def test_a_related_topic_is_opened_from_the_contents(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("t", "j", "enter", "i", "end")
        assert f"{POINTER}→ Quotas and limits" in learner.text
        await learner.press("enter")
        assert "studyapp · Quotas and limits" in learner.lines[0]


async def test_back_from_the_contents_is_the_page_and_then_the_topics(
    sit: Sit,
) -> None:
    async with sit() as learner:
        await learner.press("t", "enter", "i", "escape")
        assert "Lambda ends a run" in learner.text
        await learner.press("escape")
        assert "studyapp · Topics" in learner.lines[0]


async def test_a_wide_window_shows_the_contents_beside_the_page(sit: Sit) -> None:
    async with sit((140, 40)) as learner:
        await learner.press("t", "j", "enter")
        assert "Lambda tries an asynchronous event" in learner.text
        assert "→ Quotas and limits" in learner.text
