"""What is sent: a press of a button of a page with something changed that no browser sends."""

import json
import random
import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from tests.fuzzing.files import files
from tests.fuzzing.texts import NOT_ASKED, QUERIES, TEXTS

FILE = re.compile(r'<input\b(?=[^>]*type="file")[^>]*\bname="([^"]+)"')
BOUNDARY = "fuzz-4711"


@dataclass(frozen=True)
class Case:
    """A request, and in words what is odd about it."""

    url: str
    words: str
    method: str = "POST"
    body: bytes = b""
    content_type: str = "application/x-www-form-urlencoded"

    def __str__(self):
        return f"{self.method} {self.url[:200]}: {self.words}"


def query(url, chance: random.Random):
    """A page asked for with what it does not know, or not so."""
    names = chance.sample(QUERIES, chance.randint(1, 3))
    chosen = {name: chance.choice(sorted(TEXTS)) for name in names}
    asked = "&".join(f"{name}={quote(short(TEXTS[text]))}" for name, text in chosen.items())
    return Case(f"{url}?{asked}", f"asks with {chosen}", method="GET")


def short(text):
    # A server refuses a longer line itself.
    return text[:2000]


def press(one, page, chance: random.Random):
    """A press of a button (a `Press`) of a page (its HTML), with one thing changed."""
    taking = FILE.findall(page)
    change = with_a_file if taking and chance.random() < 0.5 else chance.choice(CHANGES)
    return change(one, taking, chance)


def with_a_text(one, taking, chance):
    return sent(one, *changed(one.data, chance))


def with_two_texts(one, taking, chance):
    data, words = changed(one.data, chance)
    return sent(one, *changed(data, chance, words))


def changed(data, chance, before=""):
    names = sorted(name for name in data if name != "csrfmiddlewaretoken") or ["q"]
    name, text = chance.choice(names), chance.choice(sorted(TEXTS))
    return data | {name: TEXTS[text]}, f"{before}{name} is {text}; "


def with_less(one, taking, chance):
    names = sorted(one.data)
    gone = chance.sample(names, chance.randint(0, len(names)))
    kept = {name: value for name, value in one.data.items() if name not in gone}
    return sent(one, kept, f"without {gone}")


def without_management(one, taking, chance):
    kept = {name: value for name, value in one.data.items() if not name.endswith("_FORMS")}
    return sent(one, kept, "without what tells how many rows there are")


def with_other_management(one, taking, chance):
    text = chance.choice(
        ["too large", "negative", "huge", "NUL", "markup", "empty", "other digits"]
    )
    names = [name for name in one.data if name.endswith("_FORMS")] or ["form-TOTAL_FORMS"]
    name = chance.choice(names)
    return sent(one, one.data | {name: TEXTS[text]}, f"{name} is {text}")


def with_many(one, taking, chance):
    name = chance.choice(sorted(one.data) or ["q"])
    value = one.data.get(name, "")
    several = [value, "1", "x"] if not isinstance(value, list) else [*value, "x", "9" * 40]
    return sent(one, one.data | {name: several}, f"{name} several times")


def with_another_shape(one, taking, chance):
    name = chance.choice(sorted(one.data) or ["q"])
    return sent(one, one.data | {f"{name}[]": "1", f"{name}[a]": "x"}, f"{name}[] and {name}[a]")


def with_what_is_not_asked(one, taking, chance):
    return sent(one, NOT_ASKED | one.data, "with columns that are not asked for")


def as_json(one, taking, chance):
    body = json.dumps({name: str(value) for name, value in one.data.items()}).encode()
    return Case(one.url, f"{one.button}: as JSON", body=body, content_type="application/json")


def as_nothing_known(one, taking, chance):
    kind = chance.choice(
        [
            "multipart/form-data",
            "multipart/form-data; boundary=",
            f"multipart/form-data; boundary={BOUNDARY}; charset=utf-7",
            "application/x-www-form-urlencoded; charset=utf-16",
            "application/x-www-form-urlencoded; charset=no-such",
            "text/xml",
            "",
        ]
    )
    return Case(one.url, f"{one.button}: as {kind!r}", body=encoded(one.data), content_type=kind)


def cut_off(one, taking, chance):
    body = multipart(one.data, {})
    return Case(
        one.url,
        f"{one.button}: cut off",
        body=body[: chance.randrange(len(body))],
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
    )


def by_another_method(one, taking, chance):
    method = chance.choice(["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "HEAD"])
    return Case(one.url, f"by {method}", method=method, body=encoded(one.data))


def with_a_file(one, taking, chance):
    name, kind = chance.choice(taking or ["file"]), chance.choice(sorted(files()))
    called, content = files()[kind]
    return Case(
        one.url,
        f"{one.button}: {name} is {kind}",
        body=multipart(one.data, {name: (called, content)}),
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
    )


CHANGES = [
    with_a_text,
    with_a_text,
    with_a_text,
    with_two_texts,
    with_less,
    without_management,
    with_other_management,
    with_many,
    with_another_shape,
    with_what_is_not_asked,
    as_json,
    as_nothing_known,
    cut_off,
    by_another_method,
    with_a_file,
]


def sent(one, data, words):
    return Case(one.url, f"{one.button or 'its button'}: {words}", body=encoded(data))


def encoded(data):
    return urlencode(list(pairs(data))).encode()


def pairs(data):
    """``(name, value)`` as they are sent, a list as several; a file is called by its name."""
    for name, value in data.items():
        for each in value if isinstance(value, list) else [value]:
            yield name, each if isinstance(each, bytes) else str(each)


def multipart(data, uploaded):
    """A body with fields and ``{name: (what it is called, content)}``, as browsers write it."""
    parts = []
    for name, value in pairs(data):
        content = value if isinstance(value, bytes) else value.encode()
        parts.append(f'name="{name}"'.encode() + b"\r\n\r\n" + content)
    for name, (called, content) in uploaded.items():
        head = f'name="{name}"; filename="{called}"\r\nContent-Type: text/plain'
        parts.append(head.encode() + b"\r\n\r\n" + content)
    line = f"--{BOUNDARY}".encode()
    body = b"".join(
        line + b"\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts
    )
    return body + line + b"--\r\n"
