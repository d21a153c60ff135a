"""Date a text with the shipped knowledge."""

from datetime import date

from bot.extraction.page.dating import Dated, date_article
from tests.extraction.layers import knowledge, page_of, wordings


def dated(text: str, published: date | None = None) -> Dated:
    page = page_of(text)
    return date_article(page, knowledge().names.find(page.text), knowledge(), wordings(), published)
