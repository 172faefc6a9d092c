"""Lists that tell persons, companies and places from terms."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


ROLES = _words(
    """
    academician adviser advisor ambassador analyst author chair chairman chairperson chairwoman chief
    commissioner comrade correspondent dean delegate deputy director doctor dr economist editor engineer
    entrepreneur envoy expert founder governor head journalist leader legislator manager mayor member
    minister mr mrs ms officer official partner photographer premier president prof professor reporter
    representative researcher scholar secretary sir spokesman spokesperson spokeswoman vice-president writer
    """
)
"""What a person is: “deputy”, “chairman”; a name follows or stands before."""

SAYING = _words(
    """
    added adds announced argued believed believes called commented emphasised emphasized explained expressed
    highlighted hoped introduced noted notes noticed observed pointed proposed recalled remarked said say
    says stated states stressed suggested suggests told urged wrote
    """
)
"""Verbs of persons who are quoted."""

COMPANY_MARKS = _words(
    """
    co corp gmbh inc limited llc ltd plc
    """
)
"""What ends the name of a company."""

COMPANY_HEADS = _words(
    """
    co company corporation enterprise firm group holding inc ltd
    """
)
"""The last word of a company's name, where no “Co., Ltd.” follows."""

ADMINISTRATIVE_HEADS = _words(
    """
    city county district prefecture province town township village
    """
)
"""What kind of place a name is: “Guizhou province” is a place, no term."""

SURNAMES = _words(
    """
    an bai bao cai cao cen chan chang chen cheng cheung choi chow chui cui dai deng ding dong du fan fang
    fei feng fu fung gan gao ge geng gong gu guo han hao he ho hong hou hu huang hui jia jiang jiao jin kang
    kong kuang kwok lai lam lau lei leong leung li liang liao lin liu long lou lu luo lyu ma mak mao mei
    meng miao mo mu nie ning niu ou ouyang pan pang peng qi qian qin qiu qu ren shao shen sheng shi shu song
    su sun tam tan tang tao tian tong tsang tse wan wang wei wen wong wu xia xiang xiao xie xiong xu xue yan
    yang yao ye yeung yin yip yu yuan yuen zang zeng zhan zhang zhao zheng zhong zhou zhu zou zuo
    """
)
"""The commonest Chinese surnames in pinyin without tones, and their spellings in Hong Kong and Macao."""

PINYIN_SYLLABLE = (
    "(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    "(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ao|ou|an|en|in|un|vn|er|ia|ie|iu|ua|uo|ui|ue|ve|"
    "a|e|i|o|u|v)"
)
"""A syllable of pinyin as a regular expression, a little too generous."""
