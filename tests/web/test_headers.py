"""What the browser is told with every answer, and who may write."""

import re

import pytest
from django.test import Client, RequestFactory

from porchlight.environment import Tiles
from porchlight.web.middleware import is_forged

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types porchlight default thread nudge",
}
PATHS = ["/", "/sign-in/", "/health/", "/clouds/", "/nowhere/", "/sw.js", "/help/us/"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_whole_policy(client, path):
    headers = client.get(path).headers
    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_only_the_map_may_load_pictures_from_the_hosts_own_server(client_of, ana, settings):
    address = "https://tiles.example.org/{z}/{x}/{y}.png"
    settings.TILES = Tiles(address, "https://tiles.example.org", "© map makers")
    client = client_of(ana)
    allowed = client.get("/meet/map/", {"place": "32.3,-90.2"}).headers["Content-Security-Policy"]
    pictures = "img-src 'self' https://tiles.example.org"
    assert set(allowed.split("; ")) == POLICY - {"img-src 'self'"} | {pictures}
    for path in ("/meet/map/", "/meet/soon/", "/today/"):
        assert set(client.get(path).headers["Content-Security-Policy"].split("; ")) == POLICY


def test_the_map_script_carries_its_fingerprint_and_comes_only_with_tiles(client_of, ana, settings):
    client = client_of(ana)
    assert "leaflet" not in client.get("/meet/map/", {"place": "32.3,-90.2"}).text
    settings.TILES = Tiles("https://t.example/{z}/{x}/{y}.png", "https://t.example", "© makers")
    page = client.get("/meet/map/", {"place": "32.3,-90.2"}).text
    assert re.search(r'leaflet/leaflet\.js" integrity="sha384-[\w+/]{64}" defer', page)
    assert re.search(r'leaflet/leaflet\.css" integrity="sha384-[\w+/]{64}"', page)
    assert page.index("map-trusted.js") < page.index("leaflet.js") < page.index("js/map.js")
    credit = page.split('id="tiles"')[1].split("</span>")[0]
    assert "t.example" in credit
    assert "© makers" in credit


def test_a_static_file_carries_a_short_policy(client):
    headers = client.get("/static/css/none.css").headers
    assert headers["Content-Security-Policy"] == "default-src 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Permissions-Policy" not in headers


def test_https_is_remembered_by_the_browser(client, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    answer = client.get("/clouds/", secure=True)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("path", ["/sign-in/", "/join/", "/language/", "/health/"])
def test_answers_are_never_stored(client, path):
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_only_pages_the_same_for_everybody_may_be_kept(client):
    for path in ("/help/us/", "/offline/"):
        kept = client.get(path).headers["Cache-Control"]
        assert set(kept.split(", ")) == {"public", "no-cache"}


def test_pages_differ_for_htmx(client):
    assert "HX-Request" in client.get("/").headers["Vary"]


def test_pages_load_nothing_from_elsewhere_and_nothing_inline(client, client_of, ana):
    for answer in (client.get("/"), client.get("/styleguide/"), client_of(ana).get("/today/")):
        page = answer.content.decode()
        for address in re.findall(r'(?:src|href|action|srcset)="([^"#]+)', page):
            assert re.match(r"/(?!/)", address), address
        assert not re.search(r"\s(style|on\w+)=|<style|javascript:", page)
        assert re.findall(r"<script(?![^>]* src=)", page) == []


def test_the_script_of_others_carries_its_fingerprint(client_of, ana):
    page = client_of(ana).get("/today/").content.decode()
    assert re.search(r'htmx-2\.min\.js" integrity="sha384-[\w+/]{64}" defer', page)


@pytest.mark.parametrize(
    ("method", "site", "mode", "dest", "forged"),
    [
        ("get", "none", "navigate", "document", False),
        ("get", "cross-site", "navigate", "document", False),
        ("get", "cross-site", "navigate", "iframe", True),
        ("get", "cross-site", "no-cors", "image", True),
        ("get", "same-origin", "cors", "empty", False),
        ("post", "same-origin", "navigate", "document", False),
        ("post", "same-site", "navigate", "document", True),
        ("post", "cross-site", "navigate", "document", True),
        ("post", "none", "navigate", "document", False),
    ],
)
def test_another_site_may_link_but_not_write_or_embed(method, site, mode, dest, forged):
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    request = getattr(RequestFactory(), method)("/people/add/", headers=headers)
    assert is_forged(request) is forged


def test_an_old_browser_without_fetch_headers_still_needs_the_token(ana):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    assert client.post("/people/add/", {"name": "Lou", "near": "inner"}).status_code == 403


def test_a_form_over_https_is_trusted_by_its_origin(settings, ana):
    settings.ALLOWED_HOSTS = ["porch.example"]
    client = Client(enforce_csrf_checks=True, headers={"Host": "porch.example"})
    page = client.get("/sign-in/", secure=True).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    form = {"csrfmiddlewaretoken": token[1], "name": "x", "passphrase": "y"}
    ours = {"Origin": "https://porch.example", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/sign-in/", form, secure=True, headers=ours).status_code == 422
    other = {"Origin": "https://elsewhere.example"}
    assert client.post("/sign-in/", form, secure=True, headers=other).status_code == 403
