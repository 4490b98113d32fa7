from django import template

from articles.publishing.desk.funding_news import funding_news

register = template.Library()


@register.inclusion_tag("admin/_funding_news.html", takes_context=True)
def desk_funding(context):
    """What was published lately that tells readers otherwise about who paid."""
    news, is_cut = funding_news(context["request"].user)
    return {"news": news, "is_cut": is_cut}
