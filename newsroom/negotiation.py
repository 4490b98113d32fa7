"""In which language pages are that are nobody's own: those of the desk, and of what went wrong."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language, override

from newsroom.headers import is_private

# Of those that `newsroom.desk.not_taken` answers, and of `newsroom.faults`: they ask no database,
# and so know no language of the publication.
ANYBODY_S = (400, 403, 413, 500, 503)


class LanguageOfWhoAsks(LocaleMiddleware):
    """Django's, which tells caches of a choice only where there was one, and forgets it afterwards.

    All other pages speak the language of the piece or of the publication, whoever asks.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with override(get_language()):
            return super().__call__(request)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if is_private(request.path) or response.status_code in ANYBODY_S:
            return super().process_response(request, response)
        return response
