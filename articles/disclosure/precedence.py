"""Which coverage row wins: article over tag over section over author over site; ties disclose."""

from articles.models import Coverage


def strongest(rows):
    """Map what is covered to the most specific row that says so.

    An exclusion wins only if it is strictly more specific.
    """
    includes, excludes = {}, {}
    for row in rows:
        subject = row.grant or row.statement
        kept = includes if row.mode == Coverage.Mode.INCLUDE else excludes
        if subject not in kept or row.specificity > kept[subject].specificity:
            kept[subject] = row
    return {
        subject: row
        for subject, row in includes.items()
        if subject not in excludes or excludes[subject].specificity <= row.specificity
    }


def left_out(statement, grant, covering, about_statements):
    """Whether a statement that comes with its grant is excluded more specifically than that."""
    exclusions = [
        row.specificity
        for row in about_statements
        if row.statement_id == statement.pk and row.mode == Coverage.Mode.EXCLUDE
    ]
    return grant in covering and max(exclusions, default=-1) > covering[grant].specificity
