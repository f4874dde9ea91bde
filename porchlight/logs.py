"""Lines of the log: when, how bad, where, and a reason; nothing that anybody wrote or holds.

An address may carry a token, a query what somebody looks for, and the words of an exception a row.
So of a request only the status and the name of its page are told, of an exception its kind and the
places in the code, and of other people's loggers the words without what they put into them.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Final

OURS: Final = "porchlight"
NO_PAGE: Final = "no page"


class Discreet(logging.Formatter):
    """Nothing of a request, of a person, or of a row."""

    def format(self, record: logging.LogRecord) -> str:
        when, line = self.formatTime(record, self.datefmt), _words(record)
        where = self.formatException(record.exc_info) if record.exc_info else ""
        return "\n".join(filter(None, (f"{when} {record.levelname} {record.name} {line}", where)))

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """The places, the innermost last, and the kind; for the one it came from as well."""
        return "\n".join(_places(ei[1])) if ei[1] is not None else ""


def _words(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    if request is not None or hasattr(record, "status_code"):
        found = getattr(request, "resolver_match", None)
        page = (found.view_name if found else "") or NO_PAGE
        return f"{getattr(record, 'status_code', '')} {page}".strip()
    if record.name.split(".")[0] == OURS:
        return record.getMessage()
    return str(record.msg) if record.args else _where_from(record)


def _where_from(record: logging.LogRecord) -> str:
    """Of a message that came ready-made, nobody knows what was put into it."""
    return f"{record.module}.{record.funcName}"


def _places(exception: BaseException) -> list[str]:
    before = exception.__cause__ or (
        None if exception.__suppress_context__ else exception.__context__
    )
    lines = _places(before) if before is not None else []
    frames = traceback.extract_tb(exception.__traceback__)
    lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    kind = type(exception)
    return [*lines, f"  {kind.__module__}.{kind.__qualname__}"]
