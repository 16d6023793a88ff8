/*
 * doubts.c - what is printed so that it could be read in two ways is not read
 *
 * A report in which everything adds up, and changes of its text.  Beside each is the cell to look at and what is to be read there: a
 * figure, or nothing, which is neither a number nor a blank.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE				/* memmem */
#endif

#include "unit.h"

static GirReport report;

/* Table 3 of the text: each row is summed up, the result sums the outcomes, and no figure is a part of another one's line. */
static const char *const rows[] = {
	"一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "三、本年度办理结果\t（一）予以公开", "\t（二）部分公开", "\t（三）不予公开\t1.属于国家秘密",
	"\t\t2.其他法律行政法规禁止公开", "\t\t3.危及“三安全一稳定”", "\t\t4.保护第三方合法权益", "\t\t5.属于三类内部事务信息", "\t\t6.属于四类过程性信息",
	"\t\t7.属于行政执法案卷", "\t\t8.属于行政查询事项", "\t（四）无法提供\t1.本机关不掌握相关政府信息", "\t\t2.没有现成信息需要另行制作", "\t\t3.补正后申请内容仍不明确",
	"\t（五）不予处理\t1.信访举报投诉类申请", "\t\t2.重复申请", "\t\t3.要求提供公开出版物", "\t\t4.无正当理由大量反复申请", "\t\t5.要求行政机关确认或重新出具已获取信息",
	"\t（六）其他处理\t1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "\t\t2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "\t\t3.其他", "\t（七）总计",
	"四、结转下年度继续办理"
};

static const char head[] =
"枫堰县水务局2023年政府信息公开工作年度报告\n一、总体情况\n本年度各项工作有序开展。\n二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
"规章\t0\t0\t1\n行政规范性文件\t12\t3\t45\n第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t1472\n第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t396\n行政强制\t17\n"
"第二十条第（八）项\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t160.5964\n三、收到和处理政府信息公开申请情况\n"
"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t申请人情况\n自然人\t法人或其他组织\t总计\n商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n";

static const char tail[] =
"四、政府信息公开行政复议、行政诉讼情况\n行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n"
"结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n2\t4\t1\t5\t12\t3\t1\t0\t2\t6\t7\t0\t1\t1\t9\n"
"五、存在的主要问题及改进情况\n公开内容还需丰富。\n六、其他需要报告的事项\n无。\n";

static char text[65536];

/* Everything in tabs; the figures of 予以公开 are 332 155 405 667 50 75 1684. */
static void
write_report(void)
{
	static const int granted[] = {332, 155, 405, 667, 50, 75};
	int			sums[7] = {0};
	char	   *p = text + sprintf(text, "%s", head);
	int			n = (int) (sizeof(rows) / sizeof(rows[0]));

	for (int r = 0; r < n; r++)
	{
		int			total = 0;

		p += sprintf(p, "%s", rows[r]);
		for (int i = 0; i < 6; i++)
		{
			int			v = r == n - 2 ? sums[i] : r == 2 ? granted[i] : (r * 5 + i * 7) % 13 + 20;

			if (r >= 2)
				sums[i] += v;
			total += v;
			p += sprintf(p, "\t%d", v);
		}
		p += sprintf(p, "\t%d\n", total);
	}
	strcpy(p, tail);
}

static void
replace(const char *what, const char *with)
{
	char	   *p = strstr(text, what);

	if (p == NULL || strlen(text) + strlen(with) >= sizeof(text))
		abort();
	memmove(p + strlen(with), p + strlen(what), strlen(p + strlen(what)) + 1);
	memcpy(p, with, strlen(with));
}

/* What every tab becomes: a line break, or a blank. */
static void
spread(char c)
{
	for (char *p = text; (p = strchr(p, '\t')) != NULL; p++)
		*p = c;
}

/* is: the figure; "" nothing, neither a number nor a blank. */
static void
expect(const char *path, const char *is, const char *what)
{
	const GirValue *v;
	char		read[32] = "";
	int			cell;

	gir_report_read(text, strlen(text), NULL, NULL, &report);
	cell = report.reading.figures.form ? gir_cell_by_path(report.reading.figures.form, path, strlen(path)) : -1;
	if (cell < 0)
	{
		ok(false, "%s: %s is no cell", what, path);
		return;
	}
	v = &report.reading.figures.cells[cell];
	if (v->state == GIR_NUMBER)
		snprintf(read, sizeof(read), "%lld", (long long) v->digits);
	else if (v->state == GIR_BLANK || v->state == GIR_DASH || v->state == GIR_NOT_APPLICABLE)
		snprintf(read, sizeof(read), "%s", gir_state_name(v->state));
	ok(strcmp(read, is) == 0, "%s: %s is '%s' (read '%s')", what, path, is, read);
}

typedef struct Doubt
{
	const char *what;
	const char *text;
	const char *with;
	const char *path;
	const char *is;
} Doubt;

static const Doubt in_tabs[] = {
	{"as it is", "", "", "table3.granted.total", "1684"},
	{"a page's number below a row", "75\t1684\n", "75\t1684\n4\n", "table3.granted.total", "1684"},
	{"the total on the next line", "75\t1684\n", "75\t\n1684\n", "table3.granted.total", ""},
	{"its last digit on the next line", "75\t1684\n", "75\t168\n4\n", "table3.granted.total", ""},
	{"something long below a row", "75\t1684\n", "75\t1683\n160.5964万元（含上年度结转并于本年度收取的）\n", "table3.granted.total", "1683"},
	{"a watermark between", "75\t1684\n", "75\t\n内部资料\n1684\n", "table3.granted.total", ""},
	{"a wrong total", "75\t1684\n", "75\t1685\n", "table3.granted.total", "1685"},
	{"one beside a row with a figure too many", "75\t1684\n\t（二）部分公开\t", "75\t1685\n\t（二）部分公开\t7\t", "table3.granted.total", ""},
	{"a right one beside it", "\t（二）部分公开\t", "\t（二）部分公开\t7\t", "table3.granted.total", "1684"},
	{"a damaged label", "5.要求行政机关确认或重新出具已获取信息", "5.要求行政机关确认后重新出具信息的", "table3.not_processed_confirm.total", "158"},
	{"a damaged label and a wrong total", "5.要求行政机关确认或重新出具已获取信息\t", "5.要求行政机关确认后重新出具信息的\t1", "table3.not_processed_confirm.total", ""},
	{"two rows of table 4", "1\t9\n", "1\t9\n1\t1\t1\t1\t4\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n", "table4.review.upheld", ""},
	{"totals first in table 4", "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n", "总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\n", "table4.review.upheld", ""},
	{"a count in myriads", "行政许可\t1472", "行政许可\t4万", "table2.licensing.decisions", ""},
	{"money in myriads", "160.5964", "160.5964万", "table2.fees.amount", "1605964"},
	{"thousands parted by a blank", "行政许可\t1472", "行政许可\t1 472", "table2.licensing.decisions", "1472"},
	{"two figures parted by two", "行政许可\t1472", "行政许可\t1  472", "table2.licensing.decisions", ""},
	{"a word before the figures of table 4, the last of them blank", "2\t4\t1\t5\t12\t3\t1\t0\t2\t6\t7\t0\t1\t1\t9\n", "数量\t2\t4\t1\t5\t12\t3\t1\t0\t2\t6\t7\t0\t1\t1\t\n", "table4.review.upheld", "2"},
	{"and that one", "2\t4\t1\t5\t12\t3\t1\t0\t2\t6\t7\t0\t1\t1\t9\n", "数量\t2\t4\t1\t5\t12\t3\t1\t0\t2\t6\t7\t0\t1\t1\t\n", "table4.litigation_after_review.total", "blank"},
	{"a word for a part of them, and all below", "2\t4\t1\t5\t12\t3\t1\t0\t2\t6\t7\t0\t1\t1\t9\n", "其中：县本级\t1\t1\t1\t1\t4\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n合计\t2\t4\t1\t5\t12\t3\t1\t0\t2\t6\t7\t0\t1\t1\t9\n", "table4.review.upheld", ""},
	{"a year before them", "2\t4\t1\t5\t12\t3\t1\t0\t2\t6\t7\t0\t1\t1\t9\n", "2023\t2\t4\t1\t5\t12\t3\t1\t0\t2\t6\t7\t0\t1\t1\t\n", "table4.review.upheld", ""},
	{"a number before them, below a head of its own", "行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n2\t4\t1\t5\t12\t3\t1\t0\t2\t6\t7\t0\t1\t1\t9\n", "序号\t行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n1\t2\t4\t1\t5\t12\t3\t1\t0\t2\t6\t7\t0\t1\t1\t\n", "table4.review.upheld", ""},
	{"blank, and last year's table 4 below", "2\t4\t1\t5\t12\t3\t1\t0\t2\t6\t7\t0\t1\t1\t9\n", "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\n上年情况\n行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n2\t4\t1\t5\t12\t3\t1\t0\t2\t6\t7\t0\t1\t1\t9\n", "table4.review.upheld", "blank"},
	{"a number below a blank field", "行政事业性收费\t160.5964\n", "行政事业性收费\t\n2026\n", "table2.fees.amount", ""},
	{"behind all, the first of them blank", "行政规范性文件\t12\t3\t45\n", "行政规范性文件\t\t12\t3\t件\n", "table2.normative_documents.repealed", "12"},
	{"what is left of a page's blanks", "332\t155\t", "&nbsp;332\t155&nbsp;&nbsp;\t", "table3.granted.commercial", "155"},
	{"of its paragraphs", "行政强制\t17", "行政强制<o:p></o:p>\t<o:p></o:p>17<o:p />", "table2.coercion.decisions", "17"},
	{"a label behind those of its groups", "\t\t2.其他法律行政法规禁止公开", "三、本年度办理结果（三）不予公开-2.其他法律行政法规禁止公开", "table3.denied_law.total", "154"},
	{"behind another row's", "\t\t2.其他法律行政法规禁止公开", "1.属于国家秘密2.其他法律行政法规禁止公开", "table3.denied_law.total", ""},
	{"a list's shape before a label", "行政强制\t17", "● 行政强制\t17", "table2.coercion.decisions", "17"},
};

/* The heads of table 3 in one row, and what stands before them. */
static const Doubt in_tabs_dated[] = {
	{"the report's own year before the heads", "自然人\t法人或其他组织\t总计\n商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n", "2023年\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n", "table3.granted.total", "1684"},
	{"another year", "自然人\t法人或其他组织\t总计\n商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n", "2022年\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n", "table3.granted.total", ""},
};

static const Doubt in_lines[] = {
	{"as it is", "", "", "table3.granted.total", "1684"},
	{"heads in another order", "商业企业\n科研机构", "科研机构\n商业企业", "table3.granted.commercial", ""},
	{"one of them apart", "社会公益组织\n法律服务机构\n其他", "社会公益组织\n法律服务机构\n其\n他", "table3.granted.commercial", "155"},
	{"an invisible blank in a figure", "行政强制\n17", "行政强制\n1\u200B7", "table2.coercion.decisions", ""},
	{"one around it", "行政强制\n17", "行政强制\n\u202A17\u202C", "table2.coercion.decisions", "17"},
	{"small digits for a figure", "50\n75\n1684", "50\n⁷⁵\n1684", "table3.granted.other", ""},
	{"a mark glued to the label", "行政强制\n17", "行政强制/\n17", "table2.coercion.decisions", ""},
	{"the number of the page for a blank", "行政强制\n17\n", "行政强制\n1\n\n\f", "table2.coercion.decisions", ""},
	{"another number at the page's end", "行政强制\n17\n", "行政强制\n17\n\n\f", "table2.coercion.decisions", "17"},
	{"a group without the end of its name", "（六）其他处理", "（六）其他", "table3.other_other.total", "144"},
	{"another row under its number", "2.重复申请", "2.要求行政机关确认或重新出具已获取信息", "table3.not_processed_repeat.total", ""},
	{"a page's number for a blank", "405\n667\n50\n75\n1684", "405\n667\n50\n1609\n4", "table3.granted.total", ""},
	{"the next chapter's number for a blank total", "165\n四、政府信息公开行政复议", "4 政府信息公开行政复议", "table3.carried_out.total", ""},
	{"a small number for it", "165\n四、", "5\n四、", "table3.carried_out.total", ""},
	{"a wrong total there", "165\n四、", "155\n四、", "table3.carried_out.total", "155"},
	{"a star for a figure", "50\n75\n1684", "50\n*\n1684", "table3.granted.total", "1684"},
	{"a word for it", "50\n75\n1684", "50\n零\n1684", "table3.granted.total", "1684"},
	{"which tells none", "50\n75\n1684", "50\n零\n1684", "table3.granted.other", ""},
	{"a star before one", "行政强制\n17", "行政强制\n* 17", "table2.coercion.decisions", "17"},
	{"the year below table 4 for a blank", "7\n0\n1\n1\n9\n", "7\n0\n1\n1\n2026\n", "table4.review.upheld", ""},
	{"a piece of a figure above its row", "本年收费金额（单位：万元）\n行政事业性收费\n160.5964", "本年收费金额（单位：万元）\n160\n行政事业性收费\n160.5964", "table2.fees.amount", "1605964"},
	{"figures before the first label", "规章\n0\n0\n1\n行政规范性文件\n12\n3\n45", "0\n0\n1\n规章\n12\n3\n45\n行政规范性文件", "table2.regulations.issued", ""},
};

static const Doubt in_bars[] = {
	{"as it is", "", "", "table3.granted.total", "1684"},
	{"digits below two figures", "|75|1684\n", "|75|1684\n果||2|||||||\n", "table3.granted.total", "1684"},
	{"as wide as the row", "|75|1684\n", "|75|1684\n果||2||||||3\n", "table3.granted.total", ""},
	{"figures above their label's last line", "三、本年度办理结果|（一）予以公开|332|155|405|667|50|75|1684\n", "三、本年度|（一）|332|155|405|667|50|75|168\n办理结果|予以公开|||||||4\n", "table3.granted.total", ""},
	{"a rest in table 2", "行政规范性文件|12|3|45\n", "行政规范性文件|12|3|45\n（件）|||1\n", "table2.normative_documents.valid", ""},
	{"an empty element of bold print", "行政强制|17\n", "行政强制|****17\n", "table2.coercion.decisions", "17"},
	{"a table of one's own below table 4", "2|4|1|5|12|3|1|0|2|6|7|0|1|1|9\n", "门户网站|微博|公告栏|其他渠道\n数量|26|638|96|49\n", "table4.review.corrected", ""},
	{"a row of one's own", "行政规范性文件|12|3|45\n", "行政规范性文件|12|3|45\n其他文件|1|2|6\n", "table2.normative_documents.valid", "45"},
};

static const Doubt in_blanks[] = {
	{"as it is", "", "", "table3.granted.total", "1684"},
	{"the foot of a page behind a row", "50 75 1684", "50 75 1684 - 3 -", "table3.granted.total", "1684"},
	{"another one", "50 75 1684", "50 75 1684 3 / 6", "table3.granted.total", "1684"},
	{"behind one that does not add up", "50 75 1684", "50 75 1683 - 3 -", "table3.granted.total", ""},
	{"thousands parted by a blank, and two figures that may be one", "12 3 45\n第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可 1472", "17 132 45\n第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可 7 755 083", "table2.normative_documents.issued", ""},
	{"no thousands", "12 3 45\n", "17 132 45\n", "table2.normative_documents.issued", "17"},
	{"lines of figures above their labels", "规章 0 0 1\n行政规范性文件 12 3 45\n", "0 0 1\n规章\n12 3 45\n行政规范性文件\n", "table2.normative_documents.issued", ""},
	{"pieces of figures above a row", "三、本年度办理结果 （一）予以公开 332 155 405 667 50 75 1684", "                    33    168\n三、本年度办理结果 （一）予以公开 2 155 405 667 50 75 4", "table3.granted.natural_person", ""},
};

static void
test_all(const Doubt *d, size_t n, char c)
{
	for (size_t i = 0; i < n; i++)
	{
		write_report();
		if (c != '\t')
			spread(c);
		if (d[i].text[0] != '\0')
			replace(d[i].text, d[i].with);
		expect(d[i].path, d[i].is, d[i].what);
	}
}

/* Six columns of figures below six heads: the last is the total. */
static void
test_lost_column(void)
{
	write_report();
	replace("\t科研机构", "");
	for (size_t r = 0; r < sizeof(rows) / sizeof(rows[0]); r++)
	{
		char	   *p = strstr(text, rows[r]) + strlen(rows[r]);
		char	   *end = strchr(p, '\n');

		for (int i = 0; i < 2; i++)
			p = strchr(p + 1, '\t');
		memmove(p, strchr(p + 1, '\t'), strlen(strchr(p + 1, '\t')) + 1);
		end = strchr(p, '\n');
		memmove(end + 1, end, strlen(end) + 1);
		*end = '\t';
	}
	expect("table3.granted.commercial", "", "a column is not there");
}

/* A page whose row of 行政许可 has that cell. */
static void
expect_in_page(const char *cell, const char *is, const char *what)
{
	sprintf(text,
			"<html><body><h1>枫堰县水务局2023年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p><table><tr><td colspan=\"2\">第二十条第（五）项</td></tr>"
			"<tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td><td>%s</td></tr><tr><td colspan=\"2\">第二十条第（六）项</td></tr>"
			"<tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政处罚</td><td>5</td></tr><tr><td>行政强制</td><td>6</td></tr></table></body></html>", cell);
	expect("table2.licensing.decisions", is, what);
}

static void
test_pages(void)
{
	expect_in_page("12", "12", "a page");
	expect_in_page("<p><span style=\"color:red\">12</span></p>", "12", "a style");
	expect_in_page("<s>1</s>12", "", "struck out by its element");
	expect_in_page("<span style=\"text-decoration: line-through\">1</span>12", "", "struck out by its style");
	expect_in_page("<span style=\"display:none\">5</span>12", "12", "hidden by its style");
	expect_in_page("<span hidden>5</span>12", "12", "hidden");
	expect_in_page("<img src=\"12.png\">", "", "a picture");
	expect_in_page("<input value=\"12\">", "", "a field");
	expect_in_page("", "blank", "nothing");
}

/* Eight figures below seven heads: of which the columns are one's own, only the sum can tell. */
static void
expect_in_row(const char *figures, const char *is, const char *what)
{
	char	   *p = text;

	p += sprintf(p,
				 "<html><body><h1>枫堰县水务局2023年政府信息公开工作年度报告</h1><table><tr><td>第二十条第（五）项</td></tr><tr><td>信息内容</td><td>本年处理决定数量</td></tr></table>"
				 "<p>三、收到和处理政府信息公开申请情况</p><table><tr><td rowspan=\"3\" colspan=\"3\">"
				 "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td><td colspan=\"7\">申请人情况</td></tr><tr><td rowspan=\"2\">自然人</td><td colspan=\"5\">法人或其他组织</td>"
				 "<td rowspan=\"2\">总计</td></tr><tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>");
	for (int r = 0; r < 2; r++)
	{
		p += sprintf(p, "<tr><td colspan=\"3\">%s</td>", rows[r]);
		for (const char *f = figures; *f != '\0'; f += strcspn(f, " "), f += strspn(f, " "))
			p += sprintf(p, "<td>%.*s</td>", (int) strcspn(f, " "), f);
		p += sprintf(p, "</tr>");
	}
	sprintf(p, "<tr><td rowspan=\"22\">三、本年度办理结果</td><td colspan=\"2\">（一）予以公开</td><td>2</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>2</td></tr></table></body></html>");
	expect("table3.new_received.natural_person", is, what);
}

static void
test_columns(void)
{
	expect_in_row("31 2 0 0 4 5 42", "31", "seven");
	replace("</table></body>", "<tr><td colspan=\"2\">（六）其他</td><td>2</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>2</td></tr></table></body>");
	expect("table3.new_received.natural_person", "31", "（六）其他 is no head");
	expect_in_row("1 31 2 0 0 4 5 42", "", "eight, and the eighth is");
}

/* A cell a line, with a bar behind it: the heads are rows of their own. */
static const Doubt in_barred_lines[] = {
	{"as it is", "", "", "table3.granted.research", "405"},
	{"heads of table 3 in another order", "科研机构 |\n社会公益组织 |\n", "社会公益组织 |\n科研机构 |\n", "table3.granted.research", ""},
	{"heads of table 2", "本年制发件数 |\n本年废止件数 |\n", "本年废止件数 |\n本年制发件数 |\n", "table2.normative_documents.issued", ""},
	{"they are", "", "", "table4.review.upheld", "2"},
	{"heads of table 4", "结果维持 |\n结果纠正 |\n", "结果纠正 |\n结果维持 |\n", "table4.review.upheld", ""},
	{"totals first there", "结果维持 |\n结果纠正 |\n其他结果 |\n尚未审结 |\n总计 |\n未经", "总计 |\n结果维持 |\n结果纠正 |\n其他结果 |\n尚未审结 |\n未经", "table4.review.upheld", ""},
};

/* Is it outside the tables: a heading of the report, or prose? */
static bool
is_outside(const char *line)
{
	const char *end = strchr(line, '\n');

	return strncmp(line, "三、收到", 12) == 0 || strncmp(line, "四、政府", 12) == 0 || strncmp(line, "五、", 6) == 0 || strncmp(line, "六、", 6) == 0 ||
		memmem(line, (size_t) (end - line), "。", 3) != NULL;
}

static void
test_barred_lines(void)
{
	for (size_t i = 0; i < sizeof(in_barred_lines) / sizeof(in_barred_lines[0]); i++)
	{
		const Doubt *d = &in_barred_lines[i];
		char	   *tables;
		char	   *p = text;

		write_report();
		tables = strdup(text);
		for (const char *line = tables, *from = tables; *from != '\0'; from++)
		{
			bool		inside = line > strstr(tables, "信息内容") - 3 && !is_outside(line);

			p += (*from == '\t' || *from == '\n') && inside ? sprintf(p, " |\n") : sprintf(p, "%c", *from);
			line = *from == '\n' ? from + 1 : line;
		}
		free(tables);
		replace(d->text, d->with);
		expect(d->path, d->is, d->what);
	}
}

/* A head of table 2 that is not there, and a blank behind the others: which figure is which cannot be told. */
static void
test_missing_head(void)
{
	write_report();
	replace("本年制发件数\t本年废止件数\t现行有效件数", "本年制发件数\t本年废止件数\t现行有效件数\t");
	expect("table2.normative_documents.issued", "12", "a blank behind the heads");
	replace("本年废止件数\t", "");
	replace("12\t3\t45", "12\t45\t");
	expect("table2.normative_documents.issued", "", "and one of them is not there");
}

/* A page's number, for a blank, above the line with which pages begin: told by the page before. */
static void
test_running_head(void)
{
	write_report();
	spread('\n');
	replace("行政强制\n17\n", "行政强制\n17\n1\n枫堰县水务局年报\n");
	replace("160.5964\n", "2\n枫堰县水务局年报\n");
	expect("table2.fees.amount", "", "a number above a running head");
	replace("1\n枫堰县水务局年报\n", "");
	expect("table2.fees.amount", "2", "above a line that does not recur");
}

/* Blanks leave no trace, and a number behind table 4 makes up for one. */
static void
test_completed(const char *number)
{
	write_report();
	spread('\n');
	replace("1\n1\n9\n", "1\n1\n");
	replace("1\n1\n", number);
	replace("405\n667\n50\n75\n1684", "405\n667\n50\n75");
	expect("table4.review.upheld", "", number);
}

/* 三、 of two figures more: rows are numbered behind their figures, and the totals are blank. */
static void
test_numbered_rows(void)
{
	char	   *p = text + sprintf(text, "%s", head);

	for (size_t r = 0; r < sizeof(rows) / sizeof(rows[0]); r++)
		p += sprintf(p, "%s\t%d\t5\t4\t3\t2\t1\t%d\n", rows[r], r == 18 ? 4 : 9, (int) r + 1);
	strcpy(p, tail);
	spread('\n');
	expect("table3.not_processed_massive.total", "", "numbers of rows for blank totals");
}

/* Table 2 is not there: one row tells which form it is. */
static void
test_form_by_row(void)
{
	char	   *from;
	char	   *to;

	write_report();
	from = strstr(text, "第二十条第（一）项");
	to = strstr(text, "三、收到和处理");
	memmove(from, to, strlen(to) + 1);
	from = strstr(text, "1.申请人无正当理由逾期不补正");
	to = strstr(text, "\t（七）总计");
	memmove(from + sprintf(from, "5\t5\t4\t3\t2\t1\t20\n"), to, strlen(to) + 1);
	spread('\n');
	gir_report_read(text, strlen(text), NULL, NULL, &report);
	ok(report.reading.choice == GIR_FORM_FOUND && report.reading.figures.form == &gir_forms[0], "（六）其他处理 with figures of its own, and no table 2: a form of 2019");
}

/* A whole report on one line. */
static void
test_one_line(const char *what, const char *with)
{
	write_report();
	spread(' ');
	for (char *p = text; (p = strchr(p, '\n')) != NULL; p++)
		*p = ' ';
	replace("本年度各项工作有序开展。", with);
	expect("table3.granted.total", "1684", what);
}

/* A converter has cut off the last column, and a blank one stands before the first. */
static void
test_cut_column(void)
{
	char	   *p = text + sprintf(text, "%s", head);

	for (size_t r = 0; r < sizeof(rows) / sizeof(rows[0]); r++)
		p += sprintf(p, "%s\t\t%d\t5\t4\t3\t2\t1\n", rows[r], (int) r + 1);
	strcpy(p, tail);
	spread('|');
	expect("table3.granted.commercial", "", "no totals, and a blank before the other columns");
}

/* The label next to the figures, without those of its groups. */
static const char *
own_label(size_t row)
{
	const char *tab = strrchr(rows[row], '\t');

	return tab ? tab + 1 : rows[row];
}

/* Each row of table 3 a small table with heads of its own, cells one a line, a bar behind or between them. */
static void
test_small_tables(const char *between, const char *behind, const char *caption)
{
	static const char *const heads[] = {"类别", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"};
	char	   *p;

	strcpy(text, head);
	p = strstr(text, "（本列数据");
	for (size_t r = 0; r < sizeof(rows) / sizeof(rows[0]); r++)
	{
		p += sprintf(p, "%s", caption);
		for (int i = 0; i < 8; i++)
			p += sprintf(p, "%s%s", heads[i], i < 7 ? between : behind);
		p += sprintf(p, "%s", own_label(r));
		for (int i = 0; i < 7; i++)
			p += sprintf(p, "%s%d", between, i < 6 ? (int) r + i : 6 * (int) r + 15);
		p += sprintf(p, "%s", behind);
	}
	strcpy(p, tail);
	expect("table3.new_received.total", "15", "a table for each row: the first");
	expect("table3.granted.natural_person", "2", "a table for each row");
	expect("table3.granted.total", "27", "its last cell, and not the corner of the next");
}

/* A total that is as large as the next label's number. */
static void
test_total_above_label(void)
{
	char		spaced[sizeof(text)];
	char	   *total;
	char	   *next;
	char	   *q = spaced;

	write_report();
	next = strstr(text, "\n\t\t3.其他\t");
	for (total = next; total[-1] != '\t';)
		total--;
	memmove(total + 1, next, strlen(next) + 1);
	*total = '3';
	for (const char *p = text; *p != '\0'; p++)
	{
		if (*p == '\t' && q[-1] == '\n')
			continue;			/* no cell stands for what a merged label covers */
		q += *p == '\t' ? sprintf(q, "\n\t\n") : sprintf(q, "%c", *p);
	}
	strcpy(text, spaced);
	expect("table3.other_unpaid.total", "3", "a total of 3 above 3.其他");
}

/* Table 3 as cells, a line each, and a bar behind them; the totals are blank. */
static void
write_cells(void)
{
	char	   *p = text + sprintf(text, "%s", head);

	for (size_t r = 0; r < sizeof(rows) / sizeof(rows[0]); r++)
	{
		p += sprintf(p, "%s |\n", own_label(r));
		for (int i = 0; i < 6; i++)
			p += sprintf(p, "%d |\n", (int) r + 20 + i);
		p += sprintf(p, "|\n");
	}
	strcpy(p, tail);
}

static void
test_cells(void)
{
	write_cells();
	expect("table3.granted.other", "27", "cells, and blank totals");
	replace("23 |\n24 |\n25 |\n26 |\n27 |\n28 |\n|\n", "23 |\n24 |\n25 |\n26 |\n26 |\n27 |\n28 |\n|\n");
	expect("table3.partly_granted.total", "", "a cell that is doubled is no total");
	write_cells();
	replace("（一）予以公开 |\n", "（一）予以公开 |||\n");
	*strstr(text, "27 |\n|\n（二）部分公开") = '\0';
	expect("table3.granted.research", "", "a text that ends in its row");
}

/* A box in which labels have two lines, and the figures stand on the first, which one row has lost. */
static void
test_box(void)
{
	static const char rule[] = "+----------+----+----+----+----+----+----+-----+\n";
	static const char line[] = "| 1.属于   | 1  | 2  | 3  | 4  | 5  | 6  | 21  |\n";
	char	   *p;

	strcpy(text, head);
	p = strstr(text, "（本列数据");
	p += sprintf(p, "%s|          | 自 | 商 | 科 | 社 | 法 | 其 | 总  |\n|          | 然 | 业 | 研 | 会 | 律 | 他 | 计  |\n", rule);
	p += sprintf(p, "|          | 人 | 企 | 机 | 公 | 服 |    |     |\n|          |    | 业 | 构 | 益 | 务 |    |     |\n%s", rule);
	p += sprintf(p, "%s| 国家秘密 |    |    |    |    |    |    |     |\n%s", line, rule);
	p += sprintf(p, "| 2.其他法 | 1  | 2  | 3  | 4  | 5  | 6  | 21  |\n| 律行政法 |    |    |    |    |    |    |     |\n| 规禁止公 |    |    |    |    |    |    |     |\n| 开       |    |    |    |    |    |    |     |\n%s", rule);
	p += sprintf(p, "| 3.危及“三 | 1  | 2  | 3  | 4  | 5  | 6  | 21  |\n| 安全一稳定”|    |    |    |    |    |    |     |\n%s", rule);
	p += sprintf(p, "| 4.       | 1  | 2  | 3  | 4  | 5  | 6  | 21  |\n| 保护第   |    |    |    |    |    |    |     |\n| 三方合法 |    |    |    |    |    |    |     |\n| 权益     |    |    |    |    |    |    |     |\n%s", rule);
	p += sprintf(p, "| 6.属于四 |    |    |    |    |    |    |     |\n| 类过程性 |    |    |    |    |    |    |     |\n| 信息     |    |    |    |    |    |    |     |\n%s", rule);
	strcpy(p, tail);
	spread('|');
	expect("table3.denied_third_party.total", "21", "a box");
	expect("table3.denied_process.total", "blank", "a blank row of it");
	replace("| 4.       | 1  | 2  | 3  | 4  | 5  | 6  | 21  |\n", "");
	expect("table3.denied_third_party.total", "", "a row that has lost its first line is not blank");
}

/* The text was cut right before a figure: what is blank there is not. */
static void
test_cut_before(char c, const char *what, const char *path)
{
	char	   *p;

	write_report();
	spread(c);
	p = strstr(text, what);
	p[strlen(what)] = '\0';
	expect(path, "", "a text that ends before a figure");
}

/* Links to others' reports fill the head of a text on one line. */
static void
test_links(void)
{
	char	   *p = text;

	for (int i = 0; i < 9; i++)
		p += sprintf(p, "· %s%d年政府信息公开工作年度报告 ", i % 3 == 0 ? "青垣市教育局" : i % 3 == 1 ? "北澜区审计局" : "石桥沟乡人民政府", 2019 + i % 4);
	sprintf(p, "青垣市水务局2024年政府信息公开工作年度报告 发布日期：2025-01-20 根据《中华人民共和国政府信息公开条例》编制本报告，统计期限自2024年1月1日起至2024年12月31日止。 "
			"二、主动公开政府信息情况 第二十条第（五）项 信息内容 本年处理决定数量 行政许可 5");
	gir_report_read(text, strlen(text), NULL, NULL, &report);
	ok(report.year == 2024 && (report.agency[0] == '\0' || strcmp(report.agency, "青垣市水务局") == 0), "links to others' reports: %d '%s'", report.year, report.agency);
}

int
main(void)
{
	unit_init();
	test_all(in_tabs, sizeof(in_tabs) / sizeof(in_tabs[0]), '\t');
	test_all(in_tabs_dated, sizeof(in_tabs_dated) / sizeof(in_tabs_dated[0]), '\t');
	test_all(in_lines, sizeof(in_lines) / sizeof(in_lines[0]), '\n');
	test_all(in_bars, sizeof(in_bars) / sizeof(in_bars[0]), '|');
	test_all(in_blanks, sizeof(in_blanks) / sizeof(in_blanks[0]), ' ');
	test_lost_column();
	test_pages();
	test_columns();
	test_barred_lines();
	test_missing_head();
	test_running_head();
	test_completed("1\n1\n4\n");
	test_completed("1\n1\n12件\n");
	test_completed("1\n1\n2026\n");
	test_numbered_rows();
	test_form_by_row();
	test_cut_column();
	test_one_line("a report on one line", "本年度各项工作有序开展。");
	test_one_line("blanks in it", "单位：件        填表日期：2024年1月      填表人：张三");
	test_one_line("soft hyphens in it", "本年\u00AD度各\u00AD项工作有\u00AD序开展。");
	test_links();
	test_small_tables(" |\n", " |\n", "");
	test_small_tables("\n|\n", "\n|\n", "");
	test_small_tables("   | \n    ", "   |\n", "（表）予以公开\n| \n    ");
	test_total_above_label();
	test_cells();
	test_box();
	test_cut_before('\t', "50\t75\t", "table3.granted.total");
	test_cut_before('|', "50|75|", "table3.granted.total");
	test_cut_before('\t', "行政事业性收费\t", "table2.fees.amount");
	return done();
}
