"""The pages of the demo magazine about itself, begun, written and published as at the desk."""

from dataclasses import dataclass
from datetime import timedelta

from articles.models import Article
from articles.publishing.beginning import begin_page
from articles.publishing.perform import perform

AGE = timedelta(days=60)


@dataclass(frozen=True)
class Page:
    slug: str
    title: str
    standfirst: str
    body: str


PAGES = (
    Page(
        "about",
        "About us",
        "A small magazine about the rivers, railways and towns on the edges of Ruritania.",
        """
<p>Borderland Review goes where maps meet: to quays, stations and market squares where two
languages are spoken on the same bench. We print reportage, interviews, analysis and reviews, in
English, Polish and Ukrainian, and we take our time.</p>
<h2>Who we write for</h2>
<p>For people who live near a border and for people who only ever cross one. You need to know
nothing of the place before you begin to read; we ask the same of ourselves before we begin to
write.</p>
<h2>How we live</h2>
<p>On grants and on what readers give. Whoever paid for a piece is named under it, in the words that
the agreement prescribes, and every grant stands in <a href="/funding/">our register</a>. There is
no advertising here, and no wall before any text.</p>
<p>And since honesty begins at home: neither the magazine nor Ruritania exists. Both were made to
show what this newsroom can do.</p>
""",
    ),
    Page(
        "team",
        "Team",
        "Five people make the magazine. Many more write for it.",
        """
<ul>
<li><p><strong>Hanna Reut</strong>, editor. Reads every text twice, the second time aloud.</p></li>
<li><p><strong>Viktor Dombrowski</strong>, publisher. Answers for whatever is printed.</p></li>
<li><p><strong>Iwo Lasota</strong>, reporter. Knows every ferryman on the Varsa by name.</p></li>
<li><p><strong>Salome Kvernadze</strong>, grants. Makes sure that you know who paid.</p></li>
<li><p><strong>Jorens Lapa</strong>, the machines.</p></li>
</ul>
<p>Those who write for us have a page each: follow the name over any of their pieces. If you would
like to be one of them, read <a href="/contribute/">how to write for us</a>.</p>
""",
    ),
    Page(
        "ethics",
        "Ethics",
        "What you may expect of us, and what you can do when we fail.",
        """
<h2>Independence</h2>
<p>Nobody who pays us reads a text before it is published, suggests one, or has one changed. Where a
piece is about somebody who funds us, or to whom its author is tied, it says so.</p>
<h2>Sources</h2>
<p>We name our sources. Where a name would put somebody in danger, we say why it is missing, and two
editors know it. We pay nobody for what they tell us.</p>
<h2>Mistakes</h2>
<p>We correct them where they were made, with the date and with what was wrong, and list them all
under <a href="/corrections/">Corrections</a>. A text that cannot be mended is withdrawn, and its
address says so.</p>
<h2>Machines</h2>
<p>People write our texts. Where software has translated, transcribed or sorted something, the piece
says which and who checked it.</p>
""",
    ),
    Page(
        "contribute",
        "Write for us",
        "",
        """
<p>Send a pitch of two hundred words: what the story is, whom you would speak to, why now. We answer
within ten days, also when we say no.</p>
<ol>
<li><p>We agree on length, date and fee before you begin. Fees are paid on delivery, not on
publication.</p></li>
<li><p>You tell us of every tie that a reader would want to know of.</p></li>
<li><p>You see the edited text, and the headline, before it is published.</p></li>
</ol>
<p>Write to <a href="mailto:desk@borderland-review.example">desk@borderland-review.example</a>.</p>
""",
    ),
    Page(
        "privacy",
        "Privacy",
        "You are not counted, followed or sold.",
        """
<p>These pages set no cookie, run no script and load nothing from anybody else: no fonts, no
pictures, no numbers for an advertiser. A video or a map of another site is asked for only once you
press it, and is told of there.</p>
<h2>What our server knows</h2>
<p>Like every server it is told your address on the network and which page you ask for. We need that
to answer you. We write down neither: there is no list of who read what.</p>
<h2>What you write to us</h2>
<p>Mail is read by the desk and kept as long as it takes. If you write in confidence, it stays
there.</p>
<h2>Your rights</h2>
<p>You may ask what we hold about you, and have it corrected or deleted. Write to
<a href="mailto:desk@borderland-review.example">desk@borderland-review.example</a>; you may also
complain to the authority for data protection where you live.</p>
""",
    ),
    Page(
        "imprint",
        "Imprint",
        "",
        """
<p><strong>Borderland Review Foundation</strong><br>12 Towpath, Vistok, Ruritania</p>
<p>Responsible for the contents: Viktor Dombrowski, at the address above.</p>
<p>Mail: <a href="mailto:desk@borderland-review.example">desk@borderland-review.example</a></p>
<p>Register of foundations of Ruritania: 0000001</p>
""",
    ),
)


def put_up(people, *, now):
    """Publish the pages, as they would have stood before the oldest piece."""
    now -= AGE
    for page in PAGES:
        article = Article(
            title=page.title, slug=page.slug, standfirst=page.standfirst, body=page.body
        )
        begin_page(article, by=people["editor"])
        for verb, who in (("submit", "editor"), ("approve", "publisher"), ("publish", "publisher")):
            perform(verb, article, by=people[who], now=now)
