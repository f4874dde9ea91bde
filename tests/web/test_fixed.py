"""Tags that say the same each time are done once, for each language and each place of the site."""

from __future__ import annotations

from uuid import uuid4

from django.template import Context, engines
from django.template.base import Template
from django.urls import set_script_prefix
from django.utils.translation import override

from porchlight.web.templatetags.fixed import FixedNode


def template_of(source: str) -> Template:
    return engines["django"].from_string(source).template


def said(template: Template, **context) -> str:
    return template.render(Context(context))


def fixed_in(template: Template) -> int:
    return len(template.nodelist.get_nodes_by_type(FixedNode))


def test_words_are_said_in_each_language_however_often():
    template = template_of(
        '{% translate "Today" %} {% translate "Help" context "from a person, now" %}'
    )
    assert fixed_in(template) == 2
    for _ in range(2):
        with override("en"):
            assert said(template) == "Today Help"
        with override("es"):
            assert said(template).startswith("Hoy ")


def test_an_address_follows_where_the_site_stands():
    template = template_of("{% url 'practice' 'wave' %}")
    assert fixed_in(template) == 1
    assert said(template) == "/tools/wave/"
    set_script_prefix("/porch/")
    try:
        assert said(template) == "/porch/tools/wave/"
    finally:
        set_script_prefix("/")
    assert said(template) == "/tools/wave/"


def test_a_file_of_the_site_follows_how_files_are_kept(settings):
    template = template_of("{% static 'icons/lamp.svg' %}")
    assert fixed_in(template) == 1
    assert said(template) == "/static/icons/lamp.svg"
    settings.STATIC_URL = "/elsewhere/"
    assert said(template) == "/elsewhere/icons/lamp.svg"
    assert fixed_in(template_of("{% static name %}{% static 'a' as b %}")) == 0


def test_what_depends_on_the_page_is_never_kept():
    template = template_of("{% translate words %} {% url 'tie' tie %}")
    assert fixed_in(template) == 0
    one, other = uuid4(), uuid4()
    assert said(template, words="a", tie=one) == f"a /people/{one}/"
    assert said(template, words="b", tie=other) == f"b /people/{other}/"


def test_words_for_later_are_not_said_where_they_stand():
    template = template_of('{% translate "Today" as day %}-{{ day }}')
    assert fixed_in(template) == 0
    assert said(template) == "-Today"


def test_text_is_escaped_as_the_page_asks():
    template = template_of(
        "{% translate 'a & b' %}{% autoescape off %}{% translate 'a & b' %}{% endautoescape %}"
    )
    assert fixed_in(template) == 2
    assert said(template) == "a & ba & b"  # words of a template are its author's, and safe
