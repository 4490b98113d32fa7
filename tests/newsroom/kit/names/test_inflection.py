"""One stem for all the forms of a name, in the six languages of the newsroom."""

from concurrent.futures import ThreadPoolExecutor

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from newsroom.kit.names.inflection import stem

# Each line holds the forms of one word, as texts about funders decline it.
FORMS = {
    "en": """
        Foundation Foundations Foundation's Foundation’s FOUNDATION
        Society society’s
        Ministry Ministries Ministry's
        Fund Fund’s funds""",
    "de": """
        Auswärtiges Auswärtigen Auswärtige Auswärtigem
        Amt Amtes Amts
        Stiftung Stiftungen
        Bundesministerium Bundesministeriums
        Europäische Europäischen Europäischer
        Straße Strasse STRASSE""",
    "ru": """
        Фонд Фонда Фонду Фондом Фонде
        Министерство Министерства Министерством Министерстве
        Европейский Европейского Европейским
        Культура культуры культуре культурой
        Партнёрство партнерства
        Общество Обществом""",
    "pl": """
        Fundacja Fundacji Fundację Fundacją Fundacje Fundacjami
        Solidarność Solidarności Solidarnością Solidarnosci
        Międzynarodowa Międzynarodowej Międzynarodową Miedzynarodowej
        Ministerstwo Ministerstwa Ministerstwie Ministerstwem
        Kultura Kultury Kulturze Kulturą
        Unia Unii Unię Unią
        Fundusz Funduszu Funduszem Funduszowi
        Wyszehradzki Wyszehradzkiego Wyszehradzkiemu Wyszehradzkim
        Instytut Instytutu Instytucie Instytutem Instytutowi
        Rada Rady Radzie Radą
        Polska Polski Polsce Polską
        Batory Batorego Batoremu Batorym
        Miasto Miasta Mieście
        Ośrodek Ośrodka Ośrodkiem Ośrodkowi
        Kraków Krakowa Krakowie Krakowem
        Kennedy Kennedy’ego""",
    "uk": """
        Міністерство Міністерства Міністерством Міністерстві
        культура культури культурі культурою
        Фонд Фонду Фондом Фонді Фондові
        Європейський Європейського Європейському Європейським
        Європейська Європейської Європейську Європейською
        Солідарність Солідарності Солідарністю
        Відродження Відродженням Відродженню
        Спілка Спілки Спілці Спілкою
        Асоціація Асоціації Асоціацією
        Київ Києва Києву Києвом
        Львів Львова Львові Львовом
        осередок осередку осередком
        Об'єднання Об’єднанню Обʼєднанням""",
    "be": """
        Міністэрства Міністэрству Міністэрствам Міністэрстве
        фонд фонду фондам фондзе
        Беларускі Беларускага Беларускаму Беларускім
        Беларуская Беларускай Беларускую
        салідарнасць салідарнасці салідарнасцю
        інстытут інстытута інстытутам інстытуце
        Рада Рады Радзе Радай
        Дапамога дапамогі дапамозе
        Асацыяцыя Асацыяцыі Асацыяцыяй
        Магілёў Магілёва""",
}
LINES = [
    (language, line.split())
    for language, lines in FORMS.items()
    for line in lines.strip().splitlines()
]


class StemTests(SimpleTestCase):
    def test_all_the_forms_of_a_word_have_one_stem(self):
        for language, forms in LINES:
            with self.subTest(language=language, word=forms[0]):
                self.assertEqual(
                    {stem(form, language) for form in forms}, {stem(forms[0], language)}
                )

    def test_words_that_look_alike_keep_different_stems(self):
        for language, one, other in [
            ("en", "Foundation", "Founder"),
            ("de", "Stiftung", "Stifter"),
            ("ru", "Союз", "Союзник"),
            ("pl", "Rada", "Radom"),
            ("pl", "Unia", "Uniwersytet"),
            ("pl", "Fundacja", "Fundusz"),
            ("uk", "Рада", "Радіо"),
            ("uk", "Фонд", "Фронт"),
            ("uk", "Міністерство", "Міністр"),
            ("be", "Рада", "Радыё"),
        ]:
            with self.subTest(language=language, one=one, other=other):
                self.assertNotEqual(stem(one, language), stem(other, language))

    def test_a_region_declines_as_its_language_does(self):
        self.assertEqual(stem("Stiftungen", "de-AT"), stem("Stiftung", "de"))

    def test_a_language_without_rules_sets_case_and_accents_aside_and_cuts_nothing(self):
        self.assertEqual(stem("ŁÓDŹ", "eo-XX"), stem("łódź", "eo"))
        self.assertEqual(stem("Fundacji", "xx"), "fundacji")

    def test_a_word_of_another_script_is_not_cut(self):
        self.assertEqual(stem("Міністерства", "pl"), "міністерства")
        self.assertEqual(stem("Foundations", "uk"), "foundations")

    def test_threads_do_not_disturb_each_other(self):
        words = [form for language, forms in LINES if language == "ru" for form in forms] * 50
        alone = [stem.__wrapped__(word, "ru") for word in words]
        with ThreadPoolExecutor(8) as threads:
            together = list(threads.map(lambda word: stem.__wrapped__(word, "ru"), words))
        self.assertEqual(together, alone)

    @given(st.text(max_size=30), st.sampled_from([*FORMS, "fr", "zz"]))
    def test_any_text_has_a_stem(self, word, language):
        self.assertEqual(stem(word, language), stem(word, language))
        self.assertIsInstance(stem(word, language), str)
