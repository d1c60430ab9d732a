"""The plugin's pages in the admin, Site Health, networks, taking it out, and its files."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from real_service import SECRET

PLUGIN = Path(__file__).parents[3] / "integrations" / "wordpress_hook"
BAD_WORDS = "Please vote for the Labour Party on Thursday"
BAD = f"<!-- wp:paragraph -->\n<p>{BAD_WORDS}.</p>\n<!-- /wp:paragraph -->"
GOOD = "<!-- wp:paragraph -->\n<p>Flu clinics open at the library on Monday.</p>\n<!-- /wp:paragraph -->"
SETTINGS = "/wp-admin/options-general.php?page=neutral-gate"
HELD = "/wp-admin/tools.php?page=neutral-gate-held"


def form_of(page: str, mark: str) -> dict[str, str]:
    """The hidden fields of the form with a mark in it."""
    form = next(each for each in re.findall(r"<form.*?</form>", page, re.DOTALL) if mark in each)
    hidden = [each for each in re.findall(r"<input[^>]*>", form) if 'type="hidden"' in each]
    found = [(re.search(r'name="([^"]*)"', each), re.search(r'value="([^"]*)"', each)) for each in hidden]
    return {name.group(1): value.group(1) for name, value in found if name and value}


def test_list_shows_the_verdict(site: Any) -> None:
    held, clear = site.draft(BAD), site.published(GOOD)
    site.php(f"wp_update_post(['ID'=>{held},'post_status'=>'publish']);")
    page = site.browser().get("/wp-admin/edit.php").text
    cells = dict(re.findall(r"""id="post-(\d+)".*?column-neutral_gate['"][^>]*>(.*?)</td>""", page, re.DOTALL))
    assert "Held: not published" in cells[str(held)]
    assert cells[str(clear)].strip() == "Clear"


def test_held_page_shows_why_and_lets_those_who_may_override(site: Any, service: Any) -> None:
    post_id = site.draft(BAD)
    site.php(f"wp_update_post(['ID'=>{post_id},'post_status'=>'publish']);")
    admin = site.browser("admin").get(HELD).text
    assert "vote for the Labour Party" in admin
    assert "Publish all the same" not in admin
    person = site.browser("editor")
    form = form_of(person.get(HELD).text, f'value="{post_id}"')
    refused = person.send("/wp-admin/admin-post.php", {**form, "reason_code": "correction", "reason": "no"})
    assert "at least 20 letters" in refused.text
    assert site.status(post_id) == "draft"
    reason = f"It corrects the notice of last week, number {post_id}."
    done = person.send("/wp-admin/admin-post.php", {**form, "reason_code": "correction", "reason": reason})
    assert site.status(post_id) == "publish"
    assert "Nothing is held" in done.text
    assert reason in service.exported()


def test_held_page_needs_the_nonce_and_the_capability(site: Any) -> None:
    post_id = site.draft(BAD)
    form = {"action": "neutral_gate_override", "post_id": post_id, "reason_code": "correction", "reason": "x" * 40}
    assert site.browser("editor").send("/wp-admin/admin-post.php", form).status == 403
    assert site.status(post_id) == "draft"


def test_held_page_escapes_what_authors_write(site: Any) -> None:
    post_id = site.draft(BAD + "<p>vote for the <b>Labour</b> Party &lt;script&gt;alert(1)&lt;/script&gt;</p>")
    site.php(f"wp_update_post(['ID'=>{post_id},'post_status'=>'publish']);")
    assert "<script>alert(1)" not in site.browser("admin").get(HELD).text


def test_settings_are_saved_and_the_connection_is_tested(site: Any, service: Any) -> None:
    kept = site.value("get_option('neutral_gate_settings')")
    person = site.browser()
    page = person.get(SETTINGS).text
    assert kept["secret"] not in page
    form = form_of(page, "neutral_gate_settings")
    wrong = person.send("/wp-admin/admin-post.php", {**form, "settings[url]": "http://127.0.0.1:9"})
    assert "cannot be used yet" in wrong.text
    sent = {**form, "settings[url]": service.url, "settings[strict]": "on", "settings[on_warn]": "nonsense"}
    right = person.send("/wp-admin/admin-post.php", {**sent, "roles[]": "editor"})
    assert "The service answers. A pre-election period applies now." in right.text
    stored = site.value("get_option('neutral_gate_settings')")
    assert stored == {"url": service.url, "secret": kept["secret"], "strict": "on"}
    assert site.value("get_role('editor')->has_cap('neutral_gate_override')") is True
    assert site.value("(new WP_User(1))->has_cap('neutral_gate_override')") is False


def test_settings_are_for_administrators(site: Any) -> None:
    assert site.browser("editor").get(SETTINGS).status == 403


def test_a_plugin_that_is_not_set_up_says_so_and_publishes_nothing(site: Any) -> None:
    site.settings()
    site.php("delete_option('neutral_gate_windows');")
    assert "nothing can be published" in site.browser().get("/wp-admin/").text
    assert site.rest("/wp/v2/posts", {"title": "x", "content": GOOD, "status": "publish"}).status == 503


def health(site: Any) -> dict[str, Any]:
    code = (
        "(function(){require_once ABSPATH.'wp-admin/includes/admin.php';"
        "$t=apply_filters('site_status_tests',['direct'=>[],'async'=>[]]);"
        "return $t['direct']['neutral_gate']['test']();})()"
    )
    found: dict[str, Any] = site.value(code)
    return found


def test_site_health(site: Any, service: Any) -> None:
    assert health(site)["status"] == "good"
    site.settings(url="http://gate.example.test", secret=SECRET)
    found = health(site)
    assert found["status"] == "critical"
    assert "WP_ACCESSIBLE_HOSTS" in found["description"]


def test_taking_it_out_leaves_nothing_behind_but_the_words(site: Any) -> None:
    post_id = site.published(GOOD)
    site.rest(f"/wp/v2/posts/{post_id}", {"content": BAD})
    site.browser().get("/wp-admin/edit.php")
    count = (
        '(function(){global $wpdb;return (int)$wpdb->get_var("SELECT (SELECT COUNT(*) FROM $wpdb->options WHERE '
        "option_name LIKE '%neutral\\_gate\\_%')+(SELECT COUNT(*) FROM $wpdb->postmeta WHERE meta_key LIKE "
        "'%neutral\\_gate%')\");})()"
    )
    assert site.value(count) > 0
    site.php(
        "remove_all_actions('init');define('WP_UNINSTALL_PLUGIN','neutral-gate/neutral-gate.php');"
        "require WP_PLUGIN_DIR.'/neutral-gate/uninstall.php';"
    )
    left = site.value(
        '(function(){global $wpdb;return $wpdb->get_col("SELECT option_name FROM $wpdb->options WHERE option_name '
        "LIKE '%neutral\\_gate\\_%'\");})()"
    )
    assert left == []
    assert BAD_WORDS in site.words_of(post_id)
    site.php("get_role('editor')->add_cap('neutral_gate_override');")


def test_as_a_must_use_plugin_it_cannot_be_switched_off(site: Any) -> None:
    folder = site.folder / "wp-content" / "mu-plugins"
    folder.mkdir(exist_ok=True)
    loader = Path(shutil.copy(PLUGIN / "mu-plugin" / "neutral-gate-loader.php", folder))
    switch = "require_once ABSPATH.'wp-admin/includes/plugin.php';%s('neutral-gate/neutral-gate.php');"
    try:
        site.php(switch % "deactivate_plugins")
        assert site.rest("/wp/v2/posts", {"title": "x", "content": BAD, "status": "publish"}).status == 422
    finally:
        loader.unlink()
        site.php(switch % "activate_plugin")


def test_words_that_are_kept_nowhere_else_stay_until_somebody_has_seen_them(site: Any) -> None:
    post_id = site.published(GOOD)
    site.php(f"update_post_meta({post_id},'_yoast_wpseo_title','{BAD_WORDS}');")
    assert site.rest(f"/wp/v2/posts/{post_id}", {"content": GOOD + GOOD}).status == 200
    person = site.browser("editor")
    page = person.get(HELD).text
    assert BAD_WORDS in page
    done = person.send("/wp-admin/admin-post.php", form_of(page, "neutral_gate_seen"))
    assert "Nothing is held" in done.text


@pytest.mark.skipif(not shutil.which("php"), reason="PHP is not installed")
def test_every_file_is_valid_php_and_cannot_be_called_alone() -> None:
    for file in sorted(PLUGIN.rglob("*.php")):
        done = subprocess.run(["php", "-l", str(file)], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout
        assert re.search(r"defined\( '(?:ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;", file.read_text()), file
        alone = subprocess.run(["php", str(file)], capture_output=True, text=True, timeout=60, check=False)
        assert (alone.returncode, alone.stdout) == (0, ""), file


def test_readme_and_header_agree() -> None:
    header, readme = (PLUGIN / "neutral-gate.php").read_text(), (PLUGIN / "readme.txt").read_text()
    for name in ("Requires at least", "Requires PHP", "License"):
        written = [re.search(rf"{name}:\s*(.+)", text) for text in (header, readme)]
        assert all(written), name
        assert len({each.group(1).strip() for each in written if each}) == 1, name
    version = re.search(r"Version:\s*(\S+)", header)
    stable = re.search(r"Stable tag:\s*(\S+)", readme)
    assert version
    assert stable
    assert version.group(1) == stable.group(1)
    assert f"= {stable.group(1)} =" in readme
    assert f"'{stable.group(1)}'" in header


def test_every_text_can_be_translated() -> None:
    pot = (PLUGIN / "languages" / "neutral-gate.pot").read_text()
    known = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', pot)).replace('\\"', '"')
    sources = [*PLUGIN.rglob("*.php"), *PLUGIN.rglob("*.js")]
    texts = [
        text.replace("\\'", "'")
        for source in sources
        for text in re.findall(
            r"(?:\b__|esc_html__|esc_attr__)\( '((?:[^'\\]|\\.)*)', 'neutral-gate' \)", source.read_text()
        )
    ]
    assert len(texts) > 80
    assert [text for text in texts if text not in known] == []
    loose = [
        call
        for source in sources
        for call in re.findall(
            r"(?:\b__|esc_html__|esc_attr__)\((?! '(?:[^'\\]|\\.)*', 'neutral-gate' \)).{0,60}", source.read_text()
        )
    ]
    assert loose == []
