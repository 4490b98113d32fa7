from articles.models.article import Article, Byline, Guess
from articles.models.coverage import Coverage
from articles.models.filing import Issue, Section
from articles.models.notices import Correction, Redirect
from articles.models.photo import Photo
from articles.models.tagging import ArticleTag
from articles.models.version import PublishedVersion
from articles.models.version_parts import (
    VersionByline,
    VersionCorrection,
    VersionDisclosure,
    VersionGrant,
    VersionHandle,
    VersionParty,
    VersionTag,
)

__all__ = [
    "Article",
    "ArticleTag",
    "Byline",
    "Correction",
    "Coverage",
    "Guess",
    "Issue",
    "Photo",
    "PublishedVersion",
    "Redirect",
    "Section",
    "VersionByline",
    "VersionCorrection",
    "VersionDisclosure",
    "VersionGrant",
    "VersionHandle",
    "VersionParty",
    "VersionTag",
]
