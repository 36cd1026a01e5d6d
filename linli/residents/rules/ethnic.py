"""Ethnic groups, GB/T 3304-1991: (code, 中文, what is shown)."""

from __future__ import annotations

from linli.kernel import Saying, say

GROUPS: tuple[tuple[str, str, Saying], ...] = (
    ("01", "汉族", say("Han")), ("02", "蒙古族", say("Mongol")), ("03", "回族", say("Hui")), ("04", "藏族", say("Tibetan")),
    ("05", "维吾尔族", say("Uygur")), ("06", "苗族", say("Miao")), ("07", "彝族", say("Yi")), ("08", "壮族", say("Zhuang")),
    ("09", "布依族", say("Bouyei")), ("10", "朝鲜族", say("Korean")), ("11", "满族", say("Manchu")), ("12", "侗族", say("Dong")),
    ("13", "瑶族", say("Yao")), ("14", "白族", say("Bai")), ("15", "土家族", say("Tujia")), ("16", "哈尼族", say("Hani")),
    ("17", "哈萨克族", say("Kazak")), ("18", "傣族", say("Dai")), ("19", "黎族", say("Li")), ("20", "傈僳族", say("Lisu")),
    ("21", "佤族", say("Va")), ("22", "畲族", say("She")), ("23", "高山族", say("Gaoshan")), ("24", "拉祜族", say("Lahu")),
    ("25", "水族", say("Sui")), ("26", "东乡族", say("Dongxiang")), ("27", "纳西族", say("Naxi")), ("28", "景颇族", say("Jingpo")),
    ("29", "柯尔克孜族", say("Kirgiz")), ("30", "土族", say("Tu")), ("31", "达斡尔族", say("Daur")), ("32", "仫佬族", say("Mulao")),
    ("33", "羌族", say("Qiang")), ("34", "布朗族", say("Blang")), ("35", "撒拉族", say("Salar")), ("36", "毛南族", say("Maonan")),
    ("37", "仡佬族", say("Gelao")), ("38", "锡伯族", say("Xibe")), ("39", "阿昌族", say("Achang")), ("40", "普米族", say("Pumi")),
    ("41", "塔吉克族", say("Tajik")), ("42", "怒族", say("Nu")), ("43", "乌孜别克族", say("Uzbek")), ("44", "俄罗斯族", say("Russian")),
    ("45", "鄂温克族", say("Ewenki")), ("46", "德昂族", say("Deang")), ("47", "保安族", say("Bonan")), ("48", "裕固族", say("Yugur")),
    ("49", "京族", say("Gin")), ("50", "塔塔尔族", say("Tatar")), ("51", "独龙族", say("Derung")), ("52", "鄂伦春族", say("Oroqen")),
    ("53", "赫哲族", say("Hezhen")), ("54", "门巴族", say("Monba")), ("55", "珞巴族", say("Lhoba")), ("56", "基诺族", say("Jino")),
    ("97", "其他", say("Other ethnic group")), ("98", "外国血统", say("Of foreign descent")),
)  # fmt: skip
