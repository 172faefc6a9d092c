"""What makes a proper name: heads and beginnings of institutions' names, features, closed lists.

GB/T 16159-2012, 6.2: each word of a proper name is capitalised; the generic part of a place name is a
word of its own.
"""

from __future__ import annotations


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Administrative divisions after a place name; each is a word of its own.
DIVISIONS = frozenset("省市县区州盟旗镇乡村")
# Natural features after a place name.
FEATURES = frozenset("江河湖海山岛湾峡岭川洋港关")
# Natural features whose names the dictionary writes as one word, or lacks.
FEATURE_NAMES = _listed("""
    长江 黄河 珠江 淮河 海河 辽河 渤海 黄海 东海 南海 泰山 华山 衡山 恒山 嵩山 黄山 庐山 天山
    昆仑山 长白山 秦岭 太湖 澜沧江 怒江 雅鲁藏布江 金沙江 嘉陵江 汉江 湘江 赣江 闽江 松花江
    鸭绿江 图们江 塔里木河 洞庭湖 鄱阳湖 青海湖 巢湖 洪泽湖 北部湾 渤海湾 杭州湾 湄公河 大别山 太行山
    祁连山 武夷山 会稽山 喜马拉雅山 横断山 大兴安岭 小兴安岭 五台山 峨眉山 武当山 井冈山 沂蒙山
""")

# One character for a country or a province in abbreviations such as 中欧, 京津冀, 粤港澳. A pair may begin
# with 中, 美 and the like; characters that are common words (成, 广, 深) count only beside one that is not.
COUNTRIES = frozenset("马孟葡希匈塞波捷中美俄日韩朝英法德欧非印巴澳加越老柬泰缅蒙哈吉乌土伊沙埃意阿以拉东")
COUNTRY_LEADS = frozenset("孟匈中美俄日韩英法德欧印巴朝")
PROVINCES = frozenset("京津冀沪渝粤港澳苏浙皖闽赣鲁豫鄂湘桂琼川黔滇藏陕陇晋辽")
PROVINCES_TOO = frozenset("成宁杭广深珠昆青甘新台吉黑兰汉厦贵蒙哈郑徐包银")
# How the abbreviations are read where the character has another reading too.
ABBREVIATION_READINGS = {
    "藏": "zàng",
    "蒙": "měng",
    "朝": "cháo",
    "台": "tái",
    "阿": "ā",
    "哈": "hā",
    "伊": "yī",
    "沙": "shā",
    "长": "cháng",
    "塞": "sài",
}
# Words that are common although CC-CEDICT capitalises them; months, weekdays, currencies, medicine.
COMMON = _listed("""
    互联网 上帝 美元 欧元 日元 英镑 美金 港元 港币 台币 韩元 卢布 中医 中药 西医 西药 中餐 西餐
    中式 西式 京剧 国语 国会 大桥 时报 菩萨 一月 二月 三月 四月 五月 六月 七月 八月 九月 十月
    十一月 十二月 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四
    周五 周六 周日 天皇 真主 教皇 太极 山上 山下 村上 大树 大发 美的 西门 南岸 新城 大城 新民
    国学 汉字 三农 中医药 世贸 周报 晚报 早报 邮报 大同 万年 永乐 天后 净土 蓝光 外交部长
    国防部长 春运 电信 联通 移动 滴滴 搜狗 中央政府
    纪律检查委员会 科学发展观 服贸 海湾 人大 政协 戈壁 中山装 唐装 汉服 普洱茶 龙井 广告 大校 少将
    平和 新和 和政 安定 发改 统战 人大代表 总工会 共享 金山 物联网 日电 国家重点实验室
    非物质文化遗产 阿拉伯数字
""")

# Institutions that are names without a place or a country before them: the ministries and commissions of the
# State Council, the organs of the Party. Laid out by their words.
INSTITUTIONS = _listed("""
    国务院 国务院办公厅 外交部 国防部 国家发展和改革委员会 国家发展改革委 教育部 科学技术部
    科技部 工业和信息化部 工信部 国家民族事务委员会 国家民委 公安部 国家安全部 民政部 司法部
    财政部 人力资源和社会保障部 人社部 自然资源部 生态环境部 住房和城乡建设部 住房城乡建设部 住建部 交通运输部
    水利部 农业农村部 商务部 文化和旅游部 国家卫生健康委员会 退役军人事务部 应急管理部 审计署
    海关总署 税务总局 市场监管总局 金融监管总局 证监会 国资委 网信办 人民政协 中央纪委
    中组部 中宣部 中联部 中央政治局 政治局 中央书记处 中央办公厅 中央宣传部 中央组织部
    中央统战部 中央军委 共青团 立法会 新华社 上合组织 亚太经合组织 中央经济工作会议
    中央农村工作会议 世贸组织 世卫组织 亚投行 新开发银行 国际刑警组织 国际电联
    国家原子能机构 国家气象中心 地区反恐怖机构
    中办 国办 国新办 新闻办 台办 侨办 外办 药监局 法工委 最高法 最高检 全总 防总 贸仲
    民革 民盟 民建 民进 农工党 致公党 台盟
    上交所 深交所 北交所 港交所 郑商所 大商所 上期所 广期所 中金所
    进博会 服贸会 广交会 消博会 链博会 投洽会 东博会 南博会 高交会 数博会 村超 全运会 残运会 亚运会 新领军者年会
    亚信 海合会 拉共体 大熊猫国家公园
""")

# Titles of laws that are one word.
LAWS = _listed("""
    民法典 民法总则 刑法 立法法 监察法 监督法 选举法 代表法 国籍法 国旗法 国歌法 国徽法 国防法 兵役法 戒严法
    公司法 证券法 保险法 票据法 信托法 破产法 合同法 物权法 担保法 婚姻法 继承法 收养法 专利法 商标法 著作权法
    反垄断法 反间谍法 反洗钱法 海商法 价格法 广告法 审计法 预算法 统计法 会计法 关税法 海关法 邮政法 电力法 煤炭法
    能源法 森林法 草原法 渔业法 农业法 种子法 土地法 防洪法 气象法 测绘法 档案法 密码法 疫苗法 教育法 教师法 旅游法
    体育法 劳动法 工会法 慈善法 公证法 仲裁法 律师法 法官法 检察官法 警察法 消防法 引渡法 护照法 海警法 监狱法
    铁路法 公路法 港口法 航道法 建筑法 节约能源法 可再生能源法 矿产资源法 国家赔偿法
""")

# Bodies of every level: names with the place or the state before them, kinds alone (Quánguó Fùlián, fùlián).
BODIES = _listed("""
    人大 政协 常委会 妇联 工商联 科协 侨联 文联 作协 残联 台联 青联 学联 记协 友协 消协 律协 贸促会 工委 空间站
""")
# Last words of the name of an organisation, an office or an event; a name if it begins as one (STARTERS).
ORGANISATION_HEADS = _listed("""
    委 总局 局 总署 署 法院 检察院 院 部 厅 办公室 办公厅 银行 协会 学会 联合会 总会
    总工会 商会 基金会 基金 名录 总台 法庭 民主党 战争 组织 联盟 理事会 集团 出版社 通讯社 日报 论坛 峰会
    大会 博览会 大学 学院 医院 交易所 红十字会 秘书处
""")
# Last words of other names, which begin with a place, a country or a direction (REGIONS).
PLACE_HEADS = _listed("""
    地区 新区 特区 行政区 特别行政区 自治区 自治州 自治县 经济带 经济圈 城市群 都市圈 湾区
    大湾区 试验区 自贸区 自贸试验区 示范区 开发区 高新区 保税区 合作区 先行区 合作先行区 贸易港
    自贸港 半岛 海峡 高原 平原 盆地 群岛 山脉 流域 三角洲 走廊 大桥 铁路 高铁 公路 高速公路 机场
    公园 经济区 贸易区 自由贸易区 大道 水库 运河 工程 条约 公约 协定 议定书 宪法 刑法
    民法典 法典 国安法 基本法 宣言
    航天工程 新通道 通道 陆海大通道 班列 博览会 理论 思想 大剧院 博物院 博物馆 图书馆 体育场
    长城 宪章 副中心 片区 大陆桥 都会区 信息港 工坊 中轴线 文化带 次区域 年鉴 愿景 号 兵团 导航系统 科学城 大会堂
""")
DOCTRINES = frozenset(["思想", "理论"])
# Titles by their shape: a phrase of so many words that ends with one of these is the name of one thing.
TITLE_HEADS = {"倡议": 3, "公约": 3, "议定书": 3, "条约": 4, "总协定": 2, "协定": 5, "法典": 2}
# Words of one syllable that a title may have.
TITLE_WORDS = frozenset("和与及之新大小跨不反")
# Verbs that say what is done with a strategy or a treaty: a phrase with one is no title.
ACTIONS = _listed("""
    实施 推进 推动 深入 坚持 落实 制定 加快 构建 完善 加强 贯彻 执行 签署 加入 退出 批准 提出 发起 支持
    召开 举行 举办 出席 参加 主持 成立 建立 设立 建设 帮助 访问 宣布 同意 成为 来自 位于 加大 扩大 推出
    响应 遵守 履行 违反 谈判 对接 研究 确立 强化 优化
""")
# After a name in quotation marks, part of it.
QUOTED_HEADS = frozenset(["规划", "计划", "行动", "倡议", "工程", "方案"])
# Last words of a document, and of one that says what it is about (关于 … 的).
DOCUMENT_HEADS = frozenset(["纲要", "公报", "目录"])
ABOUT_HEADS = _listed("安排 决定 建议 意见 通知 报告 规定 决议 办法 说明 公告")
# Before a country or the Silk Road, part of the name of a programme: 美丽中国, 数字丝绸之路.
QUALIFIERS = _listed("健康 美丽 数字 平安 法治 幸福 绿色 空中 冰上 网上 创新")
# 会议 of those who meet is a kind of meeting; and 会议 after one of these is a session, not an event with a name.
MEETING_OF = _listed("领导人 部长 部长级 外长 高官 元首")
# Words before 委员会 that make it a kind.
KINDS = _listed("专门 地方 各级 基层")
# Meetings, not bodies, though they end in 会.
MEETINGS = _listed("""
    发布会 座谈会 吹风会 研讨会 交流会 推介会 听证会 通报会 协调会 高官会 外长会 茶话会 招待会 推进会 现场会
    演唱会 音乐会
""")
# Before the title of a regulation: what is done with it.
LEGISLATING = _listed("制定 修订 修改 出台 贯彻 落实 执行 遵守 学习 违反 颁布 公布 实施 宣传")
SESSIONS = _listed("常务 全体 委员长 主席 办公 党组 主任 人大 政协 政治局")
# After 中央 these make it the Central Committee of the Party.
PARTY_MATTERS = _listed("全会 巡视 巡视组 督导组")
# Words that begin the name of an organisation; every proper name does too.
STARTERS = _listed("""
    国家 全国 中央 中华 国际 世界 全球 最高 国务院 中共 中国 联合国
""")
# Words that begin the name of a region or a corridor although they are no names themselves.
REGIONS = _listed("""
    西部 东部 中部 北部 南部 东北 西北 西南 东南 华北 华东 华南 华中
""")
# The regions that China's regional policy divides the country into; 东北 is a name for the dictionary too.
CHINA_REGIONS = frozenset(["东部", "中部", "西部"])
# Words before a personal name, and the commonest surnames: a pair that no dictionary has is a name there.
TITLES = _listed("""
    主席 总理 副总理 总书记 书记 部长 副部长 外长 发言人 主任 副主任 委员长 省长 市长 县长 总统
    首相 院长 局长 司长 院士 教授 记者 委员
""")
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁"
    "任卢姚沈钟姜崔谭陆范汪廖石金贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴"
    "莫孔向汤习温尤华蓝洛易乔赖俞柯"
)
# What follows an abbreviation of two places: 怀桂高铁.
LINES = frozenset(["铁路", "高铁", "高速", "公路", "高速公路", "高速铁路", "城际", "客专", "通道", "城市群"])
# Last words of a name that counts its editions: 第七次全国人口普查.
ORDINAL_HEADS = _listed("""
    规划 计划 普查 大会 全会 博览会 运动会 会议 峰会 论坛 大战 委员会 届
""")
# Words that become part of an institution's name before it: 全国政协.
PREPOSED = frozenset(["全国", "中华", "中共"])
# Words that a name takes along when they stand before it.
LEADING = _listed("""
    海湾 环 泛 跨 夏季 冬季 春季 秋季 大 新 北 南 东 西 上 下
""")
# Parts that end the name of a place or an event and are a word of their own, where the dictionary writes one.
GENERIC_PARTS = tuple(
    sorted(
        _listed("""
    特别行政区 自治区 自治州 自治县 三角洲 地区 新区 特区 群岛 半岛 海峡 高原
    平原 盆地 山脉 流域 铁路 高铁 公路 大桥 论坛 系数 指数
"""),
        key=len,
        reverse=True,
    )
)
