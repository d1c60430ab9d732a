"""A real WordPress on loopback, with the plugin, and the ways in which people and programs publish on it."""

from __future__ import annotations

import base64
import html
import json
import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from real_service import free_port, wait_for
from wordpress_browser import Answer, Browser, fetch
from wordpress_machines import REPOSITORY, MariaDB, listening

HERE = Path(__file__).parent
PLUGIN = REPOSITORY / "integrations" / "wordpress_hook"
DEBIAN = Path("/usr/share/wordpress")
_SALTS = ("AUTH_KEY", "SECURE_AUTH_KEY", "LOGGED_IN_KEY", "NONCE_KEY", "AUTH_SALT", "SECURE_AUTH_SALT")
_CONFIG = """<?php
{database}
{salts}
$table_prefix = 'wp_';
define('WP_ENVIRONMENT_TYPE', 'local');
define('WP_DEBUG', true); define('WP_DEBUG_LOG', '{log}'); define('WP_DEBUG_DISPLAY', false);
define('WP_HTTP_BLOCK_EXTERNAL', true); define('WP_ACCESSIBLE_HOSTS', '127.0.0.1');
define('AUTOMATIC_UPDATER_DISABLED', true); define('DISABLE_WP_CRON', true); define('FS_METHOD', 'direct');
define('WP_SITEURL', '{address}'); define('WP_HOME', '{address}');
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""


class Site:
    """WordPress with the plugin.

    Args:
        folder: Where it is put.
        database: Its MariaDB; None for SQLite.
        source: Debian's WordPress, or the npm package of newer ones.
        version: The version to take out of the package.
    """

    def __init__(self, folder: Path, database: MariaDB | None, source: Path, version: str = "") -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder.parent / f"{folder.name}.log"
        if version:
            config = self._unpack(source, version)
        else:
            assert database is not None
            shutil.copytree(source, folder, ignore=shutil.ignore_patterns(".htaccess", "wp-config.php"))
            config = database.config()
        salts = " ".join(f"define('{name}', 'test {name}');" for name in (*_SALTS, "LOGGED_IN_SALT", "NONCE_SALT"))
        text = _CONFIG.format(database=config, salts=salts, log=self.log, address=self.url)
        (folder / "wp-config.php").write_text(text)
        shutil.copytree(PLUGIN, folder / "wp-content" / "plugins" / "neutral-gate")
        said = self._php_file(HERE / "wordpress_install.php", str(folder), self.url)
        admin, editor = json.loads(said.splitlines()[-1])
        self.passwords = {"admin": admin, "editor": editor}
        self.process = subprocess.Popen(
            ["php", "-S", f"127.0.0.1:{self.port}", "-t", str(folder), str(HERE / "wordpress_router.php")],
            env={**os.environ, "PHP_CLI_SERVER_WORKERS": "4"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_for(lambda: listening(self.port))

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)  # the server's own group: its workers go with it
        self.process.wait(20)

    def make_network(self) -> None:
        """Turns the site into a network (multisite) with a second site in the folder /second/."""
        config = self.folder / "wp-config.php"
        host = f"127.0.0.1:{self.port}"
        self._php_file(HERE / "wordpress_network.php", str(self.folder), host)
        constants = {"MULTISITE": "true", "SUBDOMAIN_INSTALL": "false", "PATH_CURRENT_SITE": "'/'"}
        constants |= {"DOMAIN_CURRENT_SITE": f"'{host}'", "SITE_ID_CURRENT_SITE": "1", "BLOG_ID_CURRENT_SITE": "1"}
        lines = "".join(f"define('{name}', {value});\n" for name, value in constants.items())
        config.write_text(config.read_text().replace("if (!defined('ABSPATH'))", lines + "if (!defined('ABSPATH'))"))
        self._php_file(HERE / "wordpress_network.php", str(self.folder), host, "second")

    # -- inside ------------------------------------------------------------------------------------------------

    def php(self, code: str) -> str:
        """Runs PHP with WordPress loaded and nobody signed in, as a command line tool or an importer would."""
        host = f"127.0.0.1:{self.port}"
        start = f"$_SERVER['HTTP_HOST']='{host}';$_SERVER['REQUEST_URI']='/';require '{self.folder}/wp-load.php';"
        done = subprocess.run(["php", "-r", start + code], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def value(self, code: str) -> Any:
        """What a PHP expression gives."""
        return json.loads(self.php(f"echo json_encode({code});"))

    def post(self, post_id: int) -> dict[str, Any]:
        """A post's row as it is in the database."""
        row = f"$wpdb->get_row('SELECT * FROM '.$wpdb->posts.' WHERE ID={post_id}')"
        found: dict[str, Any] = self.value(f"(function(){{global $wpdb;return {row};}})()")
        return found

    def facts(self, post_id: int) -> dict[str, Any]:
        """A post's status, why it is held, and all words that are kept of it, revisions included."""
        code = (
            f"(function(){{global $wpdb;$r=$wpdb->get_row('SELECT * FROM '.$wpdb->posts.' WHERE ID={post_id}');"
            "return ['status'=>$r->post_status,'content'=>$r->post_title.$r->post_content.$r->post_excerpt,"
            f"'hold'=>get_post_meta({post_id},'_neutral_gate_hold',true),"
            f"'record'=>get_post_meta({post_id},'_neutral_gate_record',true),"
            "'words'=>implode(' ',$wpdb->get_col('SELECT CONCAT(post_title,post_content,post_excerpt) FROM '"
            f".$wpdb->posts.' WHERE ID={post_id} OR post_parent={post_id}'))];}})()"
        )
        found: dict[str, Any] = self.value(code)
        return found

    def status(self, post_id: int) -> str:
        return str(self.facts(post_id)["status"])

    def hold(self, post_id: int) -> dict[str, Any]:
        """Why a post is held; empty where it is not."""
        found = self.facts(post_id)["hold"]
        return found if isinstance(found, dict) else {}

    def words_of(self, post_id: int) -> str:
        """All words that are kept of a post: its own and those of its revisions."""
        return str(self.facts(post_id)["words"])

    def plant(self, content: str, status: str, kind: str = "post", date: str = "2026-01-01 00:00:00") -> int:
        """Writes a post into the database behind the back of WordPress."""
        row = {"post_author": 1, "post_content": content, "post_title": "Planted", "post_status": status}
        row |= {"post_type": kind, "post_name": f"planted-{time.time_ns()}", "post_date": date, "post_date_gmt": date}
        row |= dict.fromkeys(("post_excerpt", "to_ping", "pinged", "post_content_filtered"), "")
        row |= {"post_modified": date, "post_modified_gmt": date}
        data = base64.b64encode(json.dumps(row).encode()).decode()
        insert = (
            f"global $wpdb;$wpdb->insert($wpdb->posts,json_decode(base64_decode('{data}'),true));echo $wpdb->insert_id;"
        )
        return int(self.php(insert))

    def settings(self, **values: str) -> None:
        """Sets the plugin's settings; those not named go back to their defaults. A busy machine gets more time."""
        self.php(self._settings(values))

    def fresh(self, **values: str) -> None:
        """Takes out all posts, sets the plugin's settings, and lets it know that it is inside a window."""
        self.php(
            "global $wpdb;$wpdb->query(\"DELETE FROM $wpdb->posts WHERE post_type<>'wp_global_styles'\");"
            f'$wpdb->query("DELETE FROM $wpdb->postmeta");{self._settings(values)}{_known(inside=True)}'
            "wp_clear_scheduled_hook('neutral_gate_sweep_soon');wp_clear_scheduled_hook('neutral_gate_sweep');"
            "wp_schedule_event(time()+3600,'hourly','neutral_gate_sweep');"  # tests sweep when they mean to
        )

    def know(self, inside: bool) -> None:
        """Tells the plugin what it would have learnt from the service: it is inside a window, or outside all."""
        self.php(_known(inside))

    def _settings(self, values: dict[str, str]) -> str:
        data = base64.b64encode(json.dumps({"timeout": "10", **values}).encode()).decode()
        return (
            f"update_option('neutral_gate_settings',json_decode(base64_decode('{data}'),true),false);global $wpdb;"
            "$wpdb->query(\"DELETE FROM $wpdb->options WHERE option_name LIKE '\\_transient\\_%neutral\\_gate%'\");"
        )

    # -- from outside ------------------------------------------------------------------------------------------

    def visit(self, path: str) -> Answer:
        """What a visitor sees."""
        return fetch(urllib.request.build_opener(), self.url + path)

    def readable(self, words: str, post_id: int | None = None) -> bool:
        """Whether a visitor can read words anywhere: on the front page, in feeds, by REST, in search, in the sitemap,
        or on the post's own page."""
        search = urllib.parse.quote(words.split(" ", 1)[1][:-2])  # the page repeats what was looked for
        places = [
            "/",
            "/feed/",
            "/wp-json/wp/v2/posts",
            "/wp-json/wp/v2/pages",
            f"/?s={search}",
            f"/wp-json/wp/v2/search?search={search}",
        ]
        if post_id:
            places += [
                f"/?p={post_id}",
                f"/?page_id={post_id}",
                f"/wp-json/wp/v2/posts/{post_id}",
                f"/?p={post_id}&feed=rss2",
            ]
            places += [f"/wp-json/oembed/1.0/embed?url={self.url}/?p={post_id}", f"/?p={post_id}&embed=true"]
        with ThreadPoolExecutor(4) as visitors:
            return any(words in html.unescape(page.text) for page in visitors.map(self.visit, places))

    def rest(self, path: str, data: dict[str, Any] | None = None, user: str = "admin", headers: Any = None) -> Answer:
        """A REST request with an application password; POST where there is data."""
        auth = base64.b64encode(f"{user}:{self.passwords[user]}".encode()).decode()
        body = None if data is None else json.dumps(data).encode()
        all_headers = {"Authorization": f"Basic {auth}", "Content-Type": "application/json", **(headers or {})}
        return fetch(urllib.request.build_opener(), self.url + "/wp-json" + path, body, all_headers)

    def draft(self, content: str, kind: str = "posts", **more: Any) -> int:
        """A draft of the admin's."""
        made = self.rest(f"/wp/v2/{kind}", {"title": "A draft", "content": content, "status": "draft", **more})
        assert made.status == 201, made.text
        return int(made.json()["id"])

    def published(self, content: str, **more: Any) -> int:
        """A post that went through the gate."""
        made = self.rest("/wp/v2/posts", {"title": "A post", "content": content, "status": "publish", **more})
        assert made.status == 201, made.text
        return int(made.json()["id"])

    def browser(self, user: str = "admin") -> Browser:
        return Browser(self.url, user)

    def cron(self) -> None:
        """Runs what is due, as the web server does it."""
        self.php("delete_transient('doing_cron');")
        self.visit("/wp-cron.php")

    # -- setting up --------------------------------------------------------------------------------------------

    def _unpack(self, package: Path, version: str) -> str:
        shutil.copytree(package / "public" / f"wp-{version}", self.folder)
        with zipfile.ZipFile(package / "src" / "wordpress" / f"wp-{version}.zip") as archive:
            archive.extractall(self.folder)
        must_use = self.folder / "wp-content" / "mu-plugins"
        must_use.mkdir(parents=True, exist_ok=True)
        (self.folder / "wp-content" / "plugins").mkdir(exist_ok=True)
        store = self.folder / "wp-content" / "database"
        store.mkdir(exist_ok=True)
        (driver,) = (package / "src" / "sqlite-database-integration").glob("*.zip")
        with zipfile.ZipFile(driver) as archive:
            archive.extractall(must_use)
        (unpacked,) = must_use.glob("sqlite-database-integration*")
        home = unpacked.rename(must_use / "sqlite-database-integration")
        drop_in = (home / "db.copy").read_text()
        drop_in = drop_in.replace("'{SQLITE_IMPLEMENTATION_FOLDER_PATH}'", f"'{home}'")
        drop_in = drop_in.replace("{SQLITE_PLUGIN}", "sqlite-database-integration/load.php")
        (self.folder / "wp-content" / "db.php").write_text(drop_in)
        names = {"NAME": "wp", "USER": "", "PASSWORD": "", "HOST": "", "CHARSET": "utf8mb4", "COLLATE": ""}
        names |= {"ENGINE": "sqlite", "DIR": f"{store}/", "FILE": "wp.sqlite"}
        return " ".join(f"define('DB_{key}', '{value}');" for key, value in names.items())

    def _php_file(self, *arguments: Any) -> str:
        done = subprocess.run(["php", *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def _known(inside: bool) -> str:
    window = "'w'=>['start'=>time()-9,'end'=>time()+86400,'advisory'=>false]" if inside else ""
    return f"update_option('neutral_gate_windows',['full'=>time(),'part'=>time(),'windows'=>[{window}]]);"
