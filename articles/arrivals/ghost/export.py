"""Ghost's export (Settings, Labs, Export content), read as it goes by: JSON with a table a key.

What its content API answers is read as well: there, authors and tags stand within each post.
"""

from codecs import BOM_UTF8
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ijson

from articles.arrivals.command import WrongFile
from articles.arrivals.incoming import IncomingAuthor, Term
from articles.models.redirect import as_asked_for
from newsroom.kit.web_addresses import parts_of

Row = dict[str, Any]
# Where the tables are: in what Ghost writes, in what its tools do, and in what its API answers.
PLACES = ("db.item.data.", "data.", "")
# What is told of posts in other tables than theirs.
TABLES = ("users", "tags", "posts_tags", "posts_authors", "posts_meta")
# What a row of each says who or what it is by, and where it has text, or nothing.
KEYS = {
    "users": ("id",),
    "tags": ("id",),
    "posts_tags": ("post_id", "tag_id"),
    "posts_authors": ("post_id", "author_id"),
    "posts_meta": ("post_id",),
}
TEXTS = ("name", "slug", "bio", "website", "twitter", "facebook", "visibility")
LEFT_OUT = ("members", "products", "newsletters", "comments", "snippets")
# What the API tells within a post, and the tables of an export that tell it.
WITHIN = {
    "authors": ("users", "posts_authors", "author_id"),
    "tags": ("tags", "posts_tags", "tag_id"),
}
# How long the path to a value may be, and how much is parsed at once: all paths in it are kept
# meanwhile, and grow with each bracket that is opened.
LONGEST_PATH, AT_ONCE = 1_000, 4096
# What the parser tells of a row before it is whole.
BEGINNINGS = {"start_map", "start_array", "map_key"}
# Instead of the address of the site.
HERE = "__GHOST_URL__"


def posts(path: Path) -> Iterator[Any]:
    """The posts, one in memory at a time, and what stands among them and is none. Raises WrongFile
    for what is no JSON.
    """
    for _table, row in _rows(path, {"posts"}):
        yield row


def _rows(path, tables) -> Iterator[tuple[str, Any]]:
    """The rows of some tables, with the name of each one’s, and what stands there and is none."""
    wanted = {f"{place}{table}.item": table for place in PLACES for table in tables}
    made, at = None, ""
    try:
        with path.open("rb") as file:
            # Editors of text put a mark at the beginning, which the parser does not know.
            file.seek(len(BOM_UTF8) if file.read(len(BOM_UTF8)) == BOM_UTF8 else 0)
            for prefix, event, value in ijson.parse(file, buf_size=AT_ONCE, use_float=True):
                if len(prefix) > LONGEST_PATH:
                    raise WrongFile(f"{path.name} nests deeper than Ghost writes anything.")
                if made is None and prefix in wanted:
                    made, at = ijson.ObjectBuilder(), prefix
                if made is None:
                    continue
                made.event(event, value)
                if prefix == at and event not in BEGINNINGS:
                    yield wanted[at], made.value
                    made = None
    except (ijson.JSONError, UnicodeDecodeError) as problem:
        words = _in_a_line(problem)
        raise WrongFile(f"{path.name} is no JSON, or breaks off ({words}).") from problem


def _in_a_line(problem):
    """What the parser says, without the lines in which it draws where that is."""
    said = problem.args[0]
    text = said.decode(errors="replace") if isinstance(said, bytes) else str(problem)
    return text.strip().partition("\n")[0].rstrip(".")


@dataclass
class Export:
    """What a first reading of the file finds: all but the posts. `address` is that of the site,
    which the file does not say.
    """

    path: Path
    address: str
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)
    total: int = 0
    left_out: Counter = field(default_factory=Counter)

    def __post_init__(self):
        self.address = self.address.rstrip("/")
        tables: dict[str, list[Row]] = {table: [] for table in TABLES}
        for table, row in _rows(self.path, {"posts", *TABLES, *LEFT_OUT}):
            if table == "posts":
                self.total += 1
                _take_out(row, tables)
            elif table in tables and _is_whole(table, row):
                tables[table].append(row)
            else:
                self.left_out[table] += 1
        self.users = {row["id"]: self._author(row) for row in tables["users"]}
        self.tags = {row["id"]: row for row in tables["tags"]}
        self.meta = {row["post_id"]: row for row in tables["posts_meta"]}
        self.tags_of = _in_order(tables["posts_tags"], "tag_id")
        self.authors_of = _in_order(tables["posts_authors"], "author_id")
        for row in self.tags.values():
            if not is_internal(row):
                self.terms["tag", row["slug"]] = term_of(row)

    def path_of_term(self, term: Term) -> str:
        return self.path_of(f"tag/{term.slug}")

    def path_of(self, below: str) -> str:
        return as_asked_for(f"{parts_of(self.address).path}/{below}")

    def whole(self, text: str | None) -> str:
        """A text with the address of the site where Ghost has left it out."""
        return (text or "").replace(HERE, self.address)

    def _author(self, row):
        handles = [
            row.get("website"),
            row.get("twitter") and f"https://x.com/{row['twitter'].lstrip('@')}",
            row.get("facebook") and f"https://www.facebook.com/{row['facebook']}",
        ]
        return IncomingAuthor(
            key=str(row["id"]),
            name=row.get("name") or row.get("slug", ""),
            bio=row.get("bio") or "",
            handles=tuple(filter(None, handles)),
            path=self.path_of(f"author/{row.get('slug', '')}"),
        )


def is_key(said: object) -> bool:
    """Whether something may be known by that: text in what Ghost writes, a number in old tools."""
    return type(said) in (str, int)


def is_text(said: object) -> bool:
    """Whether something may stand where text belongs."""
    return said is None or isinstance(said, str)


def _is_whole(table, row):
    """Whether a row can be read: it says by what it is known, and text where text belongs."""
    if not isinstance(row, dict) or (table == "tags" and not row.get("slug")):
        return False
    has_keys = all(is_key(row.get(name)) for name in KEYS[table])
    return has_keys and all(is_text(row.get(name)) for name in TEXTS)


def _take_out(post, tables):
    """Put what stands within a post into the tables in which an export has it, each row once."""
    if not isinstance(post, dict):
        return
    for name, (table, ties, column) in WITHIN.items():
        within = post.get(name)
        if not isinstance(within, list):
            continue
        known = {row["id"] for row in tables[table]}
        for place, row in enumerate(row for row in within if _is_whole(table, row)):
            if row["id"] not in known:
                tables[table].append(row)
            tie = {"post_id": post.get("id"), column: row["id"], "sort_order": place}
            if _is_whole(ties, tie):
                tables[ties].append(tie)


def term_of(row: Row) -> Term:
    return Term("tag", row["slug"], row.get("name") or row["slug"])


def is_internal(row: Row) -> bool:
    """Whether a tag is for editors alone: “#series” is."""
    return row.get("visibility") == "internal" or (row.get("name") or "").startswith("#")


def _in_order(ties, column):
    """What each post is tied to, in its order."""
    found = defaultdict(list)
    for row in sorted(ties, key=_place):
        found[row["post_id"]].append(row[column])
    return found


def _place(row):
    said = row.get("sort_order")
    return said if isinstance(said, int | float) else 0
