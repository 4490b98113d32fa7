"""An issue of the demo magazine, and a series that runs through it."""

from articles.models import Issue, Series
from newsroom.audit import changes

ISSUE = {
    "number": "12",
    "title": "What still moves",
    "description": "Trains, ferries and grain: an issue about everything that crosses the Varsa, "
    "and about who is left to write it down.",
}
COVER = "narrow-gauge.jpg"
SERIES = {
    "name": "Across the Varsa",
    "description": "One river, three crossings: the people who keep them open, and what they cost.",
}
# Where in the issue each manuscript stands, and which part of the series it is.
FILED = {
    "manuscripts/04-missing-stations.txt": {"issue_place": 1},
    "manuscripts/03-notary.md": {"issue_place": 1, "part": 1},
    "manuscripts/02-dull-page.html": {"issue_place": 1},
    "manuscripts/01-narrow-gauge.txt": {"issue_place": 1, "part": 2},
    "manuscript.txt": {"issue_place": 1, "part": 3},
}


def announce(photo, *, by):
    """Make the issue, with a photo as its cover, and the series, as an editor would."""
    for model, values in ((Issue, {**ISSUE, "cover": photo}), (Series, SERIES)):
        changes.added(by, model.objects.create(**values))


def file(article, manuscript):
    """Put an article where it belongs in them; it is not saved."""
    if where := FILED.get(manuscript):
        article.issue = Issue.objects.get(number=ISSUE["number"])
        if "part" in where:
            article.series = Series.objects.get(name=SERIES["name"])
        for column, number in where.items():
            setattr(article, column, number)
