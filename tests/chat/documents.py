"""Documents to render and send: one as people get it, hostile ones, and random ones."""

from datetime import date

from hypothesis import strategies as st

from bot.model.document import Action, Block, Document, Heading, Item, Line, Paragraph, Quote, Span, Style, Tone, plain


def sample_board(day: date = date(2024, 1, 9)) -> Document:
    """A board as the briefing gives it out: channels by tone, with quotes, sources and a chronicle's note."""
    ft = (Span("Financial Times", link="https://example.org/ft?a=1&b=2"), Span(", 1 December 2023 (A-9)"))
    return Document(
        title=f"Channels as of {day.day} January {day.year}",
        summary="3 channels open, 1 agreed, 1 suspended",
        blocks=(
            Paragraph((Span("2 changes", Style.STRONG), Span(" since yesterday. Times are the readers' own."))),
            Heading("Relationship"),
            Item(
                (Span("Military relationship", Style.STRONG), Span(": open since 15 November 2023, by both sides")),
                details=(plain("Last contact: 9 January 2024, talks in Washington (M-184)"), plain("Next contact: none known")),
                quotes=(
                    Quote("Liu Zhan und Michael Chase trafen sich zu den 17. Koordinierungsgesprächen.", ft, "de"),
                    Quote(
                        "“The resumption of military-to-military communication on the basis of equality and respect is in the "
                        "interest of both countries,” the spokesman said, adding that the talks had been “candid, pragmatic and "
                        "constructive” & useful.",
                        (Span("Xinhua, 10 January 2024 (A-12)"),),
                        "en",
                    ),
                ),
                tone=Tone.OPEN,
            ),
            Heading("Talks"),
            Item((Span("Theater commanders", Style.STRONG), Span(": agreed since November 2023")), tone=Tone.AGREED),
            Item((Span("Policy dialogue", Style.STRONG), Span(": sought since 2 May 2023")), tone=Tone.SOUGHT),
            Item(
                (Span("Maritime safety talks", Style.STRONG), Span(": suspended since 5 August 2022")),
                quotes=(Quote("Suspended after the visit to Taipei.", plain("chronicle: white paper 2023"), chronicle=True),),
                tone=Tone.SUSPENDED,
            ),
            Item((Span("Hotline", Style.STRONG), Span(": no report since "), Span("C-57", Style.CODE)), tone=Tone.UNKNOWN),
        ),
        actions=(Action("Policy dialogue", "channel dpct"), Action("Last meetings", "meetings")),
    )


def long_digest(items: int) -> Document:
    """A digest of so many items that no single message holds it."""
    blocks: list[Block] = []
    for number in range(items):
        if number % 10 == 0:
            blocks.append(Heading(f"Part {number // 10}"))
        source = (Span("Reuters", link=f"https://example.org/{number}"), Span(f" (A-{number})"))
        words = f"Statement number {number} of the day: " + "both sides spoke of the talks. " * 6
        blocks.append(Item((Span(f"M-{number}", Style.STRONG), Span(" held")), quotes=(Quote(words, source),), tone=Tone.OPEN))
    return Document("Briefing", tuple(blocks), summary=f"{items} contacts")


HOSTILE = (
    "<b>unclosed & <a href='javascript:alert(1)'>x</a> </b></i>",
    "<!channel> <!here> <@U123> <#C1|general> <https://evil.example|click> @channel @here",
    "*bold* _italic_ ~strike~ `code` ```pre``` > quoted :smile:",
    "@everyone @backchannel_bot hello @alice_b, see /stop and /board@backchannel_bot",
    "&lt;b&gt; &amp;amp; &nbsp; &#x41; \" ' \\ %s {title} {0}",
    "right-to-left \u202eexe.txt\u202c and \u2066isolated\u2069 \u200f marks",
    "controls \x00\x01\x07\x1b[31m red \x7f \x85 \u2028 line \u2029 end",
    "lone surrogate \ud83d and \udc00 tail",
    "z" * 9_000,
    "😀" * 5_000,
    "中文标题：两军恢复对话" * 900,
    "a\u0301\u0323" * 4_000,
    "\u200b\u3164\u2800 \ufeff",
    "]]>--><script>alert(1)</script>",
    "",
)

_text = st.one_of(
    st.text(st.characters(), max_size=60),
    st.text(st.sampled_from("<>&\"'@*_~`:|/\\ \n\tabcDÄ中😀\u202e\u200b\x00"), max_size=80),
    st.sampled_from(HOSTILE),
    st.builds(lambda word, times: (word + " ") * times, st.text(min_size=1, max_size=12), st.integers(1, 800)),
)
_link = st.one_of(
    st.none(),
    st.sampled_from(('https://example.org/a?b=1&c="2"', "javascript:alert(1)", "https://a b", "http://x\\@y.z/", "tg://user?id=1")),
    st.builds(lambda path: "https://example.org/" + path, st.text(max_size=40)),
)
_spans = st.builds(Span, _text, st.sampled_from(Style), _link)
_lines: st.SearchStrategy[Line] = st.lists(_spans, max_size=30).map(tuple)
_quotes = st.builds(Quote, _text, _lines, st.none(), st.booleans())
_items = st.builds(Item, _lines, st.lists(_lines, max_size=6).map(tuple), st.lists(_quotes, max_size=8).map(tuple), st.sampled_from(Tone))
_blocks = st.one_of(st.builds(Paragraph, _lines), st.builds(Heading, _text), _items)
_actions = st.builds(Action, _text, st.one_of(_text, st.just("channel dpct")))

documents: st.SearchStrategy[Document] = st.builds(
    Document,
    _text,
    st.lists(_blocks, max_size=12).flatmap(lambda some: st.sampled_from((1, 1, 8)).map(lambda times: tuple(some * times))),
    _text,
    st.sampled_from(("en", "de", "zh", "xx", "")),
    st.lists(_actions, max_size=30).map(tuple),
)
"""Anything a document can hold, and much that it should not."""
