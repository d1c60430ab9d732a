"""A signed-in person without JavaScript, and the answers of a site."""

from __future__ import annotations

import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from typing import Any


class Answer:
    """An HTTP answer: status, text and the address it came from."""

    def __init__(self, status: int, text: str, url: str) -> None:
        self.status = status
        self.text = text
        self.url = url

    def json(self) -> Any:
        return json.loads(self.text)


class Browser:
    """A signed-in person without JavaScript: forms and links of the admin."""

    def __init__(self, url: str, user: str) -> None:
        self.url = url
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.get("/wp-login.php")
        form = {"log": user, "pwd": f"{user}pass", "wp-submit": "Log In", "testcookie": "1"}
        self.send("/wp-login.php", {**form, "redirect_to": url + "/wp-admin/"})

    def get(self, path: str) -> Answer:
        return fetch(self._opener, self.url + path)

    def send(self, path: str, form: dict[str, Any]) -> Answer:
        return fetch(self._opener, self.url + path, urllib.parse.urlencode(form, doseq=True).encode())

    def quick_edit(self, post_id: int, status: str) -> Answer:
        page = self.get("/wp-admin/edit.php").text
        nonce = _found(r'name="_inline_edit" value="(\w+)"', page)
        date = {"mm": "11", "jj": "01", "aa": "2025", "hh": "10", "mn": "00", "ss": "00", "edit_date": "true"}
        form = {
            "action": "inline-save",
            "_inline_edit": nonce,
            "post_ID": post_id,
            "post_type": "post",
            "_status": status,
        }
        form |= {
            "post_title": "A draft",
            "post_name": "a",
            "post_author": 1,
            "screen": "edit-post",
            "post_view": "list",
        }
        return self.send("/wp-admin/admin-ajax.php", {**form, **date})

    def bulk_edit(self, post_ids: list[int], status: str) -> Answer:
        page = self.get("/wp-admin/edit.php").text
        nonce = _found(r'name="_wpnonce" value="(\w+)"', page)
        query = {"_wpnonce": nonce, "action": "edit", "bulk_edit": "Update", "_status": status, "post[]": post_ids}
        query |= {"post_type": "post", "post_author": -1, "comment_status": "", "ping_status": "", "sticky": ""}
        return self.get("/wp-admin/edit.php?" + urllib.parse.urlencode({**query, "page_template": ""}, doseq=True))

    def classic(self, post_id: int, content: str, status: str, original: str, title: str = "A draft") -> Answer:
        """Saves as the classic editor's form does."""
        page = self.get(f"/wp-admin/post.php?post={post_id}&action=edit&classic-editor=1").text
        nonce = _found(r'name="_wpnonce" value="(\w+)"', page)
        form = {"action": "editpost", "post_ID": post_id, "_wpnonce": nonce, "post_type": "post", "user_ID": 1}
        form |= {"original_post_status": original, "post_status": status, "post_title": title, "content": content}
        return self.send("/wp-admin/post.php", {**form, "post_author": 1, "publish": "Publish"})


def fetch(opener: Any, url: str, data: bytes | None = None, headers: Any = None) -> Answer:
    request = urllib.request.Request(url, data, headers or {})
    try:
        with opener.open(request, timeout=60) as answer:
            return Answer(answer.status, answer.read().decode("utf-8", "replace"), answer.url)
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read().decode("utf-8", "replace"), url)
    except http.client.RemoteDisconnected as error:
        raise AssertionError(f"{url} ended without an answer") from error


def _found(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    assert found, pattern
    return found.group(1)
