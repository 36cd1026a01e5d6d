"""The rows of the code lists: (code, 中文, what is shown)."""

from __future__ import annotations

from linli.kernel import Saying, say

Rows = tuple[tuple[str, str, Saying], ...]

#: GB/T 2261.1
SEX: Rows = (
    ("1", "男", say("Male")),
    ("2", "女", say("Female")),
    ("9", "未说明", say("Sex not stated")),
    ("0", "未知", say("Sex unknown")),
)
#: GB/T 2261.2
MARITAL: Rows = (
    ("10", "未婚", say("Never married")), ("20", "已婚", say("Married")), ("21", "初婚", say("First marriage")),
    ("22", "再婚", say("Second marriage")), ("23", "复婚", say("Remarried to former spouse")), ("30", "丧偶", say("Widowed")),
    ("40", "离婚", say("Divorced")), ("90", "未说明", say("Marital status not stated")),
)  # fmt: skip
#: GB/T 4658-2006, the levels that communities use
EDUCATION: Rows = (
    ("10", "研究生", say("Postgraduate")), ("20", "本科", say("Bachelor")), ("30", "专科", say("College diploma")),
    ("40", "中专", say("Technical secondary school")), ("60", "高中", say("Senior secondary school")),
    ("70", "初中", say("Junior secondary school")), ("80", "小学", say("Primary school")), ("90", "其他", say("Other education")),
)  # fmt: skip
#: GB/T 4762-1984
POLITICAL: Rows = (
    ("01", "中共党员", say("CPC member")), ("02", "中共预备党员", say("Probationary CPC member")), ("03", "共青团员", say("Youth League member")),
    ("04", "民革会员", say("RCCK member")), ("05", "民盟盟员", say("CDL member")), ("06", "民建会员", say("CNDCA member")),
    ("07", "民进会员", say("CAPD member")), ("08", "农工党党员", say("CPWDP member")), ("09", "致公党党员", say("CZGP member")),
    ("10", "九三学社社员", say("Jiusan Society member")), ("11", "台盟盟员", say("TDSL member")),
    ("12", "无党派人士", say("No party, public figure")), ("13", "群众", say("No party")),
)  # fmt: skip
#: GB/T 4761-2008, one digit detailed where rosters do
RELATIONS: Rows = (
    ("01", "本人", say("The person")), ("02", "户主", say("Head")), ("10", "配偶", say("Spouse")), ("11", "夫", say("Husband")), ("12", "妻", say("Wife")),
    ("20", "子", say("Son")), ("28", "女婿", say("Son-in-law")), ("30", "女", say("Daughter")), ("38", "儿媳", say("Daughter-in-law")),
    ("40", "孙辈", say("Grandchild")), ("41", "孙子", say("Grandson")), ("42", "孙女", say("Granddaughter")),
    ("50", "父母", say("Parent")), ("51", "父亲", say("Father")), ("52", "母亲", say("Mother")),
    ("55", "岳父", say("Wife's father")), ("56", "岳母", say("Wife's mother")), ("53", "公公", say("Husband's father")),
    ("54", "婆婆", say("Husband's mother")), ("60", "祖父母", say("Grandparent")), ("70", "兄弟姐妹", say("Brother or sister")),
    ("80", "其他亲属", say("Other relative")), ("97", "非亲属", say("No relative")), ("99", "未说明", say("Relation not stated")),
)  # fmt: skip
EMPLOYMENT: Rows = (
    ("employed", "在职", say("Employed")), ("self_employed", "个体经营", say("Self-employed")), ("flexible", "灵活就业", say("Flexible work")),
    ("farming", "务农", say("Farming")), ("student", "在校学生", say("Student")), ("retired", "退休", say("Retired")),
    ("unemployed", "失业", say("Unemployed")), ("home", "料理家务", say("Keeping house")), ("child", "学龄前", say("Under school age")),
    ("other", "其他", say("Other employment")),
)  # fmt: skip
NUMBER_KINDS: Rows = (
    ("citizen", "居民身份证", say("Citizen identity card")), ("permit", "港澳台居民居住证", say("Residence permit of Hong Kong, Macao or Taiwan residents")),
    ("foreigner", "外国人永久居留身份证", say("Foreigner's permanent residence card")), ("passport", "护照", say("Passport")), ("none", "无证件", say("No papers")),
)  # fmt: skip
KINDS: Rows = (
    ("hukou_here", "户籍在住", say("Registered and living here")), ("inflow", "流入", say("Living here, registered elsewhere")),
    ("outflow", "人在户不在辖区", say("Registered here, living elsewhere")), ("absent", "空挂户", say("Registered here without a dwelling")),
    ("overseas", "境外人员", say("From outside the mainland")),
)  # fmt: skip
STATES: Rows = (
    ("to_verify", "待核实", say("To verify")), ("open", "在住", say("In residence")), ("to_close", "拟注销", say("To be closed")), ("closed", "已注销", say("Closed residence")),
)  # fmt: skip
REASONS: Rows = (
    ("moved_out", "迁出本辖区", say("Moved out of the area")), ("left_city", "离市", say("Left the city")), ("returned_home", "返乡", say("Returned home")),
    ("died", "死亡", say("Died")), ("enlisted", "入伍", say("Enlisted")), ("other_lawful", "其他法定原因", say("Other lawful reason")),
    ("became_registered", "转为户籍", say("Became registered here")), ("duplicate", "重复登记", say("Registered twice")),
    ("not_found", "查无此人", say("Not found")), ("entry_error", "录入错误", say("Entry error")), ("moved_within", "辖区内搬迁", say("Moved within the area")),
)  # fmt: skip
TENANCY: Rows = (
    ("own", "自有", say("Own home")),
    ("rent", "租住", say("Rented")),
    ("other", "其他", say("Other tenancy")),
    ("unknown", "未登记", say("Tenancy not known")),
)
HOUSEHOLD_KINDS: Rows = (
    ("family", "家庭户", say("Family household")),
    ("collective", "集体户", say("Collective household")),
)
WAYS: Rows = (
    ("door", "入户", say("At the door")), ("phone", "电话", say("By phone")), ("counter", "窗口", say("At the counter")),
    ("import", "导入", say("By import")), ("other", "其他方式", say("Other way")),
)  # fmt: skip
OUTCOMES: Rows = (
    ("unchanged", "核实无变化", say("No change")),
    ("changed", "信息有变化", say("Changed")),
    ("not_met", "未见到人", say("Nobody met")),
)
GROUPS: Rows = (
    ("living", "实有人口", say("Living here")),
    ("registered", "户籍人口", say("Registered here")),
    ("floating", "流动人口", say("Floating population")),
)
FIELDS: Rows = (
    ("name", "姓名", say("Full name")), ("sex", "性别", say("Sex")), ("born", "出生日期", say("Date of birth")), ("number", "证件号码", say("Identity number")),
    ("number_kind", "证件类型", say("Kind of identity document")), ("ethnic", "民族", say("Ethnic group")), ("phone", "联系电话", say("Phone")),
    ("phone2", "备用电话", say("Second phone")), ("education", "文化程度", say("Education")), ("marital", "婚姻状况", say("Marital status")),
    ("political", "政治面貌", say("Political status")), ("employment", "就业状态", say("Employment")), ("workplace", "工作单位", say("Workplace")),
    ("hukou_place", "户籍地", say("Place of household registration")), ("called", "称呼", say("Form of address")),
    ("former_names", "曾用名", say("Former names")), ("room", "居住地址", say("Address")), ("kind", "居住类型", say("Kind of residence")),
    ("start", "居住开始日期", say("First day of residence")), ("relation", "与户主关系", say("Relation to the head")),
    ("household_number", "户号", say("Household number")), ("tenancy", "租住情况", say("Tenancy")), ("certificate", "残疾人证号", say("Disability certificate number")),
)  # fmt: skip
