"""Recognising what a web page or a newspaper prints around an article: navigation, share lines, notices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.text.cleaning.draft import Block, BlockKind, Draft, Dropped
from glossary.text.cleaning.script import count_words, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of furniture: its pattern, and the most words that a block may have for the rule to hold."""

    reason: str
    pattern: re.Pattern[str]
    most_words: int = 12


def _rule(reason: str, pattern: str, most_words: int = 12) -> Rule:
    return Rule(reason, re.compile(pattern, re.IGNORECASE), most_words)


_HOME = r"(?:home(?:page)?|首\s?页|主\s?页|首頁|網站首頁|网站首页)"
_STEP = r"\s*(?:[/>»›→|·]|&gt;|::)\s*"
_BUTTON = (
    r"share|tweet|print|e-?mail|save|comments?|like|subscribe|sign (?:in|up)|log ?in|register|search|menu|close|home|"
    r"top|next|previous|more|read more|about(?: us)?|contact(?: us)?|privacy(?: policy)?|terms(?: of use)?|site ?map|"
    r"newsletters?|rss|help|faq|cookies?|advertis(?:e|ing)(?: with us)?|jobs|careers|archives?|e-?paper|mobile|apps?|"
    r"facebook|twitter|x|weibo|wechat|weixin|youtube|instagram|linkedin|whatsapp|telegram|tiktok|douyin|qq|line|"
    r"首页|打印|收藏|关闭|关闭窗口|返回|返回顶部|分享|评论|搜索|登录|注册|更多|微信|微博|微信好友|朋友圈|新浪微博|客户端|"
    r"网站地图|站点地图|关于我们|联系我们|网站声明|隐私政策|繁体|繁體|简体|簡體|無障礙|无障碍|无障碍浏览|手机版|大|中|小"
)
_LANGUAGE_NAME = (
    r"(?:global|china|asia|us|europe|africa|uk|hk|international) ?(?:edition)?|english|中文|简体中文|繁體中文|中文网|中文雙語|中文双语|"
    r"fran[çc?]ais|deutsch|espa[ñn?]ol|portugu[êe?]s|italiano|русский|日本語|日文|한국어|العربية|tiếng việt|edition"
)
_DATE = r"(?:\d{4}\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}日?|\d{1,2} [a-z]{3,9}\.? \d{4}|[a-z]{3,9}\.? \d{1,2},? \d{4})"
_TIME = r"(?:[\sT]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:GMT|UTC|BJT|Beijing time)[+\d:]*\)?)?)?"

LINE_RULES: tuple[Rule, ...] = (
    _rule("breadcrumb", rf"(?:(?:you are here|location|(?:您(?:现在)?的|当前)?位置)\s*[:：]\s*)?{_HOME}(?:{_STEP}.{{1,60}})+", 25),
    _rule("breadcrumb", r"(?:you are here|(?:您(?:现在)?的|当前)位置)\s*[:：].*", 25),
    _rule("button", rf"[\[(<【«»‹›▲▼↑↓←→+\s]*(?:{_BUTTON})[\])>】«»‹›▲▼↑↓←→+:：\s]*"),
    _rule("button", rf"(?:(?:{_BUTTON})\s*(?:[|｜/·•>]|\s)\s*)+(?:{_BUTTON})", 30),
    _rule("button", r"back to(?: the)? top|text size.*|font size.*|[【\[]?字[体号]\s*[:：].*|a[+-](?:\s*a[+-])*"),
    _rule("share line", r"(?:share|tweet|pin|post|forward)(?: this)?(?: (?:article|story|page|news))?\s*(?:[-–—:：]|on|to|via|with)\s*.{0,40}"),
    _rule("share line", r"(?:分享(?:到|至|给|让)|扫一扫|扫描|扫码|长按|微信扫).{0,40}", 25),
    _rule("share line", r"follow (?:us|@\S+)(?: (?:on|at) .{0,50})?|关注我们.{0,20}|(?:欢迎)?关注.{0,20}(?:公众号|微信|微博)"),
    _rule("language switch", rf"(?:(?:{_LANGUAGE_NAME})\s*(?:\([^)]{{0,12}}\))?[\s|/·•]*){{1,14}}", 20),
    _rule("list of other articles", r"(?:most (?:viewed|read|popular|shared|commented|clicked)|today'?s? (?:top )?(?:news|picks))(?: (?:in|over|this|today|news|articles|stories)\b.{0,30})?"),
    _rule("list of other articles", r"(?:related|recommended|latest|trending|top|hot|popular|more|special)\s+(?:articles?|stor(?:y|ies)|news|reading|links?|topics?|reports?|coverage|videos?|photos?|words|posts?)[:：]?|recommended for you|editor'?s'? (?:picks?|choice)|you may (?:also|like).{0,20}"),
    _rule("list of other articles", r"(?:相关|推荐|延伸|热门|精彩|图片|更多)(?:阅读|链接|新闻|报道|文章|推荐|专题|文档|稿件|新闻)[:：]?|(?:点击|热点|新闻|阅读)(?:排行|排行榜)|[上下]一[篇条页]\s*[:：]?.{0,60}", 40),
    _rule("counter", r"(?:\d[\d,.]*k?\s*(?:comments?|views?|shares?|likes?|reads?)[\s|·]*)+|(?:阅读|浏览|点击|评论)(?:量|数|次数)?\s*[:：]?\s*\d[\d,]*\s*次?"),
    _rule("registration", r"(?:registration|record|license|licence) (?:number|no)\b.*|licen[cs]e for\b.*\d.*|.{0,80}\bICP\b\s*(?:[备證证号備].*|\d+.*)|.{0,40}公网安备.*|网站标识码.*|.*许可证.{0,10}\d.*", 40),
    _rule("advertisement", r"[\[(【]?(?:advert(?:isement|ising)?|sponsored(?: content)?|广告)[\])】]?"),
    _rule("address", r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    _rule("app notice", r"(?:download|get|scan|open|click)\b.{0,30}\b(?:app|qr code|code|here|link)\b.{0,30}"),
    _rule("date line", rf"(?:(?:updated?|published|posted|released?|date|time|(?:发布|更新|发表|发稿)?(?:时间|日期))(?: (?:on|at|time|date))?\s*[:：]?\s*)?[(（\[]?{_DATE}{_TIME}[)）\]]?", 14),
    _rule("date line", rf"(?:updated?|published|posted|(?:发布|更新)(?:时间|日期))\s*[:：]?\s*{_DATE}.*", 20),
    _rule("date line", rf"(?:{_DATE}{_TIME}|(?:来源|來源|source)\s*[:：].{{0,30}})(?:\s*[|｜·]?\s*(?:(?:来源|來源|source|作者|编辑|责编|字号|浏览|author)\s*[:：].{{0,30}}))+", 40),
    _rule("masthead", rf"(?:[^.!?。！？|｜]{{2,60}}[|｜]\s*)*(?:[a-z]{{3,9}}\.?,? )?{_DATE}{_TIME}(?:\s*[|｜][^.!?。！？|｜]{{2,60}})*", 25),
    _rule("contact line", r"(?:tel(?:ephone)?|phone|fax|hotline|e-?mail|wechat|联系电话|电话|传真|热线|邮箱|电子邮箱|联系邮箱|投稿邮箱|地址|邮编|举报电话|违法和不良信息举报)\s*[:：].*", 40),
    _rule("editorial line", r"(?:edit(?:ed|or)?(?: by)?|responsible editor|executive editor|managing editor|web editor|editing|author|source|reporter|correspondent|proofread(?:er|ing)?|translator|translated by|编辑|責任編輯|责任编辑|责编|编审|校对|来源|來源|作者|记者|記者|监制|审核|审校|稿源|编译|翻译|主办单位|主办|承办单位|承办|版权所有)\s*[:：/].*", 16),
)
"""Blocks that are furniture as a whole: the pattern must match all of it."""

NOTICE_RULES: tuple[Rule, ...] = (
    _rule("copyright", r"^(?:copyright\s*(?:©|\(c\)|\d{4}|by\b|reserved)|©|\(c\)\s*\d{4}|版权所有|版權所有)|\ball rights reserved\b", 150),
    _rule("notice", r"^(?:special )?(?:statement|notice|announcement|disclaimer|legal notice|copyright notice)\s*[:：].*(?:infring|copyright|reproduc|republish|this (?:web ?)?site|liabilit|(?:tell|contact|inform) (?:this|us|the)\b)", 200),
    _rule("notice", r"^[【\[]?(?:特别|免责|版权|郑重|重要)?(?:声明|提示)[】\]]?\s*[:：].*(?:版权|侵权|转载|本[网站]|负责|删除|观点)", 300),
    _rule("notice", r"^(?:凡本网注明|本网站所刊载|未经.{0,20}授权|转载请注明|如需转载)", 300),
    _rule("notice", r"^(?:this (?:web)?site uses cookies|we use cookies|by (?:continuing|using) .{0,40}cookies|please enable javascript|javascript (?:is|must))", 80),
    _rule("contact line", r"^(?:contact|e-?mail|write to|reach)\b[^.!?]{0,60}\S+@\S+", 30),
    _rule("contact line", r"\b(?:send|contact|write to|email|e-mail|submit|reach)\b.*\S+@\S+", 45),
)
"""Blocks that are furniture because of what they say: the pattern is searched for."""

_DISCLAIMER = re.compile(
    r"\s*(?:The |All )?(?:views|opinions)(?: expressed)?(?: here(?:in)?| above| in this \w+)?\s[^.]{0,90}?(?:(?:do(?:es)?\s?n['’o]t|not)\s+(?:necessarily\s+)?(?:reflect|represent)|are those of|are (?:his|her|their) own)[^.]*\.|\s*(?:本文|文章)?(?:仅|只)?代表作者(?:个人)?(?:本人)?观点[^。]*。?",
    re.IGNORECASE,
)
_VIEWS = re.compile(r"[Vv]iews|[Oo]pinions|观点")
_NAVIGATION = re.compile(r"\s*[|｜]\s*")
_NAVIGATION_WORD = re.compile(rf"(?:{_BUTTON}|news|china|world|business|sports?|opinion|culture|travel|photos?|videos?)", re.IGNORECASE)
_FEWEST_LINKS = 3
_LONGEST_LINE = 400
_AWAY_FROM_CRUMB = 8


def furniture_reason(text: str) -> str | None:
    """Return what kind of furniture a whole block is, or None if it may be part of the text."""
    if len(text) > _LONGEST_LINE * 5:
        return None
    words = count_words(text)
    if len(text) <= _LONGEST_LINE:
        for rule in LINE_RULES:
            if words <= rule.most_words and rule.pattern.fullmatch(text) and not _is_sentence(text):
                return rule.reason
        if _is_navigation(text):
            return "navigation"
    for rule in NOTICE_RULES:
        if words <= rule.most_words and rule.pattern.search(text):
            return rule.reason
    return None


def is_furniture(text: str) -> bool:
    """Whether a whole block is furniture."""
    return furniture_reason(text) is not None


def drop_furniture(draft: Draft) -> Draft:
    """Drop what readers know to be furniture, what looks like it, and section names repeated from a breadcrumb."""
    crumbs = _section_names(draft)
    position = {id(block): index for index, block in enumerate(draft.blocks)}

    def reason_of(block: Block) -> str | None:
        if block.reason is not None:
            return block.reason
        if block.kind is BlockKind.ROW:
            return None
        near = crumbs.get(block.text.lower())
        if near is not None and abs(near - position[id(block)]) <= _AWAY_FROM_CRUMB:
            return "section name"
        return furniture_reason(block.text)

    return draft.without(reason_of)


def drop_disclaimers(draft: Draft) -> Draft:
    """Drop the sentence that says whose views these are, and keep what stands before and after it."""
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    for block in draft.blocks:
        text = block.text
        found = _DISCLAIMER.search(text) if _VIEWS.search(text) else None
        while found:
            dropped.append(Dropped(found.group().strip(), "disclaimer"))
            text = (text[: found.start()] + text[found.end() :]).strip()
            found = _DISCLAIMER.search(text)
        if text:
            blocks.append(block if text == block.text else Block(text, block.kind))
    return draft.with_blocks(blocks, dropped)


def _is_sentence(text: str) -> bool:
    """Whether a line is a sentence in spite of its beginning: ``Source: most of it comes from exports.``"""
    return ends_sentence(text) and text.endswith((".", "。")) and count_words(text) > 4 and "@" not in text  # noqa: PLR2004 - more than a label


def _is_navigation(text: str) -> bool:
    parts = [part for part in _NAVIGATION.split(text) if part]
    if len(parts) < _FEWEST_LINKS or text.startswith("|") or ends_sentence(text):
        return False
    return all(count_words(part) <= 3 for part in parts) and sum(  # noqa: PLR2004 - a link in a menu is short
        _NAVIGATION_WORD.fullmatch(part) is not None for part in parts
    ) * 2 >= len(parts)


def _section_names(draft: Draft) -> dict[str, int]:
    return dict(_find_section_names(draft.blocks))


def _find_section_names(blocks: tuple[Block, ...]) -> Iterator[tuple[str, int]]:
    for index, block in enumerate(blocks):
        if len(block.text) <= _LONGEST_LINE and LINE_RULES[0].pattern.fullmatch(block.text):
            for part in re.split(_STEP, block.text):
                yield part.strip().lower(), index
