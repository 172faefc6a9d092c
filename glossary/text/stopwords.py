"""Closed lists of general English: words that no term begins with, or that tell nothing."""

from __future__ import annotations

PREPOSITIONS = frozenset(
    "of to in for with on at from by about as into through during before after above below between among within "
    "without against under over per via upon toward towards along across behind beyond despite except inside "
    "outside onto throughout amongst besides plus minus regarding concerning since until till unlike near amid "
    "amidst beside beneath around like than versus vs alongside".split()
)

FUNCTION_WORDS = frozenset(
    "a an the this that these those is are was were be been being am has have had having do does did done doing "
    "will would shall should may might must can could cannot but or and nor not no yet both either neither each "
    "every all any few more most other another some such only own same so too very just because if when where "
    "how what which who whom whose why it its i me my we our us you your he him his she her hers they them their "
    "theirs there here then thus hence however therefore also although though while whereas whether up out off "
    "down again further once ever never always often sometimes usually generally respectively etc et many much "
    "several various certain due even still well itself himself herself themselves ourselves yourself myself "
    "one ones else instead rather quite almost already soon now today yesterday tomorrow ago nowadays recently "
    "currently thereby therein thereof meanwhile furthermore moreover besides additionally according based "
    "following e.g i.e e.g. i.e. ie eg".split()
) | PREPOSITIONS

QUANTIFIERS = frozenset(
    "four five six seven eight nine ten eleven twelve hundred thousand million billion trillion dozen hundreds "
    "thousands millions dozens other such many more most several various certain different same own following "
    "few much last next previous whole entire every additional further numerous so-called aforementioned "
    "above-mentioned respective corresponding another first second third fourth fifth one ones over nearly about "
    "less least able available likely due recent ongoing past present coming upcoming latest later earlier "
    "current half double twice particular specific relevant related third-party total".split()
) - {"third-party"}
"""Words of quantity and order that count or point instead of naming: no term begins with them."""

COMMON_VERBS = frozenset(
    "let said say says get gets got make made makes making take taken takes taking use used uses using include "
    "including included includes become becomes became show shows showed shown give given gives giving see seen "
    "sees find found finds provide provided provides need needs needed require required requires help helps "
    "helped helping want wants lead leads led ensure ensures come comes go goes went keep keeps".split()
)
"""Verbs of every text; a form that is a noun too counts as one only where its place says so."""

LOOSE_MODIFIERS = QUANTIFIERS | frozenset(
    "main possible "
    "important necessary good better best great greater greatest largest larger smaller smallest higher highest "
    "lower lowest full specific special similar single so-called aforementioned significant clear one ones "
    "entire every old older latest earlier early late future past ongoing coming upcoming numerous huge major key "
    "minor big bigger biggest real true actual obvious crucial vital essential relevant corresponding respective "
    "considerable substantial tremendous enormous wide broad unique favorable famous well-known nearby large small "
    "high low long short new existing less least total overall general common average nearly about over further "
    "prominent impressive remarkable active solid strong stronger vibrant usual normal appropriate suitable "
    "proper original typical wider broader deeper closer faster slower easier simple complex difficult easy hard "
    "important positive negative extra inevitable irreplaceable unprecedented abundant concrete profound".split()
)
"""Adjectives and numbers before a term that seldom are a part of it: “major ports”, “several plans”.

They may still begin a term (“new energy”), but a phrase doesn't lose its independence by them.
"""

EMPTY_HEADS = frozenset(
    "year month week day time hour period decade century moment date way kind sort type number amount lot part "
    "side case example instance reason result fact thing something anything people person man woman child other "
    "place level degree extent range percent percentage yuan dollar euro million billion trillion kilometer "
    "kilometre meter metre hectare ton effort step move matter issue aspect point view word question problem "
    "need role importance use end beginning half rest majority variety set series group pair piece bit "
    "country nation world city town village county province member friend story article author writer reporter "
    "picture photo today tomorrow yesterday morning evening afternoon night page chapter section figure table "
    "highlight opportunity challenge advantage achievement goal aim purpose idea thought sense feeling "
    "confidence attention interest experience possibility chance lack name title line order form state "
    "area field region location attribute improvement enhancement increase decrease change mention sidelines".split()
)
"""Nouns too general to head a term by themselves, singular."""

CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec".split()
)

ROLES = frozenset(
    "deputy member secretary chairman chairwoman chairperson chair president vice-president director mayor "
    "governor minister premier head chief manager leader official researcher professor expert scholar dean "
    "analyst economist engineer partner founder officer spokesperson spokesman spokeswoman representative "
    "delegate ambassador envoy commissioner adviser advisor legislator entrepreneur doctor academician "
    "reporter journalist correspondent editor author writer photographer mr mrs ms dr prof sir comrade".split()
)
"""What a person is: “deputy”, “chairman”; a name follows or stands before."""

SAYING = frozenset(
    "said says say noted notes added adds stated states believes believed suggested suggests emphasized "
    "emphasised stressed explained told introduced expressed noticed recalled wrote argued remarked announced "
    "pointed urged called proposed hoped commented observed highlighted".split()
)
"""Verbs of persons who are quoted."""

COMPANY_MARKS = frozenset("co ltd inc corp plc llc gmbh limited".split())
"""What ends the name of a company."""

SURNAMES = frozenset(
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang "
    "deng han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao "
    "zhong cui tan liao fan jin shi jia xia fu fang zou xiong bai meng qin qiu hou yin xue yan lei long tao shao "
    "mao hao gu gong wan qian dai mo kong xiang chang kang lai wen niu ge fei lyu nie zang ouyang kuang hong "
    "ning cen pang shu bao an tong mei zhan sheng ou lou zuo jiao geng qi qu mu miao gan".split()
)
"""The commonest Chinese surnames in pinyin without tones."""

PINYIN_SYLLABLE = (
    "(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ao|ou|an|"
    "en|in|un|vn|er|ia|ie|iu|ua|uo|ui|ue|ve|a|e|i|o|u|v)"
)
"""A syllable of pinyin as a regular expression, a little too generous."""
