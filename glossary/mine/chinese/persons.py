"""Names of persons, which are no terms."""

from __future__ import annotations

import re

import rjieba

from glossary.text.chinese import HAN

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔"
    "伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳欧管柴蒙"
    "鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞"
    "姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘"
    "满闻厍仓竺蒯盖后门淦濮阎" + "鮑"
)
"""Family names of one character; the commonest 300 are the names of more than 97 in 100 persons."""

_DOUBTFUL = frozenset("和于成路时应明原后门全向古解官封满文华方关安连车乐南盖师商游党单费席米边白高金石万农")
"""Names that are common words too: only a verb of saying after it makes a person of one of these."""

_DOUBLE = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "长孙",
    "夏侯",
    "轩辕",
    "端木",
)

_SAYING = (
    "说|表示|介绍|认为|指出|强调|告诉|坦言|告诫|透露|解释|回忆|呼吁|直言|笑着|笑道|感慨|称|道|补充|分析|也认为|还说|提醒|建议"
    "|主持|出席|会见|致辞|签署|宣布|谈到|写道|在接受"
)
_TITLES = (
    "负责人|市长|县长|省长|区长|镇长|书记|主席|主任|委员|代表|教授|经理|董事长|总裁|创始人|工程师|院长|校长|局长|部长|厅长|处长"
    "|会长|秘书长|发言人|专家|研究员|学者|记者|总理|总统|首相|大使|外长|司长|所长|队长|站长|支书|村民|农民|工人|医生|老师|教师"
    "|编辑|先生|女士|同志|司令|将军|院士|律师|演员|导演|首席执行官|员工|学生|居民|市民|游客|选手|法官|检察官|理事长|行长"
)
_NAME = f"(?:{'|'.join(_DOUBLE)}|[{''.join(sorted(SURNAMES))}])[{HAN}]{{1,2}}?"
_FIRST = "".join(sorted({*SURNAMES, *(name[0] for name in _DOUBLE)}))
_BEFORE_SAYING = re.compile(
    f"(?=[{_FIRST}])(?:^|(?<=[\\s。,!?;:、”’」(])|(?<={_TITLES.replace('|', ')|(?<=')}))({_NAME})(?={_SAYING})"
)
_AFTER_TITLE = re.compile(
    f"(?=[{_FIRST}])(?:(?<={_TITLES.replace('|', ')|(?<=')}))({_NAME})(?=[,、。;:()\\s”]|的|在|和|对|告)"
)
_TRANSLITERATED = re.compile(f"[{HAN}]{{1,6}}(?:·[{HAN}]{{1,7}})+")

WHOLE_NAME = 3
"""Characters of a name that a cutter's guess is believed of."""


def find_names(text: str, words: list[tuple[str, str]]) -> set[str]:
    """Return the names of persons in a folded text.

    Found by what stands around them (a title before, a verb of saying after), by the dot of names from other
    languages, or guessed by the cutter: ``words`` are its words with their classes.
    """
    names = set(_BEFORE_SAYING.findall(text))
    names |= {name for name in _AFTER_TITLE.findall(text) if name[0] not in _DOUBTFUL and not rjieba.has_word(name)}
    names |= {
        word
        for word, tag in words
        if tag == "nr" and len(word) == WHOLE_NAME and word[0] in SURNAMES - _DOUBTFUL and not rjieba.has_word(word)
    }
    names |= set(_TRANSLITERATED.findall(text))
    return {name for name in names if not (len(name) == WHOLE_NAME - 1 and rjieba.has_word(name))}
