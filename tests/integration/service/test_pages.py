"""The pages without a browser: who gets in, what a strange site can do, and what leaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest

from neutral_gate.service.log import DecisionQuery
from neutral_gate.service.log.sessions import REST

PASSWORD = "three-random-words-here"
SECRET = "Vote for the Green Party, said nobody in particular."
GETS = (
    *("/", "/check", "/windows", "/decisions", "/decisions/dec_x", "/reviews", "/reviews/rev_x", "/people"),
    "/account",
)
POSTS = ("/check", "/decisions/dec_x/ask", "/reviews/rev_x", "/sign-out", "/account")


@dataclass
class Site:
    service: object
    url: str

    @contextmanager
    def visitor(self, name: str = "") -> Iterator[httpx.Client]:
        """A visitor; signed in where there is a name."""
        with httpx.Client(base_url=self.url, timeout=30, follow_redirects=False) as client:
            if name:
                response = sign_in(client, name)
                assert response.status_code == 303, response.text
            yield client


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, html
    return found[1]


def sign_in(client: httpx.Client, name: str, password: str = PASSWORD, go_on: str = "/") -> httpx.Response:
    ticket = hidden(client.get("/sign-in").text, "ticket")
    return client.post("/sign-in", data={"ticket": ticket, "name": name, "password": password, "next": go_on})


def csrf(client: httpx.Client) -> str:
    return hidden(client.get("/people").text, "csrf")


def check(client: httpx.Client, words: str = SECRET, **fields: str) -> httpx.Response:
    page = client.get("/").text
    sent = {"csrf": hidden(page, "csrf"), "once": hidden(page, "once"), "text": words, **fields}
    return client.post("/check", files={name: (None, value) for name, value in sent.items()})


@pytest.fixture
def site(start) -> Site:
    service = start(workers=1)
    for name, role in (("ada", "author"), ("bea", "reviewer"), ("cleo", "reader")):
        service.services.users.add(name, PASSWORD, role)
    return Site(service, service.url)


def test_nobody_gets_in_without_signing_in(site) -> None:
    with site.visitor() as stranger:
        for path in GETS:
            response = stranger.get(path)
            assert (response.status_code, response.headers["location"].split("?")[0]) == (303, "/sign-in")
        for path in POSTS:
            assert stranger.post(path, data={"csrf": ""}).status_code == 401
        stranger.cookies.set("neutral-gate", "made-up")
        assert stranger.get("/decisions").status_code == 303
    assert site.service.services.log.count() == 0


def test_roles_bound_what_people_may_do(site) -> None:
    with site.visitor("ada") as ada, site.visitor("cleo") as cleo:
        answer = check(ada)
        assert answer.status_code == 200
        (row,) = site.service.services.log.decisions().items
        wish = {"reason_code": "other", "reason": "It is needed.", "deadline": "2999-01-01T10:00"}
        assert 'name="once"' not in cleo.get("/").text
        assert cleo.post("/check", files={"csrf": (None, csrf(cleo))}).status_code == 403
        assert cleo.post(f"/decisions/{row.id}/ask", data={**wish, "csrf": csrf(cleo)}).status_code == 403
        assert ada.post("/reviews/rev_x", data={"csrf": csrf(ada), "answer": "agree"}).status_code == 403
        alone = ada.post(f"/decisions/{row.id}/ask", data={**wish, "csrf": csrf(ada), "how": "alone"})
        assert alone.status_code == 403
    assert site.service.services.log.count(DecisionQuery(overridden=True)) == 0


def test_a_reviewer_decides_alone_only_where_the_settings_say_so(start) -> None:
    for second_person, status in ((False, 303), (True, 403)):
        service = start(second_person=second_person)
        service.services.users.add("bea", PASSWORD, "reviewer")
        with Site(service, service.url).visitor("bea") as bea:
            page = check(bea).text
            assert ("Decide it alone" in page) is not second_person
            (row,) = service.services.log.decisions().items
            wish = {"csrf": csrf(bea), "how": "alone", "reason_code": "other", "reason": "It is needed."}
            assert bea.post(f"/decisions/{row.id}/ask", data=wish).status_code == status
            (row,) = service.services.log.decisions().items
            assert bool(row.overrides) is not second_person


def test_a_form_needs_the_token_of_its_session(site) -> None:
    with site.visitor("ada") as ada, site.visitor("bea") as bea:
        for token in ("", "made-up", csrf(bea)):
            assert ada.post("/check", files={"csrf": (None, token), "text": (None, SECRET)}).status_code == 422
            assert ada.post("/sign-out", data={"csrf": token}).status_code == 403
            assert ada.post("/decisions/dec_x/ask", data={"csrf": token}).status_code == 403
            assert bea.post("/reviews/rev_x", data={"csrf": token[:-1], "answer": "agree"}).status_code == 403
    assert site.service.services.log.count() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_cannot_send_a_form(site, headers) -> None:
    with site.visitor("ada") as ada:
        token = csrf(ada)
        assert ada.post("/sign-out", data={"csrf": token}, headers=headers).status_code == 403
        assert ada.post("/check", files={"csrf": (None, token)}, headers=headers).status_code == 403
        assert ada.post("/sign-out", data={"csrf": token}, headers={"origin": site.url}).status_code == 303


def test_a_ticket_is_needed_to_sign_in(site) -> None:
    with site.visitor() as stranger:
        given = {"name": "ada", "password": PASSWORD, "ticket": ""}
        assert stranger.post("/sign-in", data=given).status_code == 403
        assert stranger.post("/sign-in", data={**given, "ticket": "made-up"}).status_code == 403
        assert "neutral-gate" not in stranger.cookies


def test_guessing_passwords_is_slow(site) -> None:
    with site.visitor() as stranger:
        wrong = [sign_in(stranger, "ada", "not the password").status_code for _ in range(5)]
        assert wrong == [403] * 5
        late = sign_in(stranger, "ADA")
        assert late.status_code == 429
        assert int(late.headers["retry-after"]) > 200
        assert sign_in(stranger, "bea").status_code == 303


def change(client: httpx.Client, old: str, new: str, again: str | None = None) -> httpx.Response:
    sent = {"csrf": csrf(client), "old": old, "new": new, "again": new if again is None else again}
    return client.post("/account", data=sent)


def test_a_new_password_ends_the_other_sessions_and_is_the_only_one_that_counts(site) -> None:
    new = "quite another pass phrase"
    with site.visitor("ada") as ada, site.visitor("ada") as elsewhere, site.visitor() as stranger:
        before = dict(ada.cookies)
        answer = change(ada, PASSWORD, new)
        assert (answer.status_code, answer.headers["location"]) == (303, "/account?changed=1")
        assert "You have a new password" in ada.get("/account?changed=1").text
        assert elsewhere.get("/decisions").status_code == 303
        with httpx.Client(base_url=site.url, cookies=before) as thief:
            assert thief.get("/decisions").status_code == 303
        assert sign_in(stranger, "ada").status_code == 403
        assert sign_in(stranger, "ada", new).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("not the password", "quite another pass phrase", None, "The old password is not right."),
        (PASSWORD, "two words", None, "The password is too short."),
        (PASSWORD, "x" * 1001, None, "The password is too long."),
        (PASSWORD, PASSWORD, None, "is the same as the old one"),
        (PASSWORD, "quite another pass phrase", "quite another pass fraze", "not the same in both fields"),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(site, old, new, again, said) -> None:
    with site.visitor("ada") as ada:
        answer = change(ada, old, new, again)
        assert answer.status_code == 422
        assert said in answer.text
        assert not any(word and word in answer.text for word in (PASSWORD, new, again))
        assert ada.get("/decisions").status_code == 200
        assert site.service.services.users.check("ada", PASSWORD) is not None


def test_a_password_cannot_be_changed_by_another_site_or_by_guessing_the_old_one(site) -> None:
    with site.visitor("ada") as ada:
        sent = {"csrf": "made-up", "old": PASSWORD, "new": "quite another pass phrase", "again": ""}
        assert ada.post("/account", data={**sent, "again": sent["new"]}).status_code == 403
        for _ in range(5):
            assert change(ada, "a wrong guess", "quite another pass phrase").status_code == 422
        assert change(ada, PASSWORD, "quite another pass phrase").status_code == 429
        assert site.service.services.users.check("ada", PASSWORD) is not None


def test_a_wrong_address_is_a_page_for_browsers_and_json_for_programs(site) -> None:
    browser = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    with site.visitor("ada") as ada, site.visitor() as stranger:
        for client in (ada, stranger):
            page = client.get("/nothing/<b>", headers=browser)
            assert page.status_code == 404
            assert page.headers["content-type"].startswith("text/html")
            assert "content-security-policy" in page.headers
            assert "There is no page at this address." in page.text
            assert "<b>" not in page.text
        assert 'aria-label="Main"' in ada.get("/nothing", headers=browser).text
        assert 'aria-label="Main"' not in stranger.get("/nothing", headers=browser).text
        wrong = ada.get("/sign-out", headers=browser)
        assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")
        assert wrong.headers["content-type"].startswith("text/html")
        for path, headers in (("/nothing", {}), ("/v1/nothing", browser), ("/v1/check", browser)):
            answer = stranger.get(path, headers=headers)
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["status"] == answer.status_code in (404, 405)


def test_the_cookie_is_kept_from_scripts_and_other_sites(site) -> None:
    with site.visitor() as stranger:
        cookies = sign_in(stranger, "ada").headers.get_list("set-cookie")
        session = next(each for each in cookies if each.startswith("neutral-gate="))
        assert "httponly" in session.lower()
        assert "samesite=lax" in session.lower()
        assert "path=/" in session.lower()
        assert PASSWORD not in "".join(cookies)


@pytest.mark.parametrize("wanted", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", ""])
def test_signing_in_leads_nowhere_else(site, wanted) -> None:
    with site.visitor() as stranger:
        assert sign_in(stranger, "ada", go_on=wanted).headers["location"] == "/"
    with site.visitor() as stranger:
        good = "/windows?day=2027-05-01"
        assert sign_in(stranger, "ada", go_on=good).headers["location"] == good
        assert stranger.get("/sign-in", params={"next": wanted}).headers["location"] == "/"


def test_signing_out_ends_the_session_everywhere(site) -> None:
    with site.visitor("ada") as ada:
        kept = dict(ada.cookies)
        assert ada.post("/sign-out", data={"csrf": csrf(ada)}).status_code == 303
        with httpx.Client(base_url=site.url, cookies=kept) as thief:
            assert thief.get("/decisions").status_code == 303


def test_a_closed_account_and_a_long_rest_end_a_session(site) -> None:
    services = site.service.services
    with site.visitor("ada") as ada, site.visitor("bea") as bea:
        services.users.close("ada")
        assert ada.get("/decisions").status_code == 303
        clock = services.sessions._clock
        services.sessions._clock = lambda: clock() + REST + timedelta(seconds=1)
        assert bea.get("/decisions").status_code == 303


def test_headers_let_nothing_else_run(site) -> None:
    with site.visitor("ada") as ada, site.visitor() as stranger:
        pages = [ada.get(path) for path in GETS] + [check(ada), stranger.get("/sign-in"), stranger.get("/decisions")]
        for page in pages:
            policy = page.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert page.headers["x-content-type-options"] == "nosniff"
            assert page.headers["x-frame-options"] == "DENY"
            if page.status_code != 303:
                assert page.headers["cache-control"] == "no-store"
                assert not re.search(r"<script(?![^>]* src=)|<style| style=| on\w+=", page.text)
        style = re.search(r'href="(/static/pages\.css\?\w+)"', pages[0].text)
        assert style
        assert "immutable" in stranger.get(style[1]).headers["cache-control"]
        assert stranger.get("/static/..%2f__init__.py").status_code == 404
        assert stranger.get("/static/base.html.j2").status_code == 404


def test_what_a_draft_says_stays_text(site) -> None:
    evil = "<script>alert(1)</script> {{ 7 * 7 }} Vote for the Green Party \x1b[31m\u202e"
    with site.visitor("ada") as ada:
        page = check(ada, evil, title="<img src=x onerror=alert(1)>", name='"><b>').text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }}" in page
        assert "&lt;U+202E&gt;" in page
        log = ada.get("/decisions").text
        assert '"><b>' not in log
        assert "&#34;&gt;&lt;b&gt;" in log


def test_what_is_too_large_or_too_much_is_refused(start) -> None:
    service = start(max_upload=50_000)
    service.services.users.add("ada", PASSWORD)
    with Site(service, service.url).visitor("ada") as ada:
        assert check(ada, "word " * 20_000).status_code == 413
        assert ada.post("/sign-out", data={"csrf": csrf(ada), "more": "x" * 60_000}).status_code == 413
        assert ada.post("/sign-out", data={f"f{n}": "" for n in range(100)}).status_code == 400
        for _ in range(29):
            assert ada.post("/check", files={"csrf": (None, "x")}).status_code == 422
        late = ada.post("/check", files={"csrf": (None, "x")})
        assert late.status_code == 429
        assert 0 < int(late.headers["retry-after"]) <= 61


def test_errors_say_no_word_of_the_draft(site) -> None:
    with site.visitor("ada") as ada:
        page = ada.get("/")
        token = hidden(page.text, "csrf")
        for name, data in (("a.docx", SECRET.encode()), ("a.txt", SECRET.encode() + b"\xff"), ("a.exe", b"MZ")):
            sent = {"csrf": (None, token), "file": (name, data)}
            answer = ada.post("/check", files=sent)
            assert answer.status_code == 422
            assert SECRET not in answer.text
            assert "Traceback" not in answer.text
    assert site.service.services.log.count() == 0


def test_the_same_form_sent_twice_is_one_decision(site) -> None:
    with site.visitor("ada") as ada:
        page = ada.get("/").text
        sent = {"csrf": (None, hidden(page, "csrf")), "once": (None, hidden(page, "once")), "text": (None, SECRET)}
        for _ in range(2):
            assert ada.post("/check", files=sent).status_code == 200
        assert site.service.services.log.count() == 1
        other = ada.post("/check", files={**sent, "text": (None, "New")})
        assert other.status_code == 200
        assert site.service.services.log.count() == 2


def test_a_review_cannot_be_asked_for_without_a_reason_or_time(site) -> None:
    with site.visitor("ada") as ada:
        check(ada)
        check(ada, "The clinic is open on Monday.")
        clear, blocked = site.service.services.log.decisions().items
        good = {"csrf": csrf(ada), "reason_code": "other", "reason": "It is needed.", "deadline": "2020-01-01T10:00"}
        for change in (
            {},
            {"deadline": "soon"},
            {"deadline": "2999-01-01T10:00"},
            {"reason": " "},
            {"reason_code": "x"},
        ):
            assert ada.post(f"/decisions/{blocked.id}/ask", data={**good, **change}).status_code == 422
        assert ada.post(f"/decisions/{clear.id}/ask", data=good).status_code == 422
        assert ada.post("/decisions/dec_none/ask", data=good).status_code == 404
    assert site.service.services.reviews.all() == []


def test_nobody_signs_off_what_they_asked_for(site) -> None:
    with site.visitor("bea") as bea:
        check(bea)
        (row,) = site.service.services.log.decisions().items
        soon = (site.service.services.clock() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
        wish = {"csrf": csrf(bea), "reason_code": "other", "reason": "It is needed.", "deadline": soon}
        asked = bea.post(f"/decisions/{row.id}/ask", data=wish)
        assert asked.status_code == 303
        page = bea.post(asked.headers["location"], data={"csrf": csrf(bea), "answer": "agree"})
        assert page.status_code == 409
        assert "somebody else" in page.text
        (row,) = site.service.services.log.decisions().items
        assert row.overrides == ()


def test_a_proxy_may_say_who_has_signed_in(start) -> None:
    secret = "s" * 40
    service = start(proxy_header="X-Forwarded-User", proxy_secret=secret)
    service.services.users.add("ada", PASSWORD)
    with Site(service, service.url).visitor() as visitor:

        def status(*headers: tuple[str, str]) -> int:
            return visitor.get("/people", headers=list(headers)).status_code

        vouched = ("X-Neutral-Gate-Proxy", secret)
        assert status(("X-Forwarded-User", "ada"), vouched) == 200
        assert status(("X-Forwarded-User", "ada")) == 303
        assert status(("X-Forwarded-User", "ada"), ("X-Neutral-Gate-Proxy", secret[:-1])) == 303
        assert status(("X-Forwarded-User", "nobody"), vouched) == 403
        assert status(("X-Forwarded-User", "nobody"), ("X-Forwarded-User", "ada"), vouched) == 303
        visitor.headers.update({"X-Forwarded-User": "ada", "X-Neutral-Gate-Proxy": secret})
        assert "Sign out" not in visitor.get("/").text
        assert check(visitor).status_code == 200
        assert visitor.post("/check", files={"csrf": (None, "made-up")}).status_code == 422
    assert service.services.log.count() == 1


def test_a_proxy_without_a_secret_is_refused(tmp_path) -> None:
    from neutral_gate.model import UsageError
    from neutral_gate.service.app import create_app
    from neutral_gate.service.settings import ServiceSettings

    with pytest.raises(UsageError, match="proxy_secret"):
        create_app(
            ServiceSettings(database=f"sqlite:///{tmp_path}/log.db", proxy_header="X-User", proxy_secret="short")
        )
