"""Styles and scripts, as a server in production hands them out."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Each under a name with the digest of its content, which may be kept for ever.

    That a module names another by it is Django's to do, when asked: otherwise a page of this
    release would load modules of the last one, for as long as a browser keeps them. It finds
    only imports that end with a semicolon.
    """

    support_js_module_import_aggregation = True
