"""Every check of the gate has a piece here that it finds fault with, and no other check does."""

import re
from datetime import date
from pathlib import Path

from django.contrib.admin.utils import flatten
from django.db import transaction
from django.test import TestCase
from django.utils import timezone

from articles.mentions.decisions import decide
from articles.models import Photo
from articles.models.choices import Funding
from articles.publishing import gate, payers, picture_checks
from articles.publishing.desk.article import ArticleAdmin
from articles.publishing.desk.panel import PLACES
from articles.publishing.gate import look, problems
from articles.publishing.perform import perform
from articles.writing.proposals import propose
from authors.models import Interest
from tests.architecture import ROOT, problem_codes
from tests.articles.disclosure.resolving import quotes
from tests.articles.publishing.frozen import make_photo
from tests.factories import (
    figure_of,
    make_article,
    make_author,
    make_editor,
    make_funder,
    make_grant,
    make_publisher,
)

CHECKING = (gate, payers, picture_checks)
GATE = ROOT / "docs" / "editors" / "gate.md"


def with_photo(**fields):
    return make_article(lead_photo=make_photo(**fields))


def with_figure(**fields):
    return make_article(body=f"<p>It waits.</p>{figure_of(make_photo(**fields))}")


def guessed():
    article = make_article()
    article.guesses.create(field="title", why="The first line is its title.")
    return article


def mentioning():
    make_grant(funders=[make_funder("The Ferry Fund")])
    return make_article(body="<p>The Ferry Fund waits.</p>")


def mentioning_and_undisclosed():
    article = mentioning()
    (mention,) = look(article).mentions
    decide(article, mention.tie, "disclose", by=make_editor())
    return article


def imported():
    article = make_article(funding=Funding.UNDECLARED)
    return perform("bring in", article, by=make_publisher(), first_published=date(2016, 3, 1))


def suggested():
    article = make_article()
    propose(article, f"{article.body}<p>More.</p>", base=article.body, by=make_editor())
    return article


def translation_of(**fields):
    original = make_article(body="<p>One.</p>")
    return make_article(translation_of=original, **fields)


def of_somebody_who_declared_nothing():
    declared(make_author())
    return make_article()


def of_somebody_who_declared():
    return make_article(authors=[declared(make_author())])


def declared(author):
    today = timezone.localdate()
    Interest.objects.create(author=author, starts_on=today, ends_on=today)
    return author


# What makes a piece with the one problem, by its code.
PIECES = {
    "title-missing": lambda: make_article(title=""),
    "body-missing": lambda: make_article(body="<p> </p>"),
    "byline-missing": lambda: make_article(authors=[]),
    "section-missing": lambda: make_article(section=None),
    "standfirst-missing": lambda: make_article(standfirst=" "),
    "lead-image-missing": lambda: make_article(lead_caption="A ferry."),
    "lead-alt-missing": lambda: with_photo(alt=""),
    "lead-credit-missing": lambda: with_photo(credit=""),
    "lead-licence-missing": lambda: with_photo(licence=""),
    "figure-missing": lambda: make_article(body=f"<p>a</p>{figure_of(Photo(pk=999_999_999))}"),
    "figure-alt-missing": lambda: with_figure(alt=""),
    "figure-credit-missing": lambda: with_figure(credit=""),
    "figure-licence-missing": lambda: with_figure(licence=""),
    "guesses-unconfirmed": guessed,
    "funding-imported": imported,
    "grant-kind-unknown": lambda: make_article(grants=[make_grant(kind="")]),
    "funder-kind-unknown": lambda: make_article(
        grants=[make_grant(funders=[make_funder(kind="")])]
    ),
    "grant-window": lambda: make_article(grants=[make_grant(pieces_until=date(2024, 12, 31))]),
    "grant-over": lambda: make_article(grants=[make_grant(status="terminated")]),
    "donor-named": lambda: make_article(
        grants=[
            make_grant(
                "Ewa Brzeg paid.", funders=[make_funder("Ewa Brzeg", kind="person", public=False)]
            )
        ]
    ),
    "suggestions-open": suggested,
    "translation-language": translation_of,
    "translation-untranslated": lambda: translation_of(language="uk", body="<p>One.</p>"),
    "mention-undecided": mentioning,
    "mention-undisclosed": mentioning_and_undisclosed,
    "interest-missing": of_somebody_who_declared_nothing,
    "interest-unconfirmed": of_somebody_who_declared,
}


class CheckTests(TestCase):
    def test_every_problem_of_the_gate_has_a_piece_here(self):
        found = [problem_codes(Path(module.__file__).read_text()) for module in CHECKING]
        self.assertEqual(set(PIECES), set().union(*found))

    def test_each_piece_has_its_problem_and_no_other(self):
        for code, make in PIECES.items():
            with self.subTest(code), transaction.atomic():
                self.assertEqual([problem.code for problem in problems(make())], [code])
                transaction.set_rollback(True)

    def test_each_problem_leads_to_a_place_on_the_page_of_a_piece(self):
        form = {name for _title, part in ArticleAdmin.fieldsets for name in flatten(part["fields"])}
        for code, make in PIECES.items():
            with self.subTest(code), transaction.atomic():
                self.assertEqual(
                    {found.field for found in problems(make())} - form - {*PLACES}, set()
                )
                transaction.set_rollback(True)

    def test_each_blocks_or_warns_as_the_documentation_says(self):
        told = dict(re.findall(r"^\| `([\w-]+)` \| (\w+) \|", GATE.read_text(), re.MULTILINE))
        for code, make in PIECES.items():
            with self.subTest(code), transaction.atomic():
                (found,) = problems(make())
                self.assertEqual(told[code], "blocker" if found.blocks else "warning")
                transaction.set_rollback(True)

    def test_each_says_which_grants_and_funders_it_quotes(self):
        """Not everybody may read of them: who may not is told of a problem in other words."""
        quoting = set()
        for code, make in PIECES.items():
            with self.subTest(code), transaction.atomic():
                for found in problems(make()):
                    quoted = quotes(found)
                    self.assertLessEqual(quoted, {found.subject, *found.names})
                    quoting |= {code} if quoted else set()
                transaction.set_rollback(True)
        self.assertEqual(
            quoting,
            {"grant-kind-unknown", "funder-kind-unknown", "grant-window", "grant-over"}
            | {"donor-named", "mention-undecided", "mention-undisclosed"},
        )

    def test_a_piece_without_fault_has_none(self):
        self.assertEqual(problems(with_photo()), [])
