"""The words that heads of rosters use, as compared: narrow, lower case, without blanks and brackets."""

from __future__ import annotations

_WORDS = {
    "name": "姓名 名字 居民姓名 人员姓名 成员姓名 家庭成员 家庭成员姓名 住户姓名 人口姓名 租客姓名 承租人 承租人姓名 残疾人姓名 老人姓名 本人姓名 中文姓名 name",
    "number": "身份证号 身份证号码 公民身份号码 公民身份证号 公民身份证号码 居民身份证号 居民身份证号码 身份证 身份号码 身份证件号码 证件号 证件号码 "
    "有效证件号码 本人身份证号 idnumber 身份证编号",
    "number_kind": "证件类型 证件种类 证件类别 身份证件类型 有效证件类型",
    "sex": "性别 sex",
    "born": "出生日期 出生年月 出生年月日 出生时间 生日 出生 出生日 生年月日 birthday",
    "ethnic": "民族 族别",
    "phone": "电话 电话1 联系电话1 手机1 联系电话 手机 手机号 手机号码 联系方式 电话号码 联系手机 移动电话 本人电话 联系号码 手机电话 住户电话 phone",
    "phone2": "电话2 手机2 备用电话 其他电话 固定电话 座机 家庭电话 住宅电话 第二电话 联系电话2 其他联系方式",
    "education": "文化程度 学历 教育程度 受教育程度 最高学历 文化",
    "marital": "婚姻状况 婚姻 婚姻状态 婚否 婚姻情况",
    "political": "政治面貌 政治身份 党派",
    "employment": "就业状态 就业状况 就业情况 从业状况 从业情况 工作状态 就业",
    "workplace": "工作单位 服务处所 就业单位 单位 从业单位 工作单位名称 单位名称 就读学校 工作单位及职务 工作单位或学校 所在单位",
    "hukou_place": "户籍地 户籍地址 户籍所在地 户口所在地 户籍 户籍详细地址 户口地址 户口地 户籍地详址 户口登记地 户籍住址 原籍地址 户籍所在地址 身份证地址",
    "called": "称呼 称谓",
    "former_names": "曾用名 别名 又名",
    "address": "地址 住址 现住址 居住地址 现居住地址 现居地址 家庭住址 家庭地址 居住地 现居住地 现居住 详细地址 居住地详址 现住地 现住地址 居住详细地址 "
    "房屋地址 实际居住地 实际居住地址 常住地址 居住住址 暂住地址 暂住地 租住地址 门牌 门牌地址 房号地址 居住房屋 现住房号 楼栋房号 楼栋单元房号",
    "compound": "小区 院落 小区名称 院落名称 所属院落 所属小区 居住小区 小区院落 楼盘",
    "building": "楼栋 栋号 幢 楼栋号 栋 幢号 楼号 楼幢 栋数 楼 楼栋名称 楼幢号",
    "unit": "单元 单元号 门栋 单元门",
    "room_number": "房号 室号 户室 门牌号 房间号 室 房屋编号 房间 户室号 房门号 号 门号 房室号 房屋号",
    "kind": "人户状态 居住类型 人员类型 人员类别 人口类型 人口类别 居住状态 居住性质 人户情况 户籍类型 户籍类别 人户一致情况 居住类别 人口性质 人员性质 户籍状态 登记类型",
    "start": "入住日期 来本地日期 入住时间 居住开始日期 来本地时间 来蓉时间 来蓉日期 迁入日期 迁入时间 居住起始日期 起租日期 租住开始时间 开始居住时间 来本辖区日期 "
    "现住地居住开始日期 入住年月 来成都时间 居住开始时间",
    "note": "备注 说明 其他 备注说明 其他情况",
    "relation": "与户主关系 关系 家庭关系 与户主的关系 同户主关系 和户主关系 户主关系 成员关系 家庭成员关系 与户主之关系 与产权人关系",
    "household_number": "户号 户编号 家庭编号 户籍号 户口编号 户口号 家庭户号 户口簿号",
    "head_name": "户主 户主姓名 户主名字 家庭户主",
    "tenancy": "租住情况 住房情况 房屋来源 居住方式 房屋权属 是否租住 自有租住 租自有 租或自有 住房来源",
    "household_kind": "户类型 户别 户类别 家庭类型",
    "certificate": "残疾证号 残疾人证号 残疾证号码 残疾人证号码 残疾证编号 残疾人证编号 残疾证 残疾人证",
    "disability_category": "残疾类别 残疾类型 残疾种类",
    "disability_level": "残疾等级 残疾级别 残疾程度",
}

#: head word → field
SYNONYMS: dict[str, str] = {word: field for field, words in _WORDS.items() for word in words.split()}

#: Words that a table finder should know besides its own.
KNOWN = frozenset(SYNONYMS)

#: Never stored, whoever asks: told by name when a roster carries them.
FORBIDDEN = (
    "宗教", "信仰", "教派", "血型", "指纹", "掌纹", "虹膜", "人脸", "dna", "基因", "身高", "体重", "吸毒", "涉毒", "戒毒", "前科", "犯罪",
    "刑满", "刑释", "归正", "矫正", "服刑", "违法", "上访", "信访", "重点人员", "稳控", "邪教", "精神病", "精神障碍", "艾滋", "传染病",
    "政治表现", "政治倾向", "信用分", "积分等级", "人员等级", "风险等级", "管控", "银行卡", "银行账号", "微信号", "行踪", "通话",
)  # fmt: skip

#: Known and not needed: numbering, what is computed, who filled the form in.
NOT_NEEDED = frozenset(
    [
        "序号",
        "编号",
        "序",
        "no",
        "no.",
        "顺序号",
        "年龄",
        "周岁",
        "实足年龄",
        "虚岁",
        "填表人",
        "填报人",
        "采集人",
        "登记人",
        "核实人",
        "网格员",
        "登记日期",
        "采集日期",
        "填表日期",
        "填报日期",
        "更新时间",
        "问题",
        "problem",
        "人数",
        "家庭人口",
        "家庭人口数",
        "合计",
        "户人数",
        "签字",
        "签名",
        "网格",
        "所属网格",
        "所属社区",
        "社区",
        "街道",
        "籍贯",
        "出生地",
        "照片",
        "楼层",
        "层",
    ]
)

#: Heads that speak of somebody else than the person of the row.
OTHERS = (
    "房东", "业主", "产权人", "监护人", "联系人", "紧急", "担保", "配偶", "父亲", "母亲", "子女", "家属", "亲属", "帮扶", "责任人", "网格员", "楼栋长",
    "雇主", "出租人", "家长", "法人", "法定代表", "经办", "填报", "登记人", "委托", "照护", "介绍人", "单位电话", "单位联系", "学校电话",
)  # fmt: skip

#: Words above a place word that make it the place of household registration.
HUKOU = ("户籍", "户口", "原籍", "身份证地址", "身份证住址")
#: Words above or in front that make it the place where one lives.
LIVING = ("现住", "居住", "现居", "住址", "房屋", "暂住", "租住", "家庭")
#: Parts of an address outside the community, below a head such as 户籍地.
ADDRESS_PARTS = frozenset(
    [
        "省",
        "市",
        "县",
        "区",
        "区县",
        "市县",
        "省市",
        "省份",
        "城市",
        "街道",
        "乡镇",
        "镇",
        "街道乡镇",
        "社区",
        "村",
        "路",
        "门牌号",
        "详细地址",
        "地址",
        "详址",
        "所在地",
        "派出所",
        "村社区",
        "楼栋",
        "单元",
        "房号",
        "小区",
    ]
)
