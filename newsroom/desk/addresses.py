"""What no address of the desk can mean is taken out of it before a page looks at it."""

import re
from functools import wraps

# A character that no text here holds and PostgreSQL takes in none, or a number beyond 64 bits.
IMPOSSIBLE = re.compile(r"\x00|\d{19,}")
# What is looked for may be any text; what cannot be printed is taken out where it is looked for.
FREE = "q"


def without_the_impossible(view):
    """Let a page see its address without what cannot be; what is sent to it stays as it is."""

    @wraps(view)
    def seen(request, *args, **kwargs):
        wrong = [name for name, values in request.GET.lists() if _is_impossible(name, values)]
        if wrong:
            request.GET = request.GET.copy()
            for name in wrong:
                del request.GET[name]
        return view(request, *args, **kwargs)

    return seen


def _is_impossible(name, values):
    return "\x00" in name or (name != FREE and any(map(IMPOSSIBLE.search, values)))
