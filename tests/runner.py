"""The test runner: uploads of tests go to a temporary folder, and no test is no success."""

import tempfile

from django.conf import settings
from django.db import connection
from django.test.runner import DiscoverRunner

from tests import kept_database


class Runner(DiscoverRunner):
    def setup_test_environment(self, **kwargs):
        super().setup_test_environment(**kwargs)
        self.uploads = tempfile.TemporaryDirectory(prefix="newsroom-test-media-")
        settings.MEDIA_ROOT = self.uploads.name

    def teardown_test_environment(self, **kwargs):
        self.uploads.cleanup()
        super().teardown_test_environment(**kwargs)

    def setup_databases(self, **kwargs):
        """On SQLite --keepdb keeps what is migrated; a run works on a copy and throws it away."""
        if not (self.keepdb and connection.vendor == "sqlite" and kwargs["aliases"]):
            return super().setup_databases(**kwargs)
        self.keepdb = kept_database.take(connection.settings_dict["TEST"]["NAME"])
        config = super().setup_databases(**kwargs)
        if not self.keepdb:
            kept_database.keep(connection.settings_dict["NAME"])
        self.keepdb = False
        return config

    def suite_result(self, suite, result, **kwargs):
        return super().suite_result(suite, result, **kwargs) or int(not result.testsRun)
