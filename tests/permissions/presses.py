"""What the pages of the desk send when somebody presses a button, for others to forge."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin

from tests.filling_in import fields_of

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
BUTTON = re.compile(r"<(?:input|button)\b([^>]*type=.submit.[^>]*)>")
ACTION = re.compile(r'<option value="(\w+)"')
SELECT = re.compile(r'<select name="action".*?</select>', re.DOTALL)
SELECTED = re.compile(
    r'name="_selected_action" value="([^"]+)"|value="([^"]+)"[^>]*_selected_action'
)
# Buttons that send a page as another one does, and lead on elsewhere.
THE_SAME = {"_continue", "_addanother", "_saveasnew"}


@dataclass(frozen=True)
class Press:
    """One button of a page: what it sends, and where."""

    url: str
    button: str
    data: dict


def presses(url, page):
    """Every button of every form of a page, and every action of a list over all its rows."""
    for attributes, content in FORM.findall(page):
        if attribute("method", attributes).lower() != "post":
            continue
        data = fields_of(content)
        to = urljoin(url, attribute("action", attributes))
        for name, value in buttons(content):
            for chosen in actions(content):
                yield Press(to, chosen.get("action", name), data | {name: value} | chosen)


def attribute(name, attributes):
    found = re.search(rf'\b{name}="([^"]*)"', attributes)
    return unescape(found[1]) if found else ""


def buttons(content):
    found = [(attribute("name", one), attribute("value", one)) for one in BUTTON.findall(content)]
    return [(name, value) for name, value in found if name not in THE_SAME] or [("", "")]


def actions(content):
    """What a list sends for each of its actions; nothing more for every other form."""
    select = SELECT.search(content)
    rows = [one or other for one, other in SELECTED.findall(content)]
    if not select:
        return [{}]
    return [{"action": name, "_selected_action": rows} for name in ACTION.findall(select[0])]
