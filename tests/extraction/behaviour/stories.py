"""Short invented stories in three languages, and what of a reading must not depend on their surroundings."""

from bot.model.article import Reading
from tests.extraction.reading import changed, told

STORIES = {
    "en": [
        [
            "Defense Secretary Lloyd Austin met Chinese Defense Minister Li Shangfu in Singapore on Friday.",
            "The two ministers spoke of safety at sea for an hour, the Pentagon said in a statement.",
            "It was the first meeting between the heads of the two ministries since the winter.",
        ],
        [
            "China has suspended its military talks with the United States, the foreign ministry in Beijing said on Thursday.",
            "The step was a response to arms sales to Taiwan, a spokeswoman told reporters.",
            "Washington regretted the decision and called for the talks to go on.",
        ],
        [
            "Gen. Mark Milley, chairman of the Joint Chiefs of Staff, spoke by phone with Gen. Liu Zhenli of China on Tuesday.",
            "Both generals agreed that their staffs would stay in touch.",
            "No further account of what was said will be issued, an officer told the agency.",
        ],
    ],
    "de": [
        [
            "US-Verteidigungsminister Lloyd Austin hat am Freitag in Singapur den chinesischen Verteidigungsminister Li Shangfu getroffen.",
            "Die beiden Minister sprachen eine Stunde lang über Sicherheit auf See, wie das Pentagon mitteilte.",
            "Es war die erste Begegnung der beiden Ressortchefs seit dem Winter.",
        ],
        [
            "China hat die Militärgespräche mit den USA ausgesetzt, teilte das Außenministerium in Peking am Donnerstag mit.",
            "Der Schritt sei eine Antwort auf Waffenverkäufe an Taiwan, sagte eine Sprecherin vor der Presse.",
            "Washington bedauerte die Entscheidung und warb dafür, die Gespräche fortzusetzen.",
        ],
    ],
    "zh": [
        [
            "国防部长李尚福6月2日在新加坡同美国国防部长奥斯汀举行会谈。",
            "双方就海上安全问题坦诚交换意见，会谈持续约一个小时。",
            "这是今年冬天以来两国国防部长的首次会晤。",
        ],
        [
            "中国外交部6月1日宣布，中方决定暂停中美两军对话。",
            "发言人表示，这一决定是针对美国对台军售作出的反应。",
            "美方对此表示遗憾，并希望对话能够继续。",
        ],
    ],
}
"""Paragraphs, by language; written on Monday, 5 June 2023."""

NAMED = [(language, at) for language, stories in STORIES.items() for at in range(len(stories))]


def claims(reading: Reading) -> list[str]:
    """What a reading claims, without how surely: contacts with channel and quote, then changes."""
    contacts = [f"{told(one)} {one.mode.value} {one.channel_id} «{one.evidence.quote}»" for one in reading.meetings]
    return [*contacts, *(f"{changed(one)} «{one.evidence.quote}»" for one in reading.changes)]
