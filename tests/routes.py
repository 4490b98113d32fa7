"""Every URL pattern of the program, as `resolve` names it."""

from django.urls import URLResolver, get_resolver


def routes(resolver=None, before=""):
    """Yield ``(route, pattern)`` of each; the route is what ``resolve(address).route`` is."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = str(pattern.pattern)
        route = before + (route.removeprefix("^") if before else route)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route, pattern
