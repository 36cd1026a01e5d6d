"""The rows of the code lists: (code, 中文, English msgid). Source: domain.md §2 and §14."""

from __future__ import annotations

Rows = tuple[tuple[str, str, str], ...]

#: GB/T 2261.1
SEX: Rows = (
    ("1", "男", "Male"),
    ("2", "女", "Female"),
    ("9", "未说明", "Sex not stated"),
    ("0", "未知", "Sex unknown"),
)
#: GB/T 2261.2
MARITAL: Rows = (
    ("10", "未婚", "Never married"), ("20", "已婚", "Married"), ("21", "初婚", "First marriage"),
    ("22", "再婚", "Second marriage"), ("23", "复婚", "Remarried to former spouse"), ("30", "丧偶", "Widowed"),
    ("40", "离婚", "Divorced"), ("90", "未说明", "Marital status not stated"),
)  # fmt: skip
#: GB/T 4658-2006, the levels that communities use
EDUCATION: Rows = (
    ("10", "研究生", "Postgraduate"), ("20", "本科", "Bachelor"), ("30", "专科", "College diploma"),
    ("40", "中专", "Technical secondary school"), ("60", "高中", "Senior secondary school"),
    ("70", "初中", "Junior secondary school"), ("80", "小学", "Primary school"), ("90", "其他", "Other education"),
)  # fmt: skip
#: GB/T 4762-1984
POLITICAL: Rows = (
    ("01", "中共党员", "CPC member"), ("02", "中共预备党员", "Probationary CPC member"), ("03", "共青团员", "Youth League member"),
    ("04", "民革会员", "RCCK member"), ("05", "民盟盟员", "CDL member"), ("06", "民建会员", "CNDCA member"),
    ("07", "民进会员", "CAPD member"), ("08", "农工党党员", "CPWDP member"), ("09", "致公党党员", "CZGP member"),
    ("10", "九三学社社员", "Jiusan Society member"), ("11", "台盟盟员", "TDSL member"),
    ("12", "无党派人士", "No party, public figure"), ("13", "群众", "No party"),
)  # fmt: skip
#: GB/T 4761-2008, one digit detailed where rosters do
RELATIONS: Rows = (
    ("01", "本人", "The person"), ("02", "户主", "Head"), ("10", "配偶", "Spouse"), ("11", "夫", "Husband"), ("12", "妻", "Wife"),
    ("20", "子", "Son"), ("28", "女婿", "Son-in-law"), ("30", "女", "Daughter"), ("38", "儿媳", "Daughter-in-law"),
    ("40", "孙辈", "Grandchild"), ("41", "孙子", "Grandson"), ("42", "孙女", "Granddaughter"),
    ("50", "父母", "Parent"), ("51", "父亲", "Father"), ("52", "母亲", "Mother"),
    ("55", "岳父", "Wife's father"), ("56", "岳母", "Wife's mother"), ("53", "公公", "Husband's father"),
    ("54", "婆婆", "Husband's mother"), ("60", "祖父母", "Grandparent"), ("70", "兄弟姐妹", "Brother or sister"),
    ("80", "其他亲属", "Other relative"), ("97", "非亲属", "No relative"), ("99", "未说明", "Relation not stated"),
)  # fmt: skip
EMPLOYMENT: Rows = (
    ("employed", "在职", "Employed"), ("self_employed", "个体经营", "Self-employed"), ("flexible", "灵活就业", "Flexible work"),
    ("farming", "务农", "Farming"), ("student", "在校学生", "Student"), ("retired", "退休", "Retired"),
    ("unemployed", "失业", "Unemployed"), ("home", "料理家务", "Keeping house"), ("child", "学龄前", "Under school age"),
    ("other", "其他", "Other employment"),
)  # fmt: skip
NUMBER_KINDS: Rows = (
    ("citizen", "居民身份证", "Citizen identity card"), ("permit", "港澳台居民居住证", "Residence permit of Hong Kong, Macao or Taiwan residents"),
    ("foreigner", "外国人永久居留身份证", "Foreigner's permanent residence card"), ("passport", "护照", "Passport"), ("none", "无证件", "No papers"),
)  # fmt: skip
KINDS: Rows = (
    ("hukou_here", "户籍在住", "Registered and living here"), ("inflow", "流入", "Living here, registered elsewhere"),
    ("outflow", "人在户不在辖区", "Registered here, living elsewhere"), ("absent", "空挂户", "Registered here without a dwelling"),
    ("overseas", "境外人员", "From outside the mainland"),
)  # fmt: skip
STATES: Rows = (
    ("to_verify", "待核实", "To verify"), ("open", "在住", "Open"), ("to_close", "拟注销", "To close"), ("closed", "已注销", "Closed"),
)  # fmt: skip
REASONS: Rows = (
    ("moved_out", "迁出本辖区", "Moved out of the area"), ("left_city", "离市", "Left the city"), ("returned_home", "返乡", "Returned home"),
    ("died", "死亡", "Died"), ("enlisted", "入伍", "Enlisted"), ("other_lawful", "其他法定原因", "Other lawful reason"),
    ("became_registered", "转为户籍", "Became registered here"), ("duplicate", "重复登记", "Registered twice"),
    ("not_found", "查无此人", "Not found"), ("entry_error", "录入错误", "Entry error"), ("moved_within", "辖区内搬迁", "Moved within the area"),
)  # fmt: skip
TENANCY: Rows = (
    ("own", "自有", "Own home"),
    ("rent", "租住", "Rented"),
    ("other", "其他", "Other tenancy"),
    ("unknown", "未登记", "Tenancy not known"),
)
HOUSEHOLD_KINDS: Rows = (
    ("family", "家庭户", "Family household"),
    ("collective", "集体户", "Collective household"),
)
WAYS: Rows = (
    ("door", "入户", "At the door"), ("phone", "电话", "By phone"), ("counter", "窗口", "At the counter"),
    ("import", "导入", "By import"), ("other", "其他方式", "Other way"),
)  # fmt: skip
OUTCOMES: Rows = (
    ("unchanged", "核实无变化", "No change"),
    ("changed", "信息有变化", "Changed"),
    ("not_met", "未见到人", "Nobody met"),
)
GROUPS: Rows = (
    ("living", "实有人口", "Living here"),
    ("registered", "户籍人口", "Registered here"),
    ("floating", "流动人口", "Floating population"),
)
FIELDS: Rows = (
    ("name", "姓名", "Name"), ("sex", "性别", "Sex"), ("born", "出生日期", "Date of birth"), ("number", "证件号码", "Identity number"),
    ("number_kind", "证件类型", "Kind of identity document"), ("ethnic", "民族", "Ethnic group"), ("phone", "联系电话", "Phone"),
    ("phone2", "备用电话", "Second phone"), ("education", "文化程度", "Education"), ("marital", "婚姻状况", "Marital status"),
    ("political", "政治面貌", "Political status"), ("employment", "就业状态", "Employment"), ("workplace", "工作单位", "Workplace"),
    ("hukou_place", "户籍地", "Place of household registration"), ("called", "称呼", "Form of address"),
    ("former_names", "曾用名", "Former names"), ("room", "居住地址", "Address"), ("kind", "居住类型", "Kind of residence"),
    ("start", "居住开始日期", "First day of residence"), ("relation", "与户主关系", "Relation to the head"),
    ("household_number", "户号", "Household number"), ("tenancy", "租住情况", "Tenancy"), ("certificate", "残疾人证号", "Disability certificate number"),
)  # fmt: skip
