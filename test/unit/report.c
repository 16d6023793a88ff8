/*
 * report.c - whose report is it, of which year, and is it one at all?
 *
 * All agencies are made up.
 */
#include "generate.h"

static Gen	gen;
static GirReport report;
static int	heads_read;
static int	heads_other;			/* of these, read otherwise by gir_report_head() */

/* gir_report_head() says the same as the whole reading, as far as it goes. */
static void
compare_head(const char *text, size_t len)
{
	static GirReport head;
	const GirReading *a = &head.reading;
	const GirReading *b = &report.reading;
	GirDocument d;
	bool		same;

	gir_document_read(text, len, NULL, NULL, &d);
	gir_report_head(&d, &head);
	same = head.status == report.status && strcmp(head.title, report.title) == 0 && strcmp(head.agency, report.agency) == 0 &&
		head.year == report.year && head.period_year == report.period_year && a->choice == b->choice && a->first_table == b->first_table &&
		a->applications == b->applications && strcmp(head.second_title, report.second_title) == 0;
	for (int t = 0; t < GIR_TABLE_COUNT; t++)
		same &= a->tables[t].labels == b->tables[t].labels;
	gir_document_free(&d);
	heads_read++;
	heads_other += !same;
}

static void
read_text(const char *text)
{
	static char *copy;
	size_t		len = strlen(text);

	/* Without its terminating NUL, so that reading past the end is seen.  Strings of the report point into it: it stays until the next. */
	free(copy);
	copy = malloc(len ? len : 1);
	memcpy(copy, text, len);
	gir_report_read(copy, len, NULL, NULL, &report);
	compare_head(copy, len);
}

static void
read_gen(void)
{
	gen_write(&gen);
	read_text(gen.text);
}

/* ---- title, agency, year ---- */

static const char *const preamble_plain =
"根据《中华人民共和国政府信息公开条例》第五十条和国办公开办函〔2021〕30号的要求，编制本年度报告。公众如有疑问，可拨打0643-4252007咨询，邮编336158。";

static const char *const preamble_period =
"根据《中华人民共和国政府信息公开条例》第五十条和国办公开办函〔2021〕30号的要求，编制本年度报告。所列数据的统计期限为2023年1月1日至2023年12月31日。";

static const char *const preamble_agency =
"根据《中华人民共和国政府信息公开条例》第五十条的规定，由青垣市水务局编制本年度报告，所列数据的统计期限为2023年1月1日至2023年12月31日。";

typedef struct HeadCase
{
	const char *what;			/* line of the catalogue */
	const char *top;
	const char *preamble;		/* NULL: preamble_plain */
	const char *title;			/* NULL: not compared */
	const char *agency;
	int			year;
} HeadCase;

static const HeadCase heads[] = {
	{"A1", "青垣市水务局2023年政府信息公开工作年度报告", NULL, "青垣市水务局2023年政府信息公开工作年度报告", "青垣市水务局", 2023},
	{"A2 年度 twice", "青垣市水务局2023年度政府信息公开工作年度报告", NULL, "青垣市水务局2023年度政府信息公开工作年度报告", "青垣市水务局", 2023},
	{"A3", "云汀区公安分局2024年度政府信息公开工作报告", NULL, "云汀区公安分局2024年度政府信息公开工作报告", "云汀区公安分局", 2024},
	{"A3", "云汀区公安分局2024年政府信息公开年度报告", NULL, "云汀区公安分局2024年政府信息公开年度报告", "云汀区公安分局", 2024},
	{"A3", "云汀区公安分局2024年政务信息公开年度报告", NULL, "云汀区公安分局2024年政务信息公开年度报告", "云汀区公安分局", 2024},
	{"A3", "云汀区公安分局2024年信息公开年度报告", NULL, "云汀区公安分局2024年信息公开年度报告", "云汀区公安分局", 2024},
	{"A3", "云汀区公安分局2024年政务公开工作年度报告", NULL, "云汀区公安分局2024年政务公开工作年度报告", "云汀区公安分局", 2024},
	{"A3", "云汀区公安分局2024年政府信息公开年报", NULL, "云汀区公安分局2024年政府信息公开年报", "云汀区公安分局", 2024},
	{"A4 year first", "2022年北澜区财政局政府信息公开工作年度报告", NULL, "2022年北澜区财政局政府信息公开工作年度报告", "北澜区财政局", 2022},
	{"A4 year first", "2022年度南陌镇政府信息公开工作年度报告", NULL, "2022年度南陌镇政府信息公开工作年度报告", "南陌镇", 2022},
	{"A5 split after the agency", "安泺市教育局\n2022年政府信息公开工作年度报告", NULL, "安泺市教育局2022年政府信息公开工作年度报告", "安泺市教育局", 2022},
	{"A5 with a blank line", "安泺市教育局\n\n2022年政府信息公开工作年度报告", NULL, "安泺市教育局2022年政府信息公开工作年度报告", "安泺市教育局", 2022},
	{"A6 split at 工作", "青垣市水务局2023年政府信息公开\n工作年度报告", NULL, "青垣市水务局2023年政府信息公开工作年度报告", "青垣市水务局", 2023},
	{"A6 split twice", "石桥沟乡2023年政府信息公开工作\n\n年度\n报告", NULL, "石桥沟乡2023年政府信息公开工作年度报告", "石桥沟乡", 2023},
	{"A6 split at 政府信息", "石桥沟乡2023年\n政府信息公开工作年度报告", NULL, "石桥沟乡2023年政府信息公开工作年度报告", "石桥沟乡", 2023},
	{"A7 no title: agency from the preamble, year from the period", "", preamble_agency, "", "青垣市水务局", 2023},
	{"A7 no title, period only", "", preamble_period, "", "", 2023},
	{"A7 no title: never a notice's number", "", preamble_plain, "", "", 0},
	{"A8 second copy without a year", "南陌镇2020年政府信息公开工作年度报告\n日期:2021-01-27\n南陌镇政府信息公开工作年度报告", NULL, "南陌镇2020年政府信息公开工作年度报告", "南陌镇", 2020},
	{"A8 second copy split", "南陌镇2020年政府信息公开工作年度报告\n发布时间：2021-01-27\n来源：南陌镇\n南陌镇2020年政府信息公开\n工作年度报告", NULL, "南陌镇2020年政府信息公开工作年度报告", "南陌镇", 2020},
	{"A9 spaces around the year", "望岚街道 2023 年政府信息公开工作年度报告", NULL, "望岚街道2023年政府信息公开工作年度报告", "望岚街道", 2023},
	{"A9 wide spaces", "望岚街道\u30002023\u00A0年政府信息公开工作年度报告", NULL, "望岚街道2023年政府信息公开工作年度报告", "望岚街道", 2023},
	{"A9 spaces everywhere", "望 岚 街 道 2023 年 政府信息公开 工作年度报告", NULL, "望岚街道2023年政府信息公开工作年度报告", "望岚街道", 2023},
	{"A10 agency on the next line", "2020年政府信息公开工作年度报告\n云汀经开区管委会", NULL, NULL, "云汀经开区管委会", 2020},
	{"A11 qualifier in brackets", "海棠署（本级机关）2020年政府信息公开工作年度报告", NULL, "海棠署（本级机关）2020年政府信息公开工作年度报告", "海棠署", 2020},
	{"A11", "青垣海关关区2023年政府信息公开工作年度报告", NULL, "青垣海关关区2023年政府信息公开工作年度报告", "青垣海关关区", 2023},
	{"A11 qualifier at the end", "青垣市水务局2023年政府信息公开工作年度报告（文字版）", NULL, NULL, "青垣市水务局", 2023},
	{"A12 a region", "云汀区2025年度政府信息公开工作年度报告", NULL, "云汀区2025年度政府信息公开工作年度报告", "云汀区", 2025},
	{"A13 collective agency, addressed upward", "青垣市气象部门2022年政府信息公开工作年度报告\n江北省气象局：", NULL, "青垣市气象部门2022年政府信息公开工作年度报告", "青垣市气象部门", 2022},
	{"A14 年 lost", "自治州人民政府办公室2022\n\n政府信息公开工作年度报告", NULL, "自治州人民政府办公室2022政府信息公开工作年度报告", "自治州人民政府办公室", 2022},
	{"A15 signature under the title", "青垣县人民政府2025年政府信息公开工作年度报告\n\n青垣县人民政府\n(2026年1月20日)", NULL, "青垣县人民政府2025年政府信息公开工作年度报告", "青垣县人民政府", 2025},
	{"A16 Chinese numerals 〇", "青垣市水务局二〇二一年度政府信息公开工作年度报告", NULL, "青垣市水务局二〇二一年度政府信息公开工作年度报告", "青垣市水务局", 2021},
	{"A16 ○", "青垣市水务局二○二一年政府信息公开工作年度报告", NULL, NULL, "青垣市水务局", 2021},
	{"A16 O", "青垣市水务局二O二一年政府信息公开工作年度报告", NULL, NULL, "青垣市水务局", 2021},
	{"A16 0", "青垣市水务局二0二一年政府信息公开工作年度报告", NULL, NULL, "青垣市水务局", 2021},
	{"A16 零", "青垣市水务局二零二三年政府信息公开工作年度报告", NULL, NULL, "青垣市水务局", 2023},
	{"A17 full width", "青垣市水务局２０２３年政府信息公开工作年度报告", NULL, NULL, "青垣市水务局", 2023},
	{"A17 in brackets", "青垣市水务局[2023]年政府信息公开工作年度报告", NULL, NULL, "青垣市水务局", 2023},
	{"A17 2023 年度", "青垣市水务局2023 年度政府信息公开工作年度报告", NULL, NULL, "青垣市水务局", 2023},
	{"人民政府 stays", "青垣县人民政府2023年政府信息公开工作年度报告", NULL, NULL, "青垣县人民政府", 2023},
	{"人民政府 stays, year first", "2023年青垣县人民政府政府信息公开工作年度报告", NULL, NULL, "青垣县人民政府", 2023},
	{"人民政府 stays where its 政府 is not repeated", "2023年青垣县人民政府信息公开工作年度报告", NULL, NULL, "青垣县人民政府", 2023},
	{"关于", "关于青垣市水务局2023年政府信息公开工作年度报告", NULL, NULL, "青垣市水务局", 2023},
	{"关于 after the agency", "青垣市水务局关于2023年政府信息公开工作的年度报告", NULL, NULL, "青垣市水务局", 2023},
	{"关于 after the year", "青垣市水务局2023年度关于政府信息公开工作的报告", NULL, NULL, "青垣市水务局", 2023},
	{"agency and office", "青垣市人民政府办公室2023年政府信息公开工作年度报告", NULL, NULL, "青垣市人民政府办公室", 2023},
	{"an agency with 公开 in no name", "青垣市公共资源交易中心2023年政府信息公开工作年度报告", NULL, NULL, "青垣市公共资源交易中心", 2023},
	{"publication date is not the year", "青垣市水务局政府信息公开工作年度报告\n发布日期：2024-01-27", NULL, "青垣市水务局政府信息公开工作年度报告", "青垣市水务局", 0},
	{"no year in the title: the period", "青垣市水务局政府信息公开工作年度报告\n发布日期：2024-01-27", preamble_period, "青垣市水务局政府信息公开工作年度报告", "青垣市水务局", 2023},
	{"a report published late", "青垣市水务局2022年政府信息公开工作年度报告\n发布日期：2023-12-27", NULL, NULL, "青垣市水务局", 2022},
	{"byte order mark", "\uFEFF青垣市水务局2023年政府信息公开工作年度报告", NULL, "青垣市水务局2023年政府信息公开工作年度报告", "青垣市水务局", 2023},
	{"carriage returns", "青垣市水务局\r\n2023年政府信息公开工作年度报告\r", NULL, "青垣市水务局2023年政府信息公开工作年度报告", "青垣市水务局", 2023},
};

static const HeadCase chrome[] = {
	{"breadcrumb", "当前位置：首页 > 政务公开 > 政府信息公开年报\n青垣市水务局2023年政府信息公开工作年度报告\n发布时间：2024-01-12 来源：市水务局 浏览次数：77", NULL,
	"青垣市水务局2023年政府信息公开工作年度报告", "青垣市水务局", 2023},
	{"breadcrumb with another year's title", "当前位置：首页 > 政府信息公开年报 > 青垣市水务局2022年政府信息公开工作年度报告\n青垣市水务局2023年政府信息公开工作年度报告", NULL,
	"青垣市水务局2023年政府信息公开工作年度报告", "青垣市水务局", 2023},
	{"the title as page header", "青垣市水务局2023年政府信息公开工作年度报告\n【字体：大 中 小】 打印 分享\n青垣市水务局2023年政府信息公开工作年度报告", NULL,
	"青垣市水务局2023年政府信息公开工作年度报告", "青垣市水务局", 2023},
	{"metadata", "索引号：XB-2024-0012\n发文日期：2024年1月12日\n名称：青垣市水务局2023年政府信息公开工作年度报告\n有效性：有效\n青垣市水务局2023年政府信息公开工作年度报告", NULL,
	NULL, "青垣市水务局", 2023},
	{"the site's name first", "青垣市人民政府\n登录 注册 无障碍 关怀版\n青垣市水务局2023年政府信息公开工作年度报告", NULL,
	"青垣市水务局2023年政府信息公开工作年度报告", "青垣市水务局", 2023},
};

static void
test_head(const HeadCase *c, GenLayout layout)
{
	bool		good;

	gen_start(&gen, &gir_forms[1], layout);
	gen.top = c->top;
	gen.preamble = c->preamble ? c->preamble : preamble_plain;
	read_gen();
	good = report.verdict == GIR_IS_REPORT && report.year == c->year && strcmp(report.agency, c->agency) == 0 &&
		(c->title == NULL || strcmp(report.title, c->title) == 0);
	ok(good, "%s: %s", c->what, one_line(c->top));
	if (!good)
		note("verdict %d, year %d (want %d), agency '%s' (want '%s'), title '%s'%s%s", report.verdict, report.year, c->year, report.agency, c->agency,
			 report.title, c->title ? ", want " : "", c->title ? c->title : "");
}

static void
test_heads(void)
{
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		test_head(&heads[i], i % 2 ? GEN_TABS : GEN_LINES);
	for (size_t i = 0; i < sizeof(chrome) / sizeof(chrome[0]); i++)
		test_head(&chrome[i], GEN_LINES);
}

static void
test_periods(void)
{
	static const char *const periods[] = {
		"自2023年1月1日起至2023年12月31日止", "自2023年1月1日起至12月31日止", "2023年1月1日-12月31日", "2023年1月1日至2023年12月31日", "从2023年1月1日到2023年12月31日止",
		"2023年1月1日—2023年12月31日", "2023 年 1 月 1 日至 2023 年 12 月 31 日", "2023年1月1日起，至2023年12月31日止", "２０２３年１月１日至１２月３１日",
		"2023年1-12月", "2023年1月至12月", "数据截止2023年12月31日",
	};

	for (size_t i = 0; i < sizeof(periods) / sizeof(periods[0]); i++)
	{
		char		preamble[400];

		gen_start(&gen, &gir_forms[1], GEN_LINES);
		gen.top = "青垣市水务局2024年政府信息公开工作年度报告";
		snprintf(preamble, sizeof(preamble), "根据国办公开办函〔2021〕30号的要求，编制本年度报告。本报告所列数据的统计期限为%s。", periods[i]);
		gen.preamble = preamble;
		read_gen();
		ok(report.year == 2024 && report.period_year == 2023, "period %s (%d)", periods[i], report.period_year);
		gen.top = "青垣市水务局政府信息公开工作年度报告";
		read_gen();
		ok(report.year == 2023, "and it is the year where the title has none (%d)", report.year);
	}
}

/* Agency from the preamble, else from the signature. */
static void
test_agency_elsewhere(void)
{
	gen_start(&gen, &gir_forms[1], GEN_TABS);
	gen.top = "2023年政府信息公开工作年度报告";
	gen.preamble = preamble_agency;
	read_gen();
	ok(strcmp(report.agency, "青垣市水务局") == 0 && report.year == 2023, "agency from the preamble ('%s')", report.agency);
	gen.preamble = preamble_period;
	gen.tail = "青垣市水务局\n2024年1月18日";
	read_gen();
	ok(strcmp(report.agency, "青垣市水务局") == 0 && report.year == 2023, "agency from the signature ('%s')", report.agency);
	gen.tail = "北澜区财政局\n2024年1月18日";
	gen.preamble = preamble_agency;
	read_gen();
	ok(strcmp(report.agency, "青垣市水务局") == 0, "the preamble goes before the signature ('%s')", report.agency);
	gen.tail = "";
	gen.preamble = preamble_period;
	read_gen();
	ok(report.agency[0] == '\0' && report.verdict == GIR_IS_REPORT, "no agency anywhere ('%s')", report.agency);
	gen.top = "";
	gen.preamble = preamble_plain;
	gen.tail = "青垣市水务局\n2024年1月18日";
	read_gen();
	ok(strcmp(report.agency, "青垣市水务局") == 0 && report.year == 0 && report.title[0] == '\0',
	   "the signature's date is not the year ('%s', %d)", report.agency, report.year);
}

/* ---- verdicts ---- */

static const char *const verdicts[] = {"a report", "not a report", "two reports", "form undecided", "table absent"};

static void
expect(GirVerdict verdict, const char *what)
{
	ok(report.verdict == verdict, "%s: %s", what, verdicts[verdict]);
	if (report.verdict != verdict)
		note("it is said to be %s; title '%s', agency '%s', year %d", verdicts[report.verdict], report.title, report.agency, report.year);
}

static void
test_not_reports(void)
{
	read_text("");
	expect(GIR_NOT_A_REPORT, "nothing");
	read_text("\n\n \t\n");
	expect(GIR_NOT_A_REPORT, "white space");
	read_text("青垣市水务局今日召开防汛会议，部署下一阶段工作。");
	expect(GIR_NOT_A_REPORT, "another text");
	read_text("关于做好2023年政府信息公开工作年度报告编制发布工作的通知\n各县区人民政府，市政府各部门：\n根据《中华人民共和国政府信息公开条例》第五十条的规定，各单位应当于2024年1月31日前公布本单位2023年政府信息公开工作年度报告，"
			  "报告应当包括总体情况、主动公开政府信息情况等内容，由各单位编制后在网站公布，并报送办公室汇总。\n青垣市人民政府办公室\n2024年1月3日\n");
	expect(GIR_NOT_A_REPORT, "a notice");
	read_text("文字解读：关于青垣市水务局2023年政府信息公开工作年度报告的解读\n一、总体情况\n2023年，青垣市水务局主动公开信息233条，收到申请2件，均已按期答复。根据《中华人民共和国政府信息公开条例》第五十条，我局编制了年度报告，现解读如下。\n");
	expect(GIR_NOT_A_REPORT, "an interpretation page");
	read_text("青垣市水务局2023年政府信息公开工作年度报告解读\n\n一、编制背景\n根据《中华人民共和国政府信息公开条例》第五十条的规定，我局编制了2023年政府信息公开工作年度报告，对全年工作作了总结，现就主要内容解读如下，供社会公众参考。\n二、总体情况\n全年收到申请2件。\n");
	expect(GIR_NOT_A_REPORT, "an interpretation page that begins like a report");
	read_text("青垣市水务局2023年法治政府建设年度报告\n一、总体情况\n2023年，青垣市水务局深入推进依法行政，全年办理行政处罚39件，举办培训5次，依法履行政府信息公开职责，主动公开信息233条，工作总体平稳，较上一年有所进步。\n");
	expect(GIR_NOT_A_REPORT, "a report on another subject");
}

/* The form as it is handed out: labels, and nothing else. */
static void
test_blank_forms(void)
{
	for (int n = 0; n < 4; n++)
	{
		gen_start(&gen, &gir_forms[n / 2], n % 2 ? GEN_TABS : GEN_LINES);
		for (int i = 0; i < gen.form->ncells; i++)
			gen_blank(&gen, i);
		gen.top = gen.preamble = "";
		gen.no_prose = true;
		read_gen();
		expect(GIR_NOT_A_REPORT, "a blank form without agency, year and prose");
		gen.top = "政府信息公开工作年度报告";
		read_gen();
		expect(GIR_NOT_A_REPORT, "a blank form under a title without agency and year");
		gen.top = "关于印发政府信息公开工作年度报告格式的通知";
		gen.preamble = "各省、自治区、直辖市人民政府办公厅，国务院各部门办公厅：为进一步规范政府信息公开工作年度报告，现将格式印发给你们，请遵照执行，执行中的问题请及时反馈。";
		read_gen();
		expect(GIR_NOT_A_REPORT, "a notice with the blank form");
		gen.top = gen_title(gen.form);
		gen.preamble = gen_preamble(gen.form);
		gen.no_prose = false;
		read_gen();
		expect(GIR_IS_REPORT, "a report all of whose cells are blank");
	}
}

static void
test_one_report(void)
{
	static const char *const tails[] = {
		"上一篇：青垣市水务局2022年政府信息公开工作年度报告\n下一篇：北澜区财政局2023年政府信息公开工作年度报告",
		"附件：枫堰县水务局2023年政府信息公开工作年度报告.docx",
		"枫堰县水务局2023年政府信息公开工作年度报告",
		"枫堰县水务局2023年政府信息公开工作年度报告.pdf\n关闭窗口",
		"相关链接\n北澜区财政局2023年政府信息公开工作年度报告\n云汀区公安分局2022年政府信息公开工作年度报告\n枫堰县水务局2021年政府信息公开工作年度报告",
	};

	for (int layout = 0; layout < 2; layout++)
		for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++)
		{
			gen_start(&gen, &gir_forms[1], (GenLayout) layout);
			gen.tail = tails[i];
			read_gen();
			expect(GIR_IS_REPORT, one_line(tails[i]));
			ok(report.year == 2023 && strcmp(report.title, gen_title(gen.form)) == 0 && report.reading.values == (uint32_t) gen.form->ncells,
			   "title and year are the report's own (%d, '%s')", report.year, report.title);
		}
	/* page chrome between the tables */
	gen_start(&gen, &gir_forms[1], GEN_TABS);
	gen_write(&gen);
	{
		char	   *at = strstr(gen.text, "三、收到和处理");
		char		text[GEN_SIZE];

		snprintf(text, sizeof(text), "%.*s%s\n\n%s", (int) (at - gen.text), gen.text, gen_title(gen.form), at);
		read_text(text);
		expect(GIR_IS_REPORT, "the title again between the tables");
		ok(report.reading.values == (uint32_t) gen.form->ncells, "and all figures are read (%u)", report.reading.values);
	}
}

/* Two reports after another; both titles are known.  picture: there is none of the first one's table 3 in the text. */
static void
two_reports(int form, int layout, const char *second, bool picture)
{
	char		text[2 * GEN_SIZE];
	size_t		len;

	gen_start(&gen, &gir_forms[form], (GenLayout) layout);
	gen_write(&gen);
	len = gen.len;
	memcpy(text, gen.text, len + 1);
	if (picture)
	{
		char	   *from = strstr(text, "三、收到和处理");
		char	   *to = strstr(from, "四、政府信息公开行政复议");

		memmove(from, to, len + 1 - (size_t) (to - text));
		len = strlen(text);
	}
	gen_start(&gen, &gir_forms[1], (GenLayout) layout);
	gen.top = second;
	for (int i = 0; i < gen.form->ncells; i++)
		gen_number(&gen, i, 1001 + i);
	gen_write(&gen);
	memcpy(text + len, gen.text, gen.len + 1);
	read_text(text);
}

static void
test_two_reports(void)
{
	static const char *const seconds[] = {
		"北澜区财政局2023年政府信息公开工作年度报告", "枫堰县水务局2022年政府信息公开工作年度报告", "云汀区公安分局2024年度政府信息公开工作报告"
	};

	for (int layout = 0; layout < 4; layout++)	/* the last two without the first one's table 3 */
		for (int form = 0; form < 2; form++)
			for (size_t i = 0; i < sizeof(seconds) / sizeof(seconds[0]); i++)
			{
				two_reports(form, layout % 2, seconds[i], layout > 1);
				expect(GIR_TWO_REPORTS, form ? "two of form 2021" : "one of form 2019 and one of 2021");
				ok(strcmp(report.title, gen_title(&gir_forms[form])) == 0 && strcmp(report.second_title, seconds[i]) == 0, "both titles: '%s' and '%s'",
				   report.title, report.second_title);
			}
}

/* No figure of the text may be told as one of the first report's where two reports stand in it. */
static void
test_two_reports_figures(void)
{
	int			wrong = 0;

	two_reports(1, 0, "北澜区财政局2023年政府信息公开工作年度报告", false);
	for (int i = 0; report.reading.figures.form && i < gir_forms[1].ncells; i++)
	{
		const GirValue *v = &report.reading.figures.cells[i];

		wrong += v->state == GIR_NUMBER && v->digits != 101 + i;
	}
	ok(wrong == 0, "no figure of the second report is read as one of the first (%d)", wrong);
}

/* Cells of one table are missing, or all others are as printed. */
static bool
table_is_missing(GirTable table)
{
	for (int i = 0; i < gen.form->ncells; i++)
	{
		const GirValue *v = &report.reading.figures.cells[i];
		bool		gone = gir_cell_block(gen.form, i)->table == table;

		if (gone ? v->state != GIR_MISSING : (v->state != GIR_NUMBER || v->digits != 101 + i))
		{
			note("%s is %s", gen.form->cells[i].path, value_text(v));
			return false;
		}
	}
	return true;
}

static void
test_absent_tables(void)
{
	for (int n = 0; n < 8; n++)
		for (int table = 0; table < GIR_TABLE_COUNT; table++)
		{
			char		what[80];

			gen_start(&gen, &gir_forms[n % 2], n & 2 ? GEN_TABS : GEN_LINES);
			gen.no_table[table] = true;
			gen.no_headings = (n & 4) != 0;
			snprintf(what, sizeof(what), "form %s, %s absent%s", gen.form->id, gir_table_en((GirTable) table), gen.no_headings ? " with its heading" : "");
			read_gen();
			/* without table 3 and its marks, table 2 still tells the form; and the other way round */
			expect(GIR_TABLE_ABSENT, what);
			ok(gir_absent_table(&report) == table && report.reading.figures.form == gen.form && table_is_missing((GirTable) table),
			   "%s: its cells are missing, all others read", what);
		}
}

/* A report whose tables were images: prose and headings, no table. */
static void
test_no_tables(void)
{
	gen_start(&gen, &gir_forms[1], GEN_LINES);
	for (int t = 0; t < GIR_TABLE_COUNT; t++)
		gen.no_table[t] = true;
	read_gen();
	ok(report.verdict == GIR_TABLE_ABSENT || report.verdict == GIR_FORM_UNDECIDED, "no table at all is an error of a report, not another text (%s)",
	   verdicts[report.verdict]);
	ok(report.year == 2023 && strcmp(report.agency, "枫堰县水务局") == 0 && report.reading.values == 0, "and what else is there is kept");
}

/* A figure on two lines of a box cell: never the first line alone. */
static void
test_narrow_box(void)
{
	static const char *const figures[][2] = {{"1   ", "0490"}, {"1049", "00  "}, {"1   ", "08  "}, {"12  ", ",345"}};
	static const char rule[] = "+----------+----------+\n";
	char		text[2048];

	for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++)
	{
		snprintf(text, sizeof(text), "青垣市水务局2023年政府信息公开工作年度报告\n"
				 "%s| 第二十条第（五）项 | |\n%s| 信息内容 | 本年处理决定数量 |\n%s| 行政许可 | %s |\n|          | %s |\n"
				 "%s| 第二十条第（六）项 | |\n%s| 信息内容 | 本年处理决定数量 |\n%s| 行政处罚 | 396  |\n%s| 行政强制 | 17   |\n%s"
				 "| 第二十条第（八）项 | |\n%s| 信息内容 | 本年收费金额（单位：万元） |\n%s| 行政事业性收费 | 2    |\n%s",
				 rule, rule, rule, figures[i][0], figures[i][1], rule, rule, rule, rule, rule, rule, rule, rule);
		read_text(text);
		ok(report.reading.figures.form != NULL, "a box with narrow columns has a form");
		for (int c = 0; report.reading.figures.form && c < report.reading.figures.form->ncells; c++)
		{
			const char *path = report.reading.figures.form->cells[c].path;
			const GirValue *v = &report.reading.figures.cells[c];

			if (strcmp(path, "table2.licensing.decisions") == 0)
				ok(v->state != GIR_NUMBER, "%s / %s is no figure of one line", figures[i][0], figures[i][1]);
			else if (strcmp(path, "table2.punishment.decisions") == 0)
				ok(v->state == GIR_NUMBER && v->digits == 396, "the row below it is read");
		}
	}
}

/* Figures above their labels, in a block of table 2: none is another row's. */
static void
test_labels_behind(void)
{
	read_text("青垣市水务局2023年政府信息公开工作年度报告\n第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n"
			  "1 0 7\n规章\n13 2 58\n行政规范性文件\n第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可 1472\n");
	ok(report.reading.figures.form != NULL, "labels behind their figures have a form");
	for (int c = 0; report.reading.figures.form && c < report.reading.figures.form->ncells; c++)
	{
		const GirValue *v = &report.reading.figures.cells[c];

		if (strncmp(report.reading.figures.form->cells[c].path, "table2.regulations", 18) == 0)
			ok(v->state == GIR_UNREADABLE, "%s is not the next row's", report.reading.figures.form->cells[c].path);
		else if (strcmp(report.reading.figures.form->cells[c].path, "table2.licensing.decisions") == 0)
			ok(v->state == GIR_NUMBER && v->digits == 1472, "another block is read");
	}
}

/* Labels are there, rows are not, or not readable: no error. */
static void
test_lost_rows(void)
{
	for (int n = 0; n < 4; n++)
	{
		gen_start(&gen, &gir_forms[n / 2], n % 2 ? GEN_TABS : GEN_LINES);
		for (int r = 5; r < gen.form->nrows; r += 3)
			gen.gone[r] = true;
		read_gen();
		expect(GIR_IS_REPORT, "rows lost");
		/* the figures of every row dropped, its labels left */
		gen_start(&gen, &gir_forms[n / 2], n % 2 ? GEN_TABS : GEN_LINES);
		gen.trim = true;
		for (int i = 0; i < gen.form->ncells; i++)
			gen_blank(&gen, i);
		gen_number(&gen, 0, 5);
		read_gen();
		expect(GIR_IS_REPORT, "figures lost");
		{
			int			states[GIR_STATE_COUNT] = {0};

			/* of table 4 nothing but its heads is left, so its row may be called missing */
			for (int i = 0; i < gen.form->ncells; i++)
				if (gir_cell_block(gen.form, i)->table != GIR_TABLE4)
					states[report.reading.figures.cells[i].state]++;
			ok(states[GIR_NUMBER] <= 1 && states[GIR_MISSING] == 0, "their cells are blank or unreadable, none is 0 (%d numbers, %d blank, %d unreadable, %d missing)",
			   states[GIR_NUMBER], states[GIR_BLANK], states[GIR_UNREADABLE], states[GIR_MISSING]);
		}
	}
}

/* Table 2 of one form with table 3 of the other. */
static void
test_both_forms(void)
{
	for (int n = 0; n < 4; n++)
	{
		char		text[2 * GEN_SIZE];
		char	   *cut;
		char	   *rest;
		GenLayout	layout = n % 2 ? GEN_TABS : GEN_LINES;

		gen_start(&gen, &gir_forms[n / 2], layout);
		gen_write(&gen);
		cut = strstr(gen.text, "三、收到和处理");
		snprintf(text, sizeof(text), "%.*s", (int) (cut - gen.text), gen.text);
		gen_start(&gen, &gir_forms[1 - n / 2], layout);
		gen_write(&gen);
		rest = strstr(gen.text, "三、收到和处理");
		strcat(text, rest);
		read_text(text);
		expect(GIR_FORM_UNDECIDED, "labels of both forms");
		ok(report.reading.choice == GIR_FORM_BOTH && report.reading.figures.form == NULL && report.reading.marks[0] > 0 && report.reading.marks[1] > 0 &&
		   report.reading.evidence[0][0].len > 0 && report.reading.evidence[1][0].len > 0, "with evidence for each (%d and %d marks)",
		   report.reading.marks[0], report.reading.marks[1]);
		ok(report.year == gen_year(&gir_forms[n / 2]) && strcmp(report.agency, "枫堰县水务局") == 0, "the rest is kept");
	}
}

/* Only rows that both forms have. */
static void
test_neither_form(void)
{
	for (int n = 0; n < 4; n++)
	{
		gen_start(&gen, &gir_forms[n / 2], n % 2 ? GEN_TABS : GEN_LINES);
		gen.no_table[GIR_TABLE2] = true;
		for (int r = 0; r < gen.form->nrows; r++)
			gen.gone[r] = strncmp(gen.form->rows[r].key, "other_", 6) == 0;
		read_gen();
		expect(GIR_FORM_UNDECIDED, "labels of neither form");
		ok(report.reading.choice == GIR_FORM_NEITHER && report.reading.figures.form == NULL && report.year == gen_year(gen.form) &&
		   strcmp(report.agency, "枫堰县水务局") == 0, "form and figures are not there, the rest is kept");
	}
}

/* The cited notice is no evidence: the tables decide. */
static void
test_cited_notice(void)
{
	for (int n = 0; n < 4; n++)
	{
		const GirForm *form = &gir_forms[n / 2];

		gen_start(&gen, form, n % 2 ? GEN_TABS : GEN_LINES);
		gen.preamble = n / 2 ? "根据国办公开办函〔2019〕60号的要求，编制本年度报告。" : "根据国办公开办函〔2021〕30号的要求，编制本年度报告。";
		read_gen();
		ok(report.verdict == GIR_IS_REPORT && report.reading.figures.form == form && report.year == gen_year(form), "form %s under the other's notice", form->id);
	}
}

/* Prose that a report may hold must not become a figure, and headings in a sentence are no headings. */
static void
test_traps(void)
{
	gen_start(&gen, &gir_forms[1], GEN_LINES);
	gen.preamble = "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等六部分组成，统计期限为2023年1月1日至2023年12月31日。";
	read_gen();
	ok(report.verdict == GIR_IS_REPORT && report.year == 2023 && report.reading.values == (uint32_t) gen.form->ncells, "a preamble that lists the sections");
	gen_start(&gen, &gir_forms[1], GEN_TABS);
	gen.tail = "附件\n\t5\t6\t7\n\t规章\t9\t9\t9\n";
	read_gen();
	ok(report.reading.figures.cells[0].state != GIR_NUMBER || report.reading.figures.cells[0].digits == 101, "a second row of the same label does not replace the first");
}

/* Labels and figures grouped into lines by their places on a page: those of table 3 may all stand a row too low, or too high. */
static void
test_steps(void)
{
	for (int by = -1; by <= 1; by++)
	{
		const GirForm *form = &gir_forms[1];
		int			outcome = 0;
		int			last = 0;
		int64_t		sums[GIR_MAX_TERMS] = {0};

		gen_start(&gen, form, GEN_TABS);
		for (int r = 0; r < form->nrows; r++)
			if (form->rows[r].role == GIR_ROLE_OUTCOME || form->rows[r].role == GIR_ROLE_RESULT)
				for (int i = 0; i < form->blocks[form->rows[r].block].ncolumns; i++)
				{
					int64_t		n = form->rows[r].role == GIR_ROLE_RESULT ? sums[i] : 100 + r * 13 + i;

					sums[i] += n;
					gen_number(&gen, form->rows[r + by].first_cell + i, n);
					outcome = form->rows[r].first_cell;
					last = form->rows[r + 1].first_cell;
				}
		read_gen();
		ok((report.reading.figures.cells[outcome].state == GIR_NUMBER) == (by == 0) && report.reading.figures.cells[last].state == report.reading.figures.cells[outcome].state &&
		   report.reading.figures.cells[0].state == GIR_NUMBER && report.reading.tables[GIR_TABLE3].out_of_step == (by != 0), "figures that add up %d rows away", by);
	}
}

int
main(void)
{
	unit_init();
	test_heads();
	test_periods();
	test_agency_elsewhere();
	test_not_reports();
	test_blank_forms();
	test_one_report();
	test_two_reports();
	test_two_reports_figures();
	test_absent_tables();
	test_no_tables();
	test_narrow_box();
	test_labels_behind();
	test_lost_rows();
	test_steps();
	test_both_forms();
	test_neither_form();
	test_cited_notice();
	test_traps();
	ok(heads_read > 100 && heads_other == 0, "%d of %d texts have another head without their figures", heads_other, heads_read);
	return done();
}
