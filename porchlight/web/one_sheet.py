"""Static files as they are served: the style sheets of the frame are put together into one.

They are written apart, each about one thing. Apart, each would cost every page a line with its own
hash, half a kilobyte in all, and a first visit a request.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

from porchlight.web.shell_files import ONE_SHEET, STYLES

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class OneSheetStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Writes `ONE_SHEET` from `STYLES`, in their order and without comments, when files are
    collected; it then gets its hash and its compressed form like any other."""

    has_one_sheet = True

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if not dry_run:
            sheets = []
            for name in STYLES:
                storage, path = paths[name]
                with storage.open(path) as sheet:
                    sheets.append(COMMENT.sub("", sheet.read().decode()))
            target = Path(self.path(ONE_SHEET))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text("\n".join(sheets), encoding="utf-8")
            paths[ONE_SHEET] = (self, ONE_SHEET)
        yield from super().post_process(paths, dry_run, **options)
