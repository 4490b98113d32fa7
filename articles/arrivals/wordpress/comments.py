"""Comments of readers: kept in a file beside the export, for there are none here."""

import json

from articles.arrivals.report import try_to_write

from .export import Export

KEPT = ("comment_id", "comment_author", "comment_date_gmt", "comment_content", "comment_approved")


class NoComments(Exception):
    """The file of the comments cannot be written. The message is a sentence."""


def refuse_unwritable(export: Export) -> None:
    """Raise NoComments where they could not be kept: before a long run, not after it."""
    path = comments_file(export)
    try:
        try_to_write(path)
    except OSError as problem:
        raise NoComments(
            f"The comments cannot be kept in {path}: {problem.strerror}. Put the export where "
            "that file can be written."
        ) from problem


def keep_comments(export: Export) -> int:
    """Write a line of JSON for each comment, and say how many there were."""
    path, number = comments_file(export), 0
    with path.open("w", encoding="utf-8") as file:
        for item in export.posts():
            for comment in item.comments:
                told = {name: comment.get(name, "") for name in KEPT}
                line = {"post": item.get("post_id"), "link": item.get("link"), **told}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                number += 1
    if not number:
        path.unlink()
    return number


def comments_file(export: Export):
    return export.path.with_suffix(".comments.jsonl")
