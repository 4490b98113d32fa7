"""A text in which the passages stand out that something is said about."""

from collections.abc import Sequence
from html import unescape

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.writing.anchors import Anchor
from articles.writing.parts import html_blocks, html_tokens, is_tag


def marked(body: str, comments: Sequence[tuple[int, Anchor]]) -> SafeString:
    """A sanitised body whose passages are marked, each led to from its comment, by its key."""
    in_block: dict[int, list[tuple[int, Anchor]]] = {}
    for key, anchor in comments:
        if not anchor.is_whole and not anchor.is_gone:
            in_block.setdefault(anchor.block, []).append((key, anchor))
    blocks = enumerate(html_blocks(body))
    return mark_safe("".join(_block(text, in_block.get(n, [])) for n, text in blocks))


def _block(text, comments):
    if not comments:
        return text
    html, stands, begun = [], 0, set()
    for token in html_tokens(text):
        if is_tag(token):
            html.append(token)
            continue
        ends = stands + len(unescape(token))
        about = [key for key, one in comments if one.start < ends and stands < _end(one)]
        html.append(_mark(token, about, begun))
        stands = ends
    return "".join(html)


def _end(anchor):
    return anchor.start + len(anchor.passage)


def _mark(token, about, begun):
    """A word inside the passages of some comments; the first word of each is what is led to."""
    for key in about:
        name = format_html(' id="passage-{}"', key) if key not in begun else ""
        begun.add(key)
        token = format_html('<mark class="commented"{}>{}</mark>', name, mark_safe(token))
    return token
