"""A made-up community to try everything with. It stands above the apps, like the command line."""

from porchlight.demo.build import CommunityIsThere, NotADemo, build_demo, cast_links

__all__ = ["CommunityIsThere", "NotADemo", "build_demo", "cast_links"]
