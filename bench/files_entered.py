"""Which of our files a publication, a press of Publish at the desk and a reader’s page enter.

    .venv/bin/python bench/files_entered.py [LIST]

Works in a database of its own (SQLite in a temporary folder, or DATABASE_URL if it is set). Each
is done once before it is counted, so that what is only made at the first time does not count. A
file is entered when a function of it is called; tests, and this script, are not counted. With
any LIST the names of the files are printed as well.
"""

import sys
from pathlib import Path

import a_large_newsroom  # noqa: F401 - it makes the database of its own
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from articles.models.choices import Stage
from articles.publishing.perform import perform
from tests.factories import make_article, make_grant, make_publisher
from tests.filling_in import filled_in

NOT_OURS = (".venv", "tests", "bench")


class Entered:
    """The files whose functions are called inside a ``with``, relative to the project, sorted."""

    def __enter__(self):
        self.files = set()
        sys.setprofile(self._called)
        return self

    def __exit__(self, *_):
        sys.setprofile(None)
        here = settings.BASE_DIR
        inside = [Path(f).relative_to(here) for f in self.files if f.startswith(f"{here}/")]
        self.files = sorted(str(path) for path in inside if path.parts[0] not in NOT_OURS)

    def _called(self, frame, event, _):
        if event == "call":
            self.files.add(frame.f_code.co_filename)


def ready():
    return make_article(grants=[make_grant()], tags=["rivers"], stage=Stage.READY)


def a_publication(publisher):
    """perform("publish", …)"""
    article = ready()
    with Entered() as entered:
        perform("publish", article, by=publisher)
    return entered.files


def a_press(publisher):
    """a press of Publish at the desk"""
    client, page = Client(), f"/desk/articles/article/{ready().pk}/change/"
    client.force_login(publisher)
    filled = filled_in(client.get(page), _move="publish")
    with Entered() as entered:
        client.post(page, filled)
    return entered.files


def a_page(publisher):
    """serving the page of a piece"""
    article = perform("publish", ready(), by=publisher)
    with Entered() as entered:
        Client().get(article.path)
    return entered.files


def main(listed):
    call_command("migrate", verbosity=0)
    publisher = make_publisher()
    for what in (a_publication, a_press, a_page):
        what(publisher)
        files = what(publisher)
        print(f"{len(files):3} files  {what.__doc__}")
        for name in files if listed else ():
            print(f"           {name}")


if __name__ == "__main__":
    main(bool(sys.argv[1:]))
