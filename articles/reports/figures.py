"""Reach figures from a CSV file: all of them, or none and a sentence for each line in the way."""

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, ReachFigure, Redirect
from articles.models.redirect import as_asked_for
from newsroom.audit import ledger
from newsroom.kit.locking import held

LARGEST = 2 * 1024 * 1024
COLUMNS = ("metric", "value", "since", "until", "source")
ADDRESS = ("url", "path")
COUNTED = ("metric", "since", "until", "source")


class FiguresRefused(Exception):
    """Nothing was imported. `problems` are sentences, for a funding manager to read."""

    def __init__(self, problems):
        super().__init__(" ".join(problems))
        self.problems = list(problems)


@dataclass(frozen=True)
class Imported:
    """How many figures were written, were there already, and were left blank in the file."""

    written: int
    known: int
    blank: int


@transaction.atomic
def import_figures(data, *, by):
    """Write the figures of a CSV file and return an `Imported`.

    The first line names the columns: url or path, metric, value, since,
    until, source; commas, semicolons or tabs between them; UTF-8. Dates are
    YYYY-MM-DD. A blank value was not measured and is left out. A file that
    was imported before changes nothing. Raises FiguresRefused, and writes
    nothing, if `by` may not add figures or any line cannot be read.
    """
    if not by.has_perm("articles.add_reachfigure"):
        raise FiguresRefused([_("You may not enter reach figures.")])
    lines = list(_lines(data))
    articles = _articles(lines)
    ledger.lock()  # Two who import one file at once would both find it new.
    problems, figures, blank = [], {}, 0
    for number, line in lines:
        try:
            figure = _figure(line, articles)
            if figure is None:
                blank += 1
            else:
                _once(figures, figure)
        except ValidationError as problem:
            problems.append(_("Line %d: ") % number + " ".join(problem.messages))
    new = _not_known(figures, problems)
    if problems:
        raise FiguresRefused(problems)
    for figure in new:
        figure.entered_by = by
    ReachFigure.objects.bulk_create(new)
    if new:
        ledger.record(by, "import reach figures", figures=len(new))
    return Imported(len(new), len(figures) - len(new), blank)


def _lines(data):
    """Yield `(line number, {column: text})`."""
    if len(data) > LARGEST:
        raise FiguresRefused([_("The file is larger than 2 MB.")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise FiguresRefused(
            [_("The file is not UTF-8: save it from your spreadsheet as “CSV UTF-8”.")]
        ) from problem
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [name.strip().lower() for name in next(rows, [])]
        _check(columns)
        for row in rows:
            if any(cell.strip() for cell in row):
                cells = [*row, *[""] * (len(columns) - len(row))]
                yield rows.line_num, dict(zip(columns, map(str.strip, cells), strict=False))
    except csv.Error as problem:
        raise FiguresRefused(
            [_("Line %d is not CSV: a quotation mark is missing, or too many.") % rows.line_num]
        ) from problem


def _check(columns):
    missing = [name for name in COLUMNS if name not in columns]
    if not set(ADDRESS) & set(columns):
        missing.insert(0, _("url or path"))
    if missing:
        raise FiguresRefused(
            [_("The first line has to name the columns; missing: %s.") % ", ".join(missing)]
        )


def _path(line):
    """The path that a line names, or "" for an address of another site."""
    address = line.get("path") or line.get("url") or ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.netloc and parts.netloc.lower() != urlsplit(settings.SITE_URL).netloc.lower():
        return ""
    path = unquote(parts.path)
    return path if path.endswith("/") else f"{path}/"


def _articles(lines):
    """The articles that lines name, by the path that they name: one they have or had. They are
    locked. No path of ours holds a NUL.
    """
    paths = {path for _number, line in lines if "\0" not in (path := _path(line))}
    ways = Redirect.objects.from_any(*paths)
    now = {path: ways.get(as_asked_for(path), path) for path in paths}
    found = {
        article.path: article for article in held(Article.objects.filter(path__in=now.values()))
    }
    return {path: found[now[path]] for path in paths if now[path] in found}


def _figure(line, articles):
    """An unsaved figure, or None where nobody measured. Raises ValidationError."""
    article = articles.get(_path(line))
    if article is None:
        address = line.get("path") or line.get("url") or _("an empty address")
        raise ValidationError(_("No piece was ever published at %s.") % address)
    if not line["value"]:
        return None
    figure = ReachFigure(
        article=article,
        metric=line["metric"],
        value=_count(line["value"]),
        since=_date("since", line["since"]),
        until=_date("until", line["until"]),
        source=line["source"],
    )
    figure.clean_fields(exclude=["article", "entered_by"])
    if figure.until < figure.since:
        raise ValidationError(_("It ends on %s, before it starts.") % figure.until)
    return figure


def _count(text):
    if not re.fullmatch(r"\d{1,18}", text, re.ASCII):
        raise ValidationError(
            _("“%s” is not a number of digits alone; leave it blank if nobody measured.") % text
        )
    return int(text)


def _date(name, text):
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise ValidationError(
            _("“%(name)s” is “%(text)s”, which is not a date like 2026-03-31.")
            % {"name": name, "text": text}
        ) from problem


def _key(figure):
    return (figure.article_id, *(getattr(figure, name) for name in COUNTED))


def _once(figures, figure):
    other = figures.setdefault(_key(figure), figure)
    if other.value != figure.value:
        raise ValidationError(
            _("The same figure is %(one)d further up and %(other)d here.")
            % {"one": other.value, "other": figure.value}
        )


def _not_known(figures, problems):
    """The figures that are not stored yet; one that is stored with another value is a problem."""
    stored = {
        _key(figure): figure
        for figure in ReachFigure.objects.filter(
            article__in={key[0] for key in figures}
        ).select_related("article")
    }
    for key in figures.keys() & stored.keys():
        if stored[key].value != figures[key].value:
            problems.append(
                _("%(figure)s is here already, and the file says %(value)d: change it by hand.")
                % {"figure": stored[key], "value": figures[key].value}
            )
    return [figure for key, figure in figures.items() if key not in stored]
