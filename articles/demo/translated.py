"""A piece of the demo in a second language, translated and published as at the desk."""

from articles.publishing.edits import editing
from articles.publishing.gate import problems
from articles.publishing.perform import perform
from articles.publishing.translating import translate

TITLE = "The bees cross the Varsa"
STANDFIRST = (
    "Twice a year beekeepers take their hives over the river by ferry. Customs count the hives, a "
    "vet counts the seals, and the bees do not notice the border."
)
BODY = """
<p>At half past four in the morning it is still dark on the far bank of the Varsa, and the first
thing one hears is a hum. It does not come from the engine. On the lower deck of the ferry stand
thirty-two hives, wrapped in wet sacking, and each of them holds its own note.</p>
<p>The beekeeper Ostap Lishchyna lays his palm against a wall. “Calm,” he says. “By day they would
not listen to us.” They can only be moved in the dark, while every bee is at home: one that is left
on the bank will look for its entrance as long as its strength lasts.</p>
<h2>Papers for a swarm</h2>
<p>In spring the hives are taken over the river to the acacias, and in October they come back to
winter near Dolna. For the bees that is four kilometres, for the papers a genre of its own. Under
“cargo” one writes the number of hives, under “passengers” a dash: how many souls there are, nobody
has counted. The vet Solomiia Brodska, who meets the ferry, counts otherwise, by weight. Over the
summer a hive puts on thirty kilograms, and these, she laughs, are the only goods that cross the
river without a queue.</p>
<p>Once the beekeepers came to terms with the captain for a jar of honey. Now there is a timetable:
two nights in spring, two in autumn, the searchlights off, no horn. The beekeepers of both banks
wrote the rules themselves, on one sheet, after somebody had switched on a light one May and a swarm
had moved into a lifebuoy.</p>
<h2>Silence by timetable</h2>
<p>The crossing takes twenty minutes, and hardly anybody talks. A boy whose grandfather has brought
him for the first time asks in a whisper whether the bees know that they have crossed the border.
The grandfather thinks for longer than the question needs. “They know that they are not at home,” he
answers at last. “And that is not the same.”</p>
<p>By the landing it is getting light. The hives are carried off by two, as one carries wardrobes:
carefully, and swearing. When the last is put on a cart, mist can be seen over the water already,
and one bee comes out of its entrance to look. It makes a circle over the ferry, over the ticket
office, over the empty road to the closed bridge, and goes back. Lishchyna looks at his watch and
writes down the time. To remember it, he says: last year it was four minutes later.</p>
"""


def in_english(article, people, *, now):
    """Translate a piece and publish it; returns the translation."""
    made = translate(article, "en", by=people["contributor"])
    with editing(made, by=people["contributor"]) as copy:
        copy.title, copy.standfirst, copy.body = TITLE, STANDFIRST, BODY
        copy.save()
    made.guesses.update(confirmed_at=now, confirmed_by=people["editor"])
    perform("submit", made, by=people["contributor"], now=now)
    perform("approve", made, by=people["editor"], now=now)
    passed = [problem.code for problem in problems(made, now) if not problem.blocks]
    perform("publish", made, by=people["publisher"], acknowledged=passed, now=now)
    return made
