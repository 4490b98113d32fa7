"""Where at the desk a problem with disclosures is mended."""

from django.urls import reverse

from articles.models.problem import Problem
from funding.models import Grant, Statement


def mending_page(problem: Problem, article_id: int) -> str:
    """The page that mends a problem of a piece: that of a statement with its wordings, a grant,
    the form for a statement that is missing, or else the piece itself.
    """
    subject = problem.subject
    if isinstance(subject, Statement):
        page = reverse("admin:funding_statement_change", args=[subject.pk])
        return f"{page}#wordings-group"
    if problem.code == "grant-proposed":
        return reverse("admin:funding_grant_change", args=[subject.pk])
    if isinstance(subject, Grant):
        unspoken = {"occasion": Statement.Occasion.NEUTRAL}
        query = {"grant": subject.pk} | (unspoken if problem.code == "grant-unspoken" else {})
        return reverse("admin:funding_statement_add", query=query)
    if problem.code == "no-funding-silent":
        return reverse("admin:funding_statement_ready_made")
    return reverse("admin:articles_article_change", args=[article_id])
