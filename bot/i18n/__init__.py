"""Texts for people, by key and named parameters, one catalogue a language. Pure."""

from bot.i18n.texts import SOURCE_LANGUAGE, Texts, languages, texts_for

__all__ = ["SOURCE_LANGUAGE", "Texts", "languages", "texts_for"]
