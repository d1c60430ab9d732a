"""The website in a process of its own, and the people who use it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx

PASSWORD = "three-random-words-here"
BAD = "Please vote for Jane Doe on Thursday."
GOOD = "The clinic opens on Monday."


class Site:
    """The website. `site.draft(...)` and so on are the functions of `wagtail_acts`, run inside of it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        with (folder / "site.log").open("w") as log:
            self.process = subprocess.Popen(
                [os.environ.get("WAGTAIL_PYTHON", sys.executable), str(Path(__file__).with_name("wagtail_server.py"))],
                env={**os.environ, "SITE_FOLDER": str(folder), "SITE_GATE": '{"ENABLED": false}'},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.process.stdout is not None
        port = self.process.stdout.readline().strip()
        if not port:
            self.process.communicate(timeout=30)
            raise AssertionError((folder / "site.log").read_text()[-2000:])
        self.url = f"http://127.0.0.1:{port}"
        self._people: dict[str, Person] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *words, **named: self._act(name, words, named)

    def _act(self, name: str, words: Any, named: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([name, words, named]) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "error" not in answer, answer
        return answer["value"]

    def person(self, name: str) -> Person:
        """Somebody who has signed in to the admin."""
        if name not in self._people:
            self._people[name] = Person(self.url, name)
        return self._people[name]

    def visitor_reads(self, path: str) -> str:
        """What somebody gets who has not signed in; nothing where there is no page."""
        answer = httpx.get(self.url + path, timeout=60)
        assert answer.status_code in (200, 404), answer.text
        return answer.text if answer.status_code == 200 else ""

    def stop(self) -> None:
        for person in self._people.values():
            person.client.close()
        self.process.communicate(timeout=30)  # its standard input ends, and so does it


class Person:
    """Somebody with a browser without JavaScript: the forms of the admin."""

    def __init__(self, url: str, name: str) -> None:
        self.client = httpx.Client(base_url=url, timeout=60, follow_redirects=True)
        self.client.get("/admin/login/")
        self.send("/admin/login/", {"username": name, "password": PASSWORD})
        assert "sessionid" in self.client.cookies

    def get(self, path: str) -> httpx.Response:
        return self.client.get(path)

    def send(self, path: str, form: dict[str, Any], **headers: str) -> httpx.Response:
        token = self.client.cookies.get("csrftoken", "")
        return self.client.post(path, data=form, headers={"X-CSRFToken": token, **headers})

    def create(self, parent: int, title: str, intro: str, **more: Any) -> httpx.Response:
        return self.send(f"/admin/pages/add/news/newspage/{parent}/", page_form(title, intro, **more))

    def edit(self, pk: int, title: str, intro: str, **more: Any) -> httpx.Response:
        return self.send(f"/admin/pages/{pk}/edit/", page_form(title, intro, **more))


def page_form(title: str, intro: str, action: str = "action-publish", **more: Any) -> dict[str, Any]:
    """The form of a page in the editor."""
    form = {
        "title": title,
        "slug": re.sub("[^a-z]+", "-", title.lower()),
        "intro": intro,
        "summary": '{"blocks": [], "entityMap": {}}',
        "body-count": "0",
        "seo_title": "",
        "search_description": "",
        action: "1",
    }
    for formset in ("links", "comments"):
        form |= {f"{formset}-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
        form[f"{formset}-MAX_NUM_FORMS"] = "1000"
    return {**form, **more}


def messages_in(page: str) -> str:
    """The messages that an admin page shows, as plain words."""
    found = re.search(r'<div class="messages"[^>]*>(.*?)</div>\s*', page, re.DOTALL)
    import html

    return html.unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", found.group(1) if found else ""))).strip()
