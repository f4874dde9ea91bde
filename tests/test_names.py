"""One word, one idea: a public class of the product has a name of its own."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
PRODUCT = CHECKOUT / "porchlight"
# Django asks each database backend for a class of this name.
OF_DJANGO = {"DatabaseWrapper"}


def shared_names(modules: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The public classes that more than one of these (path, source) define at the top, and where.

    A class inside another is told by both names, and has no part in this."""
    places = defaultdict(list)
    for path, source in modules:
        for node in ast.parse(source).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(path)
    shared = {name: paths for name, paths in places.items() if len(paths) > 1}
    return {name: paths for name, paths in shared.items() if name not in OF_DJANGO}


def test_two_public_classes_never_share_a_name():
    paths = [p for p in sorted(PRODUCT.rglob("*.py")) if "migrations" not in p.parts]
    assert len(paths) > 100
    modules = ((str(p.relative_to(CHECKOUT)), p.read_text("utf-8")) for p in paths)
    shared = shared_names(modules)
    assert shared == {}, "rename the class that is met less often, by what it stands for"


def test_control_a_shared_name_is_found_and_what_may_be_shared_is_not():
    modules = [
        ("one.py", "class Step:\n    class Meta: ...\nclass _Row: ..."),
        ("two.py", "@final\nclass Step(Base):\n    class Meta: ...\nclass _Row: ..."),
        ("three.py", "from one import Step\nclass Screen(Step): ..."),
    ]
    assert shared_names(modules) == {"Step": ["one.py", "two.py"]}
