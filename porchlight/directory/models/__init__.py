"""The rows of the directory: listings as sources publish them, and what people keep of them."""

from porchlight.directory.models.listings import (
    Duplicate,
    Joining,
    Location,
    Organization,
    Schedule,
    Service,
    Source,
)
from porchlight.directory.models.moderation import Closure, Correction
from porchlight.directory.models.personal import CalendarFeed, Saved
from porchlight.directory.models.taxonomy import ServiceAttribute

__all__ = [
    "CalendarFeed",
    "Closure",
    "Correction",
    "Duplicate",
    "Joining",
    "Location",
    "Organization",
    "Saved",
    "Schedule",
    "Service",
    "ServiceAttribute",
    "Source",
]
