"""What the pages of the desk send when somebody presses a button, for others to forge."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin

from tests.filling_in import fields_of
from tests.permissions.addresses import route_of, written

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
BUTTON = re.compile(r"<(?:input|button)\b([^>]*type=.submit.[^>]*)>")
ACTION = re.compile(r'<option value="(\w+)"')
# Of which a form has several: what is to be ticked before a button does anything, and the blocks in
# their order.
SEVERAL = re.compile(r'type="(?:checkbox|hidden)" name="(chosen|block)" value="([^"]+)"')
SELECT = re.compile(r'<select name="action".*?</select>', re.DOTALL)
SELECTED = re.compile(
    r'name="_selected_action" value="([^"]+)"|value="([^"]+)"[^>]*_selected_action'
)
TOKEN = "csrfmiddlewaretoken"
# Buttons that send a page as another one does, and lead on elsewhere.
THE_SAME = {"_continue", "_addanother", "_saveasnew"}
# The button that shows what would be, and is to change nothing.
PREVIEW = "_preview"


@dataclass(frozen=True)
class Press:
    """One button of a page: what it sends, and where.

    With a `table` of the database it is pressed for what it writes there alone. What is not
    offered is a form without a button, which only those send who make one.
    """

    url: str
    button: str
    data: dict
    table: str = ""
    is_offered: bool = True

    @property
    def what_is_sent(self):
        """Where, and what but for the token: many pages have a form in common."""
        return self.url, str({name: one for name, one in self.data.items() if name != TOKEN})


def place(press):
    """Where the documentation tells of a press: the pattern of its address, and the button."""
    return written(route_of(press.url)), press.button


def presses(url, page):
    """Every button of every form of a page, and every action of a list over all its rows."""
    for attributes, content in FORM.findall(page):
        if attribute("method", attributes).lower() != "post":
            continue
        data = fields_of(content) | several(content)
        is_offered = bool(BUTTON.search(content))
        for button in buttons(content):
            to = urljoin(url, button["formaction"] or attribute("action", attributes))
            name, value = button["name"], button["value"]
            for chosen in actions(content):
                sent = data | {name: value} | chosen
                yield Press(to, chosen.get("action", name), sent, is_offered=is_offered)


def several(content):
    found = {}
    for name, value in SEVERAL.findall(content):
        found.setdefault(name, []).append(value)
    return found


def attribute(name, attributes):
    found = re.search(rf'\b{name}="([^"]*)"', attributes)
    return unescape(found[1]) if found else ""


def buttons(content):
    found = [
        {name: attribute(name, one) for name in ("name", "value", "formaction")}
        for one in BUTTON.findall(content) or [""]
    ]
    return [one for one in found if one["name"] not in THE_SAME]


def actions(content):
    """What a list sends for each of its actions; nothing more for every other form."""
    select = SELECT.search(content)
    rows = [one or other for one, other in SELECTED.findall(content)]
    if not select:
        return [{}]
    return [{"action": name, "_selected_action": rows} for name in ACTION.findall(select[0])]
