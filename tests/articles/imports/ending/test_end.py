from django.test import SimpleTestCase

from articles.imports.manuscript import Appeal
from authors.handles import Platform
from newsroom.kit.html import plain

from ..samples import LONG, LONGER, piece, read

BODY = [LONG, LONGER, LONG]
BIO = "Anna Nowak is a journalist based in Dolna. She can be found on X @ANowakReview"
ACKNOWLEDGEMENT = (
    "“Voices’24” is a project co-financed by Open Fund PL within the framework of Polish aid of "
    "the "
    "Ministry of Culture in the amount of PLN 230,000."
)
EUROPEAN_UNION = (
    "Funded by the European Union. Views and opinions expressed are however those of the author(s) "
    "only and do not necessarily reflect those of the European Union or the Agency. Neither the "
    "European Union nor the granting authority can be held responsible for them."
)
DISCLAIMER = "The views expressed in this article are those of the author only."
APPEAL = "Please support our crowdfunding campaign. Donate by clicking on the button below."

ACKNOWLEDGEMENTS = (
    EUROPEAN_UNION,
    "Sfinansowane ze środków UE. Wyrażone poglądy i opinie są jedynie opiniami autora lub autorów "
    "i "
    "niekoniecznie odzwierciedlają poglądy i opinie Unii Europejskiej lub agencji. Unia Europejska "
    "ani agencja nie ponoszą za nie odpowiedzialności.",
    "Von der Europäischen Union finanziert. Die geäußerten Ansichten und Meinungen entsprechen "
    "jedoch "
    "ausschließlich denen des Autors und spiegeln nicht zwingend die der Europäischen Union wider.",
    "Профінансовано Європейським Союзом. Однак висловлені погляди та думки належать лише автору і "
    "не "
    "обов'язково відображають позицію Європейського Союзу.",
    "The project is co-financed by the Governments of Czechia, Hungary, Poland and Slovakia "
    "through "
    "Visegrad Grants from International Visegrad Fund. The mission of the fund is to advance ideas "
    "for sustainable regional cooperation in Central Europe.",
    "This publication was made possible by the support of the American people through the United "
    "States Agency for International Development (USAID). The contents are the responsibility of "
    "the Review and do not necessarily reflect the views of USAID or the United States Government.",
    "This article was supported by the National Endowment for Democracy.",
    "Published with the support of the Open Fund.",
    "Gefördert durch das Auswärtige Amt.",
    "Mit Mitteln des Auswärtigen Amts.",
    "Projekt „Głosy” jest współfinansowany przez Fundację Mostów w kwocie 230 000 zł.",
    "Матеріал підготовлено за підтримки Міжнародного фонду «Мости».",
    "Матэрыял падрыхтаваны пры падтрымцы Еўрапейскага фонду за дэмакратыю.",
    "Материал подготовлен при поддержке Фонда мостов.",
)
DISCLAIMERS = (
    DISCLAIMER,
    "The contents are the sole responsibility of the author.",
    "Publikacja wyraża jedynie poglądy autora i nie może być utożsamiana z oficjalnym stanowiskiem "
    "Ministerstwa Spraw Zagranicznych RP.",
    "Ця публікація відображає виключно погляди автора й не є офіційною позицією Міністерства.",
    "Меркаванні аўтара могуць не супадаць з пазіцыяй рэдакцыі.",
    "Мнение автора может не совпадать с позицией редакции.",
    "Dieser Beitrag gibt ausschließlich die Meinung des Autors wieder und entspricht nicht der "
    "offiziellen Haltung des Auswärtigen Amts.",
)
APPEALS = (
    APPEAL,
    "If you value our work, please consider making a donation.",
    "Wesprzyj nas na Patronite: https://example.org/nas",
    "Підтримайте нас: https://example.org/donate",
    "Падтрымайце нас: https://example.org/donate",
    "Поддержите нас: https://example.org/donate",
    "Unterstützen Sie unsere Arbeit mit einer Spende.",
)
# What a piece may say about money, views and giving as part of the piece.
TALK = (
    "Grants and donations keep the paper alive, and its editors say that the views of donors never "
    "reach the newsroom; the project is co-financed by the European Union.",
    "“Donate if you can,” the mayor says. The views expressed at the meeting were those of the "
    "council "
    "only, and do not reflect the official position of the region.",
    "The project is co-financed by the European Union and will open in 2027.",
    "With the support of the European Union, the newspaper reopened.",
    "The bridge was co-financed by the Fund within the framework of a programme of the Ministry of "
    "Transport in the amount of EUR 3 million.",
    "Without grants the museum would close. It received EUR 1.2 million from the Ministry last "
    "year.",
    "Critics say the views expressed by the author of the bill do not reflect the official "
    "position "
    "of the government.",
    "Europe must support Ukraine. It must donate more and help us win.",
    "Support for the opposition has grown. People donate money and clothes at the border.",
    "Ministerstwo przyznało granty w wysokości 230 000 zł; redakcje mówią, że poglądy autorów nie "
    "są "
    "oficjalnym stanowiskiem.",
    "Бюджет проєкту фінансується за підтримки ЄС, але гроші ще не надійшли.",
)


class EndTests(SimpleTestCase):
    def assert_parts(self, manuscript, **expected):
        parts = {
            "bios": [author.bio for author in manuscript.authors if author.bio],
            "acknowledgements": [a.text for a in manuscript.acknowledgements],
            "disclaimers": manuscript.disclaimers,
            "appeals": [a.text for a in manuscript.appeals],
            "corrections": manuscript.corrections,
            "body": plain(manuscript.body_html).split("\n"),
        }
        empty = dict.fromkeys(parts, []) | {"body": BODY}
        self.assertEqual(parts, empty | expected)

    def test_the_parts_are_found_in_any_order(self):
        for tail in (
            [BIO, ACKNOWLEDGEMENT, DISCLAIMER, APPEAL],
            [ACKNOWLEDGEMENT, DISCLAIMER, BIO, APPEAL],
            [ACKNOWLEDGEMENT, BIO, APPEAL, DISCLAIMER],
            ["About the author", BIO, "Funding", ACKNOWLEDGEMENT, DISCLAIMER, "Support us", APPEAL],
            ["* * *", BIO, ACKNOWLEDGEMENT, "---", DISCLAIMER, APPEAL],
        ):
            with self.subTest(tail=[text[:20] for text in tail]):
                self.assert_parts(
                    read(piece(tail=tail)),
                    bios=[BIO],
                    acknowledgements=[ACKNOWLEDGEMENT],
                    disclaimers=[DISCLAIMER],
                    appeals=[APPEAL],
                )

    def test_a_line_under_the_bio_that_begins_with_any_platform_belongs_to_it(self):
        for platform in Platform:
            if platform.rules.words:
                line = f"{platform.label}: @anowak"
                with self.subTest(line):
                    manuscript = read(piece(tail=[BIO, line]))
                    self.assert_parts(manuscript, bios=[f"{BIO}\n{line}"])

    def test_several_of_each_are_kept_apart_and_in_order(self):
        more = "The opinions are the author's own and do not represent the position of the Fund."
        self.assert_parts(
            read(piece(tail=[BIO, EUROPEAN_UNION, ACKNOWLEDGEMENT, DISCLAIMER, more])),
            bios=[BIO],
            acknowledgements=[EUROPEAN_UNION, ACKNOWLEDGEMENT],
            disclaimers=[DISCLAIMER, more],
        )

    def test_a_sentence_that_says_all_may_be_followed_by_another(self):
        text = "This essay was written with the support of the Weir Fund. It was first read aloud."
        self.assert_parts(read(piece(tail=[text])), acknowledgements=[text])

    def test_acknowledgements_are_known_in_every_language_above_and_below_the_bio(self):
        for text in ACKNOWLEDGEMENTS:
            with self.subTest(text=text[:40]):
                self.assert_parts(
                    read(piece(tail=[BIO, text])), bios=[BIO], acknowledgements=[text]
                )
                self.assert_parts(
                    read(piece(tail=[text, DISCLAIMER])),
                    acknowledgements=[text],
                    disclaimers=[DISCLAIMER],
                )

    def test_disclaimers_are_known_in_every_language(self):
        for text in DISCLAIMERS:
            with self.subTest(text=text[:40]):
                self.assert_parts(read(piece(tail=[text])), disclaimers=[text])

    def test_appeals_are_known_in_every_language(self):
        for text in APPEALS:
            with self.subTest(text=text[:40]):
                self.assert_parts(read(piece(tail=[BIO, text])), bios=[BIO], appeals=[text])

    def test_a_paragraph_that_talks_about_money_or_views_stays_in_the_body(self):
        for text in TALK:
            with self.subTest(text=text[:40]):
                self.assert_parts(read(piece(tail=[text])), body=[*BODY, text])
                self.assert_parts(
                    read(piece(tail=[text, BIO, ACKNOWLEDGEMENT, APPEAL])),
                    bios=[BIO],
                    acknowledgements=[ACKNOWLEDGEMENT],
                    appeals=[APPEAL],
                    body=[*BODY, text],
                )

    def test_nothing_is_taken_from_the_middle(self):
        middle = [ACKNOWLEDGEMENT, DISCLAIMER, APPEAL, BIO]
        self.assert_parts(
            read(piece(body=[LONGER, LONG, LONGER, *middle, *BODY])),
            body=[LONGER, LONG, LONGER, *middle, *BODY],
        )

    def test_corrections_and_tags_are_known(self):
        manuscript = read(
            piece(tail=["Correction, 12 March 2024: It was another bridge.", "Tags: a, b, c"])
        )
        self.assert_parts(
            manuscript, corrections=["Correction, 12 March 2024: It was another bridge."]
        )
        self.assertEqual(manuscript.tags, ["a", "b", "c"])
        self.assert_parts(
            read(piece(tail=["Sprostowanie: To był inny most."])),
            corrections=["Sprostowanie: To był inny most."],
        )
        talk = "Corrections were made to the plan. The bridge will be wider."
        self.assert_parts(read(piece(tail=[talk])), body=[*BODY, talk])

    def test_a_button_or_an_address_completes_the_appeal_above_it(self):
        self.assertEqual(
            read(piece(tail=[APPEAL, "https://example.org/give"])).appeals,
            [Appeal(APPEAL, "Donate", "https://example.org/give")],
        )
        self.assertEqual(
            read(piece(tail=[APPEAL, "Donate now"])).appeals, [Appeal(APPEAL, "Donate now", "")]
        )

    def test_an_author_known_from_nothing_else_is_proposed_from_the_bio(self):
        manuscript = read(piece(head="A port\nOctober 9, 2024", tail=[BIO, ACKNOWLEDGEMENT]))
        self.assertEqual([(a.name, a.bio) for a in manuscript.authors], [("Anna Nowak", BIO)])

    def test_a_note_that_is_none_of_these_stays_in_the_body_and_is_reported(self):
        manuscript = read(piece(tail=[BIO, "Translated by Jan Kowal", ACKNOWLEDGEMENT]))
        self.assert_parts(
            manuscript,
            bios=[BIO],
            acknowledgements=[ACKNOWLEDGEMENT],
            body=[*BODY, "Translated by Jan Kowal"],
        )
        self.assertEqual(manuscript.unplaced, ["Translated by Jan Kowal"])

    def test_a_note_in_italics_above_the_text_is_known(self):
        text = (
            f"# A port\n\n*Small.*\n\n9 October 2024 - Anna Nowak\n\n*{ACKNOWLEDGEMENT}*\n\n{LONG}"
        )
        manuscript = read(text, "a.md")
        self.assertEqual([a.text for a in manuscript.acknowledgements], [ACKNOWLEDGEMENT])
        self.assertEqual(manuscript.standfirst, "Small.")
        self.assertEqual(plain(manuscript.body_html), LONG)
