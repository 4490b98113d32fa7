"""Text files that whoever runs a command names."""

from pathlib import Path


class Unreadable(Exception):
    """A file is not there, or holds something else than it should. The message is a sentence."""


def text_of(path: Path) -> str:
    """The text of a file in UTF-8, with or without the mark at its beginning. Raises Unreadable."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise Unreadable(f"{path} cannot be read: {problem.strerror}.") from problem
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = problem.object.count(b"\n", 0, problem.start) + 1
        raise Unreadable(
            f"{path}, line {line}, is not UTF-8: save the file as UTF-8 and try again."
        ) from problem
