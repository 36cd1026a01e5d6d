"""Readings that a dictionary of single characters does not know: surnames and common given names.

Source: 现代汉语词典 (surname readings) and usage; the reading as a surname stands first, the
everyday reading behind it, so that a name is found either way.
"""

from __future__ import annotations


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """The entries of 曾=zeng ceng | 单=shan dan, in lines."""
    pairs = (entry.split("=") for line in text.split("\n") for entry in line.split("|") if "=" in entry)
    return {word.strip(): tuple(readings.split()) for word, readings in pairs}


#: surname → readings, the right one first
SURNAMES = _table("""
曾=zeng ceng | 单=shan dan | 解=xie jie | 仇=qiu chou | 查=zha cha | 区=ou qu | 盖=ge gai | 覃=qin tan |
冼=xian | 尉=wei yu | 朴=piao pu | 翟=zhai di | 缪=miao mou | 乐=yue le | 折=she zhe | 撒=sa | 洗=xian xi |
令=ling | 种=chong zhong | 能=nai neng | 宓=mi fu | 员=yun yuan | 乜=nie mie | 繁=po fan | 召=shao zhao |
秘=bi mi | 车=che ju | 万=wan mo | 华=hua | 任=ren | 应=ying | 纪=ji | 宁=ning | 葛=ge | 哈=ha | 燕=yan |
那=na | 过=guo | 相=xiang | 要=yao | 幺=yao | 逄=pang | 郇=xun huan | 郗=xi chi | 郄=qie xi | 黑=he hei |
句=gou ju | 不=fou bu | 祭=zhai ji | 祝=zhu | 晁=chao | 隗=wei kui | 尹=yin | 芮=rui | 俞=yu | 阚=kan |
牟=mu mou | 谌=chen shen | 谢=xie | 柏=bai bo | 卜=bu | 薄=bo bao | 费=fei bi | 贾=jia gu | 翁=weng |
沈=shen | 石=shi dan | 盛=sheng cheng | 藏=zang cang | 臧=zang | 重=chong zhong | 长=chang zhang |
晟=cheng sheng | 褚=chu zhu | 闫=yan | 乘=cheng sheng | 都=du dou | 适=kuo shi | 殷=yin | 於=yu | 瞿=qu |
佘=she | 柯=ke | 训=xun | 笪=da | 妫=gui | 莘=shen xin | 鲜=xian | 行=xing hang | 佴=nai er | 眭=sui |
赖=lai | 炅=gui jiong | 庞=pang | 阿=a | 亓=qi | 麴=qu | 麹=qu | 仉=zhang | 爨=cuan | 昝=zan | 璩=qu | 逯=lu |
郏=jia | 鄢=yan | 靳=jin | 厍=she
""")

#: surname of two characters → readings, each of two syllables
COMPOUND = {
    name: tuple(tuple(one.split("-")) for one in readings)
    for name, readings in _table("""
欧阳=ou-yang | 司马=si-ma | 上官=shang-guan | 诸葛=zhu-ge | 皇甫=huang-fu | 尉迟=yu-chi wei-chi |
万俟=mo-qi wan-si | 长孙=zhang-sun chang-sun | 令狐=ling-hu | 宇文=yu-wen | 慕容=mu-rong | 司徒=si-tu |
司空=si-kong | 夏侯=xia-hou | 公孙=gong-sun | 东方=dong-fang | 独孤=du-gu | 南宫=nan-gong | 闻人=wen-ren |
轩辕=xuan-yuan | 钟离=zhong-li | 澹台=tan-tai dan-tai | 公冶=gong-ye | 宗政=zong-zheng | 濮阳=pu-yang |
淳于=chun-yu | 单于=chan-yu | 太叔=tai-shu | 申屠=shen-tu | 仲孙=zhong-sun | 鲜于=xian-yu | 闾丘=lv-qiu |
拓跋=tuo-ba | 百里=bai-li | 呼延=hu-yan | 东郭=dong-guo | 南门=nan-men | 羊舌=yang-she | 赫连=he-lian |
西门=xi-men | 端木=duan-mu | 第五=di-wu | 梁丘=liang-qiu | 左丘=zuo-qiu | 谷梁=gu-liang | 纳兰=na-lan |
完颜=wan-yan | 段干=duan-gan | 乐正=yue-zheng le-zheng | 漆雕=qi-diao | 巫马=wu-ma
""").items()
}

#: characters of given names that are read in two ways about as often
GIVEN = _table("""
乐=le yue | 长=chang zhang | 重=chong zhong | 朝=chao zhao | 行=xing hang | 茜=qian xi | 晟=sheng cheng |
盛=sheng | 纶=lun guan | 娜=na | 莎=sha | 传=chuan | 贾=jia | 藏=zang cang | 宁=ning | 柏=bai bo | 秘=mi |
颉=jie xie | 珏=jue | 翟=di zhai | 曾=zeng | 阿=a | 石=shi | 车=che | 单=dan | 洗=xi | 红=hong | 谁=shui |
和=he | 呢=ni | 地=di | 了=liao | 的=di
""")
