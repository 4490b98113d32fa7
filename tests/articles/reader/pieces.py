"""Pieces that readers see: of every kind that differs in what it has to say about its funding."""

from articles.models.choices import Stage
from funding.models import Statement
from tests import factories
from tests.factories import (
    make_article,
    make_funder,
    make_grant,
    make_issue,
    make_series,
    say,
)

HOSTILE = (
    "First line,  two spaces\nsecond: <b>bold</b> &amp; & \"double\" 'single' ]]> <!-- -->"
    "</script><script>alert(1)</script> </textarea> “curls” ‘n’ «guillemets» a\u00a0b\u202fc "
    "שלום \u200fعربي Białoruś Łódź е\u0308 👩‍🚀🗞️ {{ title }} {% now %} …"
)
SECRET = "Never to be read by anybody."


def published(title, **fields):
    """A piece that readers see, by what it is called."""
    return make_article(stage=Stage.PUBLISHED, title=title, **fields)


def publish_every_kind():
    """Published articles, by what is special about them."""
    pieces = {name: make() for name, make in KINDS.items()}
    for article in pieces.values():
        factories.publish(article)
    return pieces


def labelled():
    grant = make_grant("An acknowledgement.")
    say(grant, "A label of law.", kind=Statement.Kind.LEGAL_LABEL, placement="top")
    return make_article(title="Labelled", grants=[grant])


def withheld():
    grant = make_grant(SECRET, funders=[make_funder("Secret Fund")], title="Secret title")
    say(grant, "A neutral text.", occasion=Statement.Occasion.NEUTRAL)
    factories.waive(grant, hides="name", reason="Secret reason")
    return make_article(title="Withheld", grants=[grant])


def ukrainian():
    grant = make_grant("", title="Пограниччя")
    say(grant, "За підтримки Фонду «Світ».", language="uk")
    return make_article(title="Українською", language="uk", grants=[grant])


KINDS = {
    "funded": lambda: make_article(
        title="Funded", grants=[make_grant("The Fund pays.", views="The author’s views.")]
    ),
    "none": lambda: make_article(title="None"),
    "equal": lambda: make_article(
        title="Equal", grants=[make_grant("Twice said."), make_grant("Twice  said.")]
    ),
    "labelled": labelled,
    "in kind": lambda: make_article(
        title="In kind", grants=[make_grant("The hotel gave a room.", kind="in-kind")]
    ),
    "hostile": lambda: make_article(
        title="Hostile </script> ]]>",
        standfirst="</script> ]]> & <b>",
        body='<p>]]&gt; <a href="/about/">about</a></p>',
        tags=["Ports"],
        issue=make_issue(),
        series=make_series(),
        grants=[make_grant(HOSTILE, views="Views & </p> of the author.")],
    ),
    "withheld": withheld,
    "ukrainian": ukrainian,
}
