"""Documents of every shape, for properties."""

from hypothesis import strategies as st

from bot.model.document import Action, Block, Document, Heading, Item, Line, Paragraph, Quote, Span, Style, Tone

words = st.text(max_size=20)
spans = st.builds(Span, words, st.sampled_from(Style), st.none() | st.just("https://example.org/a?b=1&c"))
lines: st.SearchStrategy[Line] = st.lists(spans, max_size=3).map(tuple)
quotes = st.builds(Quote, words, lines, st.none() | st.sampled_from(["en", "de", "zh"]), st.booleans())
items = st.builds(
    Item,
    lines,
    st.lists(lines, max_size=2).map(tuple),
    st.lists(quotes, max_size=2).map(tuple),
    st.sampled_from(Tone),
)
blocks: st.SearchStrategy[Block] = st.one_of(st.builds(Paragraph, lines), st.builds(Heading, words), items)
documents = st.builds(
    Document,
    words,
    st.lists(blocks, max_size=4).map(tuple),
    words,
    st.sampled_from(["en", "de", "zh"]),
    st.lists(st.builds(Action, words, words), max_size=2).map(tuple),
)
