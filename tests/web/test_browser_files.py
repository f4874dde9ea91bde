"""Files a browser asks for by itself: manifest, worker, icons, robots; and the health check."""

import json
import re
from pathlib import Path

from django.conf import settings
from django.db import OperationalError

from porchlight.web.shell_files import SCRIPTS, STYLES, shell_addresses

STATIC = Path(settings.BASE_DIR) / "static"


def test_the_manifest_is_neutral_and_its_pictures_exist(client):
    answer = client.get("/manifest.webmanifest")
    about = answer.json()
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (about["name"], about["start_url"], about["display"]) == (
        "Porchlight",
        "/",
        "standalone",
    )
    assert {icon["sizes"] for icon in about["icons"]} == {"192x192", "512x512", "any"}
    assert any(icon.get("purpose") == "maskable" for icon in about["icons"])
    for icon in about["icons"]:
        assert (STATIC / icon["src"].removeprefix(settings.STATIC_URL)).is_file()


def kept_by(worker: str) -> list[str]:
    return json.loads(re.search(r"const KEPT = (\[.*\]);", worker)[1])


def test_the_worker_keeps_the_frame_and_one_page(client):
    answer = client.get("/sw.js")
    kept = kept_by(answer.content.decode())
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert kept == [*shell_addresses(), "/offline/", "/clouds/"]
    assert 'const OFFLINE_PAGE = "/offline/";' in answer.content.decode().replace("\\u002D", "-")
    assert client.get("/offline/").status_code == 200


def test_the_worker_changes_its_name_when_a_file_does(client, monkeypatch):
    before = client.get("/sw.js").content
    assert before == client.get("/sw.js").content
    monkeypatch.setattr("porchlight.web.views.shell_addresses", lambda: ["/static/css/new.css"])
    after = client.get("/sw.js").content
    name = re.compile(rb'"shell-([0-9a-f]{16})"')
    assert name.search(before)[1] != name.search(after)[1]


def test_the_worker_is_small(client):
    assert len(client.get("/sw.js").content) <= 8 * 1024


def test_robots_stay_out(client):
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_health_says_whether_the_database_answers(client, monkeypatch):
    assert client.get("/health/").json() == {"ok": True, "database": True}

    def gone():
        raise OperationalError("gone")

    monkeypatch.setattr("porchlight.web.views.connection.cursor", gone)
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()["ok"]) == (503, False)


def test_every_sheet_and_script_is_on_the_list():
    ours = {path.relative_to(STATIC).as_posix() for path in STATIC.glob("css/*.css")}
    assert ours == set(STYLES)
    assert all((STATIC / name).is_file() for name in SCRIPTS)


def test_sheets_and_scripts_stay_short_and_at_home():
    for path in [*STATIC.glob("css/*.css"), *STATIC.glob("js/*.js")]:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= (250 if path.suffix == ".css" else 120), path.name
        assert not re.search(r"http|url\(|@import", text), path.name
        if path.suffix == ".css":
            assert "@layer" in text, path.name
