"""The bot as a person meets it: what was said, and what was answered.

What is said is a line, or `[label]`: the button of that label under the answer before. What is
answered is the text as a terminal shows it, without empty lines; `…` stands for more of it."""

import re

import pytest

from bot.errors import BotError
from bot.model.document import Answer
from tests.answers.conftest import Say, shown

Dialog = list[tuple[str, str]]

HEGSETH_DONG = "Pete Hegseth (Secretary of War) with Dong Jun (Minister of National Defense)"
CAN_BE_ASKED = """Questions I can answer, for example:
- who met Dong Jun?
- did Pete Hegseth meet Dong Jun?
- when was mmca suspended in 2026 and why?
- which channels are suspended?
- welche Treffen sind geplant?
“help” lists all commands."""

DIALOGS: dict[str, Dialog] = {
    "an analyst asks whether two ministers met": [
        (
            "did Hegseth meet Dong Jun in June 2026?",
            f"""# Pete Hegseth and Dong Jun, in June 2026
Yes, in person: 5 June 2026. In this ledger, since 5 June 2026: 1 contact, 1 report.
- Meeting held: {HEGSETH_DONG} · 5 June 2026 · Singapore · M-…
  Channel: Defense ministers · Sources: press only, 1 article
  > Pete Hegseth met Dong Jun in Singapore on Friday.
    — Ministers meet in Singapore, gazette, 10 June 2026 (A-1) <https://news.example/2026-06-10>""",
        ),
        (
            "and will they meet again?",
            f"""# I did not understand “and will they meet again?”.
{CAN_BE_ASKED}""",
        ),
        (
            "will Hegseth meet Dong Jun?",
            f"""# Pete Hegseth and Dong Jun
Planned: September 2026, in person; no report that it took place.
- Meeting planned: {HEGSETH_DONG} · September 2026 · Beijing · M-…
  Channel: Defense ministers · Sources: press only, 1 article
  > Dong Jun will receive Pete Hegseth in Beijing in September.
    — Ministers meet in Singapore, gazette, 10 June 2026 (A-1) <https://news.example/2026-06-10>""",
        ),
        ("[Dong Jun]", "# Dong Jun (China)\n…Counterpart today: Pete Hegseth\n…"),
        ("[Pete Hegseth]", "# Pete Hegseth (United States)\n…"),
    ],
    "somebody does not know how a name is spelt": [
        (
            "did Hegset meet Dong Jun in June 2026?",
            """# “Hegset” is not in the ledger
Nobody of this name takes part in a reported contact or is listed. Did you mean one of these?
- Pete Hegseth · United States · Secretary of War""",
        ),
        ("[Pete Hegseth]", "# Pete Hegseth and Dong Jun, in June 2026\nYes, in person: 5 June 2026.…"),
        ("who Brown", "# Which “Brown”?\n3 people are called Brown. Ask again with the full name.\n- Charles Q. Brown · United States · …"),
        ("[Charles Q. Brown]", "# Charles Q. Brown (United States)\n…"),
        (
            "who is Robert Smithers?",
            """# “Robert Smithers” is not in the ledger
Nobody of this name takes part in a reported contact or is listed. Names can be written in Latin letters or in Chinese; """
            "“meetings” shows who met whom.",
        ),
    ],
    "two governments tell it differently": [
        (
            "did Caine meet Liu Zhenli?",
            """# Dan Caine and Liu Zhenli
Disputed: sources contradict each other on whether it took place (12 May 2026).
- Meeting declined: Dan Caine (Chairman of the Joint Chiefs of Staff) with Liu Zhenli (Chief of the Joint Staff Department …
  Disputed: Washington says held, Beijing says declined
  > Beijing says that it declined to see Dan Caine on 12 May.
    — Account of 2026-05-15, wire, 15 May 2026 (A-4) <https://news.example/2026-05-15> · quoting Beijing
  > Washington says that Dan Caine met Liu Zhenli on 12 May.
    — Account of 2026-05-14, wire, 14 May 2026 (A-3) <https://news.example/2026-05-14> · quoting Washington · says held""",
        ),
        ("A-4", "# Article A-4\n- Account of 2026-05-15, wire, 15 May 2026 (A-4) …Source: press; language: en.\n…"),
    ],
    "eine Redakteurin fragt auf Deutsch": [
        ("ist mmca offen?", "# Military Maritime Consultative Agreement talks (mmca)\nNot open: reported suspended, since 2 May 2026.\n…"),
        (
            "wann wurde mmca 2026 ausgesetzt und warum?",
            """# Military Maritime Consultative Agreement talks: suspended, in 2026
Military Maritime Consultative Agreement talks: suspended, 2 May 2026, by Beijing. Why: “the arms sale of April”.
- Suspended: Military Maritime Consultative Agreement talks · by Beijing · 2 May 2026 · C-…
  Why: “the arms sale of April”
  Sources: press only, 1 article
  > Beijing broke off the maritime talks on 2 May over the arms sale of April.
    — Ministers meet in Singapore, gazette, 10 June 2026 (A-1) <https://news.example/2026-06-10>""",
        ),
        (
            "was ist geplant?",
            "# Contacts: planned\nIn this ledger, since 20 March 2026: 2 contacts, 2 reports. To come: 1.\n## Planned, to come\n…",
        ),
        (
            "wen traf Li Mingzhe?",
            "# Contacts of Li Mingzhe\nHeld with Tom Oakes. In this ledger, since 11 February 2026: 1 contact, 1 report.\n…",
        ),
    ],
    "a newcomer types what comes to mind": [
        ("hi", "# What can be asked\n…"),
        ("", f"# There were no words in that.\n{CAN_BE_ASKED}"),
        ("🤷", f"# I did not understand “🤷”.\n{CAN_BE_ASKED}"),
        ("bord", f"# I did not understand “bord”.\nPerhaps you meant:\n- board – where every channel stands\n{CAN_BE_ASKED}"),
        ("[where every channel stands]", "# Channels\n…"),
        ("board asof someday", "“someday” is not a date. Write a year, a month or a day: 2023, 2023-11 or 2023-11-15."),
        ("met", "Something is missing. Write: met A [B] [since DATE] [until DATE]"),
        ("x" * 400, f"# That is too long for a question: I read at most 300 characters.\n{CAN_BE_ASKED}"),
    ],
}


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_goes_as_written(name: str, say: Say) -> None:
    before: Answer | None = None
    for said, answered in DIALOGS[name]:
        line = _pressed(said, before) if said.startswith("[") else said
        try:
            before = say(line)
        except BotError as error:
            text = _explained(error)
        else:
            text = "\n".join(line for line in shown(before).splitlines() if line.strip())
        assert matches(text, answered), f"said {said!r}, answered:\n{text}"


def _pressed(said: str, before: Answer | None) -> str:
    assert before is not None
    return next(action.command for action in before.document.actions if f"[{action.label}]" == said)


def _explained(error: BotError) -> str:
    from bot.i18n import texts_for

    return texts_for("en")(error.key, **error.params)


def matches(text: str, pattern: str) -> bool:
    """True where the text is the pattern, with anything in the places of `…`."""
    return re.fullmatch(".*".join(map(re.escape, pattern.split("…"))), text, re.DOTALL) is not None
