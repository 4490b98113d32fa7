import gzip
import re

from django.conf import settings
from django.test import TestCase

from articles.models.choices import Stage
from newsroom.identity.faces import Chosen
from newsroom.models import Identity
from tests.articles.reader.test_article import whole_article

LARGEST = 20_000


class WeightTests(TestCase):
    def test_a_piece_without_photos_is_twenty_kilobytes_with_all_that_it_needs(self):
        manuscript = (settings.BASE_DIR / "articles/demo/manuscript.txt").read_text()
        text = "".join(f"<p>{line}</p>" for line in manuscript.splitlines() if line)
        piece = whole_article(body=text, lead_photo=None, lead_caption="")
        self.assertEqual(piece.stage, Stage.PUBLISHED)
        Identity.objects.update(
            accent="#0b5e4f", text_face=Chosen.LITERATA, label_face=Chosen.INTER
        )
        page = self.client.get(piece.path).content
        (address,) = set(re.findall(r'rel="stylesheet" href="([^"]*)"', page.decode()))
        sheet = self.client.get(address).content
        sent = [len(gzip.compress(part)) for part in (page, sheet)]
        self.assertGreater(sent[0], 4_000)
        self.assertLessEqual(sum(sent), LARGEST, sent)
