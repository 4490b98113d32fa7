"""What the pieces of the style guide say, in four languages and in two lengths."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    title: str
    standfirst: str
    text: str
    section: str
    name: str
    bio: str
    paid: str


LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
WORDS = {
    "en": Words(
        "“Nobody asked the river”: what nine thousand people do with a port that has no ships",
        "In 1974 the quays loaded 400,000 tonnes; last year it was 16. A town of readers, pilots "
        "and customs officers has found out what else a harbour is for.",
        "Every weekday at ten past six a ferry the size of a city bus leaves for the far bank. It "
        "carries schoolteachers, two nurses, a notary, and in May 1,250 crates of seedlings.",
        "Analysis",
        "Olena Marchuk",
        "Olena Marchuk writes about rivers. She is @omarchuk.",
        "“Voices of the Rivers ’25” is co-financed by the Fund in the amount of PLN 180,000.",
    ),
    "pl": Words(
        "„Rzeki nikt nie pytał”: co dziewięć tysięcy ludzi robi z portem, do którego nie "
        "zawijają statki",
        "W 1974 roku przeładowano tu 400 000 ton, w zeszłym roku szesnaście. Miasteczko "
        "czytelników, pilotów i celników sprawdza, do czego jeszcze służy nabrzeże.",
        "Codziennie o szóstej dziesięć prom wielkości autobusu odbija od nabrzeża. Wiezie "
        "nauczycielki, dwie pielęgniarki, notariuszkę, a w maju 1250 skrzynek sadzonek.",
        "Rozważania i polemiki",
        "Agata Zarzeczna",
        "Agata Zarzeczna pisze o rzekach. Jest na Bluesky jako @agata.example.",
        "Projekt „Głosy rzek ’25” współfinansuje Fundusz w kwocie 180 000 zł.",
    ),
    "uk": Words(
        "«Річку ніхто не питав»: що дев’ять тисяч людей роблять із портом без кораблів",
        "У 1974 році тут перевантажили 400 000 тонн, торік — шістнадцять. Містечко читачів, "
        "лоцманів і митників з’ясовує, для чого ще потрібна гавань.",
        "Щодня о шостій десять пором завбільшки з міський автобус рушає на той берег. Він везе "
        "вчительок, двох медсестер, нотаріуску, а в травні — 1250 ящиків розсади.",
        "Аналітика",
        "Дарина Яворова",
        "Дарина Яворова пише про річки.",
        "Проєкт «Голоси річок ’25» співфінансує Фонд на суму 180 000 злотих.",
    ),
    "ar": Words(
        "«لم يسأل أحدٌ النهر»: ماذا يفعل تسعة آلاف إنسان بميناء لا تزوره السفن",
        "في عام 1974 مرّت من هنا 400,000 طن، وفي العام الماضي ستة عشر. بلدة من القرّاء والبحّارة "
        "تكتشف لماذا تحتاج إلى رصيف.",
        "كل صباح في السادسة وعشر دقائق تغادر عبّارة بحجم حافلة إلى الضفة الأخرى، وعلى متنها معلّمات "
        "وممرّضتان وكاتبة عدل، وفي أيار 1250 صندوقًا من الشتلات.",
        "تحليلات",
        "ليلى حدّاد",
        "تكتب ليلى حدّاد عن الأنهار.",
        "يشارك الصندوق في تمويل مشروع «أصوات الأنهار» بمبلغ 180,000 زلوتي.",
    ),
}
BODY = """<p>{0}</p><p>{0} {0}<sup><a href="#fn-1">[1]</a></sup></p><h2>{1}</h2>
<blockquote><p>{2}</p></blockquote><p>{0}</p><aside class="pull"><p>{3}</p></aside><p>{0}</p>
<figure data-photo="1" data-width="wide"><figcaption>{2}</figcaption></figure>
<ul><li><p>{1}</p></li><li><p>{2}</p></li></ul><aside class="box"><h3>{1}</h3><p>{0}</p></aside>
<figure data-photo="2"><figcaption>{1}</figcaption></figure><table><tbody><tr>{4}</tr><tr>{5}</tr>
</tbody></table><p>{0}</p><hr><ol><li id="fn-1"><p>{2}</p></li></ol>"""


def body(words: Words) -> str:
    """A text with all that a text can hold."""
    heads = "".join(f"<th>{year}</th>" for year in range(1974, 1986))
    cells = "".join(f"<td>{tonnes:,}</td>" for tonnes in range(400_000, 388_000, -1000))
    return BODY.format(words.text, words.section, words.standfirst, words.title, heads, cells)
