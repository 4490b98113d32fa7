from articles.debt.models import FoundSentence, Occurrence, Settlement, SettlementItem
from articles.disclosure.models.coverage import Coverage
from articles.disclosure.models.waiver import Waiver
from articles.finding.models import Findable
from articles.former.models import Arrival, FormerSite
from articles.front.models.arrangement import ArrangedBlock, ArrangedPlace, Arrangement
from articles.front.models.draft import FrontBlock, FrontPlace
from articles.letters.models import Letter, LetterPiece, MadeLetter, MadeLetterPiece
from articles.mentions.models import InterestConfirmation, MentionDecision
from articles.models.article import Article, Byline, Guess
from articles.models.figure import Figure
from articles.models.filing import Issue, Section, Series
from articles.models.menu import Menu, MenuEntry
from articles.models.notices import Correction
from articles.models.photo import Photo
from articles.models.redirect import Redirect
from articles.models.sealed import SealedCopy
from articles.models.tagging import ArticleTag, Tag
from articles.models.version import PublishedVersion
from articles.models.version_parts import (
    VersionByline,
    VersionCorrection,
    VersionDisclosure,
    VersionFigure,
    VersionGrant,
    VersionHandle,
    VersionLogo,
    VersionParty,
    VersionTag,
    VersionWithheld,
)
from articles.models.withdrawal import Withdrawal
from articles.related.models import Relation, Trait
from articles.reports.models import GrantReport, ReachFigure, ReportFile
from articles.upkeep.models.reissue import Keep, Reissue, ReissueItem
from articles.upkeep.models.watch import Drift, WatchRun
from articles.writing.models.autosave import Autosave
from articles.writing.models.comment import Comment
from articles.writing.models.news import News
from articles.writing.models.presence import Presence
from articles.writing.models.preview_link import PreviewLink
from articles.writing.models.proposal import Proposal
from articles.writing.models.revision import Revision

__all__ = [
    "ArrangedBlock",
    "ArrangedPlace",
    "Arrangement",
    "Arrival",
    "Article",
    "ArticleTag",
    "Autosave",
    "Byline",
    "Comment",
    "Correction",
    "Coverage",
    "Drift",
    "Figure",
    "Findable",
    "FormerSite",
    "FrontBlock",
    "FrontPlace",
    "FoundSentence",
    "GrantReport",
    "Guess",
    "InterestConfirmation",
    "Issue",
    "Keep",
    "Letter",
    "LetterPiece",
    "MadeLetter",
    "MadeLetterPiece",
    "MentionDecision",
    "News",
    "Occurrence",
    "Photo",
    "Presence",
    "PreviewLink",
    "Proposal",
    "PublishedVersion",
    "ReachFigure",
    "Menu",
    "MenuEntry",
    "Redirect",
    "Reissue",
    "ReissueItem",
    "Relation",
    "ReportFile",
    "Revision",
    "SealedCopy",
    "Section",
    "Series",
    "Settlement",
    "SettlementItem",
    "Tag",
    "Trait",
    "VersionByline",
    "VersionCorrection",
    "VersionDisclosure",
    "VersionFigure",
    "VersionGrant",
    "VersionHandle",
    "VersionLogo",
    "VersionParty",
    "VersionTag",
    "VersionWithheld",
    "Waiver",
    "WatchRun",
    "Withdrawal",
]
