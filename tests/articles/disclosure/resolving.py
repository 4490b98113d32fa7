"""Articles that coverage can reach by each of its targets, and what is resolved for them."""

from django.test import TestCase

from articles.disclosure.models import coverage
from articles.disclosure.resolve import resolve
from articles.models import Coverage
from articles.models.choices import Funding
from funding.models import Funder, Grant
from tests.factories import make_article, make_author

TARGETS = [target.column for target in coverage.TARGETS]
SPECIFICITY = {target.column: target.specificity for target in coverage.TARGETS}


def undisclosed(**fields):
    """An article that nothing covers yet, with one of every target that coverage can name."""
    fields = {"funding": Funding.FUNDED, "tags": ["Ports"], "authors": [make_author()], **fields}
    return make_article(**fields)


def target_of(article, name):
    return {
        "article": article,
        "tag": article.tags.first(),
        "section": article.section,
        "author": article.authors.first(),
        "whole_site": True,
    }[name]


def put(article, subject, target, mode=Coverage.Mode.INCLUDE, **fields):
    """Cover (or leave out) a grant or a statement by one of the article's own targets."""
    kind = "grant" if isinstance(subject, Grant) else "statement"
    reason = "" if mode == Coverage.Mode.INCLUDE else "Agreed with the funder."
    target = {target: target_of(article, target)}
    return Coverage.objects.create(
        **{kind: subject}, **target, **{"mode": mode, "reason": reason, **fields}
    )


def exclude(article, subject, target, **fields):
    return put(article, subject, target, Coverage.Mode.EXCLUDE, **fields)


def quotes(problem):
    """The grants and funders that the words of a problem name."""
    rows = [*Grant.objects.all(), *Funder.objects.all()]
    return {row for row in rows if str(row) in str(problem)}


class ResolveTestCase(TestCase):
    def grants(self, article, at=None):
        return [(covered.grant, covered.basis) for covered in resolve(article, at).grants]

    def codes(self, article, at=None):
        return [problem.code for problem in resolve(article, at).problems]

    def texts(self, article, at=None):
        """Every text that is made, with whether it is printed."""
        found = resolve(article, at).disclosures
        return [(disclosure.wording.text, disclosure.is_printed) for disclosure in found]

    def printed(self, article, at=None):
        return [text for text, is_printed in self.texts(article, at) if is_printed]
