"""Every component in the style guide: labels, hints and errors are tied to their fields."""

import re
from uuid import UUID

import pytest
from django.conf import settings
from django.template import Context, Template

from porchlight.web.forms import SampleForm


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


# Laid out in one file and fitted to one kind of page in another.
FITTED = {"button", "list__link", "meet", "meet__when", "scene", "way"}


def laid_out_in() -> dict[str, set[str]]:
    """The style files that have a rule for a class by itself, without their `-wide` parts; not
    utilities, which change any."""
    files: dict[str, set[str]] = {}
    for sheet in (settings.BASE_DIR / "static/css").glob("*.css"):
        if sheet.stem == "utilities":
            continue
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
        for selectors in re.findall(r"([^{};]+)\{", rules):
            for name in re.findall(r"(?:^|,)\s*\.([a-z][\w-]*)\s*(?=,|$)", selectors):
                files.setdefault(name, set()).add(sheet.stem.removesuffix("-wide"))
    return files


def test_no_class_means_two_things():
    """A lantern's string had the frame of a button, because both were called `line`."""
    files = laid_out_in()
    assert {"card", "scene"} <= files.keys()
    assert [name for name in sorted(files.keys() - FITTED) if len(files[name]) > 1] == []


def test_what_does_not_fit_is_said_on_top_and_beside_the_field(guide):
    for name, link in (("zone", "faulty_zone"), ("mood", "faulty_mood_0")):
        words = SampleForm.base_fields[name].error_messages["required"]
        assert f'<a href="#{link}">{words}</a>' in guide
        beside = guide.split(f'id="faulty_{name}_error"')[1].split("</p>")[0]
        assert f"<span>{words}</span>" in beside
    assert re.search(r'<select name="zone"[^>]*aria-invalid="true"[^>]*id="faulty_zone"', guide)
    assert 'aria-describedby="faulty_zone_error"' in guide


def test_optional_fields_say_so_and_nothing_has_an_asterisk(guide):
    label = SampleForm.base_fields["note"].label
    assert f'{label} <span class="field__optional">' in guide
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
