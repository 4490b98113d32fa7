"""The test runner: uploads of tests go to a temporary folder, and no test is no success."""

import tempfile

from django.conf import settings
from django.test.runner import DiscoverRunner


class Runner(DiscoverRunner):
    def setup_test_environment(self, **kwargs):
        super().setup_test_environment(**kwargs)
        self.uploads = tempfile.TemporaryDirectory(prefix="newsroom-test-media-")
        settings.MEDIA_ROOT = self.uploads.name

    def teardown_test_environment(self, **kwargs):
        self.uploads.cleanup()
        super().teardown_test_environment(**kwargs)

    def suite_result(self, suite, result, **kwargs):
        return super().suite_result(suite, result, **kwargs) or int(not result.testsRun)
