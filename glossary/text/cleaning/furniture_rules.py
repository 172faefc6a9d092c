"""The kinds of furniture, as rules: what a web page or a newspaper prints around an article."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of furniture: its patterns, and the most words that a block may have for the rule to hold."""

    reason: str
    pattern: re.Pattern[str]
    most_words: int


def _rule(reason: str, most_words: int, *patterns: str) -> Rule:
    return Rule(reason, re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE), most_words)


_HOME = r"(?:home(?:page)?|首\s?页|主\s?页|首頁|網站首頁|网站首页)"
STEP = r"[/>»›→|·]"
BUTTON = (
    r"share|tweet|print|e-?mail|save|comments?|like|subscribe|sign (?:in|up)|log ?in|register|search|menu|"
    r"close|"
    r"home|top|next|previous|more|read more|about(?: us)?|contact(?: us)?|privacy(?: policy)?|terms(?: of "
    r"use)?|"
    r"site ?map|newsletters?|rss|help|faq|cookies?|advertis(?:e|ing)(?: with us)?|jobs|careers|archives?|"
    r"e-?paper|"
    r"mobile|apps?|facebook|twitter|x|weibo|wechat|weixin|youtube|instagram|linkedin|whatsapp|telegram|"
    r"tiktok|"
    r"douyin|qq|line|首页|打印|收藏|关闭|关闭窗口|返回|返回顶部|分享|评论|搜索|登录|注册|更多|微信|微博|"
    r"微信好友|"
    r"朋友圈|新浪微博|客户端|网站地图|站点地图|关于我们|联系我们|网站声明|隐私政策|繁体|繁體|简体|簡體|"
    r"無障礙|"
    r"无障碍|无障碍浏览|手机版|大|中|小"
)
_LANGUAGE = (
    r"(?:global|china|asia|us|europe|africa|uk|hk|international) ?(?:edition)?|english|中文|简体中文|"
    r"繁體中文|"
    r"中文网|中文雙語|中文双语|雙語|双语|fran[çc?]ais|deutsch|espa[ñn?]ol|portugu[êe?]s|italiano|русский|"
    r"日本語|日文|"
    r"한국어|العربية|tiếng việt|edition"
)
_DATE = (
    r"(?:\d{4}\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}日?|"
    r"\d{1,2} [a-z]{3,9}\.? \d{4}|[a-z]{3,9}\.? \d{1,2},? \d{4})"
)
_TIME = (
    r"(?:[\sT]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:\(?(?:GMT|UTC|BJT|Beijing time)[+\d:]*\)?)?)?"
)
_LABEL = r"(?:来源|來源|source|作者|author|编辑|责编|责任编辑|字号|浏览)"
_PART = r"[^.!?。！？|｜]{2,60}"

LINE_RULES: tuple[Rule, ...] = (
    _rule(
        "breadcrumb",
        25,
        rf"(?:(?:you are here|location|(?:您(?:现在)?的|当前)?位置)\s*[:：]\s*)?{_HOME}\s*"
        rf"(?:{STEP}+[^/>»›→|·]{{1,60}})+",
        r"(?:you are here|(?:您(?:现在)?的|当前)位置)\s*[:：].*",
    ),
    _rule("button", 12, rf"[\[(<【«»‹›▲▼↑↓←→+\s]*(?:{BUTTON})[\])>】«»‹›▲▼↑↓←→+:：\s]*"),
    _rule("button", 30, rf"(?:(?:{BUTTON})[\s|｜/·•>]+)+(?:{BUTTON})"),
    _rule("button", 12, r"back to(?: the)? top", r"text size.*", r"font size.*", r"[【\[]?字[体号]\s*[:：].*"),
    _rule(
        "share line",
        25,
        r"(?:share|tweet|pin|post|forward)(?: this)?(?: (?:article|story|page|news))?"
        r"\s*(?:[-–—:：]|\b(?:on|to|via|with)\b)\s*.{0,40}",
        r"follow (?:us|@\S+)(?: (?:on|at) .{0,50})?",
        r"(?:分享(?:到|至|给|让)|扫一扫|扫描二维码|扫码|长按|微信扫).{0,40}",
        r"关注我们.{0,20}|(?:欢迎)?关注.{0,20}(?:公众号|微信|微博)",
    ),
    _rule("language switch", 20, rf"(?:(?:{_LANGUAGE})(?:\s?\([^)]{{0,12}}\))?[\s|/·•]*){{1,14}}"),
    _rule(
        "list of other articles",
        12,
        r"(?:most (?:viewed|read|popular|shared|commented|clicked)|today'?s? (?:top )?(?:news|picks))"
        r"(?: (?:in|over|this|today|news|articles|stories)\b.{0,30})?",
        r"(?:related|recommended|latest|trending|top|hot|popular|more|special)\s+(?:articles?|stor(?:y|"
        r"ies)|news|"
        r"reading|links?|topics?|reports?|coverage|videos?|photos?|words|posts?)[:：]?",
        r"recommended for you|editor'?s'? (?:picks?|choice)|you may (?:also|like).{0,20}",
    ),
    _rule(
        "list of other articles",
        40,
        r"(?:相关|推荐|延伸|热门|精彩|图片|更多)(?:阅读|链接|新闻|报道|文章|推荐|专题|文档|稿件)[:：]?",
        r"(?:点击|热点|新闻|阅读)(?:排行|排行榜)|[上下]一[篇条页]\s*[:：]?.{0,60}",
    ),
    _rule(
        "counter",
        12,
        r"(?:\d[\d,.]*k?\s*(?:comments?|views?|shares?|likes?|reads?)[\s|·]*)+",
        r"(?:阅读|浏览|点击|评论)(?:量|数|次数)?\s*[:：]?\s*\d[\d,]*\s*次?",
    ),
    _rule(
        "registration",
        40,
        r"(?:registration|record|license|licence) (?:number|no)\b.*",
        r"licen[cs]e for\b.*\d.*",
        r".{0,80}(?<![A-Za-z])ICP\s*(?:[备證证号備].*|\d+.*)",
        r".{0,40}公网安备.*|网站标识码.*|.*许可证.{0,10}\d.*",
    ),
    _rule("advertisement", 12, r"[\[(【]?(?:advert(?:isement|ising)?|sponsored(?: content)?|广告)[\])】]?"),
    _rule("address", 12, r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    _rule(
        "app notice",
        12,
        r"(?:download|get|scan|open|click)\b.{0,30}\b(?:app|qr code|code|here|link)\b.{0,30}",
    ),
    _rule(
        "date line",
        20,
        r"(?:(?:updated?|published|posted|released?|date|time|(?:发布|更新|发表|发稿)?(?:时间|日期))"
        rf"(?: (?:on|at|time|date))?\s*[:：]?\s*)?[(（\[]?{_DATE}{_TIME}[)）\]]?",
        rf"(?:updated?|published|posted|(?:发布|更新)(?:时间|日期))\s*[:：]?\s*{_DATE}.*",
    ),
    _rule(
        "date line",
        40,
        rf"(?:{_DATE}{_TIME}|{_LABEL}\s*[:：].{{0,30}})(?:[\s|｜·]*{_LABEL}\s*[:：].{{0,30}})+",
    ),
    _rule(
        "masthead",
        25,
        rf"(?:{_PART}[|｜])*\s*(?:[a-z]{{3,9}}\.?,? )?{_DATE}{_TIME}(?:\s*[|｜]{_PART})*",
    ),
    _rule(
        "contact line",
        40,
        r"(?:tel(?:ephone)?|phone|fax|hotline|e-?mail|wechat|联系电话|电话|传真|热线|邮箱|电子邮箱|联系邮箱|"
        r"投稿邮箱|地址|邮编|举报电话|违法和不良信息举报)\s*[:：].*",
    ),
    _rule(
        "editorial line",
        16,
        r"(?:edit(?:ed|or)?(?: by)?|(?:responsible|executive|managing|web) editor|editing|author|source|"
        r"reporter|"
        r"correspondent|proofread(?:er|ing)?|translator|translated by|编辑|責任編輯|责任编辑|责编|编审|"
        r"校对|来源|來源|"
        r"作者|记者|記者|监制|审核|审校|稿源|编译|翻译|主办单位|主办|承办单位|承办|版权所有)\s*[:：/].*",
    ),
)
"""Blocks that are furniture as a whole: the pattern must match all of it."""

NOTICE_RULES: tuple[Rule, ...] = (
    _rule(
        "copyright",
        150,
        r"^(?:copyright\s*(?:©|\(c\)|\d{4}|by\b|reserved)|©|\(c\)\s*\d{4}|版权所有|版權所有)",
        r"\ball rights reserved\b",
    ),
    _rule(
        "notice",
        300,
        r"^(?:special )?(?:statement|notice|announcement|disclaimer|legal notice|copyright notice)\s*[:：].*"
        r"(?:infring|copyright|reproduc|republish|this (?:web ?)?site|liabilit|(?:tell|contact|inform) "
        r"(?:this|us|the)\b)",
        r"^[【\[]?(?:特别|免责|版权|郑重|重要)?(?:声明|提示)[】\]]?\s*[:：].*(?:版权|侵权|转载|本[网站]|"
        r"负责|删除|观点)",
        r"^(?:凡本网注明|本网站所刊载|未经.{0,20}授权|转载请注明|如需转载)",
    ),
    _rule(
        "notice",
        80,
        r"^(?:this (?:web)?site uses cookies|we use cookies|by (?:continuing|using) .{0,40}cookies|"
        r"please enable javascript|javascript (?:is|must))",
    ),
    _rule(
        "contact line",
        45,
        r"^(?:contact|e-?mail|write to|reach)\b[^.!?]{0,60}\S+@\S+",
        r"\b(?:send|contact|write to|email|e-mail|submit|reach)\b.*\S+@\S+",
    ),
)
"""Blocks that are furniture because of what they say: the pattern is searched for."""

DISCLAIMER = re.compile(
    r"\s*(?:The |All )?(?:views|opinions)(?: expressed)?(?: here(?:in)?| above| in this \w+)?\s[^.]{0,90}?"
    r"(?:(?:do(?:es)?\s?n['’o]t|not)\s+(?:necessarily\s+)?(?:reflect|represent)|are those of|"
    r"are (?:his|her|their) own)[^.]*\.|\s*(?:本文|文章)?(?:仅|只)?代表作者(?:个人)?(?:本人)?观点[^。]*。?",
    re.IGNORECASE,
)
"""The sentence that says whose views an article holds."""
