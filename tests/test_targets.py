"""Targets: which numbers of a sentence are promises, of what, how compared. All sentences are about an invented city."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

import pytest

from kg.model.records import DocumentRecords, Target

RecordsOf: TypeAlias = Callable[[str], DocumentRecords]

PLAN = "清和市2024年卫生健康工作要点\n一、重点任务\n1.完善医疗服务体系。推进疾病防控和基层医疗机构建设。\n2.其他工作。{}\n"
REPORT = "清和市2023年卫生健康工作总结\n一、主要工作成效\n1.完善医疗服务体系。推进疾病防控和基层医疗机构建设。\n2.其他工作。{}\n"


@pytest.fixture(scope="session")
def planned(records_of: RecordsOf) -> Callable[[str], list[Target]]:
    return lambda sentence: list(records_of(PLAN.format(sentence)).targets)


@pytest.fixture(scope="session")
def achieved(records_of: RecordsOf) -> Callable[[str], list[Target]]:
    return lambda sentence: list(records_of(REPORT.format(sentence)).targets)


def short(target: Target) -> tuple[str | None, str, str | None]:
    """Indicator, comparison and unit in one line."""
    value = f"{target.value.normalize():f}" if isinstance(target.value, Decimal) else str(target.value)
    return target.indicator, f"{target.op} {value}", target.unit


# sentence → (indicator, comparison, unit) of each target
SENTENCES: dict[str, list[tuple[str, str, str | None]]] = {
    "胸痛患者救治任务数300人，实际完成312人，完成率104%。": [
        ("胸痛患者救治任务数", "= 300", "人"), ("胸痛患者救治", "= 312", "人"), ("胸痛患者救治完成率", "= 104", "%"),
    ],
    "下达转岗指标90名，其中县级70名、乡镇20名。": [
        ("转岗指标", "= 90", "名"), ("县级转岗指标", "= 70", "名"), ("乡镇转岗指标", "= 20", "名"),
    ],
    "完成孕妇筛查2.1万人，高血压、糖尿病患者建档人数分别达到1.8万人、6000人。": [
        ("孕妇筛查", "= 21000", "人"), ("高血压患者建档人数", ">= 18000", "人"), ("糖尿病患者建档人数", ">= 6000", "人"),
    ],
    "对84家理发、沐浴等公共场所开展检查。": [("开展检查的公共场所", "= 84", "家")],
    "每天对老城区7个水站、12座厕所进行消毒。": [("水站", "= 7", "个"), ("进行消毒的厕所", "= 12", "座")],
    "改造3个门诊部（河东、河西、新城）。": [("改造门诊部", "= 3", "个")],
    "为60岁以上渔民免费体检1200人。": [("60岁以上渔民体检", "= 1200", "人")],
    "计划为全县8000名学生提供牙齿窝沟封闭。": [("提供牙齿窝沟封闭的学生", "= 8000", "名")],
    "核定床位由180张扩至240张，出生人口性别比降至109以下。": [("核定床位", "= 240", "张"), ("出生人口性别比", "<= 109", None)],
    "培育3个以上年产值超2亿元的药材品种。": [("药材品种", ">= 3", "个"), ("年产值", "> 200000000", "元")],
    "新修健康步道600米，开展培训不少于2轮次。": [("新修健康步道", "= 600", "米"), ("培训", ">= 2", "轮次")],
    "新建社区卫生服务站5家以上，培训全科医生120名。": [("社区卫生服务站", ">= 5", "家"), ("全科医生", "= 120", "名")],
    "孕产妇死亡率控制在8/10万以下，婴儿死亡率不超过3‰。": [("孕产妇死亡率", "<= 8", "/10万"), ("婴儿死亡率", "<= 3", "‰")],
    "高血压患者规范管理率不低于72%，血压控制率达65%左右。": [("高血压患者规范管理率", ">= 72", "%"), ("血压控制率", "~ 65", "%")],
    "家庭医生签约覆盖率、重点人群签约率均达85%以上。": [("家庭医生签约覆盖率、重点人群签约率", ">= 85", "%")],
    "县域就诊率、基层就诊率分别达90%、65%以上。": [("县域就诊率", ">= 90", "%"), ("基层就诊率", ">= 65", "%")],
    "县域就诊率、基层就诊率分别达到90%、65%以上。": [("县域就诊率", ">= 90", "%"), ("基层就诊率", ">= 65", "%")],
    "甲状腺病、慢阻肺患者规范管理率分别达到70%和60%。": [
        ("甲状腺病患者规范管理率", ">= 70", "%"), ("慢阻肺患者规范管理率", ">= 60", "%"),
    ],
    "全年实现孕产妇零死亡。": [("孕产妇死亡", "= 0", None)],
    "争取上级资金1.2亿元，完成投资8600万元。": [("上级资金", "= 120000000", "元"), ("投资", "= 86000000", "元")],
    "力争建成1个省级健康镇、2个省级健康村、3家健康促进医院。": [
        ("省级健康镇", "= 1", "个"), ("省级健康村", "= 2", "个"), ("健康促进医院", "= 3", "家"),
    ],
    "药占比降至25%以下。": [("药占比", "<= 25", "%")],
    "年增长率达10%以上。": [("年增长率", ">= 10", "%")],
    "新（改、扩）建村卫生室12家。": [("村卫生室", "= 12", "家")],
    "综合满意度力争进入全省前10名。": [("综合满意度排名", "<= 10", "名")],
    "13家三级医院全面实现检查结果互认。": [("实现检查结果互认的三级医院", "= 13", "家")],
    "50%的乡镇卫生院达到推荐标准。": [("达到推荐标准的乡镇卫生院", "= 50", "%")],
    "开设4类8项以上特色服务。": [("特色服务", ">= 4", "类"), ("特色服务", ">= 8", "项")],
    # By what is counted, until when a limit holds, what is done with houses.
    "疫苗接种率以乡镇为单位达到95%以上。": [("疫苗接种率", ">= 95", "%")],
    "封顶线由8万元提高到12万元。": [("封顶线", "= 120000", "元")],
    "65岁以上老年人健康检查1.6万人。": [("65岁以上老年人健康检查", "= 16000", "人")],
    "完成40所村卫生室的标准化建设任务。": [("村卫生室的标准化建设任务", "= 40", "所")],
    "3所乡镇卫生院改扩建项目竣工投入使用。": [("竣工投入使用的乡镇卫生院改扩建项目", "= 3", "所")],
    "新建村卫生室10所、改造提升30所。": [("村卫生室", "= 10", "所"), ("改造提升", "= 30", "所")],
    "先后完成远程会诊600例。": [("远程会诊", "= 600", "例")],
    # Sums without a unit, numbers of two sizes, counts in words and those of two figures, shares that open a clause.
    "住院楼总投资260万（含专项债二百万元）。": [("住院楼总投资", "= 2600000", "元"), ("专项债", "= 2000000", "元")],
    "门诊人次突破2万6千。": [("门诊人次", "> 26000", "人次")],
    "彩超添置一台，引进检验技师五至六名，招录药师七八名。": [
        ("彩超添置", "= 1", "台"), ("检验技师", "= 5", "名"), ("招录药师", "= 7", "名"),
    ],
    "次均费用压到520块钱以下。": [("次均费用", "<= 520", "元")],
    "门诊量比去年增两成半，随访任务完成8成。": [("门诊量", "= 25", "%"), ("随访任务完成", "= 80", "%")],
    "签约率稳在八成五以上，早孕建册率力争过93%。": [("签约率", ">= 85", "%"), ("早孕建册率", "> 93", "%")],
    "新建业务用房2.4万㎡。": [("业务用房", "= 24000", "㎡")],
    "每百元医疗收入消耗材料费降至22元。": [("每百元医疗收入消耗材料费", "<= 22", "元")],
    # Times that are shortened; where those go who are counted.
    "急救平均反应时间由16分钟缩短至12分钟。": [("急救平均反应时间", "<= 12", "分钟")],
    "审批时限由20个工作日压缩至8个工作日。": [("审批时限", "<= 8", "个工作日")],
    "选派15名骨干医师到省城、外省医院进修。": [("骨干医师", "= 15", "名")],
    "孕产妇死亡率连续三年为零。": [("孕产妇死亡率", "= 0", None)],
    "扩大按病种付费覆盖面至85%。": [("按病种付费覆盖面", "= 85", "%")],
    "提升0-3岁婴幼儿照护服务能力。": [],
    # The second of two figures behind 分别; of a task; for each; what somebody is moved to; a sum that names itself.
    "电子档案建档率达90%、甲类和乙类报告率分别不低于96%和94%。": [
        ("电子档案建档率", ">= 90", "%"), ("甲类报告率", ">= 96", "%"), ("乙类报告率", ">= 94", "%"),
    ],
    "老年人体检1.2万人，完成全年任务的58%。": [("老年人体检", "= 12000", "人"), ("老年人体检任务完成率", "= 58", "%")],
    "每个行政村有1所公办卫生室。": [("公办卫生室", "= 1", "所")],
    "要配合社区把签约率稳定在80%以上。": [("签约率", ">= 80", "%")],
    "公共卫生人均补助89元按月拨付。": [("公共卫生人均补助", "= 89", "元")],
    "签约率力争达40%以上、其中重点人群75%。": [("签约率", ">= 40", "%"), ("重点人群", "= 75", "%")],
    "免费听力筛查已完成420人。": [("免费听力筛查", "= 420", "人")],
    # No measure word is made up, no digit read from a name or a saying.
    "健康体检人数达300万以上。": [("健康体检人数", ">= 3000000", None)],
    "三元牛奶发放到位，一成不变的做法要改。": [],
    # An age that is the size of a change; shares of thousands; for how many; letters that belong to a word.
    "人均预期寿命达到79岁左右，比2020年提高1岁。": [("人均预期寿命", "~ 79", "岁"), ("人均预期寿命", "= 1", "岁")],
    "死亡率控制在千分之五以内，疾控人员编制达到万分之1.75。": [("死亡率", "<= 5", "‰"), ("疾控人员编制", ">= 1.75", "‱")],
    "救护车配置达到每3万人口1辆。": [("救护车配置", "= 1", "辆")],
    "投放共享轮椅50辆。": [("共享轮椅", "= 50", "辆")],
    "每个设区市至少建成1个P2+实验室。": [("P2+实验室", ">= 1", "个")],
    # Tenths and doublings in words.
    "基层诊疗人次占比超过六成。": [("基层诊疗人次占比", "> 60", "%")],
    "村卫生室中医服务覆盖率提升到七成半以上。": [("村卫生室中医服务覆盖率", ">= 75", "%")],
    "托育机构数量翻一番。": [("托育机构数量", "= 1", "番")],
    "促成三成员单位协作，改变一成不变的做法。": [],
    "床位数由300张增至450张。": [("床位数", "= 450", "张")],
    "机采血小板3200治疗量。": [("机采血小板", "= 3200", "治疗量")],
    "高血压、糖尿病患者规范管理率分别达到75%、72%。": [
        ("高血压患者规范管理率", ">= 75", "%"), ("糖尿病患者规范管理率", ">= 72", "%"),
    ],
    # Ranks of any size, former ones, and those in words; a change in brackets is of the rate before it.
    "云渡院区名列全国综合医院第128名。": [("云渡院区全国综合医院排名", "= 128", "名")],
    "健康素养得分由全省第12位跃升至第7位。": [("健康素养得分排名", "= 7", "位")],
    "居民满意度位居全省前五。": [("居民满意度全省排名", "<= 5", None)],
    "孕检率从52%上升到68.5%（提高16.5个百分点）。": [("孕检率", "= 68.5", "%"), ("孕检率", "= 16.5", "个百分点")],
    "肺结核、麻风病患者管理人数分别不少于360人和12人。": [
        ("肺结核患者管理人数", ">= 360", "人"), ("麻风病患者管理人数", ">= 12", "人"),
    ],
    "年底前全市规范化预防接种门诊达到26家。": [("规范化预防接种门诊", ">= 26", "家")],
    "前三季度完成投资2亿元。": [("投资", "= 200000000", "元")],
    # Large numbers of people without a measure word.
    "免费为24万适龄女生接种疫苗。": [("适龄女生接种疫苗", "= 240000", None)],
    # What a figure measures where the words around it share, elide or order it in another way.
    "发放救助金320户、96万元。": [("发放救助金", "= 320", "户"), ("发放救助金", "= 960000", "元")],
    "确保市区15分钟、乡村40分钟到达现场。": [("市区到达现场", "= 15", "分钟"), ("乡村到达现场", "= 40", "分钟")],
    "村民40分钟可到达的卫生室比例达90%。": [("村民40分钟可到达的卫生室比例", ">= 90", "%")],
    "对甲级、乙级村卫生室分别奖补2万元、1万元。": [
        ("甲级村卫生室奖补", "= 20000", "元"), ("乙级村卫生室奖补", "= 10000", "元"),
    ],
    "对验收合格的中医阁补助5000元。": [("中医阁补助", "= 5000", "元")],
    "总投资3.6亿元的市传染病医院开工建设。": [("市传染病医院总投资", "= 360000000", "元")],
    "90%以上的综合医院、康复医院和卫生院建成无烟单位。": [
        ("建成无烟单位的综合医院、康复医院和卫生院", ">= 90", "%"),
    ],
    "为15家卫生院配备胃镜、彩超各1台。": [("配备胃镜、彩超的卫生院", "= 15", "家"), ("胃镜、彩超", "= 1", "台")],
    "每个镇组建1支不少于12人的应急小队。": [("应急小队", "= 1", "支"), ("应急小队", ">= 12", "人")],
    "组织专家到9个村设立义诊点。": [("设立义诊点的村", "= 9", "个")],
    "设立省级示范基地1个、市级4个。": [("省级示范基地", "= 1", "个"), ("市级示范基地", "= 4", "个")],
    "每千人口执业医师数、注册护士数分别达到3.2人、3.9人。": [
        ("每千人口执业医师数", ">= 3.2", "人"), ("每千人口注册护士数", ">= 3.9", "人"),
    ],
    "在册患者规范管理率达92%，面访率提高3个百分点。": [("在册患者规范管理率", ">= 92", "%"), ("面访率", "= 3", "个百分点")],
    "体检率不低于上年同期同类人群平均水平的1.1倍。": [("体检率", ">= 1.1", "倍")],
    "市急救中心新增救护车4辆。": [("救护车", "= 4", "辆")],
    "组织义诊30余场，受益群众近2万人次。": [("义诊", "~ 30", "场"), ("受益群众", "~ 20000", "人次")],
    # Rates of money, beds and visits.
    "村医生活补助提高到450元/月。": [("村医生活补助", "= 450", "元/月")],
    "护工补贴标准不低于1.2万元/年，托位补助0.6万元/个。": [("护工补贴标准", ">= 12000", "元/年"), ("托位补助", "= 6000", "元/个")],
    "筹资标准提高至400元/人·年。": [("筹资标准", "= 400", "元/人·年")],
    "门诊次均费用控制在180元/人次以内。": [("门诊次均费用", "<= 180", "元/人次")],
    "床位数达到6.2张/千人。": [("床位数", ">= 6.2", "张/千人")],
    # A size within what is counted is none of its own and does not end it.
    "为40所海拔2000米以上乡村学校配备制氧设备。": [("配备制氧设备的海拔2000米以上乡村学校", "= 40", "所")],
    "改造12家床位50张以上的养护院。": [("床位50张以上的养护院", "= 12", "家")],
    "为3200名65岁以上独居老人开展上门体检。": [("开展上门体检的65岁以上独居老人", "= 3200", "名")],
    # A verb of raising that acts on what is counted is no change of a figure.
    "改造提升18个乡镇卫生院。": [("乡镇卫生院", "= 18", "个")],
    "提升6所敬老院护理能力，新改扩建提升村卫生室30个。": [("敬老院护理能力", "= 6", "所"), ("村卫生室", "= 30", "个")],
    # A share of those who do something stands before them.
    "到年底80%的13岁以下学生完成两剂次水痘疫苗接种。": [("完成两剂次水痘疫苗接种的13岁以下学生", "= 80", "%")],
    "逐步实现95%的孕产妇接受预防母婴传播服务。": [("接受预防母婴传播服务的孕产妇", "= 95", "%")],
    "新增500万元用于流感疫苗免费接种。": [("用于流感疫苗免费接种", "= 5000000", "元")],
}  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_gives_its_targets(planned: Callable[[str], list[Target]], sentence: str) -> None:
    assert [short(t) for t in planned(sentence)] == SENTENCES[sentence]


def test_a_rank_stands_behind_what_is_ranked(achieved: Callable[[str], list[Target]]) -> None:
    rate, rank = achieved("全县结核病筛查率达98.2%，位于全市第二。")
    assert (rate.indicator, rank.indicator, rank.value) == ("结核病筛查率", "结核病筛查率全市排名", 2)


def test_a_list_of_counts_is_shared_out_over_its_heads(planned: Callable[[str], list[Target]]) -> None:
    wanted = [("省级普惠托育机构", "= 3", "家"), ("市级普惠托育机构", "= 5", "家")]
    assert [short(t) for t in planned("新增省级、市级普惠托育机构3家、5家。")] == wanted


NO_TARGET = (
    "为65岁以上老年人提供上门服务。", "推进三级医院与二级医院结对共建。", "打造“15分钟”就医圈。", "推广“1+N”服务模式。",
    "推进23价肺炎疫苗接种。", "每周开展2次巡回医疗。", "全面落实27项重点任务。", "落实清卫发〔2023〕12号文件要求。",
    "开展为期3年的专项行动。", "持续做好“两癌”筛查工作。", "推进“十四五”规划实施。", "办好12320热线。",
    "按照市卫健委等5部门要求抓好落实。", "3万元至8万元部分由大病保险支付。", "各乡镇分管负责人等45人参加会议。",
    "支持海拔2000米以上村卫生室配备供氧设备。",
)  # fmt: skip


@pytest.mark.parametrize("sentence", NO_TARGET)
def test_ages_grades_names_and_dates_are_no_targets(
    planned: Callable[[str], list[Target]], sentence: str
) -> None:
    assert planned(sentence) == []


def test_an_age_says_who_is_served_and_is_not_counted(planned: Callable[[str], list[Target]]) -> None:
    (target,) = planned("65岁以上老年人健康体检率达到75%。")
    assert short(target) == ("65岁以上老年人健康体检率", ">= 75", "%")
    assert target.population == "65岁以上老年人"


def test_a_former_value_is_the_baseline(planned: Callable[[str], list[Target]]) -> None:
    (money,) = planned("人均基本公共卫生服务经费补助标准由84元提高到91元。")
    (beds,) = planned("每千人口床位数从5.2张增加到6.1张。")
    assert (money.baseline, money.value, money.measure, money.op) == (84, 91, "level", "=")
    assert (beds.baseline, beds.value, beds.indicator) == (Decimal("5.2"), Decimal("6.1"), "每千人口床位数")


# sentence → (value, former value, unit) of each target
FORMER_VALUES = {
    "城乡低保标准从720元/月、5400元/年提高到780元/月、6000元/年。": [("780", "720", "元/月"), ("6000", "5400", "元/年")],
    "城乡低保标准分别由2022年的700元/月和5200元/年提高至760元/月和5800元/年。": [("760", "700", "元/月"), ("5800", "5200", "元/年")],
    "婴儿死亡率、5岁以下儿童死亡率分别从3.6‰、4.8‰下降到2.9‰、4.1‰。": [("2.9", "3.6", "‰"), ("4.1", "4.8", "‰")],
    "门诊、住院报销比例由50%、65%分别提高到55%、70%。": [("55", "50", "%"), ("70", "65", "%")],
    "县、乡两级床位由1200张、800张增加到1500张、950张。": [("1500", "1200", "张"), ("950", "800", "张")],
}  # fmt: skip


@pytest.mark.parametrize("sentence", FORMER_VALUES)
def test_former_values_that_stand_together_belong_to_what_stands_behind_in_order(
    achieved: Callable[[str], list[Target]], sentence: str
) -> None:
    found = [(f"{t.value:f}", f"{t.baseline:f}" if t.baseline else None, t.unit) for t in achieved(sentence)]
    assert found == FORMER_VALUES[sentence]


def test_a_change_is_told_from_a_level(planned: Callable[[str], list[Target]]) -> None:
    cost, surgery = planned("门诊次均费用同比下降5%，手术量增长12%以上。")
    assert (cost.indicator, cost.measure, cost.op) == ("门诊次均费用", "decrease", "=")
    assert (surgery.indicator, surgery.measure, surgery.op) == ("手术量", "increase", ">=")


def test_what_is_raised_is_told_from_a_figure_that_rises(planned: Callable[[str], list[Target]]) -> None:
    raised = planned("改造提升18个乡镇卫生院。提升6所敬老院护理能力。")
    rising = planned("基层诊疗量占比提升3个百分点，综合排名提升2个名次。")
    assert {t.measure for t in raised} == {"level"}
    assert {t.measure for t in rising} == {"increase"}


def test_the_size_of_a_change_is_measured_whatever_its_unit(achieved: Callable[[str], list[Target]]) -> None:
    found = achieved("平均住院日7.6天，同比缩短0.4天，综合排名全省第12位，前进5位，门诊号源增加一倍。")
    assert [(t.measure, str(t.value), t.unit) for t in found if t.measure != "level"] == [
        ("decrease", "0.4", "天"), ("increase", "5", "位"), ("increase", "1", "倍"),
    ]  # fmt: skip


def test_what_a_change_starts_from_is_the_former_value_of_the_level(
    achieved: Callable[[str], list[Target]],
) -> None:
    level, change = achieved("婴儿死亡率为4.1‰，比2010年的6.3‰下降了2.2个千分点。")
    assert (str(level.baseline), str(change.baseline), change.measure) == ("6.3", "6.3", "decrease")
    level, change = achieved("人均预期寿命达77.9岁，比2010年的75.2提高了2.7岁。")
    assert (str(level.baseline), str(change.baseline), change.indicator) == ("75.2", "75.2", "人均预期寿命")


def test_a_life_expectancy_has_a_former_value_and_a_year(achieved: Callable[[str], list[Target]]) -> None:
    (found,) = achieved("人均预期寿命由2018年的77.2岁提高到2023年的79.4岁。")
    assert (found.indicator, str(found.value), str(found.baseline)) == ("人均预期寿命", "79.4", "77.2")


def test_a_deadline_under_the_plan_of_the_next_year_is_in_that_year(records_of: RecordsOf) -> None:
    report = (
        REPORT.format("全年培训医师80名。") + "二、2024年工作打算\n1.推进项目建设。6月底前新建卫生院2所。\n"
    )
    *_, last = records_of(report).targets
    assert (last.deadline, last.status) == ("2024-06-30", "planned")


def test_a_range_keeps_both_ends(planned: Callable[[str], list[Target]]) -> None:
    (target,) = planned("引进高层次人才1-2名。")
    assert (target.value, target.value_max, target.op) == (1, 2, "=")


def test_none_at_all_is_a_target_of_zero(planned: Callable[[str], list[Target]]) -> None:
    (target,) = planned("实现孕产妇零死亡。")
    assert (target.indicator, target.op, target.value, target.unit) == ("孕产妇死亡", "=", 0, None)


def test_a_deadline_holds_for_the_figures_behind_it(planned: Callable[[str], list[Target]]) -> None:
    centre, beds = planned("6月底前建成区域影像中心1个，年底前新增床位200张。")
    (rate,) = planned("到2025年，中医馆覆盖率达到100%。")
    assert (centre.deadline, beds.deadline, rate.deadline) == ("2024-06-30", "2024-12-31", "2025-12-31")


def test_no_deadline_is_made_up(planned: Callable[[str], list[Target]]) -> None:
    (target,) = planned("全年新建村卫生室12家。")
    assert target.deadline is None


def test_what_was_achieved_is_a_plain_value(achieved: Callable[[str], list[Target]]) -> None:
    rate, rooms = achieved("全市家庭医生签约率达62.5%，新建村卫生室12家。")
    assert (rate.status, rate.op) == ("achieved", "=")
    assert (rooms.status, rooms.op) == ("achieved", "=")


def test_a_lost_number_is_not_taken_from_its_neighbour(planned: Callable[[str], list[Target]]) -> None:
    targets = planned("床位数从张增加到张，医院2所，新建村卫生室个。")
    assert [(t.indicator, t.value, t.baseline) for t in targets] == [("医院", 2, None)]


def test_the_number_of_a_target_paints_the_figure_with_its_unit(
    planned: Callable[[str], list[Target]],
) -> None:
    sentence = "开展结直肠癌筛查3.2万人，培训骨干医师45名。"
    text = PLAN.format(sentence)
    assert [text[t.number_start : t.number_end] for t in planned(sentence)] == ["3.2万人", "45名"]


def test_every_target_names_its_rule_and_its_commitment(records_of: RecordsOf) -> None:
    records = records_of(PLAN.format("".join(SENTENCES)))
    known = {c.id for c in records.commitments}
    assert len(records.targets) == sum(len(wanted) for wanted in SENTENCES.values())
    assert all(t.rule and t.commitment in known for t in records.targets)


@pytest.mark.parametrize(
    ("sentence", "served"),
    [
        ("完成妇女宫颈癌筛查1.8万人。", "妇女"),
        ("其中重点人群签约率达到78%。", "重点人群"),
        ("为65岁以上老年人免费体检6万人次。", "65岁以上老年人"),
    ],
)
def test_who_is_served_is_told_without_the_verb_before(
    planned: Callable[[str], list[Target]], sentence: str, served: str
) -> None:
    assert [target.population for target in planned(sentence)] == [served]


def test_of_the_people_of_a_list_each_rate_has_its_own(planned: Callable[[str], list[Target]]) -> None:
    rates = planned("高血压患者规范管理率、糖尿病患者规范管理率分别达75%、72%。")
    assert [rate.population for rate in rates] == ["高血压患者", "糖尿病患者"]


def test_within_several_years_is_not_this_year(planned: Callable[[str], list[Target]]) -> None:
    (within,) = planned("三年内改造村卫生室60所。")
    (this_year,) = planned("年内改造村卫生室60所。")
    assert (within.deadline, this_year.deadline) == (None, "2024-12-31")


def test_a_table_looks_ahead_where_its_year_is_to_come(records_of: RecordsOf) -> None:
    page = (
        "云渡县发布卫生健康规划\n来源：云渡发布　2022-01-18\n近日，云渡县印发规划，推进基层医疗机构和疾病防控体系建设。\n"
        "指标名称|单位|2025年\n婴儿死亡率|‰|<4\n人均期望寿命|岁|80\n"
    )
    told = [(t.status, t.deadline) for t in records_of(page).targets if t.rule == "row-of-an-indicator-table"]
    assert told == [("planned", "2025-12-31")] * 2
