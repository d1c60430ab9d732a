"""What holds while the service is away, who may publish all the same, and the sweep."""

from __future__ import annotations

import json
import time

import pytest
from real_service import SECRET, Service
from wagtail_site import BAD, GOOD, Site, messages_in

WORDS = "vote for Jane Doe"
REASON = {"reason_code": "wrong-finding", "reason": "It quotes a play that the library shows.", "second_person": ""}


@pytest.fixture
def knows(site: Site) -> Site:
    """The website has asked once, so it knows the windows."""
    site.draft("First", GOOD, live=True)
    return site


def test_without_the_service_nothing_goes_out_in_a_window(knows: Site, nowhere: str) -> None:
    knows.gate(URL=nowhere)
    answer = knows.person("mo").create(knows.home_id(), "The clinic", GOOD)
    state = knows.newest_page()
    assert (state["live"], state["newest"]) == (False, GOOD)
    said = messages_in(answer.text)
    assert "could not be checked" in said
    assert "Try again in a few minutes." in said
    (hold,) = knows.holds()
    assert hold["state"] == "waiting"


def test_without_the_service_pages_go_out_outside_a_window_and_are_marked(knows: Site, nowhere: str) -> None:
    knows.windows_end()
    knows.gate(URL=nowhere)
    answer = knows.person("mo").create(knows.home_id(), "The clinic", GOOD)
    assert knows.newest_page()["live"]
    assert "It will be checked." in messages_in(answer.text)
    (hold,) = knows.holds()
    assert hold["state"] == "unchecked"


def test_the_sweep_checks_what_went_out_unchecked(knows: Site, service: Service, nowhere: str) -> None:
    knows.windows_end()
    knows.gate(URL=nowhere)
    good, bad = knows.draft("Good", GOOD, live=True), knows.draft("Bad", BAD, live=True)
    assert {each["object_id"]: each["state"] for each in knows.holds()} == {
        str(good): "unchecked",
        str(bad): "unchecked",
    }
    knows.gate(URL=service.url)
    assert "1 must be changed" in knows.command("neutral_gate_sweep")
    assert [(each["object_id"], each["state"]) for each in knows.holds()] == [(str(bad), "live")]
    assert knows.state(bad)["live"]
    assert "Taken offline" in knows.command("neutral_gate_sweep", "--unpublish")
    assert not knows.state(bad)["live"]
    assert knows.visitor_reads("/bad/") == ""


def test_the_sweep_finds_what_sql_wrote_and_what_was_scheduled_before(knows: Site) -> None:
    live, later = knows.draft("Live", GOOD, live=True), knows.draft("Later", GOOD)
    knows.by_sql(live, BAD)
    assert knows.schedule(later, hours=5) == ""
    knows.due(later, intro=BAD)
    assert "2 must be changed" in knows.command("neutral_gate_sweep", "--unpublish")
    assert not knows.state(live)["live"]
    assert not knows.scheduled(later)


def test_a_website_that_knows_nothing_holds_back(site: Site, nowhere: str) -> None:
    site.gate(URL=nowhere)
    pk = site.draft("The clinic", GOOD)
    assert "did not answer" in site.publish(pk)
    site.gate(FAIL_INSIDE="open")
    assert site.publish(pk) == ""


def test_visitors_notice_nothing_while_the_service_is_away(knows: Site, nowhere: str) -> None:
    knows.gate(URL=nowhere)
    knows.forget_settings()
    assert GOOD in knows.visitor_reads("/first/")  # its template has Wagtail make the settings of the website


def test_a_website_that_is_not_set_up_holds_back(site: Site) -> None:
    site.gate(URL="", SECRET="")
    assert "not set up" in site.publish(site.draft("The clinic", GOOD))
    assert len([each for each in site.checks() if "W003" in each]) == 2


def test_a_service_that_does_not_know_the_secret_lets_nothing_out(knows: Site) -> None:
    knows.gate(SECRET="whsec_" + "A" * 43 + "=")
    assert "status 401" in knows.publish(knows.draft("The clinic", GOOD))


def test_the_secret_is_changed_over_without_a_gap(knows: Site) -> None:
    knows.gate(SECRET="whsec_" + "A" * 43 + "=", SECRET_NEXT=SECRET)
    assert knows.publish(knows.draft("The clinic", GOOD)) == ""


def test_a_silent_service_is_waited_for_once(knows: Site, silent: str) -> None:
    knows.gate(URL=silent, TIMEOUT=1)
    pages = [knows.draft(f"Page {number}", GOOD) for number in range(3)]
    start = time.monotonic()
    query = "&".join(f"id={pk}" for pk in pages)
    knows.person("mo").send(f"/admin/bulk/wagtailcore/page/publish/?{query}&next=/admin/", {})
    assert time.monotonic() - start < 3 + 5  # three waits of their own and a slow machine would take longer
    assert not any(knows.state(pk)["live"] for pk in pages)
    assert [each["state"] for each in knows.holds()] == ["waiting"] * 3


def test_a_scheduled_page_waits_for_the_service(knows: Site, service: Service, nowhere: str) -> None:
    pk = knows.draft("Later", GOOD)
    knows.schedule(pk, hours=5)
    knows.due(pk)
    knows.gate(URL=nowhere)
    knows.command("publish_scheduled")
    assert knows.scheduled(pk)
    assert not knows.state(pk)["live"]
    assert knows.mails() == []
    knows.gate(URL=service.url)
    knows.command("publish_scheduled")
    assert knows.state(pk)["live"]
    assert knows.holds() == []


def test_an_override_is_logged_and_then_published(site: Site, service: Service) -> None:
    site.person("olga").create(site.home_id(), "The play", BAD)
    (hold,) = site.holds()
    path = f"/admin/neutral-gate/{hold['pk']}/"
    page = site.person("olga").get(path).text
    assert WORDS in page
    assert "What to write:" in page
    assert "at least 10" in site.person("olga").send(path, {**REASON, "reason": "Why?"}).text
    assert not site.newest_page()["live"]
    answer = site.person("olga").send(path, REASON)
    state = site.newest_page()
    assert state["live"], answer.text[-2000:]
    assert BAD in site.visitor_reads(state["url"])
    assert site.holds() == []
    (override,) = site.overrides()
    assert override["user__username"] == "olga"
    entries = json.loads(service.exported())
    text = json.dumps(entries)
    assert override["override_id"] in text
    assert REASON["reason"] in text
    assert "olga" in text
    # It holds for these very words, and for no others.
    assert site.publish(state["pk"]) == ""
    site.rewrite(state["pk"], BAD + " And on Friday.")
    assert WORDS in site.publish(state["pk"])


@pytest.mark.parametrize("name", ["mo", "boss"])
def test_an_override_needs_its_own_permission(site: Site, name: str) -> None:
    site.person(name).create(site.home_id(), "The play", BAD)
    (hold,) = site.holds()
    path = f"/admin/neutral-gate/{hold['pk']}/"
    page = site.person(name).get(path).text
    assert WORDS in page
    assert "all the same" not in page
    site.person(name).send(path, REASON)
    assert not site.newest_page()["live"]
    assert site.overrides() == []


def test_without_the_log_there_is_no_override(site: Site, nowhere: str) -> None:
    site.person("olga").create(site.home_id(), "The play", BAD)
    (hold,) = site.holds()
    site.gate(URL=nowhere)
    answer = site.person("olga").send(f"/admin/neutral-gate/{hold['pk']}/", REASON)
    assert "Nothing was published" in answer.text
    assert not site.newest_page()["live"]
    assert site.overrides() == []


def test_an_override_is_for_the_words_that_were_seen(site: Site) -> None:
    site.person("olga").create(site.home_id(), "The play", BAD)
    (hold,) = site.holds()
    site.person("mo").edit(site.newest_page()["pk"], "The play", BAD + " And on Friday.")
    (held,) = site.holds()
    assert held["pk"] == hold["pk"]
    path = f"/admin/neutral-gate/{hold['pk']}/"
    site.rewrite(site.newest_page()["pk"], BAD + " And on Saturday.")
    site.person("olga").send(path, REASON)
    assert "Saturday" not in site.visitor_reads("/the-play/")


def test_the_list_is_for_those_who_may_see_it(site: Site) -> None:
    site.person("mo").create(site.home_id(), "The clinic", BAD)
    assert "The clinic" in site.person("olga").get("/admin/neutral-gate/").text
    assert "The clinic" in site.person("boss").get("/admin/neutral-gate/").text
    (hold,) = site.holds()
    assert site.person("eve").get("/admin/neutral-gate/").url.path == "/admin/"
    assert WORDS in site.person("eve").get(f"/admin/neutral-gate/{hold['pk']}/").text  # she may edit that page
    assert "Held texts" in site.person("boss").get("/admin/").text


def test_switched_off_it_lets_all_out_and_says_so(site: Site) -> None:
    site.gate(ENABLED=False)
    assert site.publish(site.draft("The clinic", BAD)) == ""
    assert any("W001" in each for each in site.checks())


def test_excluded_models_are_not_asked_about(site: Site) -> None:
    site.gate(EXCLUDE=["news.Notice"])
    assert site.publish_notice(site.notice(BAD)) == ""
    assert WORDS in site.publish(site.draft("The clinic", BAD))


def test_warnings_are_said_or_held_as_the_settings_have_it(site: Site) -> None:
    warned = "Our Labour MP agrees."
    answer = site.person("mo").create(site.home_id(), "The clinic", warned)
    assert site.newest_page()["live"]
    assert "Please look at this once more" in messages_in(answer.text)
    site.gate(ON_WARN="hold")
    assert "Labour" in site.publish(site.draft("The surgery", warned))


def test_a_picture_counts_with_its_alt_text(site: Site) -> None:
    pk = site.draft("The clinic", GOOD)
    site.add_picture(pk, BAD)
    assert WORDS in site.publish(pk)
    assert not site.state(pk)["live"]


def test_the_tables_match_the_models(site: Site) -> None:
    assert "No changes" in site.new_migrations()
