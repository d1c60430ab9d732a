"""A network of sites: settings for all, guards on each, and overrides that even a super admin must be given."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from real_service import SECRET, free_port
from wordpress_machines import builds
from wordpress_site import Site

NEWER = "6.5"
BAD_WORDS = "Please vote for the Labour Party on Thursday"


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A network with a second site in the folder /second/."""
    package = builds()
    if not shutil.which("php") or package is None:
        pytest.skip("PHP or the npm package @wp-playground/wordpress-builds is not installed")
    site = Site(tmp_path_factory.mktemp("network") / "site", None, package, NEWER)
    site.make_network()
    yield site
    site.stop()


def on_second(code: str) -> str:
    return f"switch_to_blog(get_id_from_blogname('second'));{code}restore_current_blog();"


def insert(words: str) -> str:
    post = f"['post_title'=>'x','post_content'=>'{words}','post_status'=>'publish']"
    return f"echo get_post_status(wp_insert_post({post})),' ';"


def test_the_settings_of_the_network_hold_on_every_site(network: Site, service: Any) -> None:
    settings = f"['url'=>'{service.url}','secret'=>'{SECRET}','timeout'=>'10']"
    network.php(f"update_site_option('neutral_gate_settings',{settings});")
    assert network.php(on_second(insert(BAD_WORDS))).strip() == "draft"
    assert network.php(on_second(insert("Flu clinics open on Monday."))).strip() == "publish"
    assert network.php(on_second("echo NeutralGate\\Plugin::instance()->settings->get('url');")) == service.url
    # A site's own settings win, and nobody answers there.
    own = f"update_option('neutral_gate_settings',['url'=>'http://127.0.0.1:{free_port()}']);"
    assert network.php(on_second(own + insert("Flu clinics open on Tuesday."))).strip() == "draft"
    network.php(on_second("delete_option('neutral_gate_settings');"))


def test_a_super_admin_must_be_given_the_override(network: Site) -> None:
    code = "wp_set_current_user(1);echo json_encode([is_super_admin(),current_user_can('neutral_gate_override')]);"
    assert network.php(code) == "[true,false]"
    network.php("(new WP_User(1))->add_cap('neutral_gate_override');")
    assert network.php(code) == "[true,true]"


def test_taking_it_out_cleans_every_site(network: Site) -> None:
    network.php(
        "update_option('neutral_gate_settings',['body'=>'council']);"
        + on_second("update_option('neutral_gate_settings',['body'=>'council']);")
        + "remove_all_actions('init');define('WP_UNINSTALL_PLUGIN','neutral-gate/neutral-gate.php');"
        "require WP_PLUGIN_DIR.'/neutral-gate/uninstall.php';"
    )
    left = "echo json_encode([get_option('neutral_gate_settings'),get_site_option('neutral_gate_settings')]);"
    assert network.php(left + on_second(left)) == "[false,false][false,false]"
