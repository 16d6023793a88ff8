/*
 * rendering_html.c - a report as a page of HTML: the form as printed, wrong cells marked, findings beside it, and a return slip
 *
 * The page stands alone: no script, no font, no picture, nothing to be fetched.  Marks, proposals and English labels in the form are
 * attributes that the style sheet shows, so that the text of its cells is what the report prints, and reading the page gives the report
 * back.  Findings and slip stand in tables of their own, no cell of which is a label alone, for the same reason.
 */
#include "core/rendering.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum
{
	SLIP_PROPOSALS = 5			/* alternatives of one cause that the slip lists */
};

/* How much is known against a cell. */
typedef enum Mark
{
	MARK_NONE,
	MARK_WEAK,					/* it stands in an identity that fails, or is not read */
	MARK_MAYBE,					/* one of several minimal repairs changes it */
	MARK_FILL,					/* it has no figure; one follows from the others */
	MARK_STRONG,				/* the smallest repair changes it */
	MARKS
} Mark;

typedef struct Page
{
	GirOut		out;
	const GirPrintable *report;
	const GirFigures *figures;
	const GirRepair *repair;	/* or NULL */
	bool		english;
	uint8_t		marks[GIR_MAX_CELLS];	/* Mark */
	const GirChange *changes[GIR_MAX_CELLS];	/* what the best proposal makes of it, or NULL */
	int			nfindings;
	int			nslip;
	bool		to_return;		/* a finding asks for an answer */
} Page;

static const char style[] =
"*{box-sizing:border-box}"
"body{margin:0;padding:1.5rem;color:#111;background:#fff;font:14px/1.5 \"Songti SC\",SimSun,\"Noto Serif CJK SC\",\"Source Han Serif SC\",serif}"
"h1{font-size:1.5rem;line-height:1.3;text-align:center;margin:.5rem 0 1rem}"
"h2{font-size:1.1rem;margin:1.5rem 0 .5rem;break-after:avoid}.form>section:first-child>h2,.notes>h2{margin-top:0}"
".lead{text-align:center;margin:.25rem 0}"
".en,[data-en]::after{display:block;font:.78em/1.3 \"Liberation Sans\",Arial,sans-serif;color:#444}"
"[data-en]::after{content:attr(data-en)}"
"table{border-collapse:collapse;width:100%;table-layout:fixed;margin:0 0 1rem}"
"th,td{border:1px solid #333;padding:.2rem .25rem;font-weight:normal;text-align:left;vertical-align:middle;overflow-wrap:anywhere}"
".form .head,.form .clause{text-align:center}.form .head{padding:.2rem .1rem;text-wrap:balance}"
".form .head[data-en]::after{font-size:.66em}"
".form .clause,.form .head,.form .corner{background:#f3f3f3}"
".form td{text-align:center;font-variant-numeric:tabular-nums}"
".blank{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;user-select:none}"
".weak{background:#fff3c4}"
".maybe{background:#fff3c4;outline:2px dashed #b45309;outline-offset:-3px}"
".fill{background:#e0efff;outline:2px dotted #1d4ed8;outline-offset:-3px}"
".strong{background:#ffd5d5;outline:2px solid #b91c1c;outline-offset:-3px;font-weight:bold}"
"td[data-fix]::after{content:attr(data-fix);display:block;font:bold .78em/1.3 \"Liberation Sans\",Arial,sans-serif;color:#b91c1c}"
"td.maybe[data-fix]::after{color:#8a3d05}td.fill[data-fix]::after{color:#1d4ed8}"
".notes th,.slip th{background:#f3f3f3;text-align:center}"
".notes .n,.slip .n{text-align:center}"
".error{color:#991b1b;font-weight:bold}"
".legend>span{display:inline-block;padding:0 .5rem;margin:0 .75rem .25rem 0;border:1px solid #333}"
".sign{margin-top:1.5rem}.sign td{border:0;padding:.6rem .3rem}"
"@media screen{.form{overflow-x:auto}.form table{min-width:820px}}"
"@media (min-width:1400px){.judged{display:grid;grid-template-columns:minmax(900px,3fr) minmax(400px,2fr);gap:0 2rem;align-items:start}"
".judged>.slip{grid-column:1/-1}}"
"@page{size:A4 portrait;margin:14mm 12mm}"
"@media print{body{padding:0;font-size:8.5pt;line-height:1.35}h1{font-size:15pt}h2{font-size:11pt;margin:.8rem 0 .3rem}"
"*{print-color-adjust:exact;-webkit-print-color-adjust:exact}th,td{padding:.12rem .25rem}tr,.sign{break-inside:avoid}"
".form section{break-inside:avoid}.form [data-en]::after{font-size:6pt;line-height:1.2}.form .head[data-en]::after{font-size:5pt}"
".notes:not(.none),.slip{break-before:page}}";

/* ---- writing ---- */

static void
put(const Page *page, const char *s)
{
	gir_out(&page->out, s);
}

static void
put_int(const Page *page, int n)
{
	char		buf[16];

	snprintf(buf, sizeof(buf), "%d", n);
	put(page, buf);
}

/* Text, or the value of an attribute in double quotes. */
static void
put_escaped(const Page *page, const char *s, size_t len)
{
	static const struct
	{
		char		c;
		const char *entity;
	}			entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}};
	size_t		from = 0;

	for (size_t i = 0; i < len; i++)
	{
		const char *entity = (unsigned char) s[i] < 0x20 ? " " : NULL;

		for (size_t e = 0; e < sizeof(entities) / sizeof(entities[0]); e++)
			if (s[i] == entities[e].c)
				entity = entities[e].entity;
		if (entity == NULL)
			continue;
		page->out.write(page->out.context, s + from, i - from);
		put(page, entity);
		from = i + 1;
	}
	page->out.write(page->out.context, s + from, len - from);
}

static void
put_text(const Page *page, const char *s)
{
	put_escaped(page, s, strlen(s));
}

static void
put_string(const Page *page, GirString s)
{
	put_escaped(page, s.s ? s.s : "", s.len);
}

/* Chinese, and below it English when it is asked for. */
static void
put_both(const Page *page, const char *zh, const char *en)
{
	put_text(page, zh);
	if (!page->english || en[0] == '\0')
		return;
	put(page, "<span class=\"en\" lang=\"en\">");
	put_text(page, en);
	put(page, "</span>");
}

static void __attribute__((format(printf, 3, 4)))
format(char *buf, size_t size, const char *template,...)
{
	va_list		args;

	va_start(args, template);
	vsnprintf(buf, size, template, args);
	va_end(args);
}

/* ---- marks ---- */

static void
mark(Page *page, int cell, Mark how)
{
	if (page->marks[cell] < how)
		page->marks[cell] = (uint8_t) how;
}

/* Is it the first of its cause, and no other as likely? */
static bool
stands_out(const GirRepair *repair, const GirProposal *p)
{
	return p->rank == 1 && (repair->causes[p->cause].nproposals == 1 || p->bits < p[1].bits);
}

/* Is it as likely as the first of its cause? */
static bool
ties(const GirRepair *repair, const GirProposal *p)
{
	return p->bits == repair->proposals[repair->causes[p->cause].first].bits;
}

static void
mark_proposal(Page *page, const GirProposal *p)
{
	for (int i = p->first; i < p->first + p->nchanges; i++)
	{
		const GirChange *change = &page->repair->changes[i];
		bool		fill = change->flags & (GIR_CHANGE_FILLED | GIR_CHANGE_BLANK);

		mark(page, change->cell, !stands_out(page->repair, p) ? MARK_MAYBE : fill ? MARK_FILL : MARK_STRONG);
		if (ties(page->repair, p) && page->changes[change->cell] == NULL && !(change->flags & GIR_CHANGE_OPEN))
			page->changes[change->cell] = change;
	}
}

/* Cells of failing identities and cells not read are marked weakly, those that the smallest repairs change strongly. */
static void
mark_cells(Page *page)
{
	const GirForm *form = page->figures->form;

	for (int i = 0; i < form->nidentities; i++)
	{
		const GirIdentity *id = &form->identities[i];

		if (gir_check(page->figures, i, false).outcome != GIR_FAILS)
			continue;
		for (int k = 0; k < id->nleft; k++)
			mark(page, id->left[k], MARK_WEAK);
		for (int k = 0; k < id->nright; k++)
			mark(page, id->right[k], MARK_WEAK);
	}
	for (int i = 0; i < form->ncells; i++)
		if (page->figures->cells[i].state >= GIR_TEXT)
			mark(page, i, MARK_WEAK);
	for (int i = 0; page->repair != NULL && i < page->repair->nproposals; i++)
	{
		const GirProposal *p = &page->repair->proposals[i];

		/* whole-line operations may change more than the minimum: they are no smallest repair unless they rank first */
		if (p->rank == 1 || p->wrong <= page->repair->causes[p->cause].minimum)
			mark_proposal(page, p);
	}
}

static const char *
proposed_text(const GirChange *change, char *buf)
{
	GirValue	v = {.digits = change->digits,.scale = change->scale};

	return gir_scaled_text(gir_value_scaled(&v), buf);
}

/* ---- the form ---- */

/* What the pointer and a screen reader are told of a figure: its place, and what is held against it. */
static void
put_title(const Page *page, int cell)
{
	static const char *const words[MARKS][2] = {
		{"", ""},
		{"：所在勾稽关系不符，或未能读出", ": in an identity that fails, or not read"},
		{"：可能有误", ": may be wrong"},
		{"：可由其他数字推出", ": follows from the other figures"},
		{"：最小改法所改之格", ": changed by the smallest repair"}
	};
	char		name[GIR_MAX_NAME];

	put(page, " title=\"");
	put_text(page, gir_cell_name(page->figures->form, cell, true, name));
	put(page, words[page->marks[cell]][0]);
	if (page->english)
	{
		put(page, " / ");
		put_text(page, gir_cell_name(page->figures->form, cell, false, name));
		put(page, words[page->marks[cell]][1]);
	}
	put(page, "\"");
}

static void
put_figure(const Page *page, int cell, bool marked)
{
	static const char *const classes[MARKS] = {"", "weak", "maybe", "fill", "strong"};
	char		text[GIR_MAX_CELL_TEXT];

	if (page->marks[cell] != MARK_NONE)
	{
		put(page, " class=\"");
		put(page, classes[page->marks[cell]]);
		put(page, "\"");
	}
	if (page->changes[cell] != NULL)
	{
		put(page, " data-fix=\"→ ");
		put(page, proposed_text(page->changes[cell], text));
		put(page, page->marks[cell] == MARK_MAYBE ? " ?\"" : "\"");
	}
	put_title(page, cell);
	put(page, ">");
	/* said to who cannot see that nothing stands there, and to a reader that takes empty cells for the rest of merged ones */
	if (gir_cell_text(&page->figures->cells[cell], marked, text) == 0)
		put(page, "<span class=\"blank\">" GIR_SIGN_BLANK "</span>");
	put_text(page, text);
	put(page, "</td>");
}

static void
put_span(const Page *page, const char *attribute, int n)
{
	if (n == 1)
		return;
	put(page, attribute);
	put_int(page, n);
	put(page, "\"");
}

static void
put_cell(const Page *page, const GirSheetCell *c, bool marked)
{
	static const char *const starts[] = {
		[GIR_SHEET_CLAUSE] = "<th scope=\"rowgroup\" class=\"clause\"",[GIR_SHEET_CORNER] = "<th scope=\"col\" class=\"corner\"",
		[GIR_SHEET_HEAD] = "<th scope=\"col\" class=\"head\"",[GIR_SHEET_HEADS] = "<th scope=\"col\" class=\"head\"",
		[GIR_SHEET_GROUP] = "<th scope=\"row\"",[GIR_SHEET_ROW] = "<th scope=\"row\"",[GIR_SHEET_FIGURE] = "<td"
	};

	put(page, starts[c->kind]);
	put_span(page, " rowspan=\"", c->rows);
	put_span(page, " colspan=\"", c->columns);
	if (c->cell >= 0)
	{
		put_figure(page, c->cell, marked);
		return;
	}
	if (page->english && c->en[0] != '\0')
	{
		put(page, " data-en=\"");
		put_text(page, c->en);
		put(page, "\"");
	}
	put(page, ">");
	put_text(page, c->number);
	put_text(page, c->label);
	put(page, "</th>");
}

/* Percent of the width that each column takes; the columns of figures share what the labels leave. */
static void
put_columns(const Page *page, const GirSheet *s)
{
	static const int labels[GIR_TABLE_COUNT][3] = {{34}, {7, 14, 31}, {0}};
	int			left = 10000;
	char		width[64];

	put(page, "<colgroup>");
	for (int c = 0; c < s->ncolumns; c++)
	{
		int			share = c < s->nlabels ? labels[s->table][c] * 100 : left / (s->ncolumns - c);

		left -= share;
		format(width, sizeof(width), "<col style=\"width:%d.%02d%%\">", share / 100, share % 100);
		put(page, width);
	}
	put(page, "</colgroup>");
}

static void
put_table(const Page *page, GirTable table)
{
	GirSheet	s;
	bool		marked = gir_needs_marks(page->figures, table);
	int			row = -1;
	char		id[8];

	gir_sheet_make(page->figures->form, table, &s);
	format(id, sizeof(id), "t%d", table + 2);
	put(page, "<section><h2 id=\"");
	put(page, id);
	if (page->english)
	{
		put(page, "\" data-en=\"");
		put_text(page, s.section_en);
	}
	put(page, "\">");
	put_text(page, s.section_number);
	put_text(page, s.section);
	put(page, "</h2>\n<table aria-labelledby=\"");
	put(page, id);
	put(page, "\">");
	put_columns(page, &s);
	put(page, s.nheads > 0 ? "\n<thead>" : "");
	for (int i = 0; i < s.ncells; i++)
	{
		const GirSheetCell *c = &s.cells[i];

		if (c->row != row)
		{
			put(page, row >= 0 ? "</tr>" : "");
			if (c->row == s.nheads || c->kind == GIR_SHEET_CLAUSE)
				put(page, c->row == 0 ? "\n<tbody>" : s.nheads > 0 ? "</thead>\n<tbody>" : "</tbody>\n<tbody>");
			put(page, "\n<tr>");
			row = c->row;
		}
		put_cell(page, c, marked);
	}
	put(page, "</tr>\n</tbody>\n</table></section>\n");
}

/* ---- findings ---- */

static void
put_finding(void *context, const GirFinding *f)
{
	static const char *const severities[][2] = {
		[GIR_ERROR] = {"错误", "error"},[GIR_WARNING] = {"提醒", "warning"},[GIR_INFO] = {"提示", "information"}
	};
	Page	   *page = context;
	char		number[32];

	page->to_return |= f->severity != GIR_INFO || f->cause != NULL;
	if (page->nfindings++ == 0)
	{
		put(page, "<table aria-labelledby=\"notes\">\n<thead><tr><th scope=\"col\" style=\"width:22%\">");
		put_both(page, "序号与类别", "number, kind");
		put(page, "</th><th scope=\"col\">");
		put_both(page, "问题与改法建议", "finding and proposal");
		put(page, "</th></tr></thead>\n<tbody>");
	}
	format(number, sizeof(number), "第%d条 %s ", page->nfindings, gir_catalogue[f->code].code);
	put(page, f->severity == GIR_ERROR ? "\n<tr><th scope=\"row\" class=\"n error\">" : "\n<tr><th scope=\"row\" class=\"n\">");
	put_text(page, number);
	put_both(page, severities[f->severity][0], severities[f->severity][1]);
	put(page, "</th><td>");
	put_both(page, f->message_zh, f->message);
	put(page, "</td></tr>");
}

/* All findings; without causes, each identity that fails by itself. */
static void
find(const Page *page, bool causes, GirEmit emit, void *context)
{
	GirFindingOptions options = {.year = page->report->year,.period_year = page->report->period_year,.causes_once = true,
	.every_identity = !causes,.repair = causes ? page->repair : NULL};

	gir_findings(page->figures, &options, emit, context);
}

static void
put_legend(const Page *page)
{
	put(page, "<p class=\"legend\"><span class=\"strong\">");
	put_both(page, "最小改法所改之格，箭头后为建议数", "changed by the smallest repair; the arrow shows the proposal");
	put(page, "</span><span class=\"maybe\">");
	put_both(page, "几种同样小的改法之一", "changed by one of several repairs of the same size");
	put(page, "</span><span class=\"fill\">");
	put_both(page, "未填或未读出，可由其他数字推出", "without a figure; it follows from the others");
	put(page, "</span><span class=\"weak\">");
	put_both(page, "所在勾稽关系不符，或未能读出", "in an identity that fails, or not read");
	put(page, "</span></p>\n");
}

static void
count_finding(void *context, const GirFinding *f)
{
	(void) f;
	++*(int *) context;
}

static void
put_findings(Page *page)
{
	int			n = 0;

	find(page, true, count_finding, &n);
	put(page, n > 0 ? "<section class=\"notes\">\n<h2 id=\"notes\">" : "<section class=\"notes none\">\n<h2 id=\"notes\">");
	put_both(page, "校核意见", "Findings");
	put(page, "</h2>\n");
	if (n > 0)
	{
		find(page, true, put_finding, page);
		put(page, "\n</tbody>\n</table>\n");
		put_legend(page);
	}
	else
	{
		put(page, "<p>");
		put_both(page, "未发现问题。", "Nothing was found.");
		put(page, "</p>\n");
	}
	put(page, "</section>\n");
}

/* ---- the return slip ---- */

/* Row and column of a cell in its printed table, from 1: table 4 has one row. */
static void
put_place(const Page *page, int cell)
{
	const GirForm *form = page->figures->form;
	const GirBlock *b = gir_cell_block(form, cell);
	int			first = form->cells[cell].row;
	int			column = form->cells[cell].column - b->first_column + 1;
	char		name[GIR_MAX_NAME];
	char		zh[GIR_MAX_NAME + 64];
	char		en[GIR_MAX_NAME + 64];
	int			row = 1;

	while (first > 0 && form->blocks[form->rows[first - 1].block].table == b->table)
		first--;
	if (b->table == GIR_TABLE4)
		column += (form->cells[cell].row - first) * b->ncolumns;
	else
		row += form->cells[cell].row - first;
	format(zh, sizeof(zh), "%s（第%d行第%d栏）", gir_cell_name(form, cell, true, name), row, column);
	format(en, sizeof(en), "%s (row %d, column %d)", gir_cell_name(form, cell, false, name), row, column);
	put_both(page, zh, en);
}

/* A row of the slip; another proposal of the same cause is no item of its own. */
static void
start_slip_row(Page *page, bool other)
{
	char		number[32];

	if (page->nslip == 0)
	{
		put(page, "<table aria-labelledby=\"slip\">\n<thead><tr><th scope=\"col\" style=\"width:8%\">");
		put_both(page, "序号", "no.");
		put(page, "</th><th scope=\"col\" style=\"width:27%\">");
		put_both(page, "表、行、栏", "cell");
		put(page, "</th><th scope=\"col\" style=\"width:10%\">");
		put_both(page, "原填", "reported");
		put(page, "</th><th scope=\"col\" style=\"width:10%\">");
		put_both(page, "应填", "expected");
		put(page, "</th><th scope=\"col\">");
		put_both(page, "退改理由", "reason");
		put(page, "</th></tr></thead>\n<tbody>");
	}
	page->nslip += !other;
	format(number, sizeof(number), "第%d项", page->nslip);
	put(page, "\n<tr><th scope=\"row\" class=\"n\">");
	if (other)
		put_both(page, "或", "or");
	else
		put(page, number);
	put(page, "</th><td>");
}

static void
put_reported(const Page *page, int cell)
{
	char		text[GIR_MAX_CELL_TEXT];

	gir_cell_text(&page->figures->cells[cell], false, text);
	put(page, "</td><td class=\"n\">");
	if (text[0] != '\0')
		put_text(page, text);
	else
		put_both(page, "（空白）", "(blank)");
	put(page, "</td><td class=\"n\">");
}

/* A finding that no proposal answers: what was not read, text for a figure, units, years. */
static void
put_slip_finding(void *context, const GirFinding *f)
{
	Page	   *page = context;
	const GirCatalogueEntry *entry = &gir_catalogue[f->code];

	if (f->cause != NULL || f->severity == GIR_INFO)
		return;
	start_slip_row(page, false);
	if (f->ncells == 1)
	{
		put_place(page, f->cells[0]);
		put_reported(page, f->cells[0]);
	}
	else
	{
		put_both(page, f->ncells ? "见退改理由" : "全文", f->ncells ? "see the reason" : "the whole report");
		put(page, "</td><td class=\"n\">—</td><td class=\"n\">");
	}
	put_both(page, "请核实", "to be verified");
	put(page, "</td><td>");
	put_both(page, f->message_zh, f->message);
	put(page, "<br>");
	put_both(page, entry->action[GIR_CHINESE], entry->action[GIR_ENGLISH]);
	put(page, "</td></tr>");
}

typedef struct CausePage
{
	const Page *page;
	const GirCause *cause;
} CausePage;

static void
put_identity(void *context, const GirFinding *f)
{
	const CausePage *c = context;

	if (f->identity < 0 || !(c->cause->identities >> f->identity & 1))
		return;
	put(c->page, "<br>");
	put_both(c->page, f->message_zh, f->message);
}

/* The identities that fail and have this cause, with their figures. */
static void
put_identities(const Page *page, const GirCause *cause)
{
	CausePage	c = {page, cause};

	find(page, false, put_identity, &c);
}

/* What a proposal is among those of its cause, what speaks for it, and what it mends. */
static void
put_reason(const Page *page, const GirCause *cause, const GirProposal *p)
{
	int			n = (int) (cause - page->repair->causes) + 1;
	char		texts[GIR_LANGUAGES][GIR_MAX_MESSAGE];

	for (int l = 0; l < GIR_LANGUAGES; l++)
	{
		GirWords	w = gir_words(texts[l], GIR_MAX_MESSAGE);
		bool		zh = l == GIR_CHINESE;

		if (p->rank > 1)
			gir_words_addf(&w, zh ? "原因 %d 的第 %d 种改法：" : "Cause %d, repair number %d: ", n, p->rank);
		else if (p->wrong == 0)
			gir_words_addf(&w, zh ? "原因 %d：未填或未读出之格可由其他数字推出。" : "Cause %d: a cell without a figure follows from the others. ", n);
		else if (cause->status == GIR_REPAIR_AT_LEAST)
			gir_words_addf(&w, zh ? "原因 %d：至少 %d 格有误，此为可能的改法之一。" : "Cause %d: at least %d wrong figures; this is a possible repair. ", n, cause->minimum);
		else if (cause->alternatives > 1)
			gir_words_addf(&w, zh ? "原因 %d：最少改 %d 格，这样的改法有 %d 种，%s，请据台账核定。" :
						   "Cause %d: at least %d wrong figures, %d repairs of that size; %s. Compare with the case files. ",
						   n, cause->minimum, cause->alternatives,
						   stands_out(page->repair, p) ? (zh ? "此种可能性最大" : "this one is the likeliest") :
						   zh ? "无从区分" : "nothing tells them apart");
		else
			gir_words_addf(&w, zh ? "原因 %d：最少改 %d 格，改法唯一。" : "Cause %d: at least %d wrong figures, and only one repair of that size. ", n, cause->minimum);
		gir_words_proposal(&w, page->figures, page->repair, p, (GirLanguage) l);
		gir_words_add(&w, zh ? "。" : ".");
	}
	put_both(page, texts[GIR_CHINESE], texts[GIR_ENGLISH]);
	if (p->rank == 1)
		put_identities(page, cause);
}

static void
put_slip_proposal(Page *page, const GirCause *cause, const GirProposal *p)
{
	char		number[48];

	for (int i = p->first; i < p->first + p->nchanges; i++)
	{
		const GirChange *change = &page->repair->changes[i];

		start_slip_row(page, p->rank > 1);
		put_place(page, change->cell);
		put_reported(page, change->cell);
		if (change->flags & GIR_CHANGE_OPEN)
			put_both(page, "请核实", "to be verified");
		else
			put(page, proposed_text(change, number));
		put(page, "</td>");
		if (i == p->first)
		{
			put(page, "<td");
			put_span(page, " rowspan=\"", p->nchanges);
			put(page, ">");
			put_reason(page, cause, p);
			put(page, "</td>");
		}
		put(page, "</tr>");
	}
}

/* Identities that fail, but no repair is known. */
static void
put_slip_open(Page *page, const GirCause *cause)
{
	char		zh[160];
	char		en[160];

	start_slip_row(page, false);
	put_both(page, gir_table_zh((GirTable) cause->table), gir_table_en((GirTable) cause->table));
	put(page, "</td><td class=\"n\">—</td><td class=\"n\">");
	put_both(page, "请核实", "to be verified");
	put(page, "</td><td>");
	format(zh, sizeof(zh), "至少%d格有误，仅凭本报告无法确定是哪几格，请整表核对：", cause->minimum);
	format(en, sizeof(en), "at least %d cells are wrong; the report does not tell which. Check the whole table:", cause->minimum);
	put_both(page, zh, en);
	put_identities(page, cause);
	put(page, "</td></tr>");
}

static void
put_slip_rows(Page *page)
{
	for (int i = 0; page->repair != NULL && i < page->repair->ncauses; i++)
	{
		const GirCause *cause = &page->repair->causes[i];
		int			listed = 0;

		for (int k = cause->first; k < cause->first + cause->nproposals && listed < SLIP_PROPOSALS; k++)
		{
			const GirProposal *p = &page->repair->proposals[k];

			if (p->rank > 1 && p->wrong > cause->minimum)
				continue;
			put_slip_proposal(page, cause, p);
			listed++;
		}
		if (cause->nproposals == 0)
			put_slip_open(page, cause);
	}
	find(page, true, put_slip_finding, page);
}

static void
put_slip(Page *page)
{
	put(page, "<section class=\"slip\">\n<h2 id=\"slip\">");
	put_both(page, "退改单", "Return slip");
	put(page, "</h2>\n<p>");
	put(page, "致：");
	put_string(page, page->report->agency);
	put(page, "</p>\n<p>");
	put(page, "贵单位报送的");
	put(page, page->report->title.len > 0 ? "《" : "年度报告");
	put_string(page, page->report->title);
	put_both(page, page->report->title.len > 0 ? "》，下列各处经校核需要更正或说明，请核实后重新报送。所列“应填”为建议，以实际台账为准。"
			 : "，下列各处经校核需要更正或说明，请核实后重新报送。所列“应填”为建议，以实际台账为准。",
			 "The figures below have to be corrected or explained. What is expected is a proposal; your case files decide.");
	put(page, "</p>\n");
	put_slip_rows(page);
	put(page, page->nslip > 0 ? "\n</tbody>\n</table>\n" : "");
	put(page, "<table class=\"sign\"><tbody><tr><td>");
	put_both(page, "退回单位（盖章）：", "Returned by (seal):");
	put(page, "</td><td>");
	put_both(page, "经办人：", "Handled by:");
	put(page, "</td><td>");
	put_both(page, "退回日期：", "Date:");
	put(page, "</td></tr>\n<tr><td>");
	put_both(page, "填报单位（盖章）：", "Reporting agency (seal):");
	put(page, "</td><td>");
	put_both(page, "填报人：", "Filled in by:");
	put(page, "</td><td>");
	put_both(page, "重报日期：", "Reported again on:");
	put(page, "</td></tr></tbody></table>\n</section>\n");
}

/* ---- the page ---- */

static void
put_head(const Page *page)
{
	char		line[GIR_MAX_LINE];
	const char *s;

	put(page, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
	if (page->report->title.len > 0)
		put_string(page, page->report->title);
	else
		put(page, "年度报告数据");
	put(page, "</title>\n<style>");
	put(page, style);
	put(page, "</style>\n</head>\n<body>\n");
	if (page->report->title.len > 0)
	{
		put(page, "<h1>");
		put_string(page, page->report->title);
		put(page, "</h1>\n");
	}
	for (int n = 0; (s = gir_head_line(page->report, n, line)) != NULL; n++)
	{
		put(page, "<p class=\"lead\">");
		put_text(page, s);
		put(page, "</p>\n");
	}
}

void
gir_page_write(const GirPrintable *report, const GirPageOptions *options, GirWrite write, void *context)
{
	Page		page = {.out = {write, context},.report = report,.figures = report->figures,.repair = options->repair,.english = options->english};

	if (page.figures != NULL && options->findings)
		mark_cells(&page);
	put_head(&page);
	put(&page, options->findings ? "<main class=\"judged\">\n" : "<main>\n");
	put(&page, "<div class=\"form\">\n");
	for (int t = 0; t < GIR_TABLE_COUNT && page.figures != NULL; t++)
		if (gir_is_printed(page.figures, (GirTable) t))
			put_table(&page, (GirTable) t);
	put(&page, "</div>\n");
	if (options->findings)
		put_findings(&page);
	if (page.to_return)
		put_slip(&page);
	put(&page, "</main>\n</body>\n</html>\n");
}
