"""Redirects in a file: CSV with an old and a new path in each line, or Ghost's JSON and YAML
(https://docs.ghost.org/themes/routing#redirects).
"""

import csv
import json
import re
from pathlib import Path

import yaml

# What a pattern has, and a path has not.
PATTERN = re.compile(r"[\^$*()\[\]\\|]")


class Unreadable(Exception):
    """A file holds no redirects. The message says why."""


def redirects(path: Path) -> list[tuple[str, str, str]]:
    """Return, of each redirect, where it stands in the file, the old path, and the new one, which
    is empty where there is none. Raises Unreadable.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix == ".json":
            return list(_numbered(_of_json(json.loads(text))))
        if path.suffix in (".yaml", ".yml"):
            return list(_numbered(_of_yaml(yaml.safe_load(text))))
        return list(_of_csv(csv.reader(text.splitlines())))
    except (OSError, ValueError, csv.Error, yaml.YAMLError) as problem:
        raise Unreadable(f"{path}: {problem}") from problem


def as_path(old: str) -> str:
    """An old path without the marks of an expression around it: `^/weir/?$` is `/weir`."""
    return re.sub(r"^\^|(?:/\??)?\$$", "", old)


def is_pattern(old: str) -> bool:
    """Whether an old path stands for many, as a regular expression does."""
    return bool(PATTERN.search(as_path(old)))


def _of_csv(lines):
    for number, row in enumerate(lines, 1):
        if not row or (number == 1 and not row[0].strip().startswith(("/", "http"))):
            continue
        yield f"Line {number}", row[0], row[1] if len(row) > 1 else ""


def _numbered(pairs):
    for number, (old, new) in enumerate(pairs, 1):
        yield f"Redirect {number}", old if is_pattern(old) else as_path(old), new


def _of_json(told):
    if not isinstance(told, list):
        raise ValueError("There is no list of redirects in it.")
    return [_pair(one.get("from"), one.get("to")) for one in told if isinstance(one, dict)]


def _of_yaml(told):
    if not isinstance(told, dict):
        raise ValueError("There are no redirects in it, by their codes.")
    codes = [ways for ways in told.values() if isinstance(ways, dict)]
    return [_pair(old, new) for ways in codes for old, new in ways.items()]


def _pair(old, new):
    return str(old or ""), str(new or "")
