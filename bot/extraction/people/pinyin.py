"""Chinese names in Latin letters."""

from pypinyin import Style, lazy_pinyin

_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐")


def romanize(name: str) -> str:
    """A Chinese name in pinyin without tones, family name first: 黄学平 is `Huang Xueping`."""
    length = 2 if name[:2] in _COMPOUND and len(name) > 2 else 1
    family = "".join(lazy_pinyin(name[:length], style=Style.NORMAL, v_to_u=False))
    given = "".join(lazy_pinyin(name[length:], style=Style.NORMAL, v_to_u=False))
    return f"{family.capitalize()} {given.capitalize()}".strip().replace("ü", "u")
