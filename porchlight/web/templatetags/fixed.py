"""`translate`, `url` and `static` as Django has them, done once where nothing depends on the page.

A page has some forty of them, most with nothing but their own words: what these say depends on the
language alone, where an address leads only on where the site stands, and where a file of the site
lies only on how its files are kept.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, Node, Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as plain_url
from django.templatetags.i18n import TranslateNode, do_translate
from django.templatetags.static import StaticNode
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


class FixedNode(Node):
    """A tag that says the same wherever `about` and the escaping are the same."""

    def __init__(self, node: Node, about: Any) -> None:
        self.node = node
        self.about = about
        self._rendered: dict[tuple[str | None, bool], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        key = self.about(), context.autoescape
        html = self._rendered.get(key)
        if html is None:
            html = self._rendered[key] = SafeString(self.node.render(context))
        return html


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    node: TranslateNode = do_translate(parser, token)
    named = node.message_context
    is_fixed = node.asvar is None and _is_words(node.filter_expression)
    if is_fixed and (named is None or _is_words(named)):
        return FixedNode(node, get_language)
    return node


@register.tag
def url(parser: Parser, token: Token) -> Node:
    node: URLNode = plain_url(parser, token)
    values = [node.view_name, *node.args, *node.kwargs.values()]
    if node.asvar is None and all(map(_is_words, values)):
        return FixedNode(node, get_script_prefix)
    return node


@register.tag
def static(parser: Parser, token: Token) -> Node:
    node: StaticNode = StaticNode.handle_token(parser, token)
    if node.varname is None and _is_words(node.path):
        return FixedNode(node, _way_of_keeping_files)
    return node


def _way_of_keeping_files() -> tuple[str, str]:
    return settings.STATIC_URL, settings.STORAGES["staticfiles"]["BACKEND"]


def _is_words(expression: FilterExpression) -> bool:
    """Whether it is a text in quotes, with no filter."""
    var: Any = expression.var
    is_text = isinstance(var, str) or (var.lookups is None and isinstance(var.literal, str))
    return is_text and not expression.filters
