/*
 * statements.c - the figures that prose asserts
 *
 * The sentences with labels are in test/narratives; here is what they cannot show: places, tables, years, broken bytes, cost.
 */
#include "unit.h"

#include "core/statements.h"

static GirStatements all;

static void
read_text(const char *text, size_t len, int year)
{
	gir_statements_free(&all);
	gir_statements_read(text, len, (GirStatementOptions) {year, NULL}, NULL, NULL, &all);
}

static const GirStatement *
said(GirMeasure measure)
{
	for (uint32_t i = 0; i < all.n; i++)
		if (all.items[i].measure == measure)
			return &all.items[i];
	return NULL;
}

static bool
is_span(const char *text, GirSpan s, const char *expected)
{
	return s.len == strlen(expected) && memcmp(text + s.off, expected, s.len) == 0;
}

static void
test_places(void)
{
	static const char text[] = "前言。\n2023年，我局共收到政府信息公开申请12 件，已答复。主动公开信息30条，其中：公示公告 20条、其他10条。";
	const GirStatement *s;

	read_text(text, strlen(text), 0);
	ok(all.n == 5, "five statements (%u)", all.n);
	s = said(GIR_MEASURE_RECEIVED);
	ok(s && is_span(text, s->number, "12 件") && is_span(text, s->quote, "我局共收到政府信息公开申请12 件"), "number and clause of a statement");
	s = said(GIR_MEASURE_ANSWERED);
	ok(s && s->digits == 12 && s->sense == GIR_SENSE_ALL_OF_RECEIVED && is_span(text, s->number, "已答复"), "as many as were received");
	s = said(GIR_MEASURE_DISCLOSURE_PART);
	ok(s && is_span(text, s->label, "公示公告") && is_span(text, s->quote, "其中：公示公告 20条、其他10条"), "label and clause of a part");
	ok(s && said(GIR_MEASURE_DISCLOSURES)->list == s->list && s->list > 0, "a part and its total are of one list");
}

static void
test_numbers(void)
{
	static const struct
	{
		const char *print;
		int64_t		digits;
		bool		approximate;
	}			numbers[] = {
		{"0", 0, false}, {"7", 7, false}, {"1,106", 1106, false}, {"1，106", 1106, false}, {"1 204", 1204, false}, {"1６", 16, false}, {"２３", 23, false},
		{"一", 1, false}, {"两", 2, false}, {"十", 10, false}, {"十二", 12, false}, {"二十", 20, false}, {"二十一", 21, false}, {"一百", 100, false},
		{"一百零五", 105, false}, {"一百〇五", 105, false}, {"一百一十", 110, false}, {"三百二十一", 321, false}, {"一千零一", 1001, false},
		{"一千二百", 1200, false}, {"一万二千", 12000, false}, {"贰拾叁", 23, false}, {"壹佰", 100, false}, {"零", 0, false}, {"约200", 200, true},
		{"近百", 100, true}, {"五百余", 500, true}, {"1百余", 100, true}, {"30多", 30, true}, {"1.2万", 12000, true}, {"1.3万余", 13000, true}, {"超过50", 50, true},
		{"廿三", 23, false}, {"二十来", 20, true}, {"不到40", 40, true}, {"约 200", 200, true}, {"上万", 10000, true},
	};
	static const char *const refused[] = {
		"数十", "几百", "三四", "一百五", "007", "1,06", "12-15", "1.2.3", "1234567890123456", "十十", "百百", "2024-01-19", "0791-88123456", "第3", "若干", "1/2", "数 十", "2, 143", "万"
	};
	char		text[256];

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
	{
		const GirStatement *s;

		snprintf(text, sizeof(text), "全年收到政府信息公开申请%s件。", numbers[i].print);
		read_text(text, strlen(text), 0);
		s = said(GIR_MEASURE_RECEIVED);
		ok(all.n == 1 && s && s->digits == numbers[i].digits && s->scale == 0 && s->approximate == numbers[i].approximate, "%s件 is %lld", numbers[i].print, (long long) numbers[i].digits);
	}
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
	{
		snprintf(text, sizeof(text), "全年收到政府信息公开申请%s件。", refused[i]);
		read_text(text, strlen(text), 0);
		ok(all.n == 0, "%s件 is no number of applications", refused[i]);
	}
}

/* The title's year counts, and the figures of the tables are no prose. */
static void
test_report(void)
{
	static const char text[] =
		"青垣市水务局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n2022年收到政府信息公开申请9件，2023年收到12件。\n\n二、主动公开政府信息情况\n"
		"第二十条第（一）项\t\t\t\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t3\t1\t12\n\n"
		"三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\t5\t0\t0\t0\t0\t0\t5\n二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n"
		"四、结转下年度继续办理\t2\t0\t0\t0\t0\t0\t2\n注：全年办结14件。\n\n六、其他需要报告的事项\n未收取信息处理费。\n";

	read_text(text, strlen(text), 0);
	ok(all.n == 2 && said(GIR_MEASURE_RECEIVED) && said(GIR_MEASURE_RECEIVED)->digits == 12 && said(GIR_MEASURE_FEE), "of a report, the prose for the title's year (%u)", all.n);
	read_text(text, strlen(text), 2022);
	ok(said(GIR_MEASURE_RECEIVED) && said(GIR_MEASURE_RECEIVED)->digits == 9, "the caller's year counts before the title's");
}

/* What a body above did is not the report's, unless it is that body's. */
static void
test_scope(void)
{
	static const struct
	{
		const char *agency;
		const char *text;
		int			received;	/* -1: none */
	}			cases[] = {
		{NULL, "省政府共收到申请1,200件，我厅承办86件。", -1}, {NULL, "省厅共收到申请560件，办结550件，转由我局办理的申请5件。", -1},
		{NULL, "市政府共收到政府信息公开申请120件，其中本局收到9件。", 9}, {NULL, "全县共收到申请312件，其中我局收到9件。", 9},
		{NULL, "2023年共收到申请12件，我局均已答复。", 12}, {NULL, "市水务局收到申请12件，我局均已答复。", 12},
		{"青垣市水务局", "市政府共收到政府信息公开申请120件。", -1}, {"青垣市水务局", "水务局共收到政府信息公开申请12件。", 12},
		{"青垣市人民政府", "市政府共收到政府信息公开申请120件。", 120}, {"青垣市人民政府", "全市共收到政府信息公开申请120件。", 120},
		{"青垣市水务局", "全市共收到政府信息公开申请120件。", -1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		const GirStatement *s;

		gir_statements_free(&all);
		gir_statements_read(cases[i].text, strlen(cases[i].text), (GirStatementOptions) {0, cases[i].agency}, NULL, NULL, &all);
		s = said(GIR_MEASURE_RECEIVED);
		ok((s ? (int) s->digits : -1) == cases[i].received, "%s: %s", cases[i].agency ? cases[i].agency : "-", cases[i].text);
	}
}

/* Figures that the sentence gives to another year's report, and the year that such a report is of. */
static void
test_other_report(void)
{
	static const struct
	{
		const char *text;
		int			received;	/* in a report of 2023; -1: none */
	}			cases[] = {
		{"据2021年年度报告，当年收到申请33件。", -1}, {"2021年结转3件，当年收到申请12件。", 12}, {"收到申请12件，系2021年度数据。", -1}, {"收到申请12件，均为2023年度数据。", 12},
		{"收到申请12件，均已列入2022年度报告。", -1}, {"收到申请12件、主动公开信息9条，均载于上一年度报告。", -1}, {"收到申请12件，2件结转下年，纳入下一年度统计。", 12},
		{"收到申请12件，办结9件，以上均不计入本报告。", -1}, {"收到申请12件，另有咨询3件，不计入申请。", 12}, {"收到申请12件，较上年报告数据减少。", 12}, {"派出所收到的申请2件计入上级年报。", -1},
		{"收到申请12件，已公开上一年度报告。", 12}, {"收到申请18件，2024年1月又收到2件。", 18},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		const GirStatement *s;

		read_text(cases[i].text, strlen(cases[i].text), 2023);
		s = said(GIR_MEASURE_RECEIVED);
		ok((s ? (int) s->digits : -1) == cases[i].received, "of 2023: %s", cases[i].text);
	}
}

/* Percentages are no statements, and stand behind them. */
static void
test_shares(void)
{
	static const char text[] = "政府信息公开申请办结率98.5%，予以公开5件，占45.2％；不予公开占百分之三，部分公开率百分之12.5。";
	static const struct
	{
		GirMeasure	measure;
		int64_t		digits;
		uint8_t		scale;
		const char *print;
	}			shares[] = {
		{GIR_MEASURE_ANSWERED, 985, 1, "98.5%"}, {GIR_MEASURE_GRANTED, 452, 1, "45.2％"}, {GIR_MEASURE_DENIED, 3, 0, "百分之三"},
		{GIR_MEASURE_PARTLY_GRANTED, 125, 1, "百分之12.5"}
	};

	read_text(text, strlen(text), 0);
	ok(all.n == 1 && all.items[0].measure == GIR_MEASURE_GRANTED && all.nshares == 4, "one statement, four percentages (%u, %u)", all.n, all.nshares);
	for (uint32_t i = 0; i < 4 && i < all.nshares; i++)
	{
		const GirStatement *s = &all.items[all.n + i];

		ok(s->measure == shares[i].measure && s->digits == shares[i].digits && s->scale == shares[i].scale && is_span(text, s->number, shares[i].print),
		   "share of %s", gir_measure_key(shares[i].measure));
	}
}

static const char *const sentences[] = {
	"2023年，我局收到政府信息公开申请12件，上年结转3件，办结13件，结转下年度2件，其中予以公开5件、部分公开2件、不予公开1件、无法提供3件、不予处理2件。",
	"全年主动公开政府信息1,286条，其中：通知公告600条；规划计划20条；其他666条。",
	"没有因政府信息公开工作被申请行政复议或提起行政诉讼，也未收取信息处理费（0元）。",
	"制定规章两部、行政规范性文件一百零五件，废止三件。",
	"《条例》（国务院令第711号）自2019年5月15日起施行，近三年累计收到申请约1.2万件。",
	"12345热线受理工单2,314件，均已办结。\n\n（二）依申请公开\n收到3件，均已答复。",
	"政府信息公开申请办结率98.5%，予以公开5件，占45.2％；不予公开占百分之三，部分公开率百分之12.5。",
	"信息公开复议、诉讼分别为4件、1件，收到、办结申请均为12件；12月收到的2件申请因补正，结转至2024年办理。",
	"主动公开信息：机构设置3条、通知公告（5条），合计8条；申请数量较多，全年达到206件。",
};

/* Figures whose nouns or verbs stand somewhere else in the sentence; and those of which it cannot be told. */
static void
test_elsewhere(void)
{
	static const struct
	{
		const char *text;
		int			n;			/* statements, and two of them: */
		GirMeasure	measure[2];
		int			digits[2];
	}			cases[] = {
		{"信息公开复议、诉讼分别为4件、1件。", 2, {GIR_MEASURE_REVIEWS, GIR_MEASURE_LITIGATIONS}, {4, 1}},
		{"因信息公开被复议、被诉各2件。", 2, {GIR_MEASURE_REVIEWS, GIR_MEASURE_LITIGATIONS}, {2, 2}},
		{"新收、办结、结转下年的申请分别为60件、57件、3件。", 3, {GIR_MEASURE_ANSWERED, GIR_MEASURE_CARRIED_OUT}, {57, 3}},
		{"规范性文件制发、废止分别为3件、2件。", 2, {GIR_MEASURE_NORMATIVE_ISSUED, GIR_MEASURE_NORMATIVE_REPEALED}, {3, 2}},
		{"信息公开复议、诉讼分别为4件、1件、2件。", 0, {GIR_MEASURE_COUNT, GIR_MEASURE_COUNT}, {0, 0}},
		{"2022、2023年收到公开申请分别为20件、26件。", 0, {GIR_MEASURE_COUNT, GIR_MEASURE_COUNT}, {0, 0}},
		{"收到的公开申请数量较多，全年达到206件。", 1, {GIR_MEASURE_RECEIVED, GIR_MEASURE_COUNT}, {206, 0}},
		{"信访量较多，全年达到206件。", 0, {GIR_MEASURE_COUNT, GIR_MEASURE_COUNT}, {0, 0}},
		{"公开申请中，2件因征求意见，结转2024年办理。", 1, {GIR_MEASURE_CARRIED_OUT, GIR_MEASURE_COUNT}, {2, 0}},
		{"公开申请中，2件因征求意见，无结转2024年办理。", 1, {GIR_MEASURE_CARRIED_OUT, GIR_MEASURE_COUNT}, {0, 0}},
		{"网上收到公开申请7件、来函收到公开申请5件，两项合计12件。", 1, {GIR_MEASURE_RECEIVED, GIR_MEASURE_COUNT}, {12, 0}},
		{"收到公开申请4件，收到信访件6件，共10件。", 1, {GIR_MEASURE_RECEIVED, GIR_MEASURE_COUNT}, {4, 0}},
		{"收到公开申请8件，按期办结。", 2, {GIR_MEASURE_RECEIVED, GIR_MEASURE_ANSWERED}, {8, 8}},
		{"收到公开申请8件，及时回复群众关切。", 1, {GIR_MEASURE_RECEIVED, GIR_MEASURE_COUNT}, {8, 0}},
		{"信息公开行政复议：结果维持3，结果纠正1，总计4。", 1, {GIR_MEASURE_REVIEWS, GIR_MEASURE_COUNT}, {4, 0}},
		{"主动公开信息：机构设置3条、通知公告（5条），合计8条。", 3, {GIR_MEASURE_DISCLOSURES, GIR_MEASURE_DISCLOSURE_PART}, {8, 3}},
		{"四、政府信息公开行政复议、行政诉讼情况\n本年度无此类情况。", 2, {GIR_MEASURE_REVIEWS, GIR_MEASURE_LITIGATIONS}, {0, 0}},
		{"五、存在的主要问题\n本年度无此类情况。", 0, {GIR_MEASURE_COUNT, GIR_MEASURE_COUNT}, {0, 0}},
		{"不予公开率为零。", 0, {GIR_MEASURE_COUNT, GIR_MEASURE_COUNT}, {0, 0}},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		bool		good;

		read_text(cases[i].text, strlen(cases[i].text), 0);
		good = (int) all.n == cases[i].n;
		for (int k = 0; k < 2; k++)
		{
			const GirStatement *s = cases[i].measure[k] < GIR_MEASURE_COUNT ? said(cases[i].measure[k]) : NULL;

			good &= cases[i].measure[k] == GIR_MEASURE_COUNT || (s && s->digits == cases[i].digits[k]);
		}
		ok(good, "%s: %u statements", one_line(cases[i].text), all.n);
	}
}

/* Every place lies in the text, and what is quoted holds what was read. */
static bool
is_sound(size_t len)
{
	for (uint32_t i = 0; i < all.n + all.nshares; i++)
	{
		const GirStatement *s = &all.items[i];

		if ((size_t) s->number.off + s->number.len > len || (size_t) s->label.off + s->label.len > len || (size_t) s->quote.off + s->quote.len > len ||
			s->number.len == 0 || s->measure >= GIR_MEASURE_COUNT || s->sense >= GIR_SENSE_COUNT || s->digits < 0 ||
			s->number.off < s->quote.off || s->number.off > s->quote.off + s->quote.len || (s->label.len > 0) != (s->measure == GIR_MEASURE_DISCLOSURE_PART))
			return false;
	}
	return all.status == GIR_OK;
}

/* Bytes changed, cut out, doubled: the result is sound, and no byte outside is looked at. */
static void
test_broken(void)
{
	int			wrong = 0;
	uint32_t	read = 0;

	seed(11);
	for (int n = 0; n < 20000; n++)
	{
		const char *from = sentences[pick((int) (sizeof(sentences) / sizeof(sentences[0])))];
		char		s[1024];
		size_t		len = strlen(from);
		char	   *copy;

		memcpy(s, from, len);
		for (int k = pick(4); k >= 0; k--)
		{
			size_t		at = (size_t) pick((int) len);
			size_t		cut = (size_t) pick(9);

			switch (pick(3))
			{
				case 0:
					s[at] = (char) (1 + pick(255));
					break;
				case 1:
					if (at + cut < len)
					{
						memmove(s + at, s + at + cut, len - at - cut);
						len -= cut;
					}
					break;
				default:
					if (at + cut < len && len + cut < sizeof(s))
					{
						memmove(s + at + cut, s + at, len - at);
						len += cut;
					}
			}
		}
		copy = malloc(len ? len : 1);
		memcpy(copy, s, len);
		read_text(copy, len, one_in(4) ? 2023 : 0);
		read += all.n;
		if (!is_sound(len) && wrong++ < 3)
			note("unsound: %.*s", (int) len, s);
		free(copy);
	}
	ok(wrong == 0, "damaged sentences give sound statements (20000, %u statements)", read);
}

/*
 * A sentence with another number in every place: whatever else stands in it, what is read is what is printed, or nothing.
 */
static void
test_mutation(void)
{
	static const struct
	{
		GirMeasure	measure;
		const char *print;
	}			pieces[] = {
		{GIR_MEASURE_RECEIVED, "收到政府信息公开申请%d件"}, {GIR_MEASURE_CARRIED_IN, "上年结转%d件"}, {GIR_MEASURE_ANSWERED, "办结政府信息公开申请%d件"}, {GIR_MEASURE_CARRIED_OUT, "结转下年度%d件"},
		{GIR_MEASURE_GRANTED, "予以公开%d件"}, {GIR_MEASURE_DENIED, "不予公开%d件"}, {GIR_MEASURE_UNAVAILABLE, "无法提供%d件"}, {GIR_MEASURE_NORMATIVE_ISSUED, "制发规范性文件%d件"},
		{GIR_MEASURE_FEE, "收取信息处理费%d元"}, {GIR_MEASURE_DISCLOSURES, "主动公开政府信息%d条"}, {GIR_MEASURE_COUNT, "较上年增加%d件"}, {GIR_MEASURE_COUNT, "举办培训%d场次"},
		{GIR_MEASURE_COUNT, "2020年收到申请%d件"}, {GIR_MEASURE_COUNT, "办理热线工单%d件"}, {GIR_MEASURE_COUNT, "回复网民留言%d条"}, {GIR_MEASURE_COUNT, "办结率%d%%"},
	};
	enum
	{
		PIECES = sizeof(pieces) / sizeof(pieces[0])
	};
	int			wrong = 0;
	int			missing = 0;
	int			stated = 0;

	seed(7);
	for (int n = 0; n < 8000; n++)
	{
		int			value[GIR_MEASURE_COUNT + 1];
		char		s[1024] = "2023年，我局";
		int			count = 2 + pick(5);

		memset(value, -1, sizeof(value));
		for (int k = 0; k < count; k++)
		{
			int			p = pick(PIECES);
			int			v = 100 + pick(800);

			if (pieces[p].measure < GIR_MEASURE_COUNT && value[pieces[p].measure] >= 0)
				continue;
			value[pieces[p].measure] = v;
			sprintf(s + strlen(s), pieces[p].print, v);
			/* a year or a comparison ends with its clause; what follows says again which year it is of */
			strcat(s, k + 1 == count ? "。" : strncmp(pieces[p].print, "2020", 4) == 0 ? "；2023年" : "，");
		}
		read_text(s, strlen(s), 2023);
		for (uint32_t i = 0; i < all.n; i++)
			if (all.items[i].digits != value[all.items[i].measure] && wrong++ < 3)
				note("%s: %s = %lld", s, gir_measure_key((GirMeasure) all.items[i].measure), (long long) all.items[i].digits);
		for (int m = 0; m < GIR_MEASURE_COUNT; m++)
		{
			stated += value[m] >= 0;
			if (value[m] >= 0 && said((GirMeasure) m) == NULL && missing++ < 12)
				note("%s: no %s", s, gir_measure_key((GirMeasure) m));
		}
	}
	ok(wrong == 0, "clauses in any order: no wrong number (8000 sentences, %d of %d figures not read)", missing, stated);
	ok(missing * 10 < stated, "and few are missing");
}

static uint64_t
steps_of(const char *piece, size_t size)
{
	size_t		n = strlen(piece);
	char	   *s = malloc(size + n);
	size_t		len = 0;
	uint64_t	steps;

	while (len + n <= size)
	{
		memcpy(s + len, piece, n);
		len += n;
	}
	gir_statements_free(&all);
	gir_statements_of_prose(s, len, NULL, 0, (GirStatementOptions) {2023, NULL}, NULL, NULL, &all);
	steps = all.status == GIR_OK ? all.steps : UINT64_MAX;
	free(s);
	return steps;
}

/* Twice the text, twice the work, whatever it is. */
static void
test_linear(void)
{
	static const char *const pieces[] = {
		"1", "１", "一", "百", "未", "没有", "无", "均已", "，", "、", "（", "）", "《", "〔", "：", "\n", "\n\n", " ", "\t", "件", "1件", "未1", "收到", "其中", "2023年", "1月", "1.", "1,", "1-", "1 234 ",
		"政府信息公开申请", "收到申请1件，", "收到申请1件、", "主动公开信息1条、", "其中1条，", "未收到申请，", "未发生行政复议、", "（1件）", "均已答复", "均已答复，", "a", "\xE5", "\xFF", "\xE5\x85",
		"主动公开信息9999条，其中：", "收到申请3件。均已答复。", "依申请公开", "信 息 ",
		"复议、诉讼各1件，", "复议、诉讼分别为1件、2件，", "均为1件、", "申请均为1件", "收到申请1件，共2件，", "2件申请结转", "结转2024年", "公开信息：甲3条、乙4条，", "约 ", "共1件", "（1件）、公开信息",
		"上年结转1件，", "由1件降到2件，", "收到申请较上年增加1件，达2件，", "较1件", "办理行政复议1件，", "投诉、", "投诉、复议均无、", "零受理、", "办结1件；", "各类申请1件、",
		"公文、", "公文，", "主动公开1件、", "依申请公开1件，", "不予公开1件、", "主动公开1件；不予公开1件；", "收到申请1件，均不计入", "均不计入，", "主动公开信息2条，甲1条，", "加强、", "通过“",
		"法院答复的提出的", "各县（区）", "审核", "审核申请1件，", "会商申请审核后1件、", "申请（1）件，", "（1", "网站发布信息1条，", "2021年收到申请1件，本年度", "争议1件（复议、诉讼）"
	};

	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
	{
		uint64_t	small = steps_of(pieces[i], 100000);
		uint64_t	large = steps_of(pieces[i], 400000);

		ok(large <= small * 5 && large <= UINT64_C(400000) * 60, "text of '%s': %llu steps for 100 kB, %llu for 400 kB", one_line(pieces[i]),
		   (unsigned long long) small, (unsigned long long) large);
	}
	ok(steps_of("1", 10000000) <= UINT64_C(10000000) * 60, "10 MB of digits on one line");
	ok(steps_of("未", 10000000) <= UINT64_C(10000000) * 60, "10 MB of negatives on one line");
}

static bool
stop_at_once(void *context)
{
	(*(int *) context)++;
	return true;
}

static void
test_cancel(void)
{
	int			asked = 0;
	char	   *s = malloc(300000);
	size_t		len = 0;

	while (len < 290000)
		len += (size_t) sprintf(s + len, "收到申请1件。");
	gir_statements_free(&all);
	gir_statements_of_prose(s, len, NULL, 0, (GirStatementOptions) {0, NULL}, stop_at_once, &asked, &all);
	ok(all.status == GIR_CANCELLED && asked == 1, "reading stops when it is told to");
	free(s);
}

int
main(void)
{
	unit_init();
	if (!gir_statements_init())
		abort();
	test_places();
	test_numbers();
	test_shares();
	test_scope();
	test_other_report();
	test_elsewhere();
	test_report();
	test_broken();
	test_mutation();
	test_linear();
	test_cancel();
	gir_statements_free(&all);
	return done();
}
