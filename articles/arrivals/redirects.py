"""Redirects in a file: CSV with an old and a new path in each line, or Ghost's JSON and YAML
(https://docs.ghost.org/themes/routing#redirects).
"""

import csv
import io
import json
import re
from pathlib import Path

import yaml

from articles.arrivals.text_files import Unreadable, text_of

# What a pattern has, and a path has not.
PATTERN = re.compile(r"[\^$*()\[\]\\|]")
# The name of a column, and no address or pattern: “old”, “Old URL”, “new_path”.
WORDS = re.compile(r"[\w -]*")
# Stands for what is no redirect, so that it is named, and those after it keep their numbers.
NONE = ("", "")


def redirects(path: Path) -> list[tuple[str, str, str]]:
    """Return, of each redirect, where it stands in the file, the old path, and the new one. Either
    is empty where there is none. Raises Unreadable.
    """
    text = text_of(path)
    try:
        suffix = path.suffix.lower()
        if suffix == ".json":
            # No number is a path: none is too large to be read and passed over.
            return list(_numbered(_of_json(json.loads(text, parse_int=float))))
        if suffix in (".yaml", ".yml"):
            return list(_numbered(_of_yaml(_Loader(text).get_single_data())))
        return list(_of_csv(csv.reader(io.StringIO(text, newline=""))))
    except RecursionError as problem:
        raise Unreadable(f"{path} is no list of redirects: it is nested too deep.") from problem
    except (ValueError, yaml.YAMLError) as problem:
        raise Unreadable(f"{path}: {_in_a_line(problem)}") from problem


class _Loader(yaml.SafeLoader):
    """Names the line of a date that is none, or of a number that is too large."""

    def construct_object(self, node, deep=False):
        try:
            return super().construct_object(node, deep)
        except ValueError as problem:
            mark = node.start_mark
            raise yaml.constructor.ConstructorError(None, None, str(problem), mark) from problem


def as_path(old: str) -> str:
    """An old path without the marks of an expression around it: `^/weir/?$` is `/weir`."""
    return re.sub(r"^\^|(?:/\??)?\$$", "", old)


def is_pattern(old: str) -> bool:
    """Whether an old path stands for many, as a regular expression does."""
    return bool(PATTERN.search(as_path(old)))


def _of_csv(rows):
    begins = 1
    try:
        for row in rows:
            if row and not (rows.line_num == 1 and _are_names(row)):
                yield f"Line {begins}", row[0], row[1] if len(row) > 1 else ""
            begins = rows.line_num + 1
    except csv.Error as problem:
        raise ValueError(f"line {begins}: {problem}.") from problem


def _are_names(row):
    """Whether a row has the names of columns."""
    return len(row) > 1 and all(map(WORDS.fullmatch, row))


def _numbered(pairs):
    for number, (old, new) in enumerate(pairs, 1):
        yield f"Redirect {number}", old if is_pattern(old) else as_path(old), new


def _of_json(told):
    if not isinstance(told, list):
        raise ValueError("There is no list of redirects in it.")
    for one in told:
        yield _pair(one.get("from"), one.get("to")) if isinstance(one, dict) else NONE


def _of_yaml(told):
    if not isinstance(told, dict):
        raise ValueError("There are no redirects in it, by their codes.")
    for ways in told.values():
        if isinstance(ways, dict):
            yield from (_pair(old, new) for old, new in ways.items())
        elif ways is not None:  # A code without redirects is none.
            yield NONE


def _pair(old, new):
    return tuple(one if isinstance(one, str) else "" for one in (old, new))


def _in_a_line(problem):
    """What a reader says of the file: those of YAML say it in several lines, with an excerpt."""
    if isinstance(problem, yaml.MarkedYAMLError) and problem.problem_mark:
        return f"line {problem.problem_mark.line + 1}: {problem.problem}."
    return " ".join(str(problem).split())
