"""Chinese names in Latin letters."""

from pypinyin import Style, lazy_pinyin

_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒")

_SURNAMES = {
    "单": "shan",
    "仇": "qiu",
    "曾": "zeng",
    "区": "ou",
    "解": "xie",
    "查": "zha",
    "盖": "ge",
    "尉迟": "yuchi",
    "乐": "yue",
    "缪": "miao",
    "翟": "zhai",
    "朴": "piao",
    "任": "ren",
    "华": "hua",
    "洗": "xian",
    "冼": "xian",
    "么": "yao",
    "秘": "bi",
    "员": "yun",
    "贲": "ben",
    "晟": "cheng",
    "种": "chong",
    "黑": "he",
    "折": "she",
    "逄": "pang",
    "繁": "po",
    "万俟": "moqi",
}
"""Characters that sound otherwise as surnames than as words."""


def romanize(name: str) -> str:
    """A Chinese name in pinyin without tones, family name first: 黄雪平 is `Huang Xueping`, 单志刚 `Shan Zhigang`."""
    length = 2 if name[:2] in _COMPOUND and len(name) > 2 else 1
    family = _SURNAMES.get(name[:length]) or "".join(lazy_pinyin(name[:length], style=Style.NORMAL, v_to_u=False))
    given = "".join(lazy_pinyin(name[length:], style=Style.NORMAL, v_to_u=False))
    return f"{family.capitalize()} {given.capitalize()}".strip().replace("ü", "u")
