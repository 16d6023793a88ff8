/*
 * titles.c - title, agency and year among everything else that stands above a report
 *
 * Metadata, lines of publication, menus, links to other reports, titles in pieces.  All agencies are made up.  A year or an agency
 * that the text does not settle is expected to be left open: 0, "".
 */
#include "generate.h"

static Gen	gen;
static GirReport report;

typedef struct Case
{
	const char *what;
	const char *top;			/* above the preamble; \a stands for 政府信息公开工作年度报告 */
	const char *preamble;
	const char *tail;
	const char *title;			/* NULL: not compared */
	const char *agency;
	int			year;
} Case;

#define RULES "根据《中华人民共和国政府信息公开条例》第五十条的要求，编制本年度报告。"
#define PERIOD(y) RULES "统计期限为" y "年1月1日至" y "年12月31日。"
#define SIGNED(a) a "\n2024年1月18日"
#define NOTHING RULES, ""

static const Case dresses[] = {
	{"a file's name", "青垣市水务局2023年\a.docx", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"an attachment", "附件1：青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"quotes", "“青垣市水务局2023年\a”", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"an announcement", "关于青垣市水务局2023年\a的公示", NOTHING, NULL, "青垣市水务局", 2023},
	{"an announcement by the agency", "青垣市水务局关于2023年\a的公告", NOTHING, NULL, "青垣市水务局", 2023},
	{"a notice that publishes it", "关于公布青垣市水务局2023年\a的通知", NOTHING, NULL, "青垣市水务局", 2023},
	{"a notice that asks for it", "关于报送2023年\a的通知", NOTHING, NULL, "", 0},
	{"the page's path", "首页>政务公开>年报>2024>青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"a path that ends in another year", "首页>政务公开>云汀区财政局>2022年\n青垣市水务局\a", RULES "统计期限为2023年1月1日至2023年12月31日。", "", "青垣市水务局\a", "青垣市水务局", 2023},
	{"two columns of a page", "财政局政府信息公开年 [2023-1-3]  青垣市水务局2023年政府信息公开工作\n度报告", NOTHING, "", "", 0},
	{"a menu's words before it", "返回青垣市移动版菜单青垣市水务局2023年\a", NOTHING, NULL, "", 2023},
	{"the word for it before the title", "名　　称   青垣市水务局2023年\a", NOTHING, NULL, "青垣市水务局", 2023},
	{"the digits of its year behind it", "年青垣市水务局\a\n\n2023", RULES, SIGNED("青垣市水务局"), "年青垣市水务局\a", "青垣市水务局", 2023},
	{"a kind of page in front", "【年报】青垣市水务局2023年\a（公开稿）", NOTHING, "青垣市水务局2023年\a（公开稿）", "青垣市水务局", 2023},
	{"a page's title right before", "年报青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"the agency before a colon", "青垣市水务局：2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"words that are none before a colon", "信息来源：2023年\a", NOTHING, NULL, "", 0},
	{"the agency in brackets", "2023年\a（青垣市水务局）", NOTHING, "2023年\a（青垣市水务局）", "青垣市水务局", 2023},
	{"another remark in brackets", "2023年\a（征求意见稿）", NOTHING, "2023年\a（征求意见稿）", "", 2023},
	{"the year last", "青垣市水务局\a2023年", NOTHING, "青垣市水务局\a2023年", "青垣市水务局", 2023},
	{"another subject before", "青垣市水务局2023年法治政府建设与\a", NOTHING, NULL, "青垣市水务局", 2023},
	{"其他 among the page's properties", "政府信息公开年报\n发布日期\t2024-01-26\t主题分类\t其他\n青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"a preamble that names agency and year", "", "按照《中华人民共和国政府信息公开条例》的要求，现公布青垣市水务局2023年政府信息公开工作年度报告。", "", NULL, "青垣市水务局", 2023},
	{"other years' titles on one line", "青垣市2020年\a青垣市2021年\a青垣市2022年\a当前位置：青垣市人民政府", PERIOD("2023"), "", NULL, "", 2023},
	{"a sentence that a hard wrap has broken within the name", "", "根据《中华人民共和国政府信息公开条例》的要求，青垣市自\n然资源和规划局编制2023年政府信息公开工作年度报告\n。全文包括总体情况。", "", NULL, "青垣市自然资源和规划局", 2023},
	{"a title that one has broken there", "2023年\a-青垣市自然资源和\n规划局", "按照要求，青垣市自然资源和规划局编制本报告。", "", NULL, "青垣市自然资源和规划局", 2023},
	{"the year of the page's path, all on one line", "青垣市水务局\a 首页 > 2024年 > 年报 青垣市水务局 \a 现将青垣市水务局2023年政府信息公开工作情况报告如下。", NOTHING, NULL, "青垣市水务局", 2023},
	{"others' reports before a title that names nobody", "北澜区审计局2023年\a [2024-01-10]\n石桥沟乡人民政府2022年\a [2023-01-11]\n青垣市教育局2023年\a [2024-01-12]\n2023年\a", "按照要求，青垣市水务局编制2023年政府信息公开工作年度报告。", "", NULL, "青垣市水务局", 2023},
	{"a day of the week before it", "2024年1月19日星期五今天是青垣市水务局2023年\a", NOTHING, NULL, "", 2023},
	{"a title without a year, and 现将", "\a", "现将青垣市水务局2023年政府信息公开工作情况报告如下。", "", NULL, "青垣市水务局", 2023},
	{"limits of the period in points", "青垣市水务局\a", "本报告所列数据的统计期限自2023.1.1至2023.12.31。", "", NULL, "青垣市水务局", 2023},
	{"in strokes", "青垣市水务局\a", "统计期限为2023-01-01到2023-12-31", "", NULL, "青垣市水务局", 2023},
	{"limits of half a year", "青垣市水务局\a", "统计期限自2023.1.1至2023.6.30。", "", NULL, "青垣市水务局", 0},
	{"a year for the limits", "青垣市水务局\a", "本报告所列数据的统计期限2023年度。", "", NULL, "青垣市水务局", 2023},
	{"a federation below the title", "2023年\a\n青垣市残联", "按照要求，青垣市残联编制2023年政府信息公开工作年度报告。", "", NULL, "青垣市残联", 2023},
	{"a menu of years without titles", "首页 政务公开 2019年年报 2020年年报 2021年年报\n2023年\a\n青垣市水务局", NOTHING, "2023年\a", "青垣市水务局", 2023},
};

static const Case metadata[] = {
	{"the numbers of a sheet's lines", "                     0\n0  青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"a row of the table with index number and class", "索引号： 014520/2024-00012 组配分类： 政府信息公开年报\n青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"a cell a line", "索引号：\n014520/2024-00012\n组配分类：\n政府信息公开年报\n名称：\n青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"without a title", "索引号：\n014520/2024-00012\n组配分类：\n政府信息公开年报\n发布机构：\n青垣市水务局\n发文日期：\n2024年01月18日", PERIOD("2023"), SIGNED("青垣市水务局"), NULL, "青垣市水务局", 2023},
	{"without a title and period", "索引号：\n014520/2024-00012\n组配分类：\n政府信息公开年报", RULES, "", NULL, "", 0},
	{"tabs", "信息索引号\t014520-2024-00012\t信息类别\t政府信息公开年度报告\n发布日期\t2024-01-18\n青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"bars", "| 索引号： | 014520/2024-00012 | 信息分类： | 政府信息公开年报 |\n| 标题： | 青垣市水务局2023年\a |  |  |", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"CSV", "索引号：,014520/2024-00012,组配分类：,政府信息公开年报\n名　　称：,青垣市水务局2023年\a,,", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"names in brackets", "[索 引 号] 014520/2024-12\n[主题分类] 2024年政府信息公开年报\n[标题] 青垣市水务局2023年\a\n[成文日期] 2024-01-18", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"names in other brackets", "【主题分类】2024年政府信息公开年报\n【标题】青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"信息名称 with spaces", "信 息 名 称：青垣市水务局2023年\a\n公开方式：主动公开 责任编辑：青垣市水务局2024", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"name and title in two columns", "标题\t青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"a class with a year, no title", "主题分类：2024年政府信息公开年报\n发布机构：青垣市水务局", PERIOD("2023"), SIGNED("青垣市水务局"), "", "青垣市水务局", 2023},
	{"a merged row that was spread", "青垣市水务局2023年\a\t青垣市水务局2023年\a\t青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"the code of the agency", "统一社会信用代码：11420525MB2024\n政府信息公开年报\n青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
};

static const Case published[] = {
	{"published line before a title without agency", "发布时间：2024-01-18 09:15 来源：青垣市水务局 浏览次数：346 打印\n2023年\a\n青垣市水务局", NOTHING, "2023年\a", "青垣市水务局", 2023},
	{"published line before a title without year", "发布日期：2024-01-18\n青垣市水务局\a", NOTHING, "青垣市水务局\a", "青垣市水务局", 0},
	{"a bare date before it", "2024-01-18\n青垣市水务局\a", NOTHING, "青垣市水务局\a", "青垣市水务局", 0},
	{"a date in points", "2024.01.18\n青垣市水务局\a", NOTHING, "青垣市水务局\a", "青垣市水务局", 0},
	{"a date with slashes", "2024/1/18\n青垣市水务局\a", NOTHING, "青垣市水务局\a", "青垣市水务局", 0},
	{"a Chinese date", "2024年1月18日\n青垣市水务局\a", NOTHING, "青垣市水务局\a", "青垣市水务局", 0},
	{"a date with time", "2024-01-18 10:00\n政府信息公开年报", PERIOD("2023"), SIGNED("青垣市水务局"), NULL, "青垣市水务局", 2023},
	{"month only", "日期：2024年1月\n\a\n青垣市水务局", PERIOD("2023"), "", NULL, "青垣市水务局", 2023},
	{"year in brackets below", "2024-01-18\n青垣市水务局\a\n（2023年度）", NOTHING, NULL, "青垣市水务局", 2023},
	{"date and hits right behind the title", "政府信息公开年报\n青垣市水务局2023年\a发布日期：2024-01-18 浏览次数：346 字号：[ 大 中 小 ]", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"the way to the page right behind the title", "青垣市人民政府 政府信息公开年报 青垣市水务局2023年\a您当前的位置 : 首页 >> 政府信息公开年报\n索引号：014520/2024-00012组配分类：政府信息公开年报发布机构：青垣市水务局", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"source and time", "来源：青垣市水务局 时间：2024年01月18日\n青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"hits", "浏览次数：2022\n青垣市水务局\a", NOTHING, "青垣市水务局\a", "青垣市水务局", 0},
	{"hits without a colon", "阅读 2022 次\n青垣市水务局\a", NOTHING, "青垣市水务局\a", "青垣市水务局", 0},
	{"hits and font size", "字号：大 中 小 访问量：2021 次\n青垣市水务局\n2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"telephone", "电话：0717-2022\n青垣市水务局\a", NOTHING, NULL, "青垣市水务局", 0},
	{"document number", "青水〔2024〕3号\n青垣市水务局\a", NOTHING, "青垣市水务局\a", "青垣市水务局", 0},
	{"document number in square brackets", "青水[2024]3号\n青垣市水务局\a", NOTHING, "青垣市水务局\a", "青垣市水务局", 0},
	{"document number without brackets", "青水2024年3号\n青垣市水务局\a", NOTHING, "青垣市水务局\a", "青垣市水务局", 0},
	{"document number and year", "青水〔2024〕3号\n青垣市水务局2023年度\a", NOTHING, "青垣市水务局2023年度\a", "青垣市水务局", 2023},
	{"revised later", "青垣市水务局2023年\a\n（2024年1月18日发布，2024年3月修订）", NOTHING, NULL, "青垣市水务局", 2023},
	{"date of publication in brackets behind it", "青垣市水务局\a（2024年1月18日）", NOTHING, NULL, "青垣市水务局", 0},
	{"school year", "青垣学院2022-2023学年信息公开年度报告", NOTHING, "青垣学院2022-2023学年信息公开年度报告", "青垣学院", 0},
	{"two years", "青垣市水务局2022年和2023年\a", NOTHING, NULL, "青垣市水务局", 0},
};

static const Case links[] = {
	{"other agencies first", "枫堰县司法局2024年\a\n枫堰县民政局2024年\a\n字号：大 中 小\n青垣市水务局2023年\a\n发布时间：2024-01-18 来源：青垣市水务局", PERIOD("2023"), SIGNED("青垣市水务局"), "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"other agencies first, and no witness but the place", "枫堰县司法局2024年\a\n枫堰县民政局2024年\a\n青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"other years first", "青垣市水务局2025年\a\n青垣市水务局2024年\a\n青垣市水务局2022年\a\n青垣市水务局2023年\a", PERIOD("2023"), "", "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"a menu of years", "2025年政府信息公开年报\n2024年政府信息公开年报\n2023年政府信息公开年报\n青垣市水务局2023年\a", PERIOD("2023"), "", "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"a menu of years, no title", "2025年政府信息公开年报\n2024年政府信息公开年报\n2022年政府信息公开年报", PERIOD("2023"), SIGNED("青垣市水务局"), NULL, "青垣市水务局", 2023},
	{"next and previous in lines of their own", "下一篇\n青垣市水务局2024年\a\n上一篇\n青垣市水务局2022年\a\n青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"next and previous with a colon in lines of their own", "下一篇：\n青垣市水务局2024年\a\n上一篇：\n青垣市水务局2022年\a\n青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"next below the title, above the text", "青垣市水务局2023年\a\n上一篇\n青垣市水务局2022年\a\n下一篇\n青垣市水务局2024年\a", PERIOD("2023"), "", "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"related links above", "青垣市水务局2023年\a\n相关链接\n北澜区财政局2022年\a\n枫堰县水务局2021年\a", PERIOD("2023"), SIGNED("青垣市水务局"), "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"title of the column in the page's title", "<html><head><title>青垣市人民政府 政府信息公开年报 2024年政府信息公开年报</title></head><body>\n青垣市水务局2023年\a\n", PERIOD("2023"), "", "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"the site's name behind the title", "青垣市水务局2023年\a_青垣市人民政府门户网站", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"the site's name behind a dash", "青垣市水务局2023年\a - 青垣市人民政府", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"a file of another agency", "附件1\n枫堰县民政局2024年\a.pdf\n青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"the period of the year before and a link to its report", "青垣市水务局2022年\a\n青垣市水务局2023年\a\n发布时间：2024-01-20\n青垣市水务局2023年\a", PERIOD("2022"), "", NULL, "青垣市水务局", 2023},
	{"last year's period, one title", "青垣市水务局2023年\a", PERIOD("2022"), "", "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"last year's period, title twice", "青垣市水务局2023年\a\n打印\n青垣市水务局2023年\a", PERIOD("2022"), "", "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"one link to another agency's report of another year", "枫堰县司法局2024年\a", PERIOD("2023") "2023年，我局主动公开信息233条。", SIGNED("青垣市水务局"), "", "青垣市水务局", 2023},
	{"the same, with nothing said about the year", "枫堰县司法局2024年\a", PERIOD("2023"), SIGNED("青垣市水务局"), "", "", 0},
	{"short name in the title, last year's period", "青垣市人社局2023年\a", PERIOD("2022") "2023年，我局主动公开信息233条。2023年收到申请2件。", SIGNED("青垣市人力资源和社会保障局"), NULL, "青垣市人社局", 2023},
	{"a region in the title, its government's signature, last year's period", "青垣市2023年\a", PERIOD("2022"), SIGNED("青垣市人民政府"), NULL, "青垣市", 2023},
	{"a link of another year above a title without year", "2024年政府信息公开年报\n青垣市水务局\a", NOTHING, "青垣市水务局\a", "青垣市水务局", 0},
	{"the same with a period", "2024年政府信息公开年报\n青垣市水务局\a", PERIOD("2023"), "", "青垣市水务局\a", "青垣市水务局", 2023},
	{"a link of another year and no title", "2024年政府信息公开年报\n打印", PERIOD("2023") "2023年，我局主动公开信息233条。", SIGNED("青垣市水务局"), "", "青垣市水务局", 2023},
	{"a title without agency, last year's period", "2023年\a\n打印", PERIOD("2022") "2023年，我局主动公开信息233条。2023年收到申请2件。", SIGNED("青垣市水务局"), NULL, "青垣市水务局", 2023},
	{"the same with the agency below", "2023年\a\n青垣市水务局", PERIOD("2022"), SIGNED("青垣市水务局"), "2023年\a", "青垣市水务局", 2023},
	{"the same, and the text does not say", "2023年\a\n打印", PERIOD("2022"), SIGNED("青垣市水务局"), "", "青垣市水务局", 0},
	{"period and place contradict each other", "青垣市水务局2022年\a\n打印\n青垣市水务局2023年\a", PERIOD("2022"), "", "", "青垣市水务局", 0},
	{"a menu with the year of the period", "青垣市水务局2023年\a\n青垣市水务局2022年\a", PERIOD("2023"), "", "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"a menu of two years, nothing decides", "青垣市水务局2023年\a\n青垣市水务局2022年\a", NOTHING, NULL, "", 0},
	{"the site's name above a title without agency", "青垣市人民政府\n2023年\a", RULES, SIGNED("青垣市水务局"), NULL, "青垣市水务局", 2023},
	{"page head and article head", "青垣市水务局2023年\a\n索引号：XB-2024-0012\n青垣市水务局\n2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"a menu, then the title", "政府信息公开指南\n政府信息公开制度\n政府信息公开年报\n依申请公开\n青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"a menu above a title without agency", "政府信息公开指南\n法定主动公开内容\n依申请公开\n2023年\a", RULES, SIGNED("青垣市水务局"), NULL, "青垣市水务局", 2023},
	{"a year of the menu above the column", "2024年\n政府信息公开年报\n青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"a year of the menu above a title without year", "政府信息公开年报\n2024年\n2023年\n2022年\n\a\n", RULES, SIGNED("青垣市水务局"), NULL, "青垣市水务局", 0},
	{"a work report beside it", "一图读懂2024年政府工作报告\n青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"breadcrumb with arrows", "首页 » 信息公开 » 政府信息公开年报 » 2024\n2023年\a\n发布时间：2024-01-18", RULES, SIGNED("青垣市水务局"), NULL, "青垣市水务局", 2023},
	{"breadcrumb with slashes", "首页/政务公开/2024年政府信息公开年报\n青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"your place", "您所在的位置 2024年政府信息公开年报\n青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
};

static const Case agencies[] = {
	{"sent upward", "青垣市水务局文件\n青水〔2024〕3号\n青垣市水务局\n关于报送2023年\a的报告\n市政府办公室：", RULES, SIGNED("青垣市水务局"), NULL, "青垣市水务局", 2023},
	{"sent upward in one line", "青垣市水务局关于报送2023年\a的报告", NOTHING, NULL, "青垣市水务局", 2023},
	{"about its publication", "青垣市水务局关于公布2023年政府信息公开年度报告", NOTHING, NULL, "青垣市水务局", 2023},
	{"公布", "青垣市水务局公布2023年\a", NOTHING, NULL, "青垣市水务局", 2023},
	{"发布", "青垣市水务局发布2023年\a", NOTHING, NULL, "青垣市水务局", 2023},
	{"关于 and a line of its own", "青垣市水务局\n关于2023年政府信息公开工作的年度报告", NOTHING, NULL, "青垣市水务局", 2023},
	{"the agency itself without those below it", "青垣经济技术开发区管理委员会（本级）2023年\a", NOTHING, "青垣经济技术开发区管理委员会（本级）2023年\a", "青垣经济技术开发区管理委员会", 2023},
	{"本级机关", "海棠署（本级机关）2023年\a", NOTHING, NULL, "海棠署", 2023},
	{"机关本级 after the year", "2023年青垣市水务局(机关本级)\a", NOTHING, NULL, "青垣市水务局", 2023},
	{"a government, whose other report sums up", "青垣市人民政府（本级）2023年\a", NOTHING, NULL, "青垣市人民政府（本级）", 2023},
	{"a second name in brackets", "青垣县发展和改革局（青垣县粮食局）2023年\a", NOTHING, NULL, "青垣县发展和改革局（青垣县粮食局）", 2023},
	{"a second name in brackets, in two lines", "青垣县发展和改革局（青垣县粮食局）\n2023年\a", NOTHING, NULL, "青垣县发展和改革局（青垣县粮食局）", 2023},
	{"two agencies", "青垣县林业局、青垣县水务局2023年\a", NOTHING, NULL, "青垣县林业局、青垣县水务局", 2023},
	{"two agencies in two lines", "青垣县林业局\n青垣县水务局\n2023年\a", RULES, "", NULL, "", 2023},
	{"a menu of agencies", "市林业局\n市教育局\n市水务局\n2023年\a", RULES, SIGNED("青垣市司法局"), NULL, "青垣市司法局", 2023},
	{"the site's name and the agency in two lines", "青垣市人民政府\n青垣市水务局\n2023年\a", RULES, SIGNED("青垣市水务局"), NULL, "青垣市水务局", 2023},
	{"the site's name before the column in the page's title", "<html><head><title>青垣市人民政府 2023年政府信息公开年报</title></head><body>\n2023年\a\n", RULES, SIGNED("青垣市水务局"), NULL, "青垣市水务局", 2023},
	{"a government's report under a copy without its name", "2023年政府信息公开年报\n打印\n青垣市人民政府2023年\a", RULES, SIGNED("青垣市人民政府办公室"), NULL, "青垣市人民政府", 2023},
	{"开发区管委会", "青垣高新技术产业开发区管委会2023年度\a", NOTHING, NULL, "青垣高新技术产业开发区管委会", 2023},
	{"a school", "青垣市第一中学2023年信息公开工作年度报告", NOTHING, NULL, "青垣市第一中学", 2023},
	{"a school in two lines", "青垣市第一中学\n2023年信息公开工作年度报告", NOTHING, NULL, "青垣市第一中学", 2023},
	{"a primary school in two lines", "青垣市实验小学\n2023年信息公开工作年度报告", NOTHING, NULL, "青垣市实验小学", 2023},
	{"a university, year first", "2023年青垣大学信息公开年度报告", NOTHING, NULL, "青垣大学", 2023},
	{"a hospital in two lines", "青垣市第三人民医院\n2023年信息公开年度报告", NOTHING, NULL, "青垣市第三人民医院", 2023},
	{"a company", "青垣水务集团有限公司2023年信息公开年度报告", NOTHING, NULL, "青垣水务集团有限公司", 2023},
	{"a state farm in two lines", "青垣市国营东原农场\n2023年政府信息公开年报", NOTHING, NULL, "青垣市国营东原农场", 2023},
	{"消防救援大队", "青垣县消防救援大队\n2023年政府信息公开年报", NOTHING, NULL, "青垣县消防救援大队", 2023},
	{"an association", "青垣市残疾人联合会2023年\a", NOTHING, NULL, "青垣市残疾人联合会", 2023},
	{"the agency below the title", "2023年\a\n青垣市水务局", NOTHING, "2023年\a", "青垣市水务局", 2023},
	{"the agency in brackets below the title", "2023年\a\n（青垣市水务局）", NOTHING, NULL, "青垣市水务局", 2023},
	{"由…编制", "2023年\a", RULES "本报告由青垣市水务局办公室负责编制。", "", NULL, "青垣市水务局办公室", 2023},
	{"现公布", "2023年\a", "根据《中华人民共和国政府信息公开条例》第五十条规定，现公布青垣市水务局2023年政府信息公开工作年度报告。", "", NULL, "青垣市水务局", 2023},
	{"特向社会公布", "2023年\a", "根据《中华人民共和国政府信息公开条例》，特向社会公布青垣市水务局2023年度政府信息公开工作年度报告。", "", NULL, "青垣市水务局", 2023},
	{"last year's period, and the text speaks of another", "", RULES "统计期限为2022年1月1日至2022年12月31日。2023年，各项工作有序开展，2023年的重点是政务服务。", "", NULL, "", 0},
	{"the period's year is spoken of as often", "", RULES "统计期限为2022年1月1日至2022年12月31日。2022年，各项工作有序开展，2023年的重点是政务服务。", "", NULL, "", 2022},
	{"现将…公布如下", "", "根据《中华人民共和国政府信息公开条例》规定，现将青垣市水务局2023年度政府信息公开工作情况报告如下。统计期限为2023年1月1日至12月31日。", "", NULL, "青垣市水务局", 2023},
	{"the agency made this report", "2023年\a", "根据《中华人民共和国政府信息公开条例》的要求，青垣市水务局编制了本年度报告。", "", NULL, "青垣市水务局", 2023},
	{"our bureau publishes", "2023年\a", "根据《中华人民共和国政府信息公开条例》规定，现公布我局2023年政府信息公开工作年度报告。", "", NULL, "", 2023},
	{"signature with a seal's remark", "2023年\a", RULES, "青垣市水务局（盖章）\n2024年1月18日", NULL, "青垣市水务局", 2023},
	{"signature and date in one line", "2023年\a", RULES, "青垣市水务局  2024年1月18日", NULL, "青垣市水务局", 2023},
	{"signature with Chinese numerals", "2023年\a", RULES, "青垣市水务局\n二〇二四年一月十八日", NULL, "青垣市水务局", 2023},
	{"signature with points", "2023年\a", RULES, "青垣市水务局\n2024.1.18", NULL, "青垣市水务局", 2023},
	{"signature without a date", "2023年\a", RULES, "青垣市水务局", NULL, "", 2023},
	{"agency torn by a line's end", "青垣市住房和城\n乡建设局2023年政府信息公开\n工作年度报告", RULES, SIGNED("青垣市住房和城乡建设局"), "青垣市住房和城乡建设局2023年\a", "青垣市住房和城乡建设局", 2023},
	{"a copy of the title torn in a narrow cell", "名  称：\n青垣市住房和城\n乡建设局2023年政府信\n息公开工作年度报告\n青垣市住房和城乡建设局2023年\a", NOTHING, "青垣市住房和城乡建设局2023年\a", "青垣市住房和城乡建设局", 2023},
	{"a word of a menu before one copy of the title", "信息 青垣市水务局2023年\a\n青垣市水务局2023年\a", RULES, SIGNED("青垣市水务局"), "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"a line of nothing but marks above a torn title", "\\\\**\n1.\n水务局2023年政府信息公开\n工作年度报告", RULES, SIGNED("青垣市水务局"), NULL, "水务局", 2023},
	{"the place on a line of its own", "青垣市\n水务局2023年\a", RULES, SIGNED("青垣市水务局"), "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"the end of a sentence about a report's parts", "", "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申\n请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告\n的事项六部分组成。统计期限为2023年1月1日至2023年12月31日。", SIGNED("青垣市水务局"), "", "青垣市水务局", 2023},
	{"a damaged line of metadata", "名\xEF\xBF\xBD府信息公开年报", RULES, SIGNED("青垣市水务局"), NULL, "青垣市水务局", 0},
	{"an office for it", "青垣市政务公开办公室2023年\a", NOTHING, NULL, "青垣市政务公开办公室", 2023},
	{"a city whose name begins with 本", "2023年\a", RULES, SIGNED("本溪市水务局"), NULL, "本溪市水务局", 2023},
	{"this agency", "2023年\a", RULES "本报告由本机关编制。", "", NULL, "", 2023},
	{"our bureau in the title", "我局2023年\a", RULES, SIGNED("青垣市水务局"), NULL, "青垣市水务局", 2023},
	{"a hotline's centre", "青垣市12345政务服务便民热线中心2023年\a", NOTHING, NULL, "青垣市12345政务服务便民热线中心", 2023},
	{"agency above and signature are two", "青垣市司法局\n2023年\a", RULES, SIGNED("青垣市水务局"), NULL, "", 2023},
	{"a form not filled in", "××市水务局2023年\a", NOTHING, NULL, "", 2023},
};

static const Case shapes[] = {
	{"heading of Markdown", "# 青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"bold, in two lines", "**青垣市水务局**\n**2023年\a**", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"bold in the middle", "**青垣市水务局**2023年**\a**", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"metadata block of pandoc", "---\ntitle: 青垣市水务局2023年\a\n---", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"metadata block with quotes", "---\ntitle: \"青垣市水务局2023年\a\"\nlang: zh\n---", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"fences", "::: {.title}\n青垣市水务局2023年\a\n:::", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"lines that end in a backslash", "**青垣市水务局\\\n2023年\a**", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"escapes", "青垣市水务局\\[2023\\]年\a", NOTHING, NULL, "青垣市水务局", 2023},
	{"attributes behind a heading", "# 青垣市水务局2023年\a {#title .unnumbered}", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"a link of Markdown", "[青垣市水务局2023年\a](/art/2024.html)", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"quoted", "《青垣市水务局2023年\a》", NOTHING, NULL, "青垣市水务局", 2023},
	{"one line without spaces", "青垣市水务局2023年\a" RULES "统计期限为2023年1月1日至2023年12月31日。", "", "", "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"one line without spaces, last year's period", "青垣市水务局2023年\a" RULES "统计期限为2022年1月1日至2022年12月31日。公众如有疑问，可拨打0643-4252007咨询，联系地址为青垣市东原路12号水务大厦。", "", "", "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"one line without spaces, year first, no preamble", "2023年青垣市水务局\a一、总体情况过去一年，我们重点做了三件事：把目录理清楚，把文件解释明白，把群众的申请答复好，主动公开信息233条，收到申请2件，均按期答复。", "", "", "2023年青垣市水务局\a", "青垣市水务局", 2023},
	{"one line with bars", "首页|>|政务公开|>|2023年|青垣市水务局2023年\a|发布时间：2024-01-18 09:45 来源：北澜区财政局 浏览次数：2682 【字体：|大|中|小|】|打印|" RULES "公众如有疑问，可拨打0643-4252007咨询，联系地址为青垣市东原路12号水务大厦。", "", "", "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"one line with spaces", "首页 政务公开 青垣市水务局2023年\a 发布时间：2024-01-18 " RULES "公众如有疑问，可拨打0643-4252007咨询，联系地址为青垣市东原路12号水务大厦。", "", "", NULL, "青垣市水务局", 2023},
	{"torn before the last letter", "2023年青垣市水务局政府信息公开工作年度报\n告", NOTHING, "2023年青垣市水务局\a", "青垣市水务局", 2023},
	{"torn in a bracket behind it", "青垣市水务局2023年\a（文字\n版）", NOTHING, NULL, "青垣市水务局", 2023},
	{"torn in the year", "青垣市水务局20\n23年\a", RULES, SIGNED("青垣市水务局"), "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"torn behind the year", "青垣市水务局2023\n年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"torn in 信息公开", "青垣市水务局2023年政府信息公\n开工作年度报告", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"a number before the title", "1．青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"a date before the title in its line", "2024-01-18 青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"a date behind a title in its line: a list of links", "北澜区财政局2022年\a 2023-01-18", RULES, SIGNED("青垣市水务局"), "", "青垣市水务局", 0},
	{"a bracketed date behind it", "北澜区财政局2022年\a [2023-01-18]", RULES, SIGNED("青垣市水务局"), "", "青垣市水务局", 0},
	{"a bullet of a list, and the report's own title", "· 北澜区财政局2022年\a 2023-01-18\n· 北澜区财政局2021年\a 2022-01-18\n青垣市水务局2023年\a", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"new for old in the title", "青垣市水务局政府信息公开工作年度报告（2023年度）", PERIOD("2023"), "", NULL, "青垣市水务局", 2023},
	{"half a year", "青垣市水务局2023年上半年政府信息公开工作报告", NOTHING, NULL, "青垣市水务局", 2023},
	{"letters apart", "青 垣 市 水 务 局\n2 0 2 3 年 政 府 信 息 公 开 工 作 年 度 报 告", NOTHING, "青垣市水务局2023年\a", "青垣市水务局", 2023},
	{"four lines", "青垣市水务局\n2023年度\n政府信息公开工作\n年度报告", NOTHING, "青垣市水务局2023年度\a", "青垣市水务局", 2023},
	{"four lines with bold, blank lines between", "**青垣市水务局**\n\n**2023年度**\n\n**政府信息公开工作**\n\n**年度报告**", NOTHING, "青垣市水务局2023年度\a", "青垣市水务局", 2023},
	{"year behind", "青垣市水务局\a（2023年度）", NOTHING, NULL, "青垣市水务局", 2023},
	{"year behind in a line of its own", "青垣市水务局\a\n（2023年）", NOTHING, NULL, "青垣市水务局", 2023},
	{"year behind without brackets", "青垣市水务局\a\n2023年度", NOTHING, NULL, "青垣市水务局", 2023},
	{"year before the noun", "青垣市水务局政府信息公开工作2023年度报告", NOTHING, NULL, "青垣市水务局", 2023},
	{"year as first thing, no sign", "2023青垣市水务局\a", NOTHING, NULL, "青垣市水务局", 2023},
	{"year in square brackets", "青垣市水务局[2023]\a", NOTHING, NULL, "青垣市水务局", 2023},
	{"year in tortoise brackets", "青垣市水务局〔2023〕年\a", NOTHING, NULL, "青垣市水务局", 2023},
	{"year in round brackets", "青垣市水务局（2023年度）\a", NOTHING, NULL, "青垣市水务局", 2023},
	{"Chinese numerals", "青垣市水务局二○二三年\a", NOTHING, NULL, "青垣市水务局", 2023},
	{"Chinese numerals in a line of their own", "青垣市水务局\n二〇二三年度\n\a", NOTHING, NULL, "青垣市水务局", 2023},
	{"traditional letters", "青垣市水務局2023年政府信息公開工作年度報告", NOTHING, "青垣市水務局2023年政府信息公開工作年度報告", "青垣市水務局", 2023},
	{"a heading of HTML above links", "<html><head><title>2023年\a_青垣市人民政府</title></head><body><ul><li>枫堰县司法局2022年\a</li></ul><h1>青垣市水务局2023年\a</h1>\n", PERIOD("2023"), "", "青垣市水务局2023年\a", "青垣市水务局", 2023},
};

/* \a written out. */
static char *
spelled(const char *s)
{
	static const char noun[] = "政府信息公开工作年度报告";
	char	   *out = malloc(strlen(s) * sizeof(noun) + 1);
	char	   *p = out;

	for (; *s; s++)
		if (*s == '\a')
			p = stpcpy(p, noun);
		else
			*p++ = *s;
	*p = '\0';
	return out;
}

static void
test_case(const Case *c, GenLayout layout)
{
	char	   *top = spelled(c->top);
	char	   *title = c->title ? spelled(c->title) : NULL;
	bool		good;

	gen_start(&gen, &gir_forms[1], layout);
	gen.top = top;
	gen.preamble = c->preamble;
	gen.tail = c->tail;
	gen_write(&gen);
	gir_report_read(gen.text, gen.len, NULL, NULL, &report);
	good = report.year == c->year && strcmp(report.agency, c->agency) == 0 && (title == NULL || strcmp(report.title, title) == 0);
	ok(good, "%s%s", c->what, layout == GEN_TABS ? ", tabs" : "");
	if (!good)
		note("year %d (want %d), agency '%s' (want '%s'), title '%s'%s%s", report.year, c->year, report.agency, c->agency, report.title,
			 title ? ", want " : "", title ? title : "");
	free(top);
	free(title);
}

#define TEST_ALL(cases) \
	for (size_t i = 0; i < 2 * sizeof(cases) / sizeof(cases[0]); i++) \
		test_case(&cases[i / 2], i % 2 ? GEN_TABS : GEN_LINES)

int
main(void)
{
	unit_init();
	TEST_ALL(dresses);
	TEST_ALL(metadata);
	TEST_ALL(published);
	TEST_ALL(links);
	TEST_ALL(agencies);
	TEST_ALL(shapes);
	return done();
}
