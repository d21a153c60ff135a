"""The only place that builds edge objects and hands them to the rest; runs them, stops them."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.errors import DatabaseUnusable, SettingError
from bot.settings import Settings
from bot.shipped import shipped_folder

# Everything below is imported where it is first needed: `backchannel --help` and a plain
# question must not pay for chat platforms, the extractor or the migration tool.
if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.engine import URL

    from bot.answers.context import Context
    from bot.briefing.view import BriefingSettings, View
    from bot.chat.dispatch import Dispatch
    from bot.chat.rest import Rests
    from bot.chat.rooms import KnownRooms
    from bot.chat.slack.client import SlackSettings
    from bot.chat.telegram.client import TelegramSettings
    from bot.delivery.notices import Notices
    from bot.extraction.reader import Reader
    from bot.feeds.source import Source
    from bot.i18n.texts import Texts
    from bot.jobs.desk import Desk
    from bot.jobs.feeds import ReadFeeds
    from bot.knowledge.knowledge import Knowledge
    from bot.ledger.store import LedgerSettings
    from bot.model.document import Answer
    from bot.model.feed import Feed

_log = logging.getLogger(__name__)


class Program:
    """The parts of one process, each built when it is first asked for and only then."""

    def __init__(self, settings: Settings, clock: Clock, language: str = "en") -> None:
        self.settings = settings
        self.clock = clock
        self._language = language

    def close(self) -> None:
        """Let go of the database, where it was opened.

        Connections left to the garbage collector outlive a command within one process, and
        share with the next one what rights they had: https://www.sqlite.org/wal.html#readonly"""
        if "engine" in self.__dict__:
            self.engine.dispose()

    @cached_property
    def texts(self) -> Texts:
        from bot.i18n.texts import texts_for

        return texts_for(self._language)

    @cached_property
    def knowledge(self) -> Knowledge:
        from bot.configuration import load_knowledge

        return load_knowledge(shipped_folder("config"), self.settings.config, trust_months=self.settings.trust_months)

    @cached_property
    def reader(self) -> Reader:
        from bot.configuration import load_lexicons, load_scorer
        from bot.extraction.reader import Reader

        shipped, own = shipped_folder("config"), self.settings.config
        return Reader(self.knowledge, load_lexicons(shipped, own), load_scorer(shipped, own, self.knowledge))

    @cached_property
    def engine(self) -> Engine:
        """The database: its schema up to date, and the chronicle in it as the configuration has it, where it can be written."""
        from bot.database.engine import open_database

        engine = open_database(self._database_address())
        self._import_chronicle(engine)
        return engine

    @cached_property
    def ledger_settings(self) -> LedgerSettings:
        from bot.ledger.store import LedgerSettings, voices_of

        return LedgerSettings(stale_days=self.settings.stale_days, voices=voices_of(self.knowledge.sides.values()))

    @cached_property
    def briefing_settings(self) -> BriefingSettings:
        from bot.briefing.view import BriefingSettings

        return BriefingSettings(timedelta(days=self.settings.background_days), self.settings.alert_confidence)

    @property
    def view(self) -> View:
        """Names and settings for whoever sits at the command line."""
        from bot.briefing.view import View

        return View(self.knowledge, self.texts, self.briefing_settings)

    @cached_property
    def desk(self) -> Desk:
        from bot.jobs.desk import Desk

        watched = tuple(feed.id for feed in self._feeds() if not feed.background)
        return Desk(self.engine, self.knowledge, self.ledger_settings, self.briefing_settings, watched)

    @contextmanager
    def context(self) -> Iterator[Context]:
        """What an answer is made from, for as long as one reading of the database lasts."""
        from bot.answers.context import Context
        from bot.database.engine import reading
        from bot.ledger.store import Ledger

        with reading(self.engine) as connection:
            ledger = Ledger(connection, self.ledger_settings)
            yield Context(ledger, self.knowledge, self.texts, self.clock.now(), self.settings.timezone, self.briefing_settings)

    def answer(self, line: str) -> Answer:
        """One answer to one line. Raises BotError where there can be none."""
        from bot.answers.dispatch import reply

        with self.context() as context:
            return reply(line, context)

    @property
    def telegram_settings(self) -> TelegramSettings:
        from bot.chat.telegram.client import TelegramSettings

        settings = self.settings
        return TelegramSettings(
            settings.telegram_token,
            settings.telegram_base_url,
            webhook_url=settings.telegram_webhook_url,
            webhook_secret=settings.telegram_webhook_secret,
        )

    @property
    def slack_settings(self) -> SlackSettings:
        from bot.chat.slack.client import SlackSettings

        settings = self.settings
        return SlackSettings(
            settings.slack_bot_token, settings.slack_app_token, settings.slack_base_url, signing_secret=settings.slack_signing_secret
        )

    @property
    def notices(self) -> Notices:
        from bot.delivery.notices import Notices

        return Notices(self.settings.owners, self.settings.timezone, self.texts.language)

    @property
    def rests(self) -> Rests:
        """Keeps what finds no room in a message."""
        from bot.chat.rest import Rests

        return Rests(self.engine, self.clock)

    @property
    def rooms(self) -> KnownRooms:
        """Hears of rooms that the bot is let into, put out of, or that move."""
        from bot.chat.rooms import KnownRooms

        return KnownRooms(self.engine, self.clock, self.notices, lambda key: key in self.settings.owners, self.texts.language)

    def dispatch(self, reachable: Collection[str]) -> Dispatch:
        """Answers messages; `reachable` are the platforms that can be sent to."""
        from bot.chat.dispatch import Dispatch

        return Dispatch(
            self.engine,
            self.knowledge,
            self.clock,
            owners=self.settings.owners,
            reachable=reachable,
            zone=self.settings.timezone,
            language=self.texts.language,
            ledger_settings=self.ledger_settings,
            briefing_settings=self.briefing_settings,
        )

    def sources(self, only: str = "") -> list[Source]:
        """The feeds of the configuration whose address begins with `only`, opened."""
        from bot.feeds.registry import open_sources

        return open_sources(self._feeds(), shipped=shipped_folder("config"), max_bytes=self.settings.max_article_bytes, only=only)

    def feeds(self, only: str = "") -> ReadFeeds:
        """These sources, ready to be read into the ledger."""
        return self.reading_of(self.sources(only))

    def reading_of(self, sources: Sequence[Source]) -> ReadFeeds:
        """Sources, ready to be read into the ledger."""
        from bot.jobs.feeds import ReadFeeds
        from bot.jobs.ingest import Ingest

        return ReadFeeds(self.desk, sources, Ingest(self.desk, self.reader))

    def _feeds(self) -> list[Feed]:
        from bot.configuration import load_feeds

        return load_feeds(shipped_folder("config"), self.settings.config)

    def _database_address(self) -> str | URL:
        """DATABASE_URL, else one SQLite file in BACKCHANNEL_HOME, whose folder is made."""
        from sqlalchemy.engine import URL

        home = self.settings.home
        if self.settings.database_url:
            return self.settings.database_url
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = f"the folder {home} can't be made: {error.strerror}"
            raise SettingError(name="BACKCHANNEL_HOME", reason=reason, cure="make its parent writable, or name another folder") from error
        return URL.create("sqlite", database=str(home / "backchannel.db"))  # in a text, a ? of the path would end it

    def _import_chronicle(self, engine: Engine) -> None:
        from bot.database.engine import reading, writing
        from bot.ledger.store import Ledger

        chronicle, people = self.knowledge.chronicle, self.knowledge.people
        with reading(engine) as connection:
            if Ledger(connection).has_chronicle(chronicle, people):
                return
        try:
            with writing(engine) as connection:
                Ledger(connection).import_chronicle(chronicle, people, self.clock.now())
        except DatabaseUnusable as error:  # what stands there can still be asked
            _log.warning("the ledger keeps the chronicle of an earlier start: %s", error.params["reason"])
