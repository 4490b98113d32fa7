"""Comments of readers: kept in a file beside the export, for there are none here."""

import json

from .export import Export

KEPT = ("comment_id", "comment_author", "comment_date_gmt", "comment_content", "comment_approved")


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
