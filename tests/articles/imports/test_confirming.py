"""What came with a manuscript is confirmed while others are at it."""

import threading

from django.db import transaction

from articles.imports.proposals import confirm
from articles.imports.store import import_manuscript
from funding.models import Wording
from newsroom.audit import ledger
from newsroom.kit.locking import held
from tests import factories
from tests.articles.publishing.test_racing import at_once, wait_for, wait_until_somebody_waits
from tests.factories import make_editor, make_funding_manager
from tests.flushing import CommittingTestCase

MANUSCRIPT = b"""# How the river moved

The river moved in spring.

This article was produced with the support of the Open River Foundation.
"""


class RacingTests(CommittingTestCase):
    def test_its_wordings_are_held_before_the_ledger(self):
        """Whoever saves a draft holds it, and waits for the ledger, which has the grant first."""
        article, _manuscript = import_manuscript(MANUSCRIPT, "river.md", by=make_editor())
        draft = Wording.objects.get(status="draft")
        manager, is_held = make_funding_manager(), threading.Event()

        def confirms():
            wait_for(is_held)
            confirm(article, by=manager)

        def saves():
            with transaction.atomic():
                held(Wording.objects.all()).get(pk=draft.pk)
                is_held.set()
                wait_until_somebody_waits()
                return ledger.record(manager, "change", draft).verb

        self.assertEqual(at_once(confirms, saves), [None, "change"])
        self.assertEqual(Wording.objects.get().status, "approved")
        self.assertEqual(factories.broken(), [])
