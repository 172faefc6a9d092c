"""Our own words: readings that the dictionaries miss or get wrong, and terms that are one word.

The keys are Simplified, the values laid out as they shall be printed. An entry is a word of the language
with its reason, never the pinyin of a whole phrase that its words give anyway.
"""

from __future__ import annotations


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


READINGS: dict[str, str] = {
    # 长 is cháng, "long", unless it means to grow or to lead; pypinyin tends to zhǎng before an unknown word.
    "长三角": "Cháng-sānjiǎo",
    "珠三角": "Zhū-sānjiǎo",
    "长效": "chángxiào",
    "长板": "chángbǎn",
    "河长": "hézhǎng",
    "湖长": "húzhǎng",
    "河湖长": "hé-húzhǎng",
    "林长": "línzhǎng",
    "田长": "tiánzhǎng",
    "湾长": "wānzhǎng",
    "滩长": "tānzhǎng",
    "路长": "lùzhǎng",
    "街长": "jiēzhǎng",
    "链长": "liànzhǎng",
    "楼长": "lóuzhǎng",
    "庭长": "tíngzhǎng",
    "长链": "chángliàn",
    "长周期": "chángzhōuqī",
    "长时段": "chángshíduàn",
    "中长期": "zhōng-chángqī",
    "长治": "Chángzhì",
    # names with a syllable the dictionaries read otherwise or don't capitalise
    "内蒙": "Nèiměng",
    "洪洞": "Hóngtóng",
    "涡阳": "Guōyáng",
    "浚县": "Xùn Xiàn",
    "什邡": "Shífāng",
    "台州": "Tāizhōu",
    "任丘": "Rénqiū",
    "监利": "Jiànlì",
    "曹妃甸": "Cáofēidiàn",
    # new areas and zones whose names no dictionary has
    "横琴": "Héngqín",
    "前海": "Qiánhǎi",
    "河套": "Hétào",
    "霍尔果斯": "Huò'ěrguǒsī",
    "阿拉山口": "Ālāshānkǒu",
    "二连浩特": "Èrliánhàotè",
    "满洲里": "Mǎnzhōulǐ",
    "南沙": "Nánshā",
    "滨海新区": "Bīnhǎi Xīnqū",
    "两江新区": "Liǎngjiāng Xīnqū",
    "贵安新区": "Guì'ān Xīnqū",
    "西咸新区": "Xī-Xián Xīnqū",
    "天府新区": "Tiānfǔ Xīnqū",
    "滇中新区": "Diānzhōng Xīnqū",
    "金普新区": "Jīn-Pǔ Xīnqū",
    "雄安": "Xióng'ān",
    "临港": "Língǎng",
    "洋浦": "Yángpǔ",
    "平潭": "Píngtán",
    "博鳌": "Bó'áo",
    "筠连": "Jūnlián",
    "郫都": "Pídū",
    "曲阳": "Qūyáng",
    "曲江": "Qūjiāng",
    "华阴": "Huàyīn",
    "宕昌": "Tànchāng",
    "婼羌": "Ruòqiāng",
    "高要区": "Gāoyāo Qū",
    "长阳": "Chángyáng",
    "鄠邑": "Hùyì",
    "天台县": "Tiāntāi Xiàn",
    "东阿": "Dōng'ē",
    "枞阳": "Zōngyáng",
    "会稽山": "Kuàijī Shān",
    # 为 before whom something is done for is wèi
    "为民": "wèimín",
    "为人民服务": "wèi rénmín fúwù",
    "执政为民": "zhízhèng wèimín",
    # 还 before what is given back is huán
    "还林": "huánlín",
    "还草": "huáncǎo",
    "还湿": "huánshī",
    "还湖": "huánhú",
    "还款": "huánkuǎn",
    "还贷": "huándài",
    # 空 "vacant, to vacate" is kòng
    "空置": "kòngzhì",
    "空置率": "kòngzhìlǜ",
    "空编": "kòngbiān",
    # 转 "to turn into, to change over" is zhuǎn
    "运转": "yùnzhuǎn",
    "转增": "zhuǎnzēng",
    "转隶": "zhuǎnlì",
    # 调 "to adjust" is tiáo, "to move, to survey" diào
    "调结构": "tiáo jiégòu",
    "调峰": "tiáofēng",
    "调频": "tiáopín",
    "北调": "běidiào",
    # 重 "again" is chóng, 量 "by quantity" liàng, 率 "rate" lǜ, 得 dé in compounds, 校 in the sense of school
    "重组": "chóngzǔ",
    "重塑": "chóngsù",
    "重构": "chónggòu",
    "宜居": "yíjū",
    "获得感": "huòdégǎn",
    "供给侧": "gōngjǐcè",
    "自给": "zìjǐ",
    "以工代赈": "yǐgōng-dàizhèn",
    "以人为本": "yǐrén-wéiběn",
    "稳中求进": "wěn zhōng qiú jìn",
    "屡次三番": "lǚcì-sānfān",
    "一以贯之": "yīyǐguànzhī",
    "房住不炒": "fáng zhù bù chǎo",
    "五年规划": "wǔnián guīhuà",
    "五年计划": "wǔnián jìhuà",
    "合同": "hétong",
    "一网通办": "yī wǎng tōng bàn",
    "一网统管": "yī wǎng tǒng guǎn",
    # a character that two words share: the standard's zhōng-xiǎoxué
    "中小学": "zhōng-xiǎoxué",
    "内外贸": "nèi-wàimào",
    "上下游": "shàng-xiàyóu",
    "中高端": "zhōng-gāoduān",
    "义利观": "yì-lìguān",
    "急难愁盼": "jí-nán-chóu-pàn",
    "给付": "jǐfù",
    "应届": "yīngjiè",
    "应届生": "yīngjièshēng",
    "差别化": "chābiéhuà",
    "差异化": "chāyìhuà",
    "量化": "liànghuà",
    "载荷": "zàihè",
    "行权": "xíngquán",
    "分行": "fēnháng",
    "投行": "tóuháng",
    "央行": "yāngháng",
    "大行": "dàháng",
    "农行": "nóngháng",
    "建行": "jiànháng",
    "工行": "gōngháng",
    "省行": "shěngháng",
    "行长": "hángzhǎng",
    # 监 in the name of an authority is jiān
    "证监": "zhèngjiān",
    "证监会": "Zhèngjiānhuì",
    "有为": "yǒuwéi",
    "曲靖": "Qūjìng",
    "中奖": "zhòngjiǎng",
    "中标": "zhòngbiāo",
    "中标人": "zhòngbiāorén",
    # Xiandai Hanyu Cidian allows the full tone in these, CC-CEDICT has the neutral one alone.
    "关系": "guānxì",
    "书记": "shūjì",
    "力量": "lìliàng",
    "势力": "shìlì",
    "成分": "chéngfèn",
    "意见": "yìjiàn",
    "干净": "gānjìng",
    "情形": "qíngxíng",
    "价值": "jiàzhí",
    "机会": "jīhuì",
    "利害": "lìhài",
    "政治": "zhèngzhì",
    "组织": "zǔzhī",
    "程度": "chéngdù",
    "分量": "fènliàng",
    "太阳": "tàiyáng",
    "道理": "dàolǐ",
    "本钱": "běnqián",
    "制度": "zhìdù",
    "态度": "tàidù",
    "限度": "xiàndù",
    "待遇": "dàiyù",
    "方面": "fāngmiàn",
    "地方": "dìfāng",
    "父亲": "fùqīn",
    "母亲": "mǔqīn",
    "摆设": "bǎishè",
    "四项基本原则": "sì xiàng jīběn yuánzé",
    "中华民族": "Zhōnghuá Mínzú",
    "三峡": "Sān Xiá",
    "大湾区": "Dàwānqū",
    "华龙": "Huálóng",
    "枫桥": "Fēngqiáo",
    "千万工程": "Qiān-Wàn Gōngchéng",
    "新时代": "xīn shídài",
    "就是": "jiù shì",
    "东北": "Dōngběi",
    "亚太": "Yà-Tài",
    "亚欧": "Yà-Ōu",
    "亚欧大陆桥": "Yà-Ōu Dàlùqiáo",
    "中东欧": "Zhōng-Dōng'ōu",
    "拉美": "Lāměi",
    "南南": "Nán-Nán",
    "南北合作": "Nán-Běi hézuò",
    "南北对话": "Nán-Běi duìhuà",
    "海湾国家": "Hǎiwān guójiā",
    "海湾战争": "Hǎiwān Zhànzhēng",
    "澜湄": "Lán-Méi",
    "昆蒙": "Kūn-Méng",
    "昆蒙框架": "Kūn-Méng Kuàngjià",
    "沪港通": "Hù-Gǎng Tōng",
    "深港通": "Shēn-Gǎng Tōng",
    "沪伦通": "Hù-Lún Tōng",
    "互换通": "Hùhuàntōng",
    "债券通": "Zhàiquàntōng",
    "港澳办": "Gǎng-Àobàn",
    "粮农组织": "Liáng-Nóng Zǔzhī",
    "联合国粮农组织": "Liánhéguó Liáng-Nóng Zǔzhī",
    "九三学社": "Jiǔsān Xuéshè",
    "东北虎豹": "Dōngběi Hǔ-Bào",
    "东西部": "Dōng-Xībù",
    "京都": "Jīngdū",
    "走出去": "zǒu chūqù",
    "引进来": "yǐn jìnlái",
    "请进来": "qǐng jìnlái",
    # verb and adverb stand apart though the dictionary has them as one
    "未有": "wèi yǒu",
    "过河": "guò hé",
    "不是": "bù shì",
    "治港": "zhì Gǎng",
    "治澳": "zhì Ào",
    "治疆": "zhì Jiāng",
    "治藏": "zhì Zàng",
    "闽侯": "Mǐnhòu",
    "犍为": "Qiánwéi",
    # neutral tones without an alternative that the dictionaries miss
    "知识": "zhīshi",
    "故事": "gùshi",
    "部分": "bùfen",
    "时候": "shíhou",
    # place words that are apart in the standard
    "发展中国家": "fāzhǎnzhōng guójiā",
    "发展中": "fāzhǎnzhōng",
    "一国两制": "yī guó liǎng zhì",
    "一个中国": "yī gè Zhōngguó",
    "一带一路": "Yī Dài Yī Lù",
    "三中全会": "Sān Zhōng Quánhuì",
    "二中全会": "Èr Zhōng Quánhuì",
    "四中全会": "Sì Zhōng Quánhuì",
    "五中全会": "Wǔ Zhōng Quánhuì",
    "六中全会": "Liù Zhōng Quánhuì",
    "七中全会": "Qī Zhōng Quánhuì",
    "一中全会": "Yī Zhōng Quánhuì",
    "两会": "liǎnghuì",
    "党中央": "Dǎng Zhōngyāng",
    "国共": "Guó-Gòng",
    "马列": "Mǎ-Liè",
    "马列主义": "Mǎ-Liè zhǔyì",
    "马克思列宁主义": "Mǎkèsī-Lièníng zhǔyì",
    "南水北调": "Nánshuǐ-Běidiào",
    "西气东输": "Xīqì-Dōngshū",
    "西电东送": "Xīdiàn-Dōngsòng",
    "东数西算": "Dōngshù-Xīsuàn",
    "与时俱进": "yǔshí-jùjìn",
    "金砖": "Jīnzhuān",
    "金砖国家": "Jīnzhuān Guójiā",
    "二十国集团": "Èrshí Guó Jítuán",
    "七国集团": "Qī Guó Jítuán",
    "七十七国集团": "Qīshíqī Guó Jítuán",
    "海上丝绸之路": "Hǎishàng Sīchóu zhī Lù",
    "丝绸之路": "Sīchóu zhī Lù",
    "安理会": "Ānlǐhuì",
    "教科文组织": "Jiào-Kē-Wén Zǔzhī",
    "联合国教科文组织": "Liánhéguó Jiào-Kē-Wén Zǔzhī",
    "共产党员": "gòngchǎndǎngyuán",
    "安全理事会": "Ānquán Lǐshìhuì",
}

# Terms of three syllables, and a few of two or four, that stand for one idea and are joined though the
# dictionary lacks them. Their readings are pypinyin's.
JOINED = _listed("""
    班列 最低 最高 最优 最佳 最终 高新 高地 大模型 大健康 大科学 大飞机 大部制 新质
    新能源 新材料 新农村 双循环 双创 双碳 双减 双赢 三农 三孩 三权 三资 三公 四好 碳达峰
    碳中和 碳交易 碳汇 碳市场 碳足迹 碳关税 碳排放 碳减排 碳强度 碳普惠 碳税 营商 陆港 绿氢 蓝氢 智库 智造 数智 数商 算力
    算法 央企 国企 民企 外企 台企 侨企 国资 民资 国潮 基建 新基建 老基建 高铁 高校 高管 扶贫
    脱贫 稳岗 降碳 减碳 固碳 节能 储能 光伏 风电 光电 核电 水电 火电 特高压 从严 治党 治军 治国
    理政 依法 依规 从政 兴国 强国 强军 强农 惠农 富农 惠企 惠民 利民 便民 为民 爱民 亲民 共商
    共建 共享 共治 共赢 共育 共融 共创 共进 普惠 数改 专班 专项 智能化 信创 信访 云计算 云服务
    物联网 车联网 区块链 元宇宙 互联网 芯片 卡脖子 获得感 幸福感 安全感 归属感 认同感 责任感
    进出口 城乡 城镇化 县域 镇域 市域 省域 全域 流域 海域 空域 禁渔 退耕 退牧 退税 退役 留抵
    减负 减税 降费 降本 增效 提质 扩容 扩围 纾困 保供 稳价 稳链 补链 强链 延链 讲好 建成 办好
    抓好 做好 管好 用好 守好 走好 铸牢 筑牢 夯实 打好 打赢 做强 做优 做大 增强 改征 改为 征地
    拆迁 棚改 旧改 保交楼 党建 党纪 党章 党史 党性 党群 党政 政企 政务 政商 扫黑 除恶 两山 两翼
    两岸 双一流 初心 法工委 常委会 省政府 州政府 区政府 镇政府 乡政府 党总支 党总支部 和美 万众 对等 易地 非遗
    学前 再分配 再生产 再就业 再保险 再贷款 再贴现 再融资 再制造 再教育 跨周期 逆周期 零碳 内循环 外循环
    黑土地 红土地 黄土地 片区 保护地 保租房 大陆桥 中医药 贸易港
""")

# Characters that join the word before them: nouns of kind, place, person, thing, amount. A character that is
# a verb or an adverb more often than an ending is left out.
SUFFIXES = frozenset(
    "化性者员家手率度量力权法部局厅署院委区市站厂店所馆室处科队组团军兵族民人工师生长商业学论史观型式"
    "级类种品物料材机器车船舰艇港口岸桥路线道街楼房屋城镇村乡费税款金币券债股额值价差比数链网圈带群库"
    "仓池田林地园场体系面点期日节季代例案令书表单证照卡票信报刊台界派方侧感热风病症药剂素酸碱油气电"
    "能源流域层号码版本册卷篇章条项课班届剧片歌曲舞画像石木铁钢铝铜煤矿户身心脑眼球膜壳板块盘架箱包袋"
    "瓶罐桩笔纸布衣鞋帽米肉蛋奶菜果茶酒糖盐灯塔门窗墙坝闸渠井湾岛洲洋战赛奖会社极策制国游"
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
    "这那其等要让使令比跟同给即"
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
""")
