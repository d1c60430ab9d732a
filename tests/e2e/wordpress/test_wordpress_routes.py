"""Every way to publish on WordPress: nothing blocked is readable by a visitor, and no author's words are lost."""

from __future__ import annotations

import time
import xmlrpc.client
from typing import Any

import pytest
from real_service import SECRET

BAD_WORDS = "Please vote for the Labour Party on Thursday"
BAD = f"<!-- wp:paragraph -->\n<p>{BAD_WORDS}.</p>\n<!-- /wp:paragraph -->"
GOOD_WORDS = "Flu clinics open at the library on Monday"
GOOD = f"<!-- wp:paragraph -->\n<p>{GOOD_WORDS}.</p>\n<!-- /wp:paragraph -->"
PAST = "2026-01-01 00:00:00"


def held(site: Any, post_id: int, words: str = BAD_WORDS) -> None:
    """Nothing of it is out, and the words are there."""
    facts = site.facts(post_id)
    assert facts["status"] not in ("publish", "future", "private")
    assert words in facts["words"]
    assert facts["hold"]
    assert not site.readable(words, post_id)


def still_live(site: Any, post_id: int) -> None:
    """The old text is out, the new one is parked."""
    facts = site.facts(post_id)
    assert facts["status"] == "publish"
    assert GOOD_WORDS in facts["content"]
    assert BAD_WORDS not in facts["content"]
    assert BAD_WORDS in facts["words"]
    assert facts["hold"]["parked"]
    assert not site.readable(BAD_WORDS, post_id)


def test_rest_lets_a_clean_post_out(site: Any) -> None:
    post_id = site.published(GOOD)
    assert site.readable(GOOD_WORDS, post_id)
    facts = site.facts(post_id)
    assert not facts["hold"]
    record = facts["record"]
    assert record["verdict"] == "pass"
    assert record["windows"] == ["harrowdale-now"]


def test_rest_refuses_a_new_post_and_says_why(site: Any) -> None:
    answer = site.rest("/wp/v2/posts", {"title": "A post", "content": BAD, "status": "publish"})
    assert answer.status == 422
    refusal = answer.json()
    assert refusal["code"] == "neutral_gate_blocked"
    assert "vote for the Labour Party" in refusal["message"]
    finding = next(each for each in refusal["data"]["neutral_gate"]["findings"] if each["severity"] == "block")
    assert finding["rule"] == "neutrality/vote-advocacy"
    assert finding["block"] == 0
    assert not site.readable(BAD_WORDS)


def test_rest_keeps_a_draft_as_it_is(site: Any) -> None:
    post_id = site.draft(BAD)
    assert BAD_WORDS in site.post(post_id)["post_content"]
    assert site.status(post_id) == "draft"


def test_rest_refuses_a_change_of_status_alone(site: Any) -> None:
    post_id = site.draft(BAD)
    assert site.rest(f"/wp/v2/posts/{post_id}", {"status": "publish"}).status == 422
    held(site, post_id)


@pytest.mark.parametrize("field", ["content", "title", "excerpt"])
def test_rest_refuses_a_change_of_a_live_post(site: Any, field: str) -> None:
    post_id = site.published(GOOD)
    answer = site.rest(f"/wp/v2/posts/{post_id}", {field: BAD if field == "content" else BAD_WORDS})
    assert answer.status == 422
    still_live(site, post_id)


def test_rest_refuses_in_a_batch(site: Any) -> None:
    request = {"method": "POST", "path": "/wp/v2/posts", "body": {"title": "b", "content": BAD, "status": "publish"}}
    answer = site.rest("/batch/v1", {"requests": [request]})
    assert answer.json()["responses"][0]["status"] == 422
    assert not site.readable(BAD_WORDS)


@pytest.mark.parametrize("kind", ["pages", "blocks", "navigation", "templates"])
def test_rest_guards_every_type_that_goes_live(site: Any, kind: str) -> None:
    more = {"slug": "ours", "theme": "twentytwentythree"} if kind == "templates" else {}
    answer = site.rest(f"/wp/v2/{kind}", {"title": "x", "content": BAD, "status": "publish", **more})
    assert answer.status == 422, answer.text[:300]
    assert answer.json()["code"] == "neutral_gate_blocked"
    assert not site.readable(BAD_WORDS)


def test_rest_refuses_to_schedule(site: Any) -> None:
    date = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(time.time() + 3 * 86_400))
    answer = site.rest("/wp/v2/posts", {"title": "s", "content": BAD, "status": "future", "date_gmt": date})
    assert answer.status == 422


def test_a_date_in_the_past_does_not_get_round_the_window(site: Any) -> None:
    data = {"title": "s", "content": BAD, "status": "publish", "date_gmt": "2019-03-01T10:00:00"}
    assert site.rest("/wp/v2/posts", data).status == 422


def test_quick_edit(site: Any) -> None:
    post_id = site.draft(BAD)
    person = site.browser()
    person.quick_edit(post_id, "publish")
    held(site, post_id)
    assert "Neutral Gate stopped this" in person.get("/wp-admin/edit.php").text


def test_bulk_edit(site: Any) -> None:
    bad, good = site.draft(BAD), site.draft(GOOD)
    page = site.browser().bulk_edit([bad, good], "publish")
    held(site, bad)
    assert site.status(good) == "publish"
    assert "Neutral Gate stopped this" in page.text


def test_classic_editor_publishing(site: Any) -> None:
    post_id = site.draft(GOOD)
    answer = site.browser().classic(post_id, BAD, "publish", "draft")
    assert "message=10" in answer.url  # "draft updated", not "published"
    assert "Neutral Gate stopped this" in answer.text
    held(site, post_id)


def test_classic_editor_changing_a_live_post(site: Any) -> None:
    post_id = site.published(GOOD)
    answer = site.browser().classic(post_id, BAD, "publish", "publish")
    assert "Neutral Gate stopped this" in answer.text
    still_live(site, post_id)


@pytest.mark.parametrize("way", ["wp.newPost", "metaWeblog.newPost", "wp.editPost"])
def test_xml_rpc(site: Any, way: str) -> None:
    server = xmlrpc.client.ServerProxy(site.url + "/xmlrpc.php")
    who = ("admin", "adminpass")
    post = {"post_type": "post", "post_status": "publish", "post_title": "x", "post_content": BAD}
    if way == "wp.newPost":
        post_id = int(str(server.wp.newPost(1, *who, post)))
        held(site, post_id)
    elif way == "metaWeblog.newPost":
        post_id = int(str(server.metaWeblog.newPost(1, *who, {"title": "x", "description": BAD}, True)))
        held(site, post_id)
    else:
        post_id = site.published(GOOD)
        server.wp.editPost(1, *who, post_id, {"post_content": BAD})
        still_live(site, post_id)


def test_importers_and_command_line_tools(site: Any) -> None:
    code = f"echo wp_insert_post(['post_title'=>'i','post_content'=>'{BAD}','post_status'=>'publish'],true);"
    held(site, int(site.php(code)))


def test_a_plugin_that_updates_a_live_post(site: Any) -> None:
    post_id = site.published(GOOD)
    site.php(f"wp_update_post(['ID'=>{post_id},'post_content'=>'{BAD}']);")
    still_live(site, post_id)


def test_a_plugin_that_publishes_past_the_choke_point(site: Any) -> None:
    post_id = site.draft(BAD)
    site.php(f"wp_publish_post({post_id});")
    held(site, post_id)
    assert site.hold(post_id)["how"] == "backstop"


def test_other_plugins_hear_that_the_post_is_not_out(site: Any) -> None:
    post_id = site.draft(BAD)
    seen = site.php(
        "add_action('transition_post_status',function($n,$o,$p){"
        "if('post'===$p->post_type)echo $p->post_status,' ';},10,3);"
        f"wp_publish_post({post_id});"
    )
    assert set(seen.split()) == {"pending"}


def test_untrashing_to_published(site: Any) -> None:
    post_id = site.draft(BAD)
    site.php(
        f"add_filter('wp_untrash_post_status',function(){{return 'publish';}});"
        f"wp_trash_post({post_id});wp_untrash_post({post_id});"
    )
    held(site, post_id)


def test_scheduled_and_clean_is_published_by_cron(site: Any) -> None:
    post_id = site.plant(GOOD, "future", date=PAST)
    site.php(f"wp_schedule_single_event(time()-5,'publish_future_post',[{post_id}]);")
    site.cron()
    assert site.status(post_id) == "publish"
    assert site.readable(GOOD_WORDS, post_id)


def test_scheduled_with_the_text_changed_behind_the_gate(site: Any) -> None:
    date = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(time.time() + 3_600))
    made = site.rest("/wp/v2/posts", {"title": "s", "content": GOOD, "status": "future", "date_gmt": date})
    post_id = int(made.json()["id"])
    assert site.status(post_id) == "future"
    site.php(
        f"global $wpdb;$wpdb->update($wpdb->posts,['post_content'=>'{BAD}','post_date'=>'{PAST}',"
        f"'post_date_gmt'=>'{PAST}'],['ID'=>{post_id}]);wp_clear_scheduled_hook('publish_future_post',[{post_id}]);"
        f"wp_schedule_single_event(time()-5,'publish_future_post',[{post_id}]);"
    )
    site.cron()
    held(site, post_id)
    assert site.status(post_id) == "pending"
    assert site.hold(post_id)["how"] == "scheduled"


def test_the_text_of_a_scheduled_post_cannot_be_made_bad(site: Any) -> None:
    date = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(time.time() + 3_600))
    made = site.rest("/wp/v2/posts", {"title": "s", "content": GOOD, "status": "future", "date_gmt": date})
    post_id = int(made.json()["id"])
    assert site.rest(f"/wp/v2/posts/{post_id}", {"content": BAD}).status == 422
    site.php(f"wp_update_post(['ID'=>{post_id},'post_content'=>'{BAD}']);")
    held(site, post_id)


def test_words_that_only_a_shortcode_or_a_block_makes_are_checked(site: Any) -> None:
    pattern = site.plant(BAD, "publish", "wp_block")
    answer = site.rest(
        "/wp/v2/posts", {"title": "x", "content": f'<!-- wp:block {{"ref":{pattern}}} /-->', "status": "publish"}
    )
    assert answer.status == 422
    coded = f"add_shortcode('plea',function(){{return '<p>{BAD_WORDS}.</p>';}});"
    post = "['post_title'=>'i','post_content'=>'<p>News</p> [plea]','post_status'=>'publish']"
    post_id = int(site.php(f"{coded}echo wp_insert_post({post},true);"))
    assert site.status(post_id) == "draft"


def test_slashes_and_quotes_of_the_author_come_back_whole(site: Any) -> None:
    words = 'Folder C:\\\\news says "it\'s open" & <em>more</em>'
    made = site.rest("/wp/v2/posts", {"title": "x", "content": f"<p>{words}</p>", "status": "publish"})
    post_id = int(made.json()["id"])
    assert words in site.post(post_id)["post_content"]
    refused = site.rest(f"/wp/v2/posts/{post_id}", {"content": f"<p>{words}. {BAD_WORDS}</p>"})
    assert refused.status == 422
    assert words in site.post(post_id)["post_content"]
    assert f"{words}. {BAD_WORDS}" in site.words_of(post_id)


def test_every_decision_stands_in_the_log(site: Any, service: Any) -> None:
    words = f"A note of {time.time_ns()}"
    post_id = site.published(f"<p>{words}.</p>")
    record = site.facts(post_id)["record"]
    log = service.exported()
    assert record["decision_id"] in log
    assert words not in log


def test_one_save_asks_once(site: Any, service: Any) -> None:
    before = service.exported().count('"verdict"')
    site.published(f"<p>A note of {time.time_ns()}.</p>")
    assert service.exported().count('"verdict"') - before == 1


def test_a_date_to_come_counts_only_while_the_post_waits_for_it(site: Any) -> None:
    later = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(time.time() + 90 * 86_400))
    warned = "<p>The Labour Party met the council on Monday.</p>"  # only a warning, and only in the window
    site.settings(url=site.value("get_option('neutral_gate_settings')")["url"], secret=SECRET, on_warn="refuse")
    post_id = site.plant(warned, "draft", date=later)
    site.php(f"wp_publish_post({post_id});")
    facts = site.facts(post_id)
    assert facts["status"] == "pending"
    assert facts["hold"]["how"] == "backstop"


def test_authors_cannot_override_in_the_text(site: Any) -> None:
    site.settings(url=site.value("get_option('neutral_gate_settings')")["url"], secret=SECRET, on_warn="refuse")
    allow = '<!-- neutral-gate: allow neutrality/party-mention reason="I may" until=2099-01-01 -->'
    content = f"{allow}<p>The Labour Party met the council on Monday.</p>"
    assert site.rest("/wp/v2/posts", {"title": "x", "content": content, "status": "publish"}).status == 422
