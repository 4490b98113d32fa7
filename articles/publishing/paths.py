"""The address of a piece: `/YYYY/MM/DD/slug/`, fixed by its first publication."""

from django.utils import timezone

from articles.models import Article, Redirect
from newsroom.kit.slugs import free_slug, slug


def path_for(article, first_published_at):
    """A free path for a piece, on the date of first publication in the publication's time zone."""
    day = timezone.localdate(first_published_at)
    folder = f"/{day:%Y/%m/%d}/"
    wanted = article.slug or slug(article.title, language=article.language, fallback="article")
    paths = [
        *Article.objects.filter(path__startswith=folder).exclude(pk=article.pk).values_list("path"),
        *Redirect.objects.filter(old_path__startswith=folder).values_list("old_path"),
    ]
    taken = {path.removeprefix(folder).strip("/") for (path,) in paths}
    return f"{folder}{free_slug(wanted, taken)}/"
