"""The pages to register, sign in and out, confirm an address and choose a new password."""

import re

import httpx
import pytest

from kalends.features.accounts.people.domain import NewPerson
from tests.adapters.entrance import Entrance, csrf_of, opened
from tests.features.accounts.house import PASSWORD, somebody, suffix

COOKIE = "kalends_session"


async def signed_in(browser: httpx.AsyncClient, new: NewPerson, **more: str) -> httpx.Response:
    return await browser.post("/sign-in", data={"login": new.email, "password": PASSWORD, **more})


def cookie(answer: httpx.Response, name: str) -> str:
    """The whole Set-Cookie line."""
    lines = [line for line in answer.headers.get_list("set-cookie") if line.startswith(f"{name}=")]
    assert len(lines) == 1, answer.headers.get_list("set-cookie")
    return lines[0]


async def test_from_the_form_to_the_first_page(entrance: Entrance) -> None:
    new = somebody("ada")
    async with entrance.browser() as browser:
        page = await browser.get("/register")
        form = {"name": "Ada", "email": new.email, "username": new.username, "password": PASSWORD, "zone": "UTC"}
        sent = await browser.post("/register", data={**form, "csrf_token": csrf_of(page.text)})
        assert sent.status_code == 200
        assert new.email in sent.text
        opened_mail = await browser.get(f"/verify/{await entrance.newest_code(new)}")
        assert "Confirm this address" in opened_mail.text
        token = re.search(r'name="token" value="([^"]+)"', opened_mail.text)
        assert token is not None
        assert 'autocomplete="current-password"' in opened_mail.text
        wrong = await browser.post("/verify", data={"token": token[1], "password": "a stranger chose this one"})
        assert wrong.status_code == 403
        assert 'id="password-error"' in wrong.text
        assert 'href="/forgot"' in wrong.text
        assert token[1] in wrong.text, "to try again"
        done = await browser.post("/verify", data={"token": token[1], "password": PASSWORD})
        assert "Your address is confirmed" in done.text
        answer = await signed_in(browser, new)
        assert (answer.status_code, answer.headers["location"]) == (303, "/meetings")
        assert (await browser.get("/settings")).status_code == 200
        out = await browser.post("/sign-out")
        assert out.status_code == 303
        assert COOKIE not in browser.cookies
        assert (await browser.get("/settings")).headers["location"] == "/sign-in?next=/settings"


async def test_over_plain_http_the_cookie_has_no_prefix_and_the_page_warns(entrance: Entrance) -> None:
    """CHECKLIST 11."""
    ada = await entrance.resident("ada")
    async with entrance.browser() as browser:
        line = cookie(await signed_in(browser, ada), COOKIE).lower()
        assert "httponly" in line
        assert "samesite=lax" in line
        assert "path=/" in line
        assert "secure" not in line
        assert "domain" not in line
        assert "plain HTTP" in (await browser.get("/settings")).text


async def test_over_https_the_cookies_are_host_only_and_secure(app_conninfo: str) -> None:
    """CHECKLIST 11."""
    async with opened(app_conninfo, server__public_url="https://kalends.test") as entrance:
        ada = await entrance.resident("ada")
        async with entrance.browser() as browser:
            answer = await signed_in(browser, ada)
            for name in ("__Host-kalends_session", "__Host-kalends_device"):
                line = cookie(answer, name).lower()
                assert all(word in line for word in ("; secure", "; httponly", "; samesite=lax", "; path=/"))
                assert "domain" not in line
            page = await browser.get("/settings")
            assert page.status_code == 200
            assert "plain HTTP" not in page.text
            gone = await browser.post("/sign-out")
            assert "max-age=0" in cookie(gone, "__Host-kalends_session").lower()
            assert "; secure" in cookie(gone, "__Host-kalends_session").lower()


async def test_a_cookie_planted_before_is_worth_nothing_after(entrance: Entrance) -> None:
    """CHECKLIST 11: the id changes at sign-in."""
    ada, mallory = await entrance.resident("ada"), await entrance.resident("mallory")
    async with entrance.browser() as browser, entrance.browser() as elsewhere:
        await signed_in(elsewhere, mallory)
        planted = elsewhere.cookies[COOKIE]
        browser.cookies.set(COOKIE, planted, domain="localhost.local", path="/")

        await signed_in(browser, ada)

        assert browser.cookies[COOKIE] != planted
        assert ada.username in (await browser.get("/settings")).text
        assert (await elsewhere.get("/settings")).status_code == 303, "the planted session is over"


async def test_every_sign_in_has_a_new_secret_and_ends_the_one_before(entrance: Entrance) -> None:
    """CHECKLIST 11."""
    ada = await entrance.resident("ada")
    async with entrance.browser() as browser:
        secrets = set[str]()
        for _ in range(3):
            await signed_in(browser, ada)
            secrets.add(browser.cookies[COOKIE])
        assert len(secrets) == 3
        page = (await browser.get("/settings")).text
        assert page.count("this device") == 1
        assert "Sign out everywhere else" not in page


async def test_signing_out_is_final_for_the_secret(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    async with entrance.browser() as browser:
        await signed_in(browser, ada)
        secret = browser.cookies[COOKIE]
        await browser.post("/sign-out")
        browser.cookies.set(COOKIE, secret, domain="localhost.local", path="/")
        assert (await browser.get("/settings")).status_code == 303
        assert (await browser.get("/sign-in")).status_code == 200, "no going in circles"


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ("/settings?tab=2", "/settings?tab=2"),
        ("", "/meetings"),
        ("https://evil.test/", "/meetings"),
        ("//evil.test/", "/meetings"),
        ("/\\evil.test", "/meetings"),
        ("javascript:alert(1)", "/meetings"),
        ("/\tevil", "/meetings"),
    ],
)
async def test_next_is_a_path_of_ours(entrance: Entrance, wanted: str, where: str) -> None:
    """CHECKLIST 39."""
    ada = await entrance.resident("ada")
    async with entrance.browser() as browser:
        assert (await signed_in(browser, ada, next=wanted)).headers["location"] == where
        assert (await browser.get("/sign-in", params={"next": wanted})).headers["location"] == where


async def test_failures_show_one_page(app_conninfo: str) -> None:
    """CHECKLIST 4."""
    settings = {"limits__sign_in_burst": "2", "limits__sign_in_per_minute": "0.001"}
    async with opened(app_conninfo, **settings) as entrance, entrance.browser() as browser:
        ada = await entrance.resident("ada")
        answers = [
            await browser.post("/sign-in", data={"login": login, "password": "wrong horses on a roof"})
            for login in (ada.email, "nobody@example.org") * 4
        ]

    assert {answer.status_code for answer in answers} == {401}
    assert all("set-cookie" not in answer.headers or COOKIE not in answer.headers["set-cookie"] for answer in answers)
    assert all("wrong horses" not in answer.text for answer in answers)
    pages = {
        re.sub(r'nonce="[^"]+"|name="csrf_token" value="\w+"', "", answer.text)
        .replace(ada.email, "…")
        .replace("nobody@example.org", "…")
        for answer in answers
    }
    assert len(pages) == 1


async def test_a_form_of_another_site_signs_nobody_in(entrance: Entrance) -> None:
    """CHECKLIST 29: login CSRF too."""
    ada = await entrance.resident("ada")
    async with entrance.browser() as browser:
        form = {"login": ada.email, "password": PASSWORD}
        for headers in ({"origin": "https://evil.test"}, {"sec-fetch-site": "cross-site"}):
            answer = await browser.post("/sign-in", data=form, headers=headers)
            assert answer.status_code == 403
            assert COOKIE not in browser.cookies


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"password": "iloveyou1"}, "leaked"),
        ({"password": "short"}, "at least 8"),
        ({"username": "a b"}, "letters or digits"),
        ({"email": "nowhere"}, "not a mail address"),
    ],
)
async def test_mistakes_are_said_beside_the_field_and_what_was_typed_stays(
    entrance: Entrance, changes: dict[str, str], sentence: str
) -> None:
    """CHECKLIST 2."""
    new = somebody("ada")
    form = {"name": "Ada <b>", "email": new.email, "username": new.username, "password": PASSWORD, **changes}
    async with entrance.browser() as browser:
        answer = await browser.post("/register", data=form)

    assert answer.status_code == 422
    assert sentence in answer.text or sentence.replace("at least 8", "8 characters") in answer.text
    assert "Ada &lt;b&gt;" in answer.text
    assert "Ada <b>" not in answer.text
    assert form["password"] not in answer.text
    assert 'aria-invalid="true"' in answer.text


async def test_a_scanner_that_opens_the_link_uses_nothing_up(entrance: Entrance) -> None:
    """CHECKLIST 16."""
    ada = await entrance.resident("ada")
    async with entrance.browser() as browser:
        await browser.post("/forgot", data={"email": ada.email})
        code = await entrance.newest_code(ada)
        for _ in range(4):
            page = await browser.get(f"/reset/{code}")
            assert page.status_code == 200
            assert page.headers["referrer-policy"] == "no-referrer"
            assert page.headers["cache-control"] == "no-store"
        assert (await browser.head(f"/reset/{code}")).status_code == 200

        refused = await browser.post("/reset", data={"token": code, "password": "password1"})
        assert refused.status_code == 422
        done = await browser.post("/reset", data={"token": code, "password": "four goats in the rain"})
        assert (done.status_code, done.headers["location"]) == (303, "/sign-in")
        used = await browser.post("/reset", data={"token": code, "password": "five goats in the rain"})
        assert used.status_code == 404
        assert "That link is used up" in (await browser.get(f"/reset/{code}")).text


async def test_verification_pages_leak_no_referrer(entrance: Entrance) -> None:
    """CHECKLIST 16."""
    async with entrance.browser() as browser:
        page = await browser.get("/verify/rubbish")
        assert page.headers["referrer-policy"] == "no-referrer"
        assert "That link is used up" in page.text
        assert (await browser.post("/verify", data={"token": "rubbish", "password": PASSWORD})).status_code == 404


async def test_forgetting_says_the_same_to_everybody(entrance: Entrance) -> None:
    known, unknown = (await entrance.resident("ada")).email, f"{suffix()}@example.org"
    async with entrance.browser() as browser:
        pages = {
            re.sub(r'nonce="[^"]+"|name="csrf_token" value="\w+"', "", answer.text).replace(email, "…")
            for email in (known, unknown)
            for answer in [await browser.post("/forgot", data={"email": email})]
        }
    assert len(pages) == 1


async def test_sending_the_link_again(entrance: Entrance) -> None:
    async with entrance.browser() as browser:
        assert "We sent a link" in (await browser.post("/verify/again", data={"email": "ada@example.org"})).text
        assert (await browser.post("/verify/again", data={"email": "nowhere"})).status_code == 422


async def test_an_empty_form_is_a_mistake_not_a_crash(entrance: Entrance) -> None:
    async with entrance.browser() as browser:
        for path in ("/register", "/sign-in", "/forgot", "/reset", "/verify", "/verify/again"):
            assert (await browser.post(path)).status_code in (401, 404, 422), path
            odd = await browser.post(
                path,
                content=b"login=%00%ff&email=%ED%A0%80&password=%ED%A0%80&token=%00",
                headers={"content-type": "application/x-www-form-urlencoded"},
            )
            assert odd.status_code in (401, 404, 422), path
