"""`make pictures`: what people see, as the README shows it, drawn from what the program really renders.

A new ledger reads the seeds and one invented article; its board is shown as a terminal has it, the
alert and an answer as Telegram and Slack have them. Needs Chromium (`chromium` on the path)."""

import io
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text
from sqlalchemy import select

from bot.chat.slack import render as slack
from bot.chat.telegram import render as telegram
from bot.chat.terminal.render import render_text
from bot.database.engine import reading, writing
from bot.delivery.codec import parse_document
from bot.delivery.store import Store
from bot.delivery.tables import outbox
from bot.delivery.values import Facets
from bot.jobs.ingest import Ingest
from bot.model.article import Article, Standing
from bot.model.chat import ChatAddress
from bot.model.document import Document
from bot.settings import read_settings
from bot.wiring import Program
from tests.drawn import STYLE, drawn_blocks, drawn_keys

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
MOMENT = datetime(2026, 11, 23, 9, tzinfo=UTC)
# Invented, to have something new to alert to; no such article exists.
ARTICLE = """Pentagon: Policy Talks Called Off

WASHINGTON, Nov. 20, 2026 — China has suspended the Defense Policy Coordination Talks with the United States in response to \
arms sales to Taiwan, Pentagon officials said today.
"""
QUESTION = "who met Liang Guanglie in 2011?"
_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TERMINAL_LINES, TERMINAL_COLUMNS = 44, 110


class _FixedClock:
    def now(self) -> datetime:
        return MOMENT


def main() -> None:
    chromium = shutil.which("chromium") or sys.exit("make pictures needs Chromium: install it and put `chromium` on the path")
    with tempfile.TemporaryDirectory() as folder:
        program = Program(read_settings({"BACKCHANNEL_HOME": folder}), _FixedClock())
        program.feeds().read_all(MOMENT)
        board, answer, alert = program.answer("board").document, program.answer(QUESTION).document, _alert(program)
        pages = {
            "board": _terminal(board),
            "telegram": "".join(_telegram(document) for document in (alert, answer)),
            "slack": "".join(_slack(document) for document in (alert, answer)),
        }
        for name, body in pages.items():
            _draw(chromium, name, body, Path(folder))


def _alert(program: Program) -> Document:
    """What a chat that wants all alerts is sent about the invented article."""
    with writing(program.engine) as connection:
        store = Store(connection)
        chat = store.chats.ensure(ChatAddress("telegram", "1"), program.settings.timezone, "en", MOMENT)
        store.subscriptions.want_alerts(chat.id, Facets(), "telegram:1", MOMENT)
    article = Article(ARTICLE, "example", "https://example.org/policy-talks", title=ARTICLE.split("\n")[0], standing=Standing.OFFICIAL_US)
    Ingest(program.desk, program.reader).article(article, MOMENT, may_alert=True)
    with reading(program.engine) as connection:
        return parse_document(connection.execute(select(outbox.c.document)).scalar_one())


def _terminal(document: Document) -> str:
    lines = render_text(document, colour=True, width=TERMINAL_COLUMNS).splitlines()[:TERMINAL_LINES]
    console = Console(record=True, width=TERMINAL_COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi("\n".join(lines)))
    return f"<pre>{console.export_html(theme=SVG_EXPORT_THEME, inline_styles=True, code_format='{code}')}</pre>"


def _telegram(document: Document) -> str:
    bubbles = []
    for message in telegram.render_messages(document):
        keys = drawn_keys(action.label for row in message.keyboard for action in row)
        bubbles.append(f'<div class="telegram"><div class="bubble">{message.html}</div>{keys}</div>')
    return "".join(bubbles)


def _slack(document: Document) -> str:
    blocks = [block for message in slack.render_messages(document) for block in message.blocks]
    return f'<div class="slack">{drawn_blocks(blocks)}</div>'


def _draw(chromium: str, name: str, body: str, folder: Path) -> None:
    page = folder / f"{name}.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{body}", encoding="utf-8")
    width = 980 if name == "board" else 760
    height = _height(chromium, page, width, folder)
    _run(chromium, folder, f"--window-size={width},{height}", f"--screenshot={PICTURES / name}.png", page.as_uri())


def _height(chromium: str, page: Path, width: int, folder: Path) -> int:
    """How tall the page is, by asking it."""
    asking = page.with_suffix(".asking.html")
    script = "<script>addEventListener('load',()=>{document.title=document.documentElement.scrollHeight})</script>"
    asking.write_text(page.read_text(encoding="utf-8") + script, encoding="utf-8")
    shown = _run(chromium, folder, f"--window-size={width},100", "--dump-dom", asking.as_uri())
    return int(shown.split("<title>")[1].split("<")[0])


def _run(chromium: str, folder: Path, *arguments: str) -> str:
    quiet = [f"--user-data-dir={folder / 'chromium'}", *_QUIET]
    return subprocess.run([chromium, *quiet, *arguments], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
