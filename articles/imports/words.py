"""The words by which the parts of a manuscript are known, in all six languages.

A piece in one language often carries a sentence in another (the funder's own),
so every list is one list. Patterns are matched with IGNORECASE unless said
otherwise; ``\\b`` stands at both ends where they are compiled.
"""

# One column a month; nominative, genitive and abbreviations. ASCII dots are cut off first.
MONTHS = (
    "january jan stycznia styczeń sty січня січень студзеня студзень января январь янв "
    "januar jänner jän",
    "february feb lutego luty lut лютого лютий лютага люты февраля февраль фев februar",
    "march mar marca marzec березня березень сакавіка сакавік марта март мар märz mär",
    "april apr kwietnia kwiecień kwi квітня квітень красавіка красавік апреля апрель апр",
    "may maja maj травня травень мая май траўня травень mai",
    "june jun czerwca czerwiec cze червня червень чэрвеня чэрвень июня июнь juni",
    "july jul lipca lipiec lip липня липень ліпеня ліпень июля июль juli",
    "august aug sierpnia sierpień sie серпня серпень жніўня жнівень августа август авг",
    "september sep sept września wrzesień wrz вересня вересень верасня верасень сентября "
    "сентябрь сен",
    "october oct października październik paź жовтня жовтень кастрычніка кастрычнік октября "
    "октябрь окт oktober okt",
    "november nov listopada listopad lis листопада листопад лістапада лістапад ноября ноябрь ноя",
    "december dec grudnia grudzień gru грудня грудень снежня снежань декабря декабрь дек "
    "dezember dez",
)

WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday poniedziałek wtorek środa czwartek "
    "piątek sobota niedziela понеділок вівторок середа четвер п’ятниця п'ятниця субота неділя "
    "панядзелак аўторак серада чацвер пятніца субота нядзеля понедельник вторник среда четверг "
    "пятница суббота воскресенье montag dienstag mittwoch donnerstag freitag samstag sonntag"
)

# What stands before a colon when a manuscript says outright what a line is.
LABELS = {
    "title": "title|headline|tytuł|заголовок|назва|загаловак|название|titel|überschrift",
    "standfirst": (
        "standfirst|lead|lede|subtitle|description|summary|excerpt|lid|lead redakcyjny|лід|лид|"
        "подзаголовок|підзаголовок|падзагаловак|vorspann|teaser|untertitel"
    ),
    "date": (
        "date|published|published on|data|data publikacji|opublikowano|дата|опубліковано|"
        "апублікавана|опубликовано|datum|veröffentlicht|veröffentlicht am"
    ),
    "authors": (
        "by|author|authors|text by|words by|written by|autor|autorka|autorzy|tekst|автор|автори|"
        "авторка|автары|аўтар|аўтарка|аўтары|авторы|текст|тэкст|autorin|autoren|von"
    ),
    "section": (
        "section|category|dział|rubryka|kategoria|розділ|рубрика|категорія|раздзел|рубрыка|раздел|"
        "категория|rubrik|ressort|kategorie"
    ),
    "tags": (
        "tags|keywords|tagi|słowa kluczowe|теги|ключові слова|тэгі|ключавыя словы|тэги|"
        "ключевые слова|schlagwörter|schlagworte|stichworte|stichwörter"
    ),
    "language": "language|lang|język|мова|язык|sprache",
}
# "By", "Text by"… may stand without a colon.
BYLINE = "by|text by|words by|written by|tekst|autor|autorka|автор|авторка|аўтар|аўтарка|von"

# Headings over a part of the tail; they label and are not printed.
PART_HEADINGS = {
    "bio": (
        r"about the authors?|o autor(?:ze|ce|ach)|про автор(?:а|ку|ів)|пра аўтар(?:а|ку|аў)|"
        r"об автор(?:е|ах)|über (?:den autor|die autorin|die autoren)|zum autor|zur autorin"
    ),
    "acknowledgement": (
        r"acknowledgements?|funding|funding statement|finansowanie|podziękowania|фінансування|"
        r"подяки|подяка|фінансаванне|падзякі|финансирование|благодарности|förderung|förderhinweis|"
        r"danksagung"
    ),
    "disclaimer": r"disclaimer|zastrzeżenie|застереження|засцярога|отказ от ответственности|"
    r"haftungsausschluss",
    "appeal": r"support us|wesprzyj nas|підтримайте нас|падтрымайце нас|поддержите нас|"
    r"unterstützen sie uns",
}

SECTIONS = (
    "article articles analysis analyses news opinion opinions commentary comment interview "
    "interviews report "
    "reports reportage essay essays culture politics economy business history review reviews books "
    "feature features analiza analizy opinia opinie komentarz komentarze wywiad wywiady reportaż "
    "felieton kultura polityka gospodarka historia recenzje recenzja esej eseje artykuły "
    "wiadomości аналітика аналіз думка думки коментар коментарі інтерв'ю інтерв’ю репортаж "
    "культура політика економіка історія рецензія рецензії есе новини аналітыка аналіз меркаванне "
    "меркаванні каментар інтэрв'ю інтэрв’ю рэпартаж палітыка эканоміка гісторыя навіны аналитика "
    "мнение мнения комментарий интервью репортаж политика экономика история рецензия новости "
    "analyse analysen meinung kommentar reportage kultur politik wirtschaft geschichte nachrichten"
)

# Small words inside names, and what stands between two names.
PARTICLES = "de da del della di do dos van von vom der den zu zur al el bin ibn la le z ter ten"
NAME_JOINTS = (
    r"\s*[,;]\s*(?:(?:and|und|oraz|i|та|і|и|ды)\s+)?|\s+(?:and|und|oraz|i|та|й|і|и|ды|&)\s+"
)

# Photo lines. First what opens one, then what parts a caption from its credit.
PHOTO = (
    r"photos?(?: by| credits?)?|photograph(?:y|er|s)?(?: by)?|pictures?(?: by)?|"
    r"images?(?: credits?)?|"
    r"illustration(?: by)?|zdjęci[ea]|fot|foto|фото|фотограф(?:ія|ия)?|здымак|здымкі|світлина|"
    r"ілюстрація|иллюстрация|фатаграфія|ilustracja|bild(?:er|nachweis)?|abbildung"
)
CAPTION = r"caption|podpis|підпис|подпіс|подпись|bildunterschrift"
CREDIT = (
    r"photos?(?: by| credits?)?|credits?|source|image credits?|zdjęci[ea]|fot|foto|źródło|фото|"
    r"джерело|крыніца|источник|здымак|світлина|bild|quelle"
)
AGENCIES = (
    r"Getty|Reuters|AFP|PAP|AP Photo|EPA|Shutterstock|Wikimedia|Flickr|Unsplash|Pexels|UNIAN|"
    r"Ukrinform|Укрінформ|УНІАН|ТАСС|TASS|BelTA|БелТА|dpa|Imago|NurPhoto|Forum|Agencja|CC[ -]BY|"
    r"\(cc\)|Public Domain|domena publiczna"
)

# --- statements at the edges of a piece ------------------------------------------------------

SUPPORT = (
    r"co-?\s?(?:financed|funded|sponsored)|(?:funded|financed|sponsored|"
    r"supported)\s+(?:\w+\s+){0,2}"
    r"(?:by|from|through|under)|with (?:the )?(?:\w+ ){0,2}(?:support|funding|assistance|help) "
    r"(?:of|from|by|provided)|made possible (?:\w+ )?(?:by|with|through|thanks)|thanks to (?:the )?"
    r"(?:\w+ )?support|received (?:\w+ )?(?:funding|support|a grant) from|under (?:a )?grant|"
    # Polish
    r"(?:współ|do|s)finansowan\w+|finansowan\w+ (?:przez|ze|z|w)|ze środków|"
    r"dzięki (?:\w+ )?(?:wsparciu|grantowi)|"
    r"przy (?:\w+ )?wsparciu|wsparc?(?:t|ty|ta|te|te[gj]o?)\b przez|"
    # Ukrainian
    r"(?:спів|про)?фінансу(?:є|ється|ють|ються)|(?:спів|про)?фінансован\w+|"
    r"за (?:\w+ )?(?:підтримки|сприяння|кошти|рахунок)|завдяки (?:\w+ )?підтримці|коштом|"
    # Belarusian
    r"(?:су|са|пра)?фінансу(?:е|ецца|юць|юцца)|(?:су|са|пра)?фінансаван\w+|"
    r"(?:пры|за) (?:\w+ )?падтрымцы|за кошт|дзякуючы (?:\w+ )?падтрымцы|"
    # Russian
    r"(?:со|про)?финансиру(?:ет|ется|ют|ются|ем\w+)|(?:со|про)?финансирован\w+|"
    r"при (?:\w+ )?поддержке|благодаря (?:\w+ )?поддержке|на средства|за сч[её]т средств|"
    # German
    r"gefördert (?:durch|von|vom|aus|mit)|(?:ko|mit)?finanziert|mit (?:\w+ )?unterstützung|"
    r"(?:mit|aus) mitteln|unterstützt (?:von|vom|durch)|förderung (?:durch|des|der)|wird gefördert|"
    r"gefördert"
)

# How a sentence without a subject may open: "Published with the support of…".
MADE = (
    r"published|prepared|produced|created|written|developed|translated|opublikowan\w+|"
    r"przygotowan\w+|powstał\w*|zrealizowan\w+|підготовлен\w+|опублікован\w+|створен\w+|"
    r"падрыхтаван\w+|апублікаван\w+|створан\w+|подготовлен\w+|опубликован\w+|создан\w+|"
    r"erschienen|erstellt|veröffentlicht|entstanden|realisiert"
)

# Sentences about the very thing that is being read.
THIS_PIECE = (
    r"this (?:article|text|publication|piece|story|material|report|series|essay|issue|interview|"
    r"analysis|translation|content|investigation|feature)|"
    r"(?:niniejsz\w+|ten|ta|tego|tej|to) (?:\w+ )?(?:artykuł\w*|tekst\w*|publikacj\w+|materiał\w*|"
    r"reportaż\w*|wywiad\w*|numer\w*)|"
    r"(?:ц[яеіюй]\w*|дан\w+) (?:статт\w+|текст\w*|публікаці\w+|матеріал\w*|репортаж\w*)|"
    r"гэт\w+ (?:артыкул\w*|тэкст\w*|публікацы\w+|матэрыял\w*)|"
    r"(?:эт\w+|данн\w+|настоящ\w+) (?:стать\w+|текст\w*|публикаци\w+|материал\w*|репортаж\w*)|"
    r"dies\w+ (?:artikel\w*|text\w*|beitrag\w*|publikation|veröffentlichung|recherche|"
    r"reportage)|"
    # A kind of text as the subject of the first sentence.
    r"^\W*(?:the (?:publication|article|text)|public task|zadanie publiczne|publikacj[aę]|artykuł|"
    r"tekst|materiał|стаття|матеріал|"
    r"публікація|текст|артыкул|матэрыял|публікацыя|тэкст|статья|материал|публикация|"
    r"(?:der|die|das) (?:artikel|beitrag|text|veröffentlichung|publikation|recherche))"
)
# The same, but a body paragraph may well speak of another project or publication.
THE_PROJECT = (
    r"^\W*(?:the|this) (?:project|series|programme)|\bthis (?:project|series)|^\W*(?:projekt|cykl)|"
    r"^\W*(?:про[єе]кт)|цього про[єе]кту|гэтага праекта|^\W*(?:праект|проект)|этого проекта|"
    r"^\W*das projekt|dieses projekts?"
)
PROJECT = r"projects?|projek\w+|про[єе]кт\w*|праект\w*"
FRAMEWORK = (
    r"(?:with)?in the framework|under the framework|as part of|through .{0,40}?grants|w ramach|"
    r"[ву] рамк?ах|у межах|im rahmen"
)
# Case matters here: the Fund, not a fund.
INSTITUTION = (
    r"Fund|Funds|Foundation|Center|Centre|Association|Network|Ministry|Union|Embassy|Endowment|"
    r"Agency|Governments?|Commission|"
    r"Council|"
    r"Institute|Programme|Office|Trust|Society|People|USAID|NED|Stiftung|Bundestag|"
    r"Bundesministerium|"
    r"Auswärtige[ns]?|Ministeriums?|Botschaft|Bundes\w+|Fundacj\w+|Fundusz\w*|Ministerstw\w+|"
    r"Uni[aięą]|UE|"
    r"Ambasad\w+|Rządu?|Narodow\w+|[Фф]онд\w*|[Фф]ундаци\w+|[Фф]ундацы\w+|[Фф]ундаці\w+|"
    r"Міністерств\w+|Союз\w*|Посольств\w+|Агентств\w+|Уряд\w*|"
    r"Міністэрств\w+|Саюз\w*|Амбасад\w+|Урад\w*|Агенцтв\w+|Министерств\w+|Правительств\w+|ЄС|ЕС|"
    r"Visegrad Grants|National Endowment for Democracy|American people|"
    r"[A-ZÄÖÜ][\w-]*(?:[Ss]tiftung|fonds)"
)

VIEWS = (
    r"views?|opinions?|poglądy|opinie|opinii|poglądów|tezy|погляд\w*|думк[аи]|позиці\w+|"
    r"меркаванн\w+|погляды|пазіцы\w+|мнени[яей]|взгляды|позици\w+|ansichten|meinung(?:en)?|"
    r"auffassung(?:en)?"
)
WRITER = (
    r"authors?|author\(s\)|writers?|editors?|editorial|autor\w*|redakcj\w+|автор\w*|редакц\w+|"
    r"аўтар\w*|рэдакцы\w+|"
    r"verfasser\w*|redaktion"
)
NOT_REFLECT = (
    r"(?:do|does|may|should|can) ?not (?:\w+ ){0,2}(?:reflect|represent|express|be identified|"
    r"be attributed|constitute)|cannot be (?:identified|taken|attributed|regarded)|"
    r"nie (?:\w+ ){0,3}(?:odzwierciedlaj?ą?\w*|utożsamian\w*|wyrażają|przedstawiają|odbijają|"
    r"reprezentują)|nie są \w*|"
    r"не (?:\w+['’]?\w* ){0,3}(?:відобража\w+|збіга\w+|ототожн\w+|представля\w+|відбива\w+|"
    r"адлюстроўва\w+|супада\w+|атаясамл\w+|отража\w+|совпада\w+|отождествл\w+)|"
    r"(?:spiegeln|geben|entsprechen|stellen) (?:\w+ ){0,8}nicht|nicht (?:\w+ ){0,6}"
    r"(?:wider|wieder|widerspiegel\w+|entsprechen|übereinstimm\w+)"
)
OFFICIAL = (
    r"official (?:position|views?|policy|stance|opinion)|oficjaln\w+ (?:stanowisk\w+|poglądów|"
    r"pogląd)|"
    r"офіційн\w+ (?:позиці\w+|точк\w+|думк\w+)|афіцыйн\w+ (?:пазіцы\w+|пункт\w+)|"
    r"официальн\w+ (?:позици\w+|точк\w+|мнени\w+)|offizielle\w* (?:position|haltung|meinung|"
    r"standpunkt)"
)
ONLY = (
    r"only|solely|sole|alone|wyłącznie|jedynie|лише|виключно|тільки|толькі|выключна|только|"
    r"исключительно|"
    r"ausschließlich|allein|nur|those of"
)
RESPONSIBLE = (
    r"responsib(?:le|ility)|liable|odpowiedzialnoś\w+|odpowiada|відповіда\w+|адказн\w+|"
    r"нясе адказн\w+|"
    r"ответствен\w+|verantwort\w+|haftet|haftung"
)

# After these words a verb of giving asks.
ASKING = (
    r"^|[.!?:;,–—]|\bplease|\bconsider|\byou can|proszę|prosimy|możesz|możecie|будь ласка|"
    r"ви можете|"
    r"калі ласка|пожалуйста|вы можете|bitte|können sie"
)
GIVE = (
    r"(?:please )?(?:consider )?(?:donat(?:e|ing)|support(?:ing)?(?! (?:for|of|from|to|by|came|"
    r"has|is|was)\b)|mak(?:e|ing) a (?:\w+ )?donation|"
    r"becom(?:e|ing) (?:a|our) (?:\w+ )?(?:patron|supporter|member)|join|contribute|chip in|give|"
    r"help)|"
    r"o wsparcie|wesprzyj(?:cie)?|wspieraj(?:cie)?|wspomóż(?:cie)?|przekaż(?:cie)?|wpłać(?:cie)?|"
    r"zostań(?:cie)?|dołącz(?:cie)?|"
    r"допоможіть|підтрима(?:йте|й)|підтримуйте|задонать(?:те)?|зробіть внесок|долуч(?:айтеся|"
    r"іться)|станьте|"
    r"падтрыма(?:йце|й)|падтрымлівайце|зрабіце|далучайцеся|"
    r"поддержите|поддерживайте|пожертвуйте|сделайте|помогите|станьте|"
    r"(?:bitte )?(?:unterstützen|spenden|fördern) sie|unterstütze|spende|werden sie"
)
OURS = (
    r"our|us|crowdfunding|donat\w+|button|click\w*|below|link|Patreon|Patronite|PayPal|"
    r"Buy Me a Coffee|"
    r"nas(?:z\w*)?|crowdfundingow\w+|darowizn\w+|zbiórk\w+|przycisk\w*|kliknij|konto|"
    r"нас|наш\w*|донат\w*|збір|збору|кнопк\w+|посилання\w*|внесок|"
    r"збор\w*|спасылк\w+|ахвяраванн\w+|сбор\w*|ссылк\w+|пожертвовани\w+|"
    r"uns|unser\w*|spende\w*|klick\w*|unten|journalis\w+|magazine"
)
BUTTONS = (
    r"donate|donate now|donate here|support us|give|give now|join us|subscribe|wesprzyj|"
    r"wesprzyj nas|"
    r"wpłać|przekaż darowiznę|підтримати|підтримати нас|задонатити|падтрымаць|ахвяраваць|"
    r"поддержать|"
    r"пожертвовать|spenden|jetzt spenden|unterstützen"
)

CORRECTION = (
    r"corrections?|clarification|sprostowanie|korekta|errata|wyjaśnienie|виправлення|спростування|"
    r"уточнення|выпраўленне|удакладненне|исправление|поправка|уточнение|korrektur|berichtigung|"
    r"richtigstellung"
)
# Notes that stand at the edges and belong to the body: they never stop the reading of the tail.
EDGE_NOTE = (
    r"translated (?:by|from)|edited by|editing|this (?:article|text) (?:was|is) (?:first|"
    r"originally)|"
    r"tłumaczeni\w+|przeł\w+|tłum|redakcja|переклад\w*|переклала|пераклад\w*|перевод\w*|"
    r"перев[её]л\w*|"
    r"übersetz\w+|aus dem \w+ (?:übersetzt|von)|©|copyright|read (?:also|more)|first published"
)

# What tells a paragraph of the piece from a statement about it.
SPEECH = (
    r"said|says|told|argued?s?|added|claims?|claimed|critics|powiedział\w*|mówi\w*|twierdz\w+|"
    r"według|zdaniem|uważa\w*|skrytykował\w*|сказа[влў]\w*|каже|кажуть|за словами|вважа\w+|заявив|"
    r"заявила|заявил|говорит|говорят|по словам|считает|считают|кажа|кажуць|паводле|лічаць|лічыць|"
    r"sagte|sagt|sagen|laut|zufolge|meint|erklärte|kritiker"
)
NARRATIVE = (
    r"will|would|expected|could|likely|hopes?|last (?:year|month|week)|years? ago|next (?:year|"
    r"month)|"
    r"będzie|będą|oczekuj\w+|roku temu|lat temu|w zeszłym|буде|будуть|очіку\w+|минулого|торік|"
    r"будзе|будуць|летась|летошні\w*|будет|будут|ожида\w+|в прошлом|letztes jahr|vor \w+ jahren|"
    r"voriges|but|although|ale|але|аднак|но|aber|obwohl"
)

# Who writes: how a bio goes on after the name.
VERBS_OF_BIO = (
    r"is|are|was|works|writes|covers|reports|teaches|leads|edits|jest|są|pracuje|pisze|zajmuje|"
    r"kieruje|є|працює|пише|досліджує|викладає|з'яўляецца|з’яўляецца|працуе|піша|является|работает|"
    r"пишет|преподает|ist|sind|arbeitet|schreibt|lehrt|forscht|leitet|berichtet|studierte?"
)
PROFESSIONS = (
    r"journalist\w*|editor\w*|analyst\w*|fellow|research\w+|professor\w*|writer|reporter\w*|"
    r"correspondent|"
    r"lecturer|historian|columnist|scholar|director|photographer|author|economist|"
    r"political scientist|"
    r"freelance\w*|expert|graduate|phd|dziennikar\w+|redaktor\w*|analityczk\w+|analityk\w*|"
    r"badacz\w*|"
    r"pisarz\w*|pisark\w+|reporter\w*|publicyst\w+|historyk\w*|politolo\w+|autor\w*|ekspert\w*|"
    r"журналіст\w*|редактор\w*|аналітик\w*|аналітыч\w+|аналітык\w*|дослідни\w+|даследчы\w+|"
    r"письменни\w+|пісьменні\w+|рэдактар\w*|кореспондент\w*|карэспандэнт\w*|історик\w*|экспер\w+|"
    r"експерт\w*|політолог\w*|журналист\w*|аналитик\w*|исследовател\w+|корреспондент\w*|писател\w+|"
    r"историк\w*|политолог\w*|эксперт\w*|обозревател\w+|оглядач\w*|redakteur\w*|korrespondent\w*|"
    r"historiker\w*|wissenschaftler\w*|autorin|forscher\w*|politolog\w*|schriftsteller\w*|"
    r"osteuropa\w*|publizist\w*"
)
THE_AUTHOR = (
    r"the authors? (?:is|are)|(?:autor|autorka|autorzy) (?:jest|są)|"
    r"автор(?:ка)? ?[—–-]|аўтар(?:ка)? ?[—–-]|der autor ist|die autorin ist"
)

# --- languages --------------------------------------------------------------------------------

FREQUENT = {
    "en": "the of and to in that is was for on with as by has are this from",
    "pl": "w i na z że do się nie jest to od przez dla o oraz po jak który",
    "de": "der die das und in den von zu mit ist dem des auf für nicht ein eine im",
}
