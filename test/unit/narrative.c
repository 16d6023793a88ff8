/*
 * narrative.c - does the prose say what the tables say?
 *
 * Each case is a sentence beside the same table: 新收 10, 结转 2, 总计 9 (予以公开 4, 部分公开 2, 不予公开 1, 无法提供 2), 结转下年 3;
 * 行政复议 1, 诉讼 2 + 1; 规范性文件 制发 5, 废止 1; 规章 blank.
 */
#include "unit.h"

#include "core/narrative.h"

static GirFigures figures;

static void
put(const char *path, int value)
{
	GirValue   *v = &figures.cells[gir_cell_by_path(figures.form, path, strlen(path))];

	v->state = GIR_NUMBER;
	v->digits = value;
}

static void
make_table(void)
{
	gir_figures_clear(&figures, gir_form_by_id("2021", 4), GIR_NUMBER);
	put("table3.new_received.total", 10);
	put("table3.carried_in.total", 2);
	put("table3.granted.total", 4);
	put("table3.partly_granted.total", 2);
	put("table3.denied_law.total", 1);
	put("table3.unavailable_not_held.total", 2);
	put("table3.result_total.total", 9);
	put("table3.carried_out.total", 3);
	put("table4.review.total", 1);
	put("table4.litigation_direct.total", 2);
	put("table4.litigation_after_review.total", 1);
	put("table2.normative_documents.issued", 5);
	put("table2.normative_documents.repealed", 1);
	figures.cells[gir_cell_by_path(figures.form, "table2.regulations.issued", strlen("table2.regulations.issued"))].state = GIR_BLANK;
	figures.cells[gir_cell_by_path(figures.form, "table2.regulations.repealed", strlen("table2.regulations.repealed"))].state = GIR_MISSING;
}

static const struct
{
	const char *prose;
	const char *codes;			/* of the findings, in order */
}			cases[] = {
	{"新收政府信息公开申请10件，上年结转2件，办结9件，结转下年度3件。", ""},
	{"新收政府信息公开申请11件。", "N501"},
	{"新收政府信息公开申请12件。", "N501"},
	{"全年收到政府信息公开申请10件。", ""},
	{"全年受理政府信息公开申请12件。", "N506"},
	{"全年受理政府信息公开申请12件（含上年结转2件）。", ""},
	{"全年受理政府信息公开申请10件（含上年结转2件）。", "N501"},
	{"未收到政府信息公开申请。", "N501"},
	{"收到政府信息公开申请约12件。", ""},
	{"收到政府信息公开申请13件，均已办结。", "N501 N503"},
	{"收到政府信息公开申请10件，全部办结。", "N503"},
	{"收到政府信息公开申请10件，按期答复8件。", ""},
	{"收到政府信息公开申请10件，按期答复15件。", "N501"},
	{"有12人次提出政府信息公开申请。", "N506"},
	{"有15人次提出政府信息公开申请。", "N507"},
	{"上年结转申请3件。", "N501"},
	{"办结申请12件。", "N506"},
	{"予以公开4件、部分公开2件、不予公开1件、无法提供2件、不予处理0件、其他处理0件。", ""},
	{"予以公开6件、无法提供3件。", "N506 N501"},
	{"因信息不存在无法提供1件，部分公开2件。", ""},
	{"政府信息公开行政复议1件，行政诉讼3件。", ""},
	{"政府信息公开行政复议、行政诉讼共4件。", ""},
	{"未发生行政复议、行政诉讼。", "N501 N501"},
	{"制发规范性文件5件，废止1件。", ""},
	{"制发规范性文件4件。", ""},
	{"制发规范性文件6件。", "N501"},
	{"未制发规范性文件。", "N501"},
	{"制定规章1部，废止规章2部。", "N502"},
	{"未制定规章。", ""},
	{"主动公开信息77条，其中决策公开11条、执行公开53条、管理公开6条、结果公开3条、重点领域信息公开4条。", ""},
	{"主动公开信息97条，其中通知公告60条、规划计划20条、其他15条。", "N504"},
	{"主动公开信息97条，其中通知公告60条。", "N505"},
	{"主动公开信息97条，其中通知公告60条、规划计划50条。", "N505"},
	{"办结申请9件，其中予以公开4件、部分公开2件、不予公开1件、无法提供2件。", ""},
	{"办结申请9件，其中予以公开4件、部分公开2件、不予公开1件、无法提供2件、其他处理0件。", ""},
	{"办结申请9件，其中予以公开4件、部分公开2件、其他处理0件。", "N504"},
	{"办结申请9件，其中予以公开4件、部分公开2件。", "N505"},
	{"答复申请6件，其中予以公开4件、部分公开2件、不予公开1件。", "N504 N501"},
	{"办结申请9件，予以公开4件。", ""},
	{"共答复申请约6件，其中予以公开4件、部分公开2件、不予公开1件。", ""},
	/* percentages: 9 of 12, of 10; outcomes of 9, of 10, of 12; rounded or cut off */
	{"政府信息公开申请办结率75%。", ""},
	{"政府信息公开申请办结率90%。", "N509"},
	{"政府信息公开申请办结率100%。", "N508"},
	{"政府信息公开申请答复率百分之百。", "N508"},
	{"政府信息公开申请办结率达到百分之七十五。", ""},
	{"新收政府信息公开申请10件，办结9件，办结率91%。", "N508"},
	{"新收政府信息公开申请10件，按时办结率100%。", ""},
	{"新收政府信息公开申请10件，按期办结率为100%。", ""},
	{"政府信息公开申请办结率98%以上。", ""},
	{"政府信息公开申请办结率同比提高5%。", ""},
	{"政府信息公开申请办结率提高5个百分点。", ""},
	{"2020年政府信息公开申请办结率98%。", ""},
	{"新收政府信息公开申请10件，同比增长25%。", ""},
	{"办结申请9件，予以公开4件，占44.4%；部分公开2件（占22.2%），不予公开1件（11%）。", "N505"},
	{"办结申请9件，予以公开4件，占44.5%；部分公开2件（占20%），不予公开1件（12%）。", "N505 N508 N509 N508"},
	{"办结的申请中，予以公开占办结总数的66.6%。", "N509"},
	{"办结的申请中，予以公开占比67%，无法提供占22%。", "N509"},
	{"申请答复中，不予公开率3%。", "N508"},
	{"申请答复中，不予处理率0%。", ""},
	{"申请人中自然人占90%，涉及征地的占50%。", ""},
	{"受理热线工单90件，办结率100%。", ""},
	{"政府信息公开申请10件；人大代表建议办结率100%。", ""},
	{"行政复议纠错率50%。", ""},
	{"主动公开信息约97条，其中通知公告60条、其他15条。", ""},
	{"收取信息处理费300元。", ""},
};

static void
test_cases(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		GirStatements statements;
		GirNarrative narrative;
		char		found[256] = "";

		gir_statements_of_prose(cases[i].prose, strlen(cases[i].prose), NULL, 0, (GirStatementOptions) {2023, NULL}, NULL, NULL, &statements);
		gir_narrative(cases[i].prose, &figures, &statements, &narrative);
		for (int k = 0; k < narrative.n; k++)
			sprintf(found + strlen(found), "%sN%d", k ? " " : "", 501 + (int) narrative.items[k].kind);
		ok(strcmp(found, cases[i].codes) == 0, "%s gives '%s' (found '%s')", cases[i].prose, cases[i].codes, found);
		gir_narrative_free(&narrative);
		gir_statements_free(&statements);
	}
}

static void
test_values(void)
{
	static const char prose[] = "主动公开信息97条，其中通知公告60条、其他15条。办理结果：无法提供5件。";
	GirStatements statements;
	GirNarrative narrative;
	const GirNarrativeFinding *f;

	gir_statements_of_prose(prose, strlen(prose), NULL, 0, (GirStatementOptions) {2023, NULL}, NULL, NULL, &statements);
	gir_narrative(prose, &figures, &statements, &narrative);
	ok(narrative.n == 2, "two findings");
	f = &narrative.items[0];
	ok(f->kind == GIR_NARRATIVE_PARTS && f->nstatements == 3 && f->said == 97000000 && f->printed == 75000000 && f->ncells == 0, "a breakdown: total and items");
	f = &narrative.items[1];
	ok(f->kind == GIR_NARRATIVE_CONTRADICTS && f->nstatements == 1 && statements.items[f->statements[0]].digits == 5 && f->said == 5000000 && f->printed == 2000000 &&
	   f->ncells == 3, "a contradiction: the statement and the cells of its rows");
	gir_narrative_free(&narrative);
	gir_narrative(prose, NULL, &statements, &narrative);
	ok(narrative.n == 1 && narrative.items[0].kind == GIR_NARRATIVE_PARTS, "without figures, breakdowns alone");
	gir_narrative_free(&narrative);
	gir_statements_free(&statements);
}

int
main(void)
{
	unit_init();
	if (!gir_statements_init())
		abort();
	make_table();
	test_cases();
	test_values();
	return done();
}
