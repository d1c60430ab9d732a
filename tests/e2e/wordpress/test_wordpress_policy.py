"""The service away, overrides, pictures and meta, the sweep and strict mode, on real WordPress."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from real_service import SECRET

BAD_WORDS = "Please vote for the Labour Party on Thursday"
BAD = f"<!-- wp:paragraph -->\n<p>{BAD_WORDS}.</p>\n<!-- /wp:paragraph -->"
GOOD_WORDS = "Flu clinics open at the library on Monday"
GOOD = f"<!-- wp:paragraph -->\n<p>{GOOD_WORDS}.</p>\n<!-- /wp:paragraph -->"
REASON = "The monitoring officer agreed on the phone this morning."


def test_service_away_inside_a_window(lonely: Any) -> None:
    lonely.know(inside=True)
    answer = lonely.rest("/wp/v2/posts", {"title": "x", "content": GOOD, "status": "publish"})
    assert answer.status == 503
    assert answer.json()["code"] == "neutral_gate_unchecked"
    post_id = lonely.draft(GOOD)  # drafts can always be saved
    lonely.php(f"wp_update_post(['ID'=>{post_id},'post_status'=>'publish']);")
    assert lonely.status(post_id) == "draft"
    assert GOOD_WORDS in lonely.words_of(post_id)
    assert lonely.hold(post_id)["verdict"] == "none"


def test_service_away_where_nothing_is_known_counts_as_inside(lonely: Any) -> None:
    lonely.php("delete_option('neutral_gate_windows');")
    assert lonely.rest("/wp/v2/posts", {"title": "x", "content": GOOD, "status": "publish"}).status == 503


def test_service_away_outside_all_windows(lonely: Any, service: Any) -> None:
    lonely.know(inside=False)
    post_id = lonely.published(GOOD)
    record = lonely.facts(post_id)["record"]
    assert (record["verdict"], record["because"]) == ("none", "unchecked")
    # When the service is back, the sweep checks what was let through.
    bad = lonely.published(BAD)
    url = service.url
    lonely.settings(url=url, secret=SECRET, sweep_action="unpublish")
    lonely.php("do_action('neutral_gate_sweep');")
    assert lonely.status(bad) == "pending"
    assert lonely.status(post_id) == "publish"
    assert lonely.facts(post_id)["record"]["verdict"] == "pass"


def test_service_away_when_a_scheduled_post_is_due(lonely: Any, service: Any) -> None:
    post_id = lonely.plant(GOOD, "future")
    lonely.php(f"wp_schedule_single_event(time()-5,'publish_future_post',[{post_id}]);")
    lonely.cron()
    assert lonely.status(post_id) == "future"
    due = lonely.value(f"wp_next_scheduled('publish_future_post',[{post_id}])")
    assert 30 <= due - time.time() <= 90
    lonely.settings(url=service.url, secret=SECRET)
    lonely.php(
        f"wp_clear_scheduled_hook('publish_future_post',[{post_id}]);"
        f"wp_schedule_single_event(time()-5,'publish_future_post',[{post_id}]);"
    )
    lonely.cron()
    assert lonely.status(post_id) == "publish"


def test_fifty_posts_do_not_wait_fifty_times(site: Any, silent: str) -> None:
    ids = [site.draft(GOOD) for _ in range(6)]
    site.settings(url=silent, secret=SECRET, timeout="3")
    site.know(inside=True)
    start = time.monotonic()
    site.browser().bulk_edit(ids, "publish")
    assert time.monotonic() - start < 3 * len(ids)  # one wait, then the breaker is open
    assert {site.status(each) for each in ids} == {"draft"}


def test_a_wrong_secret_publishes_nothing(site: Any, service: Any) -> None:
    site.settings(url=service.url, secret="whsec_" + "A" * 44)
    answer = site.rest("/wp/v2/posts", {"title": "x", "content": GOOD, "status": "publish"})
    assert answer.status == 503
    assert "401" in answer.json()["message"]


def test_two_secrets_while_they_are_changed_over(site: Any, service: Any) -> None:
    site.settings(url=service.url, secret="whsec_" + "A" * 43 + "=", secret_next=SECRET)
    site.published(GOOD)


def override(site: Any, post_id: int, user: str = "editor", content: str = BAD, **more: str) -> Any:
    data = {"post_id": post_id, "title": "A draft", "content": content, "reason_code": "advice-taken", "reason": REASON}
    return site.rest("/neutral-gate/v1/override", {**data, **more}, user)


def with_token(site: Any, post_id: int, token: str, user: str = "editor", **data: Any) -> Any:
    return site.rest(f"/wp/v2/posts/{post_id}", data, user, {"X-Neutral-Gate-Override": token})


def test_override_once_for_this_text_and_this_person(site: Any, service: Any) -> None:
    post_id = site.draft(BAD)
    given = override(site, post_id)
    assert given.status == 200, given.text
    token = given.json()["token"]
    worse = BAD.replace("Thursday", "Thursday and for ever")
    assert with_token(site, post_id, token, content=worse, status="publish").status == 422  # not this text
    assert with_token(site, post_id, token, "admin", status="publish").status == 422  # not this person
    assert with_token(site, post_id, token, status="publish").status == 200
    assert site.status(post_id) == "publish"
    log = service.exported()
    assert REASON in log
    assert "advice-taken" in log
    # The token is used up; the text that was let out can be saved again, another cannot.
    assert with_token(site, post_id, token, content=worse).status == 422
    assert site.rest(f"/wp/v2/posts/{post_id}", {"comment_status": "closed"}).status == 200
    assert site.status(post_id) == "publish"
    other = site.draft(BAD)
    assert with_token(site, other, token, status="publish").status == 422


def test_override_needs_its_own_capability(site: Any) -> None:
    post_id = site.draft(BAD)
    assert override(site, post_id, "admin").status == 403


@pytest.mark.parametrize(("key", "value"), [("reason", "because"), ("reason_code", "felt-like-it")])
def test_override_needs_a_reason(site: Any, key: str, value: str) -> None:
    assert override(site, site.draft(BAD), **{key: value}).status == 400


def test_override_is_refused_while_it_cannot_be_logged(lonely: Any) -> None:
    post_id = lonely.draft(BAD)
    assert override(lonely, post_id).status == 503
    assert lonely.status(post_id) == "draft"


def picture(site: Any, alt: str = "") -> int:
    code = "echo $i=wp_insert_attachment(['post_title'=>'Clinic','post_mime_type'=>'image/png'],'2026/01/clinic.png');"
    return int(site.php(f"{code}update_post_meta($i,'_wp_attachment_image_alt','{alt}');"))


def test_featured_image_and_its_alt_are_checked(site: Any) -> None:
    image = picture(site)
    site.php(f"global $wpdb;$wpdb->update($wpdb->postmeta,['meta_value'=>'{BAD_WORDS}'],['post_id'=>{image}]);")
    data = {"title": "x", "content": GOOD, "status": "publish", "featured_media": image}
    answer = site.rest("/wp/v2/posts", data)
    assert answer.status == 422
    assert answer.json()["data"]["neutral_gate"]["findings"][0]["field"] == "images[0].alt"
    post_id = site.published(GOOD)
    site.php(f"set_post_thumbnail({post_id},{image});")
    assert not site.value(f"get_post_thumbnail_id({post_id})")


def test_words_of_media_are_checked(site: Any) -> None:
    image = picture(site)
    site.php(f"update_post_meta({image},'_wp_attachment_image_alt','{BAD_WORDS}');")
    assert site.value(f"get_post_meta({image},'_wp_attachment_image_alt',true)") == ""
    assert BAD_WORDS in json.dumps(site.hold(image)["words"])
    assert site.rest(f"/wp/v2/media/{image}", {"caption": BAD_WORDS}).status == 422
    assert site.post(image)["post_excerpt"] == ""
    assert site.rest(f"/wp/v2/media/{image}", {"caption": "People wait at the clinic"}).status == 200


def test_page_builders_keep_their_words_in_meta(site: Any) -> None:
    post_id = site.published(GOOD)
    built = json.dumps([{"settings": {"editor": f"<p>{BAD_WORDS}.</p>"}}])
    site.php(f"update_post_meta({post_id},'_elementor_data',wp_slash('{built}'));")
    assert site.value(f"get_post_meta({post_id},'_elementor_data',true)") == ""
    assert BAD_WORDS in json.dumps(site.hold(post_id)["words"])


def test_sweep_finds_what_no_hook_sees(site: Any, service: Any) -> None:
    planted, later = site.plant(BAD, "publish"), site.plant(BAD, "future", date="2099-01-01 00:00:00")
    site.php("do_action('neutral_gate_sweep');")
    assert site.hold(planted)["how"] == "sweep"
    assert site.status(planted) == "publish"  # by default the sweep only reports
    site.settings(url=service.url, secret=SECRET, sweep_action="unpublish")
    site.php("do_action('neutral_gate_sweep');")
    assert site.status(planted) == "pending"
    assert BAD_WORDS in site.words_of(planted)
    assert not site.readable(BAD_WORDS, planted)
    assert site.status(later) == "pending"


def test_strict_mode_shows_only_what_was_let_out(site: Any, service: Any) -> None:
    good, planted = site.published(GOOD), site.plant(BAD, "publish")
    assert site.readable(BAD_WORDS, planted)
    site.settings(url=service.url, secret=SECRET, strict="on")
    site.know(inside=False)
    assert site.readable(BAD_WORDS, planted)  # outside a window, strict mode rests
    site.rest("/wp/v2/posts", {"title": "x", "content": BAD, "status": "publish"})  # the answer names the window
    assert not site.readable(BAD_WORDS, planted)
    assert site.readable(GOOD_WORDS, good)
    site.php(f"global $wpdb;$wpdb->update($wpdb->posts,['post_content'=>'{BAD}'],['ID'=>{good}]);")
    assert not site.readable(BAD_WORDS, good)


def test_parked_words_outlive_the_cleaning_of_revisions(site: Any) -> None:
    post_id = site.published(GOOD)
    site.rest(f"/wp/v2/posts/{post_id}", {"content": BAD})
    parked = site.hold(post_id)["parked"]
    assert not site.value(f"wp_delete_post_revision({parked})")
    assert BAD_WORDS in site.words_of(post_id)
    site.php(f"wp_delete_post({post_id},true);")
    assert site.value(f"get_post({parked})") is None
