"""Syllables of Hanyu Pinyin: which exist, how tones are marked, and how a laid-out text divides into them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, TypeAlias

    Umlaut: TypeAlias = Literal["v", "u"]

# Every syllable of Putonghua without its tone, by initial, as in the table of Xiandai Hanyu Cidian; with the
# interjections that dictionaries list (ê, m, n, ng, hm, hng) and r, the ending of a word with 儿.
_TABLE = """
a ai an ang ao e ê ei en eng er o ou m n ng hm hng r yo lo
ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu
pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu
ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu
fa fan fang fei fen feng fiao fo fou fu
da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo
ta tai tan tang tao te tei teng ti tian tiao tie ting tong tou tu tuan tui tun tuo
na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nun nuo nü nüe nia
la lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu long lou lu luan lun luo lü lüe
ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo
ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo
ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo
ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun
qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun
xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun
zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo
cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo
sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo
ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo
za zai zan zang zao ze zei zen zeng zha zi zong zou zu zuan zui zun zuo
ca cai can cang cao ce cei cen ceng ci cong cou cu cuan cui cun cuo
sa sai san sang sao se sen seng si song sou su suan sui sun suo
ya yai yan yang yao ye yi yin ying yong you yu yuan yue yun
wa wai wan wang wei wen weng wo wu
"""
SYLLABLES = frozenset(_TABLE.split())

_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
_TONE_MARKS = "".join(_TONES)
_COMBINING = {tone: mark for mark, tone in _TONES.items()}

# One syllable, by the rule that a syllable beginning with a, e or o after another one takes an apostrophe:
# so a consonant before a vowel always begins the next syllable (fāngàn is fān gàn, fāng'àn is fāng àn).
_VOWEL = "aeiouüê"
_SYLLABLE = re.compile(
    rf"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?[{_VOWEL}]+(?:ng(?![{_VOWEL}])|n(?![{_VOWEL}])|r(?![{_VOWEL}]))?)"
    r"|hng|hm|ng|[mnr]"
)
# Interjections, words of their own; and r, which ends a word with 儿.
_WITHOUT_VOWEL = frozenset(["m", "n", "ng", "hm", "hng", "r"])
_LETTERS = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")


@lru_cache(maxsize=8192)
def tone_marked(numbered: str) -> str:
    """Return a syllable with its mark, from one with a number as CC-CEDICT writes it: ``lu:4`` gives ``lǜ``.

    5 is the neutral tone. The mark goes on a, e or the o of ou, else on the last vowel (GB/T 16159, 5.1 of
    the Scheme for the Chinese Phonetic Alphabet). Without a number the text returns as it is.
    """
    if not numbered or numbered[-1] not in "12345":
        return numbered
    base, tone = numbered[:-1].replace("u:", "ü").replace("U:", "Ü").replace("v", "ü"), int(numbered[-1])
    if tone not in _COMBINING:
        return base
    low = base.lower()
    at = next((low.index(vowel) for vowel in ("a", "e", "ê", "ou", "o") if vowel in low), -1)
    if at < 0:
        at = max((i for i, ch in enumerate(low) if ch in "iuü"), default=-1)
    if at < 0:
        at = next((i for i, ch in enumerate(low) if ch in "mn"), -1)
    if at < 0:
        return base
    return unicodedata.normalize("NFC", base[: at + 1] + _COMBINING[tone] + base[at + 1 :])


def without_tones(text: str) -> str:
    """Return the text without tone marks; ü and ê keep their dots and hat, case stays."""
    return _without_tones(text) if len(text) < _SHORT else _strip(text)


_SHORT = 12


@cache
def _without_tones(text: str) -> str:
    return _strip(text)


def _strip(text: str) -> str:
    bare = "".join(ch for ch in unicodedata.normalize("NFD", text) if ch not in _TONE_MARKS)
    return unicodedata.normalize("NFC", bare)


@lru_cache(maxsize=8192)
def is_valid_syllable(syllable: str) -> bool:
    """Tell whether a tone-marked syllable exists: known letters, at most one mark, on the right vowel."""
    low = unicodedata.normalize("NFC", syllable.lower())
    bare = without_tones(low)
    if bare not in SYLLABLES:
        return False
    tones = [_TONES[ch] for ch in unicodedata.normalize("NFD", low) if ch in _TONES]
    return not tones or (len(tones) == 1 and tone_marked(f"{bare}{tones[0]}") == low)


def is_readable(reading: str) -> bool:
    """Tell whether a reading has a vowel; an interjection such as ń hasn't, nor has an unread character."""
    return any(ch in _VOWEL for ch in without_tones(reading.lower()))


def syllables(tone_marked: str) -> list[str]:
    """Divide laid-out pinyin into its syllables, marks and capitals kept: ``Xī'ān Shì`` gives Xī, ān, Shì.

    Digits and punctuation are left out; letters that can't be pinyin (``GDP``) return as one element each.
    A word with 儿 at its end gives the bare ``r`` as an element of its own (``diǎnr``: diǎn, r).
    """
    found: list[str] = []
    for match in _LETTERS.finditer(unicodedata.normalize("NFC", tone_marked)):
        found.extend(split_word(match.group()))
    return found


def split_word(word: str) -> list[str]:
    """Divide one run of letters into syllables; a run that doesn't divide returns whole."""
    bare = without_tones(word.lower())
    if len(bare) != len(word):
        return [word]
    parts: list[str] = []
    at = 0
    while at < len(bare):
        match = _SYLLABLE.match(bare, at)
        if match is None:
            return [word]
        end = match.end()
        syllable = bare[at:end]
        if syllable in _WITHOUT_VOWEL and len(bare) > len(syllable) and not (syllable == "r" and at):
            return [word]
        if syllable not in SYLLABLES and syllable.endswith("r") and syllable[:-1] in SYLLABLES:
            end -= 1
        elif syllable not in SYLLABLES:
            return [word]
        parts.append(word[at:end])
        at = end
    return parts


def plain(tone_marked: str, *, umlaut: Umlaut = "v") -> str:
    """Return the pinyin without tone marks, spaces and capitals kept.

    ü is ``v`` as it is typed; ``umlaut="u"`` writes u, as passports once did, for a second search key.
    """
    bare = without_tones(tone_marked).replace("ê", "e").replace("Ê", "E")
    return bare.replace("ü", umlaut).replace("Ü", umlaut.upper())


def joined(tone_marked: str, *, umlaut: Umlaut = "v") -> str:
    """Return letters and digits alone, in lower case: ``xinzhishengchanli``, a search key."""
    return "".join([_joined_word(word, umlaut) for word in tone_marked.split()])


@lru_cache(maxsize=65536)
def _joined_word(word: str, umlaut: Umlaut) -> str:
    return "".join(ch for ch in plain(word, umlaut=umlaut).lower() if ch.isalnum())
