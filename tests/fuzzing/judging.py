"""What is wrong with an answer to a case."""

import time
import traceback
from copy import deepcopy

from django.db import connection

from tests.fuzzing.texts import MARK
from tests.permissions.client import undone

# Seconds of processor time for one request: the machine has other readers.
LONGEST = 15
REFUSED = 'class="errornote"'
# What may be written where a request is refused: who was, and how often.
NOT_COUNTED = {"django_session", "newsroom_cache", "newsroom_session"}
# A script that a page would run, as opposed to one that it shows.
SCRIPTS = (MARK, "<script>alert(4711)", 'href="javascript:alert(4711)')


def wrong(client, case):
    """What is wrong with the answer: nothing, or the kind of it in a line, and more lines."""
    began = time.process_time()
    response, tables, _rows = sent(client, case, set())
    spent = time.process_time() - began
    about = [f"{case}: {response.status_code}"]
    if response.status_code >= 500:
        return [*fault(response), *about]
    if spent > LONGEST:
        return [f"It takes {spent:.0f} seconds.", *about]
    text = b"".join(response).decode(errors="replace")
    if is_page(response) and (run := [one for one in SCRIPTS if one in text]):
        return [f"{run[0]} would be run.", *about]
    if response.status_code >= 400 or is_refused(case, text):
        return halves(client, case, {*tables} - NOT_COUNTED, about)
    return []


def sent(client, case, written):
    """The answer, the tables written in, and the rows of some tables before all is undone."""
    cookies = deepcopy(client.cookies)
    with undone() as tables:
        response = client.generic(case.method, case.url, case.body, content_type=case.content_type)
        after = {table: rows(table) for table in written}
    client.cookies = cookies
    return response, tables, after


def fault(response):
    """In a line where a request failed, then how."""
    error = getattr(response, "exc_info", None)
    if not error:
        return [f"It answers {response.status_code}."]
    stack = traceback.extract_tb(error[2])
    ours = [one for one in stack if "site-packages" not in one.filename] or stack
    where = f"{ours[-1].filename.rpartition('/')[2]}, {ours[-1].name}, line {ours[-1].lineno}"
    told = f"It answers {response.status_code}: {error[0].__name__} in {where}."
    return [told, str(error[1])[:300], *traceback.format_tb(error[2])[-3:]]


def halves(client, case, written, about):
    """What is wrong where a request is refused and has written something all the same.

    It is sent once more: what was written may have been taken back by itself.
    """
    if not written:
        return []
    before = {table: rows(table) for table in written}
    _response, _tables, after = sent(client, case, written)
    kept = sorted(table for table in written if before[table] != after[table])
    return [f"It is refused, and has written to {', '.join(kept)}.", *about] if kept else []


def is_refused(case, text):
    """Whether the page says so. Before a move the form is saved, and the page says that as well."""
    return case.method == "POST" and REFUSED in text and "Saved, but not moved" not in text


def is_page(response):
    return response.headers.get("Content-Type", "").startswith("text/html")


def rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return sorted(map(repr, cursor.fetchall()))
