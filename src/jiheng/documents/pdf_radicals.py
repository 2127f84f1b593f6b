"""Characters as people type them: PDF fonts often name a Han character by its radical's code point."""

from __future__ import annotations

import unicodedata

# Radicals without a compatibility decomposition that are also characters (CJK Radicals Supplement).
_SUPPLEMENT = dict(
    zip(
        "⺁⺇⺌⺎⺏⺐⺓⺛⺝⺟⺠⺡⺢⺥⺧⺨⺩⺪⺫⺬⺮⺯⺰⺱⺳⺶⺷⺸⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂几小兀尣尢幺旡月母民氵氺爫牛犭王疋罒示竹糸纟罓网羊羊羊聿聿月臼艹艹艹虎衤覀西见角讠贝车辶辶辶阝钅長镸长门阝雨青韦页风飞食飠飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)


def unified(character: str) -> str:
    """The ordinary character for a radical or compatibility ideograph, others unchanged (``⽬`` is ``目``)."""
    code = ord(character)
    if code < 0x2E80:
        return " " if character in "\xa0\t" else character
    if 0x2E80 <= code <= 0x2EFF:
        return _SUPPLEMENT.get(character) or unicodedata.normalize("NFKC", character)
    if 0x2F00 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F:
        return unicodedata.normalize("NFKC", character)
    return character
