"""Where an author can be found on the web."""

from authors.handles.addresses import guess_platform
from authors.handles.names import normalise
from authors.handles.platforms import Handle, Platform
from authors.handles.running_text import find_handles, platform_said

__all__ = ["Handle", "Platform", "find_handles", "guess_platform", "normalise", "platform_said"]
