"""Our own words and affixes: terms that are one word, characters that join, stand apart or take a hyphen."""

from __future__ import annotations


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Terms of three syllables, and a few of two or four, that stand for one idea and are joined though the
# dictionary lacks them. Their readings are pypinyin's.
JOINED = _listed("""
    班列 最低 最高 最优 最佳 最终 高新 高地 大模型 大健康 大科学 大飞机 大部制 新质
    新能源 新农村 双循环 双创 双碳 双减 双赢 三农 三孩 三权 三资 三公 四好 碳达峰
    碳中和 碳交易 碳汇 碳市场 碳足迹 碳关税 碳排放 碳减排 碳强度 碳普惠 碳税 营商 陆港
    绿氢 蓝氢 智库 智造 数智 数商 算力
    算法 央企 国企 民企 外企 台企 侨企 国资 民资 国潮 基建 新基建 老基建 高铁 高校 高管 扶贫
    脱贫 稳岗 降碳 减碳 固碳 节能 储能 光伏 风电 光电 核电 水电 火电 特高压 从严 治党 治军 治国
    理政 依法 依规 从政 兴国 强国 强军 强农 惠农 富农 惠企 惠民 利民 便民 为民 爱民 亲民 共商
    共建 共享 共治 共赢 共育 共融 共创 共进 普惠 数改 专班 专项 智能化 信创 信访 云计算 云服务
    物联网 车联网 区块链 元宇宙 互联网 芯片 卡脖子 获得感 幸福感 安全感 归属感 认同感 责任感
    进出口 城乡 城镇化 县域 镇域 市域 省域 全域 流域 海域 空域 禁渔 退耕 退牧 退税 退役 留抵
    减负 减税 降费 降本 增效 提质 扩容 扩围 纾困 保供 稳价 稳链 补链 强链 延链 讲好 建成 办好
    抓好 做好 管好 用好 守好 走好 铸牢 筑牢 夯实 打好 打赢 做强 做优 做大 增强 改征 改为 征地
    拆迁 棚改 旧改 保交楼 党建 党纪 党章 党史 党性 党群 党政 政务 扫黑 除恶 两山 两翼
    两岸 双一流 初心 法工委 常委会 省政府 州政府 区政府 镇政府 乡政府 党总支 党总支部 和美 万众 对等 易地 非遗
    学前 再分配 再生产 再就业 再保险 再贷款 再贴现 再融资 再制造 再教育 跨周期 逆周期 零碳 内循环 外循环
    黑土地 红土地 黄土地 片区 保护地 保租房 大陆桥 中医药 贸易港
    链主 宅基地 承包地 用地 减让 临空 城际 新三板 小规模 化债 主粮 最多 课后 适老化 助餐 帮扶 绿电 细颗粒物
    深远海 都会区 用电 用水 用能
    理事国 成员国 缔约国 来源国 签约国 当事国 轮值国 伙伴国 山区县 帮扶县 贫困县 示范县 边境县 百强县
""")

# Characters that join the word before them: nouns of kind, place, person, thing, amount. A character that is
# a verb or an adverb more often than an ending is left out.
SUFFIXES = frozenset(
    "化性者员家手率度量力权法部局厅署院委区市站厂店所馆室处科队组团军兵族民人工师生长商业学论史观型式"
    "级类种品物料材机器车船舰艇港口岸桥路线道街楼房屋城镇村乡费税款金币券债股额值价差比数链网圈带群库"
    "仓池田林地园场体系面点期日节季代例案令书表单证照卡票信报刊台界派方侧感热风病症药剂素酸碱油气电"
    "能源流域层号码版本册卷篇章条项课班届剧片歌曲舞画像石木铁钢铝铜煤矿户身心脑眼球膜壳板块盘架箱包袋"
    "瓶罐桩笔纸布衣鞋帽米肉蛋奶菜果茶酒糖盐灯塔门窗墙坝闸渠井湾岛洲洋战赛奖会社极策制游贷周"
)
# Characters that join the word after them, those of place only at the beginning: 内循环, but 预算内投资.
PREFIXES = frozenset(
    "党副总非反超半准次亚多单双高低中全软硬强弱微轻重零负逆泛可主分子前后短长深浅净热冷核电光水陆海空氢锂外内异同"
)
LOCALISERS = frozenset("前后中内外上下")
# Words that 不 is joined in; before any other word it stands apart.
NEGATED = _listed("""
    不动产 不锈钢 不道德 不成文 不规则 不结盟 不名誉 不人道 不景气 不正当 不得不 不等式 不至于 不见得 不由得
    不在乎 不敢当 不对劲 不起眼 不像话 不成器 不得了 不得已 不要紧 不相干 不过意 不定期 不定式 不倒翁 不夜城
    不粘锅 不干胶 不冻港 不作为 不经意 不自量 不得劲 不对头 不送气 不成话 不周延 不等号 不等边 不可知 不谋而
""")
# Characters that stand apart on either side: particles, prepositions, conjunctions, pronouns, adverbs.
FUNCTIONS = frozenset(
    "的地得之和与及或而并且在于对向从由以为被把将是有不没未也都就又再更最很还只我你他她它本该各每某此"
    "这那其等要让使令比跟同给即占"
)
# Particles that join the verb before them.
VERB_PARTICLES = frozenset("了着过们")
# Measure words: apart from the numeral before and the noun after.
MEASURES = frozenset(
    "个项次届年月日号周天时分秒件条位名家座台艘架辆只头匹棵株张本部篇首句章节类种批套组对双层级度倍成"
    "吨米斤元角亿万人户国处所场份期代轮步"
)
# Two characters that the dictionary has as a word and the standard prints apart: a numeral with its measure
# word, a pronoun with its noun (yī gè, wǒ guó, gè guó).
SPLIT_FIRST = frozenset("一二三四五六七八九两")
SPLIT_MEASURES = frozenset("个次号类名位件家座项届种年天台辆艘倍吨册轮")
PRONOUNS = frozenset("我本该各每某贵")
PRONOUN_NOUNS = frozenset("次国省市区县院校厂村年月日天个项级族类")

# Two words of one syllable, side by side, that a hyphen joins: neither is the other's modifier.
PARALLEL = _listed("""
    陆海 海陆 铁海 江海 公铁 海铁 空铁 海空 陆空 河海 产教 产学 产城 产销研 中小 大中 小微 中小微 大中小
    政银 政校 校企 银企 央地 医患 警民 军地 干群 人机 脑机 车路 风光 水陆 公转 光储 源网 文旅体
    农文旅 农林牧渔 产学研 产学研用 放管服 专精特新 德智体美劳 责权利 人财物 老少边穷
    新旧 数实 放管 亲诚惠容 真实亲诚 山水林田湖草 山水林田湖草沙
    政商 政企 亲清 占补 租购 平急 职普 医养 空天地 车路云 沙戈荒 小快灵 人户 猪牛羊 猪牛羊禽
""")
