"""Every route that makes something public in Wagtail: nothing blocked is readable, and no words are lost."""

from __future__ import annotations

import pytest
from wagtail_site import BAD, GOOD, Site, messages_in

WORDS = "vote for Jane Doe"
ADVICE = "Take the sentence out."


@pytest.fixture
def live(site: Site) -> int:
    """A page that is public, with good words."""
    pk: int = site.draft("The clinic", GOOD, live=True)
    assert GOOD in site.visitor_reads(site.state(pk)["url"])
    return pk


def test_good_words_are_published_in_the_editor(site: Site) -> None:
    answer = site.person("mo").create(site.home_id(), "The clinic", GOOD)
    state = site.newest_page()
    assert state["live"], messages_in(answer.text)
    assert GOOD in site.visitor_reads(state["url"])
    assert site.holds() == []


def test_create_and_publish_in_the_editor_keeps_a_draft_and_names_the_words(site: Site) -> None:
    answer = site.person("mo").create(site.home_id(), "The clinic", BAD)
    state = site.newest_page()
    assert state["newest"] == BAD
    assert not state["live"]
    assert site.visitor_reads("/the-clinic/") == ""
    said = messages_in(answer.text)
    assert "“The clinic” was not published. Your words are kept." in said
    assert f"Intro: “{WORDS}”" in said
    assert ADVICE in said
    assert answer.url.path == f"/admin/pages/{state['pk']}/edit/"
    (hold,) = site.holds()
    assert (hold["state"], hold["object_id"]) == ("blocked", str(state["pk"]))


def test_an_edit_of_a_public_page_leaves_the_public_words(site: Site, live: int) -> None:
    answer = site.person("mo").edit(live, "The clinic", BAD)
    state = site.state(live)
    assert (state["live"], state["intro"], state["newest"]) == (True, GOOD, BAD)
    assert WORDS not in site.visitor_reads(state["url"])
    assert WORDS in messages_in(answer.text)


def test_a_held_page_goes_out_once_it_is_mended(site: Site, live: int) -> None:
    site.person("mo").edit(live, "The clinic", BAD)
    assert len(site.holds()) == 1
    site.person("mo").edit(live, "The clinic", GOOD + " Come in.")
    assert site.state(live)["intro"] == GOOD + " Come in."
    assert site.holds() == []


@pytest.mark.parametrize("field", ["summary", "heading", "code", "link", "seo_title", "title"])
def test_words_in_every_kind_of_field_count(site: Site, field: str) -> None:
    draftail = '{"blocks": [{"key": "a", "text": "%s", "type": "unstyled"}], "entityMap": {}}'
    one = {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-id": ""}
    forms = {
        "summary": {"summary": draftail % BAD},
        "heading": {**one, "body-0-type": "heading", "body-0-value": BAD},
        "code": {
            **one,
            "body-0-type": "code",
            "body-0-value": f'<!-- neutral-gate: allow vote-advocacy reason="me" until=2099-01-01 --><p>{BAD}</p>',
        },
        "link": {"links-TOTAL_FORMS": "1", "links-0-label": BAD, "links-0-ORDER": "1", "links-0-id": ""},
        "seo_title": {"seo_title": BAD},
    }
    title = BAD if field == "title" else "The clinic"
    answer = site.person("mo").create(site.home_id(), title, GOOD, **forms.get(field, {}))
    state = site.newest_page()
    assert state, answer.text[-3000:]
    assert not state["live"]
    assert WORDS in messages_in(answer.text)


def test_bulk_publish_holds_the_bad_one_and_publishes_the_good_one(site: Site) -> None:
    good, bad = site.draft("Good", GOOD), site.draft("Bad", BAD)
    answer = site.person("mo").send(f"/admin/bulk/wagtailcore/page/publish/?id={good}&id={bad}&next=/admin/", {})
    assert site.state(good)["live"]
    assert not site.state(bad)["live"]
    said = messages_in(answer.text)
    assert WORDS in said
    assert "1 page has been published" in said


def test_bulk_publish_with_pages_below_holds_the_branch_of_the_bad_one(site: Site) -> None:
    bad = site.draft("Bad", BAD)
    form = {"include_descendants": "on"}
    answer = site.person("mo").send(f"/admin/bulk/wagtailcore/page/publish/?id={site.home_id()}&next=/admin/", form)
    assert not site.state(bad)["live"]
    assert WORDS in messages_in(answer.text)
    assert "been published" not in messages_in(answer.text)


def test_code_that_publishes_a_revision_is_refused(site: Site, live: int) -> None:
    site.rewrite(live, BAD)
    for said in (site.publish(live), site.publish(live, by="mo"), site.run_action(live)):
        assert said.startswith("PublishRefused: ")
        assert WORDS in said
    state = site.state(live)
    assert (state["intro"], state["newest"]) == (GOOD, BAD)


def test_the_api_of_the_admin_answers_403_with_the_words(site: Site, live: int) -> None:
    site.rewrite(live, BAD)
    path = f"/admin/api/main/pages/{live}/action/publish/"
    answer = site.person("mo").send(path, {}, Accept="application/json")
    assert answer.status_code == 403
    assert WORDS in answer.json()["detail"]
    assert site.state(live)["intro"] == GOOD
    assert len(site.holds()) == 1


def test_scheduling_is_judged_at_once(site: Site) -> None:
    bad = site.draft("Bad", BAD)
    assert WORDS in site.schedule(bad, hours=5)
    assert not site.scheduled(bad)


def test_a_scheduled_page_is_judged_again_and_stops_no_other(site: Site) -> None:
    first, second = site.draft("First", GOOD), site.draft("Second", GOOD)
    assert site.schedule(first, hours=5) == site.schedule(second, hours=6) == ""
    site.due(first, intro=BAD)
    site.due(second)
    site.command("publish_scheduled")
    assert site.state(second)["live"]
    state = site.state(first)
    assert not state["live"]
    assert not site.scheduled(first)
    assert site.visitor_reads("/first/") == ""
    (mail,) = site.mails()
    assert mail["to"] == ["mo@harrowdale.example"]
    assert WORDS in mail["body"]
    assert [each["object_id"] for each in site.holds()] == [str(first)]


def test_a_new_page_that_is_scheduled_is_not_readable_before(site: Site) -> None:
    answer = site.person("mo").create(site.home_id(), "Later", GOOD, go_live_at="2099-01-01 10:00")
    state = site.newest_page()
    assert site.scheduled(state["pk"]), messages_in(answer.text)
    assert not state["live"]
    assert site.visitor_reads("/later/") == ""


def test_a_workflow_does_not_end_in_publishing_bad_words(site: Site) -> None:
    bad = site.draft("Bad", BAD)
    site.submit(bad)
    assert WORDS in site.approve(bad)
    assert site.workflow_status(bad) == "in_progress"
    form = {"workflow-action-name": "approve"}
    answer = site.person("mo").edit(bad, "Bad", BAD + " Do it.", action="action-workflow-action", **form)
    state = site.state(bad)
    assert not state["live"]
    assert state["newest"] == BAD + " Do it."
    said = messages_in(answer.text)
    assert WORDS in said
    assert "do not have permission" not in said
    assert answer.url.path == f"/admin/pages/{bad}/edit/"
    assert len(site.holds()) == 1


def test_an_approval_in_the_dialog_of_the_dashboard_is_refused_and_says_why(site: Site) -> None:
    bad = site.draft("Bad", BAD)
    site.submit(bad)
    path = f"/admin/pages/workflow/action/{bad}/approve/{site.task_state(bad)}/"
    headers = {"X-Requested-With": "XMLHttpRequest"}
    answer = site.person("mo").send(path, {"comment": ""}, **headers)
    assert answer.json() == {"step": "success", "redirect": f"/admin/pages/{bad}/edit/"}
    assert WORDS in messages_in(site.person("mo").get(f"/admin/pages/{bad}/edit/").text)
    assert not site.state(bad)["live"]
    assert site.workflow_status(bad) == "in_progress"


def test_a_workflow_publishes_good_words(site: Site) -> None:
    good = site.draft("Good", GOOD)
    site.submit(good)
    site.person("mo").edit(good, "Good", GOOD, action="action-workflow-action", **{"workflow-action-name": "approve"})
    assert site.state(good)["live"]


def test_code_that_adds_a_public_page_gets_a_draft(site: Site) -> None:
    assert site.add_live("Good", GOOD)["live"]
    state = site.add_live("Bad", BAD)
    assert not state["live"]
    assert state["newest"] == BAD
    assert site.visitor_reads("/bad/") == ""
    assert [each["title"] for each in site.holds()] == ["Bad"]


def test_code_that_changes_a_public_page_is_refused(site: Site, live: int) -> None:
    assert WORDS in site.save_live(live, BAD)
    assert site.state(live)["intro"] == GOOD
    assert site.save_live(live, GOOD + " Come in.") == ""
    assert site.state(live)["intro"] == GOOD + " Come in."


def test_a_copy_with_bad_words_is_a_draft(site: Site, live: int) -> None:
    assert not site.copy_live(live, "Vote for Jane Doe on Thursday")["live"]
    assert site.visitor_reads("/a-copy/") == ""


def test_a_copy_in_the_admin_is_a_draft_and_says_so(site: Site, live: int) -> None:
    form = {"new_title": "Vote for Jane Doe on Thursday", "new_slug": "b", "new_parent_page": site.home_id()}
    answer = site.person("mo").send(f"/admin/pages/{live}/copy/", {**form, "publish_copies": "on"})
    assert not site.newest_page()["live"]
    assert site.newest_page()["pk"] != live
    assert "Vote for Jane Doe" in messages_in(answer.text)
    assert "was not published" in messages_in(answer.text)


def test_an_alias_follows_its_page_and_no_further(site: Site, live: int) -> None:
    site.alias(live)
    site.person("mo").edit(live, "The clinic", BAD)
    assert site.state(live)["aliases"] == [GOOD]
    site.person("mo").edit(live, "The clinic", GOOD + " Come in.")
    assert site.state(live)["aliases"] == [GOOD + " Come in."]


def test_snippets_with_drafts(site: Site) -> None:
    answer = site.person("mo").send("/admin/snippets/news/notice/add/", {"text": BAD, "action-publish": "1"})
    (state,) = site.notices()
    assert not state["live"]
    assert state["newest"] == BAD
    assert WORDS in messages_in(answer.text)
    assert WORDS in site.publish_notice(state["pk"])
    site.person("mo").send(f"/admin/snippets/news/notice/edit/{state['pk']}/", {"text": GOOD, "action-publish": "1"})
    assert site.notice_state(state["pk"])["live"]
    edit = {"text": BAD, "action-publish": "1"}
    site.person("mo").send(f"/admin/snippets/news/notice/edit/{state['pk']}/", edit)
    assert site.notice_state(state["pk"]) == {"live": True, "text": GOOD, "newest": BAD}


def test_snippets_without_drafts_keep_the_words_in_the_form(site: Site) -> None:
    answer = site.person("mo").send("/admin/snippets/news/banner/add/", {"text": BAD})
    assert site.banners() == []
    assert f'value="{BAD}"' in answer.text
    assert ADVICE in messages_in(answer.text)
    assert WORDS in site.banner(BAD)
    assert site.banner(GOOD) == ""
    assert site.banners() == [GOOD]


def test_settings_of_the_website_count(site: Site) -> None:
    person = site.person("boss")
    edit = person.get("/admin/settings/news/strapline/").url.path
    refused = person.send(edit, {"words": BAD}).text
    assert f'value="{BAD}"' in refused
    assert ADVICE in messages_in(refused)
    assert f'value="{BAD}"' not in person.get(edit).text
    person.send(edit, {"words": GOOD})
    assert f'value="{GOOD}"' in person.get(edit).text
    assert [each["state"] for each in site.holds()] == []


def test_saving_a_draft_asks_nobody(site: Site, nowhere: str) -> None:
    site.gate(URL=nowhere)
    answer = site.person("eve").create(site.home_id(), "The clinic", BAD, action="save")
    assert site.newest_page()["newest"] == BAD, messages_in(answer.text)


def test_who_may_not_publish_causes_no_check(site: Site, nowhere: str) -> None:
    pk = site.draft("The clinic", GOOD)
    site.gate(URL=nowhere)
    assert site.publish(pk, by="eve").startswith("PublishPagePermissionError: ")
    assert site.holds() == []
