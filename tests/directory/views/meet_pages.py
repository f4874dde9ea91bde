"""What a page of Meet was drawn from, and what it shows."""

from __future__ import annotations

from typing import Any

HERE = "32.3,-90.2"


def answered(client: Any, path: str, **question: Any) -> tuple[Any, str]:
    """What the page was drawn from, and the page."""
    answer = client.get(path, question)
    assert answer.status_code == 200
    return answer.context["page"], b" ".join(answer.content.split()).decode()


def asked(client: Any, path: str, **question: Any) -> str:
    answer = client.get(path, question)
    assert answer.status_code == 200
    return b" ".join(answer.content.split()).decode()


def tags_of(page: Any) -> dict[str, tuple[str, ...]]:
    return {row.name: row.tags for day in page.days for row in day.rows}


def tag(words: str) -> str:
    return f'<span class="tag">{words}</span>'
