"""Every component in the style guide: labels, hints and errors are tied to their fields."""

import re
from uuid import UUID

import pytest
from django.template import Context, Template


@pytest.fixture
def guide(client):
    return client.get("/styleguide/").content.decode()


def draw(source: str, **context: object) -> str:
    return Template("{% load porchlight %}" + source).render(Context(context))


def test_ids_are_unique_and_labels_point_to_something(guide):
    ids = re.findall(r'\sid="([^"]+)"', guide)
    assert len(ids) == len(set(ids))
    pointed_at = re.findall(r'\s(?:for|aria-labelledby)="([^"]+)"', guide)
    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', guide)).split()
    assert set(pointed_at) | set(described) <= set(ids)


def test_what_does_not_fit_is_said_on_top_and_beside_the_field(guide):
    assert '<a href="#faulty_zone">Choose your time zone</a>' in guide
    assert '<a href="#faulty_mood_0">Tap how you are</a>' in guide
    assert re.search(r'<select name="zone"[^>]*aria-invalid="true"[^>]*id="faulty_zone"', guide)
    assert 'aria-describedby="faulty_zone_error"' in guide


def test_optional_fields_say_so_and_nothing_has_an_asterisk(guide):
    assert "A note for you alone <span" in guide
    assert "(optional)" in guide
    assert "*" not in re.sub(r"<[^>]+>", "", guide)


def test_the_scale_has_eleven_numbers_and_a_way_to_skip(guide):
    scale = re.findall(r'name="urge" value="([^"]*)"', guide)
    assert scale[:12] == [*(str(number) for number in range(11)), ""]


def test_an_icon_is_silent_and_from_the_sprite():
    drawn = draw("{% icon 'call' %}")
    assert 'aria-hidden="true"' in drawn
    assert drawn.count("sprite.svg#call") == 1
    assert draw("{% icon_for 'mood' '' %}") == ""


def test_every_icon_that_a_page_names_is_in_the_sprite(settings):
    from porchlight.web.shell_files import icon_names

    named = {
        name
        for page in (settings.BASE_DIR / "templates").rglob("*.html")
        for name in re.findall(r'\{% icon "([\w-]+)"', page.read_text(encoding="utf-8"))
    }
    assert named <= set(icon_names())


def test_a_form_key_is_new_each_time():
    keys = {re.search(r'value="(.+?)"', draw("{% idempotency_key %}"))[1] for _ in range(3)}
    assert len({UUID(key) for key in keys}) == 3


def test_a_notice_of_something_saved_is_spoken():
    drawn = draw('{% include "components/_notice.html" with kind="saved" text="Saved." %}')
    assert 'role="status"' in drawn
    assert 'role="status"' not in draw('{% include "components/_notice.html" with text="Hi." %}')
