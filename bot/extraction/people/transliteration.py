"""Foreign names in Chinese letters, compared by their consonants: 莱昂斯 and 赖昂斯 sound like Lyons."""

import re
from functools import lru_cache

_PINYIN = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?([a-zü]+)")
_INITIALS = {
    **dict.fromkeys(("b", "p"), "P"),
    **dict.fromkeys(("d", "t"), "T"),
    **dict.fromkeys(("g", "k"), "K"),
    **dict.fromkeys(("f", "w"), "F"),
    **dict.fromkeys(("l", "r"), "L"),
    **dict.fromkeys(("m", "n"), "N"),
    **dict.fromkeys(("z", "c", "s", "zh", "ch", "sh", "j", "q", "x"), "S"),
    "h": "H",
}
_LATIN = (
    (re.compile(r"(?<=[aeiou])r(?=[^aeiou]|$)|(?<=[aeiou])w(?=[^aeiou]|$)|gh|y|(?<=[^cst])h"), ""),
    (re.compile(r"th"), "S"),
    (re.compile(r"[bp]+"), "P"),
    (re.compile(r"[dt]+"), "T"),
    (re.compile(r"c(?=[eis])|sc|ch|sh|[szxj]+"), "S"),
    (re.compile(r"[cgkq]+"), "K"),
    (re.compile(r"[fvw]+"), "F"),
    (re.compile(r"[lr]+"), "L"),
    (re.compile(r"[mn]+"), "N"),
    (re.compile(r"h"), "H"),
    (re.compile(r"[^A-Z]"), ""),
)


@lru_cache(maxsize=4096)
def likeness(han: str, latin: str) -> float:
    """How alike a name in Chinese letters and one in Latin letters sound, from 0 to 1."""
    from rapidfuzz.distance import Levenshtein  # imported here: only Chinese texts need it

    one, other = _han_sounds(han), _latin_sounds(latin)
    return float(Levenshtein.normalized_similarity(one, other)) if one and other else 0.0


@lru_cache(maxsize=4096)
def _han_sounds(han: str) -> str:
    from pypinyin import Style, lazy_pinyin  # a dictionary of 5 MB that only Chinese texts need

    sounds = ""
    for syllable in lazy_pinyin(han, style=Style.NORMAL, v_to_u=False):
        match = _PINYIN.fullmatch(syllable)
        if match is None:
            continue
        if syllable != "er":
            sounds += _INITIALS.get(match[1] or "", "")
            sounds += "N" if match[2].endswith(("n", "ng")) else ""
    return re.sub(r"(.)\1", r"\1", sounds)


@lru_cache(maxsize=4096)
def _latin_sounds(latin: str) -> str:
    sounds = latin.lower().replace("ph", "f")
    for pattern, sound in _LATIN:
        sounds = pattern.sub(sound, sounds)
    return re.sub(r"(.)\1", r"\1", sounds)
