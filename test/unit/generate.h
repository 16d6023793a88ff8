/*
 * generate.h - write the text of a made-up report
 *
 * The tables come from the declared form, in one of the two printed layouts; what each cell prints, and what is to be read from it,
 * is set by the test.  Nothing here uses the parser, so the expectations are independent of it.
 */
#ifndef GENERATE_H
#define GENERATE_H

#include "unit.h"

enum
{
	GEN_SIZE = 64 * 1024,
	GEN_FIELDS = 40,
	GEN_WIDTH = 10				/* fields of a line of table 3: three columns of labels, seven of figures */
};

typedef enum GenLayout
{
	GEN_TABS,					/* a row a line; labels of merged cells collapsed */
	GEN_LINES					/* a cell a line */
} GenLayout;

/* How a row of table 3 lost its leading tab. */
typedef enum GenLoss
{
	GEN_LOSS_NONE,
	GEN_LOSS_MOVED,				/* the label moved to the first column, the figures stayed, an empty field went to the end */
	GEN_LOSS_TAB,				/* one tab is gone, everything moved to the left */
	GEN_LOSS_REST,				/* this row and all rows up to （七）总计 lost the column of 三、 */
	GEN_LOSS_SPANS,				/* every row: a label that spans rows leaves nothing in the rows below its first */
	GEN_LOSSES
} GenLoss;

typedef struct GenCell
{
	char		print[160];
	GirState	state;			/* what is to be read */
	int64_t		digits;
	int			scale;
} GenCell;

typedef struct Gen
{
	const GirForm *form;
	GenLayout	layout;
	GenCell		cell[GIR_MAX_CELLS];
	bool		gone[GIR_MAX_ROWS]; /* the row is not printed; that of table 4 goes by its first row */
	bool		no_table[GIR_TABLE_COUNT];
	bool		no_headings;
	bool		no_prose;
	int			lost;			/* row with that loss */
	GenLoss		loss;
	int			pad_start;		/* empty fields before every row */
	int			pad_end;		/* rows are filled up to that many fields */
	bool		trim;			/* no tabs at the end of a line */
	int			style;			/* of brackets and full stops in labels, 0..2 */
	int			wrap;			/* GEN_LINES: labels go on in the next line after so many characters, 0 never */
	bool		spaces;			/* white space around some of the figures */
	const char *top;			/* stands before the preamble: the title */
	const char *preamble;
	const char *tail;			/* stands at the end */
	char		labels[32 * 1024];
	size_t		labels_used;
	char		text[GEN_SIZE];
	size_t		len;
} Gen;

/* ---- cells ---- */

static inline void
gen_state(Gen *g, int cell, GirState state, const char *print)
{
	GenCell    *c = &g->cell[cell];

	memset(c, 0, sizeof(*c));
	snprintf(c->print, sizeof(c->print), "%s", print);
	c->state = state;
}

static inline void
gen_number(Gen *g, int cell, int64_t n)
{
	char		print[32];

	snprintf(print, sizeof(print), "%lld", (long long) n);
	gen_state(g, cell, GIR_NUMBER, print);
	g->cell[cell].digits = n;
}

/* A number that is printed in another way. */
static inline void
gen_printed(Gen *g, int cell, const char *print, int64_t digits, int scale)
{
	gen_state(g, cell, GIR_NUMBER, print);
	g->cell[cell].digits = digits;
	g->cell[cell].scale = scale;
}

static inline void
gen_blank(Gen *g, int cell)
{
	gen_state(g, cell, GIR_BLANK, "");
}

/* Every cell another number, none of which is a year or has one digit. */
static inline void
gen_distinct(Gen *g)
{
	for (int i = 0; i < g->form->ncells; i++)
		gen_number(g, i, 101 + i);
}

static inline int
gen_year(const GirForm *form)
{
	return form->number == 0 ? 2020 : 2023;
}

static inline const char *
gen_title(const GirForm *form)
{
	return form->number == 0 ? "枫堰县水务局2020年政府信息公开工作年度报告" : "枫堰县水务局2023年政府信息公开工作年度报告";
}

static inline const char *
gen_preamble(const GirForm *form)
{
	return form->number == 0 ?
		"根据《中华人民共和国政府信息公开条例》第五十条和国办公开办函〔2019〕60号的要求，编制本年度报告。所列数据的统计期限为2020年1月1日至2020年12月31日。公众如有疑问，可拨打0643-4252007咨询，邮编336158。" :
		"根据《中华人民共和国政府信息公开条例》第五十条和国办公开办函〔2021〕30号的要求，编制本年度报告。所列数据的统计期限为2023年1月1日至2023年12月31日。公众如有疑问，可拨打0643-4252007咨询，邮编336158。";
}

static inline void
gen_start(Gen *g, const GirForm *form, GenLayout layout)
{
	memset(g, 0, offsetof(Gen, labels));
	g->form = form;
	g->layout = layout;
	g->lost = -1;
	g->wrap = layout == GEN_LINES ? 8 : 0;
	g->spaces = true;
	g->top = gen_title(form);
	g->preamble = gen_preamble(form);
	g->tail = "";
	gen_distinct(g);
}

/* ---- text ---- */

static inline void
gen_put(Gen *g, const char *s)
{
	size_t		n = strlen(s);

	if (g->len + n >= GEN_SIZE)
		abort();
	memcpy(g->text + g->len, s, n + 1);
	g->len += n;
}

static inline void
gen_line(Gen *g, const char *s)
{
	gen_put(g, s);
	gen_put(g, "\n");
}

/* A paragraph of the prose: in the layout of tabs a blank line follows. */
static inline void
gen_paragraph(Gen *g, const char *s)
{
	gen_line(g, s);
	if (g->layout == GEN_TABS)
		gen_put(g, "\n");
}

static inline size_t
gen_char_size(const char *s)
{
	unsigned char c = (unsigned char) *s;

	return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

/* The character under a style: 1 has narrow brackets and wide full stops, 2 the ideographic comma after a digit. */
static inline const char *
gen_styled(const Gen *g, const char *s, size_t *size)
{
	*size = gen_char_size(s);
	if (g->style == 1 && strncmp(s, "（", 3) == 0)
		return "(";
	if (g->style == 1 && strncmp(s, "）", 3) == 0)
		return ") ";
	if (g->style == 1 && *s == '.')
		return "．";
	if (g->style == 2 && *s == '.')
		return "、";
	return NULL;
}

/* A label in the style of the report. */
static inline const char *
gen_label(Gen *g, const char *number, const char *label)
{
	char	   *start = g->labels + g->labels_used;
	char	   *p = start;
	const char *parts[2] = {number, label};

	for (int i = 0; i < 2; i++)
		for (const char *s = parts[i]; *s;)
		{
			size_t		size;
			const char *styled = gen_styled(g, s, &size);

			p = styled ? stpcpy(p, styled) : (char *) memcpy(p, s, size) + size;
			s += size;
		}
	*p = '\0';
	g->labels_used += (size_t) (p - start) + 1;
	return start;
}

/* The cell as printed, with white space of the kinds that reports have. */
static inline const char *
gen_cell(Gen *g, int cell)
{
	static const char *const before[] = {"", "\u00A0", "", "", " ", "\u3000"};
	static const char *const after[] = {"", "", "\u3000", " ", "\u00A0", "\u3000"};
	char	   *start = g->labels + g->labels_used;
	int			kind = g->spaces && g->cell[cell].print[0] ? cell % 6 : 0;

	g->labels_used += (size_t) sprintf(start, "%s%s%s", before[kind], g->cell[cell].print, after[kind]) + 1;
	return start;
}

/* ---- rows ---- */

typedef struct GenFields
{
	int			n;
	int			labels;			/* the fields before that are labels, and may be wrapped */
	const char *s[GEN_FIELDS];
} GenFields;

static inline void
gen_field(GenFields *f, const char *s)
{
	f->s[f->n++] = s;
}

static inline void
gen_fill(GenFields *f, int n)
{
	while (f->n < n)
		gen_field(f, "");
}

static inline void
gen_put_tabs(Gen *g, const GenFields *f)
{
	for (int i = 0; i < g->pad_start; i++)
		gen_put(g, "\t");
	for (int i = 0; i < f->n; i++)
	{
		gen_put(g, i ? "\t" : "");
		gen_put(g, f->s[i]);
	}
	for (int i = f->n; i < g->pad_end; i++)
		gen_put(g, "\t");
	while (g->trim && g->len > 0 && g->text[g->len - 1] == '\t')
		g->len--;
	gen_put(g, "\n");
}

/* A label over several lines; only its first one has the tab of the cell. */
static inline void
gen_put_wrapped(Gen *g, const char *s)
{
	int			n = 0;

	for (; *s; n++)
	{
		char		c[8] = {0};
		size_t		size = gen_char_size(s);

		memcpy(c, s, size);
		if (n > 0 && n % g->wrap == 0)
			gen_put(g, "\n");
		gen_put(g, c);
		s += size;
	}
}

static inline void
gen_put_lines(Gen *g, const GenFields *f)
{
	int			last = f->n;

	while (g->trim && last > 0 && f->s[last - 1][0] == '\0')
		last--;
	for (int i = -g->pad_start; i < last || (!g->trim && i < g->pad_end); i++)
	{
		gen_put(g, "\t");
		if (i >= 0 && i < last && i < f->labels && g->wrap)
			gen_put_wrapped(g, f->s[i]);
		else if (i >= 0 && i < last)
			gen_put(g, f->s[i]);
		gen_put(g, "\n");
	}
	gen_put(g, "\n");
}

static inline void
gen_row(Gen *g, const GenFields *f)
{
	if (g->layout == GEN_TABS)
		gen_put_tabs(g, f);
	else
		gen_put_lines(g, f);
	g->labels_used = 0;
}

static inline void
gen_cells(Gen *g, GenFields *f, int first, int n)
{
	for (int i = 0; i < n; i++)
		gen_field(f, gen_cell(g, first + i));
}

/* ---- tables ---- */

static inline const GirRow *
gen_form_row(const Gen *g, int row)
{
	return &g->form->rows[row];
}

static inline void
gen_column_heads(Gen *g, GenFields *f, const GirBlock *b)
{
	for (int c = 0; c < b->ncolumns; c++)
		gen_field(f, gen_label(g, "", g->form->columns[b->first_column + c].label));
	f->labels = f->n;
}

/* Fields of a line of table 2; the last block of form 2021 is a table of its own, without empty fields. */
static inline int
gen_table2_width(const Gen *g, const GirBlock *b)
{
	bool		own = b->ncolumns == 1 && strcmp(g->form->columns[b->first_column].key, "amount") == 0;

	return g->layout == GEN_LINES || own ? 0 : 4;
}

static inline void
gen_table2_block(Gen *g, const GirBlock *b)
{
	GenFields	clause = {0};
	GenFields	head = {0};

	gen_field(&clause, gen_label(g, "", b->clause));
	clause.labels = 1;
	gen_fill(&clause, g->layout == GEN_LINES ? 0 : 4);
	gen_row(g, &clause);
	if (g->layout == GEN_TABS && gen_table2_width(g, b) == 0)
		gen_put(g, "\n");
	gen_field(&head, "信息内容");
	gen_column_heads(g, &head, b);
	gen_fill(&head, gen_table2_width(g, b));
	gen_row(g, &head);
	for (int r = b->first_row; r < b->first_row + b->nrows; r++)
	{
		GenFields	f = {0};

		if (g->gone[r])
			continue;
		gen_field(&f, gen_label(g, gen_form_row(g, r)->number, gen_form_row(g, r)->label));
		f.labels = 1;
		gen_cells(g, &f, gen_form_row(g, r)->first_cell, b->ncolumns);
		gen_fill(&f, gen_table2_width(g, b));
		gen_row(g, &f);
	}
}

static inline void
gen_table3_heads(Gen *g, const GirBlock *b)
{
	bool		tabs = g->layout == GEN_TABS;
	const char *const top[] = {"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "", "申请人情况", "", "", "", "", "", "总计", ""};
	const char *const middle[] = {"", "", "自然人", "法人或其他组织", "", "", "", "", "", ""};
	GenFields	f[3] = {{0}};

	for (int i = 0; i < GEN_WIDTH; i++)
	{
		if (tabs || i == 0 || i == 2)
			gen_field(&f[0], gen_label(g, "", top[i]));
		if (tabs || i < 4)
			gen_field(&f[1], middle[i]);
	}
	gen_fill(&f[2], tabs ? 3 : 2);
	/* 自然人 and 总计 stand in the lines above */
	for (int c = 1; c < b->ncolumns - 1; c++)
		gen_field(&f[2], gen_label(g, "", g->form->columns[b->first_column + c].label));
	gen_fill(&f[2], tabs ? GEN_WIDTH : f[2].n + 1);
	if (!tabs)
	{
		f[1] = (GenFields) {0};
		gen_field(&f[1], "");
		gen_field(&f[1], g->form->columns[b->first_column].label);
		gen_field(&f[1], "法人或其他组织");
		gen_field(&f[1], g->form->columns[b->first_column + b->total_column].label);
	}
	for (int i = 0; i < 3; i++)
	{
		f[i].labels = f[i].n;
		gen_row(g, &f[i]);
	}
}

/* Has the line lost the column in which 三、本年度办理结果 stands? */
static inline bool
gen_is_lost(const Gen *g, int row)
{
	GirRole		role = gen_form_row(g, row)->role;

	if (role != GIR_ROLE_OUTCOME && role != GIR_ROLE_RESULT)
		return false;
	if (g->loss == GEN_LOSS_SPANS)
		return true;
	return g->loss != GEN_LOSS_NONE && (g->loss == GEN_LOSS_REST ? g->lost >= 0 && row >= g->lost : row == g->lost);
}

/* The labels that stand before the figures of a row of table 3. */
static inline void
gen_table3_labels(Gen *g, int row, GenFields *f)
{
	const GirRow *r = gen_form_row(g, row);
	bool		outcome = r->role == GIR_ROLE_OUTCOME || r->role == GIR_ROLE_RESULT;
	bool		first = outcome && gen_form_row(g, row - 1)->role == GIR_ROLE_CARRIED_IN;
	bool		member = r->group && strcmp(r->group->number, r->number) != 0;
	bool		leads = member && gen_form_row(g, row - 1)->group != r->group;

	if (outcome)
		gen_field(f, first ? "三、本年度办理结果" : "");
	if (member)
		gen_field(f, leads ? gen_label(g, r->group->number, r->group->label) : "");
	gen_field(f, gen_label(g, r->number, r->label));
	f->labels = f->n;
	if (!outcome && g->layout == GEN_TABS)
		gen_field(f, "");
}

/* What is left of the labels when the leading tab is lost: the empty fields before them go. */
static inline void
gen_lose_tab(const Gen *g, int row, GenFields *f)
{
	int			empty = 0;

	while (empty < f->n && f->s[empty][0] == '\0')
		empty++;
	if (empty == 0)
		return;
	if (g->loss < GEN_LOSS_SPANS && g->loss != GEN_LOSS_MOVED && !(g->loss == GEN_LOSS_REST && empty == 2 && gen_form_row(g, row)->group == gen_form_row(g, g->lost)->group))
		empty = 1;
	memmove(f->s, f->s + empty, (size_t) (f->n - empty) * sizeof(f->s[0]));
	f->n -= empty;
	f->labels = f->n;
	/* where the label itself moved, one empty field is left between it and its figures */
	if (empty == 2 && g->loss != GEN_LOSS_SPANS)
		gen_field(f, "");
}

static inline void
gen_table3_row(Gen *g, const GirBlock *b, int row)
{
	GenFields	f = {0};
	bool		lost = gen_is_lost(g, row);

	gen_table3_labels(g, row, &f);
	if (lost)
		gen_lose_tab(g, row, &f);
	gen_cells(g, &f, gen_form_row(g, row)->first_cell, b->ncolumns);
	if (g->layout == GEN_TABS && !(lost && g->loss == GEN_LOSS_TAB))
		gen_fill(&f, GEN_WIDTH);
	gen_row(g, &f);
}

static inline void
gen_table4_heads(Gen *g, const GirBlock *b)
{
	bool		tabs = g->layout == GEN_TABS;
	GenFields	f[3] = {{0}};

	gen_field(&f[0], gen_form_row(g, b->first_row)->label);
	gen_fill(&f[0], tabs ? 5 : 1);
	gen_field(&f[0], "行政诉讼");
	gen_fill(&f[0], tabs ? 15 : 2);
	gen_column_heads(g, &f[1], b);
	gen_field(&f[1], gen_form_row(g, b->first_row + 1)->label);
	gen_fill(&f[1], tabs ? 10 : 6);
	gen_field(&f[1], gen_form_row(g, b->first_row + 2)->label);
	gen_fill(&f[1], tabs ? 15 : 7);
	gen_fill(&f[2], 5);
	gen_column_heads(g, &f[2], b);
	gen_column_heads(g, &f[2], b);
	for (int i = 0; i < 3; i++)
	{
		f[i].labels = f[i].n;
		gen_row(g, &f[i]);
	}
}

static inline void
gen_table4(Gen *g, const GirBlock *b)
{
	GenFields	f = {0};

	gen_table4_heads(g, b);
	if (g->gone[b->first_row])
		return;
	gen_cells(g, &f, gen_form_row(g, b->first_row)->first_cell, b->nrows * b->ncolumns);
	gen_row(g, &f);
}

static inline void
gen_table(Gen *g, GirTable table)
{
	for (int n = 0; n < g->form->nblocks; n++)
	{
		const GirBlock *b = &g->form->blocks[n];

		if (b->table != table || g->no_table[table])
			continue;
		if (table == GIR_TABLE2)
			gen_table2_block(g, b);
		else if (table == GIR_TABLE4)
			gen_table4(g, b);
		else
		{
			gen_table3_heads(g, b);
			for (int r = b->first_row; r < b->first_row + b->nrows; r++)
				if (!g->gone[r])
					gen_table3_row(g, b, r);
		}
	}
	gen_put(g, "\n");
}

/* ---- the report ---- */

static inline void
gen_heading(Gen *g, const char *number, const char *text)
{
	if (g->no_headings)
		return;
	gen_put(g, number);
	gen_paragraph(g, text);
}

static inline const char *
gen_section(const Gen *g, GirTable table)
{
	for (int n = 0; n < g->form->nblocks; n++)
		if (g->form->blocks[n].table == table)
			return g->form->blocks[n].label;
	return "";
}

static inline void
gen_prose(Gen *g, const char *s)
{
	if (!g->no_prose)
		gen_paragraph(g, s);
}

/* Append the report to g->text. */
static inline void
gen_append(Gen *g)
{
	if (g->top[0])
		gen_paragraph(g, g->top);
	if (g->preamble[0])
		gen_paragraph(g, g->preamble);
	gen_heading(g, "一、", "总体情况");
	gen_prose(g, "（一）主动公开情况。全年对外公开各类信息233条，制作图解、问答等解读材料21份，回应网上留言348条，公开工作总体平稳，较上一年有所进步。");
	gen_prose(g, "（二）依申请公开情况。共收到并登记公开申请2件，申请内容集中在征地补偿、工程审批两类。");
	gen_heading(g, "二、", gen_section(g, GIR_TABLE2));
	gen_table(g, GIR_TABLE2);
	gen_heading(g, "三、", gen_section(g, GIR_TABLE3));
	gen_table(g, GIR_TABLE3);
	gen_heading(g, "四、", gen_section(g, GIR_TABLE4));
	gen_table(g, GIR_TABLE4);
	gen_heading(g, "五、", "存在的主要问题及改进情况");
	gen_prose(g, "[bookmark: _GoBack]对照要求，栏目之间偶有交叉，历史信息查找不便；今后将重新梳理栏目设置，统一命名，建立答复文书范本。");
	gen_heading(g, "六、", "其他需要报告的事项");
	gen_prose(g, "本机关发出收费通知0件，总金额0元。");
	if (g->tail[0])
		gen_paragraph(g, g->tail);
}

static inline void
gen_write(Gen *g)
{
	g->len = 0;
	g->labels_used = 0;
	gen_append(g);
}

#endif							/* GENERATE_H */
