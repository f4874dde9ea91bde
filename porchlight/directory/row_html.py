"""Rows of a list of starts as HTML, written here and not by the template engine.

A list has thirty rows with some ten values each; the engine takes longer to look those up than the
finder takes to find them. Everything that comes from a listing is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import urlencode

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from porchlight.directory.queries.map import MapPlace
from porchlight.directory.queries.print_list import PocketLine
from porchlight.directory.queries.starts import StartRow

SOME_LISTING = 0


def start_rows(
    rows: Iterable[StartRow], place: str = "", *, is_one_way: bool = False
) -> SafeString:
    """One list item a row; each is a link to its listing on that date, and with the place asked
    about where there is one to carry on. `is_one_way`: the heading says already whether all are in
    a room or online."""
    before, after = _around_id()
    about = escape(f"&{urlencode({'place': place})}") if place else ""
    door, screen = ("", "") if is_one_way else (_icon("door"), _icon("online"))
    online = "" if is_one_way else _meta(f"{screen}<span>{escape(_('Online'))}</span>")
    items = []
    for row in rows:
        where = online if row.is_online else _meta(f"{door}<span>{_where(row)}</span>")
        beside = f" <span>{escape(row.beside)}</span>" if row.beside else ""
        items.append(
            f'<li><a class="meet{" meet--now" if row.is_on_now else ""}" href="{before}'
            f'{row.service_id}{after}?on={row.on}{about}"><span class="meet__when">'
            f"<b>{escape(row.lead)}</b>{beside}</span> "
            f'<span class="meet__what"><span class="meet__name">{escape(row.name)}</span> '
            f"{_meta(escape(row.theirs))}{where}{_tags(row)}</span></a></li>"
        )
    return mark_safe("\n".join(items))  # noqa: S308 - every value above is escaped


def pocket_lines(lines: Iterable[PocketLine]) -> SafeString:
    """One list item a meeting, on one line of paper: when, name, street or how to join."""
    items = [
        f"<li><strong>{escape(line.when)}</strong> <span>{escape(line.name)}</span>"
        f" <span>{escape(line.where)}</span></li>"
        for line in lines
    ]
    return mark_safe("\n".join(items))  # noqa: S308 - every value above is escaped


def place_items(places: Iterable[MapPlace], *, has_points: bool) -> SafeString:
    """One list item a place of the map, with links to what there is at it. `has_points`: each says
    where it is, for the script that puts it on the host's own map."""
    before, after = _around_id()
    items = []
    for place in places:
        title = " · ".join(part for part in (place.name, place.far) if part)
        links = "".join(
            f'<li><a class="places__line" href="{before}{pk}{after}">{escape(line)}</a></li>'
            for pk, line in place.lines
        )
        more = ngettext("and %(n)s more", "and %(n)s more", place.n_more) % {"n": place.n_more}
        rest = f'<p class="list__meta">{escape(more)}</p>' if place.n_more else ""
        latitude, longitude = place.point
        point = f' data-point="{latitude:.6g},{longitude:.7g}"' if has_points else ""
        items.append(
            f'<li class="list__item places__one" id="place-{place.number}" value="{place.number}"'
            f'{point}><span class="places__number" aria-hidden="true">'
            f'{place.number}</span><div><p class="list__title">{escape(title)}</p>'
            f"<ul>{links}</ul>{rest}</div></li>"
        )
    return mark_safe("\n".join(items))  # noqa: S308 - every value above is escaped


def _around_id() -> tuple[str, str]:
    """The address of a listing, before and after its number."""
    before, after = reverse("listing", args=[SOME_LISTING]).split(str(SOME_LISTING))
    return before, after


def _where(row: StartRow) -> str:
    return escape(" · ".join(part for part in (row.where, row.far) if part))


def _tags(row: StartRow) -> str:
    tags = " ".join(f'<span class="tag">{escape(tag)}</span>' for tag in row.tags)
    return f' <span class="tags">{tags}</span>' if tags else ""


def _meta(html: str) -> str:
    return f'<span class="meet__where">{html}</span> ' if html else ""


def _icon(name: str) -> str:
    sprite = escape(static("icons/sprite.svg"))
    return (
        '<svg class="icon" aria-hidden="true" focusable="false">'
        f'<use href="{sprite}#{name}"></use></svg>'
    )
