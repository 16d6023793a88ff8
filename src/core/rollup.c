/*
 * rollup.c - a summary report against the reports that it sums up (汇总)
 */
#include "core/rollup.h"

#include <stdio.h>
#include <string.h>

/* A slot with one text for both languages. */
#define SAME(text) {text, text}

enum
{
	MAX_SUSPECTS = 3,			/* agencies whose figures fit a difference: more of them explain nothing */
	MAX_NAMED = 5				/* agencies named in one finding */
};

/* What the checks hand round. */
typedef struct Judge
{
	const GirRollup *r;
	GirStatus	status;
	const GirForm *form;
	GirSum		summary;
	GirSum		sum;
	GirSum		one;			/* a single report below */
	int			lacking;		/* agencies below without a report, or with one that was not added */
	bool		decided[GIR_MAX_CELLS];
	__int128	left[GIR_MAX_CELLS];
	__int128	right[GIR_MAX_CELLS];
	int64_t		yuan_per[GIR_MAX_CELLS];
	GirFigures	figures;
	GirComparison f;
} Judge;

static void
finish(Judge *j)
{
	j->r->emit(j->r->context, &j->f);
}

static bool
same_form(const Judge *j, const GirBelow *b)
{
	return b->bytes && b->len > 1 && b->bytes[1] == j->form->number;
}

/* False when the work is to stop. */
static bool
add(Judge *j, GirSum *sum, const GirBelow *b)
{
	GirSumStatus status = gir_sum_add(sum, b->bytes, b->len, 0, j->r->room, j->r->context);

	if (status == GIR_SUM_NO_MEMORY)
		j->status = GIR_OUT_OF_MEMORY;
	else if (j->r->poll && j->r->poll(j->r->context))
		j->status = GIR_CANCELLED;
	return j->status == GIR_OK && status == GIR_SUM_OK;
}

/* A report below alone, in j->one, whose room is used again and again. */
static bool
load(Judge *j, const GirBelow *b)
{
	GirSumOdd  *odd = j->one.odd;

	if (!same_form(j, b))
		return false;
	gir_sum_start(&j->one);
	if (odd)
		memset(odd, 0, sizeof(*odd));
	j->one.odd = odd;
	return add(j, &j->one, b);
}

static bool
is_addable(const GirTotal *t)
{
	return t->state <= GIR_NOT_APPLICABLE && t->state != GIR_TEXT;
}

static void
compare(Judge *j)
{
	for (int i = 0; i < j->form->ncells; i++)
	{
		GirTotal	left = gir_sum_total(&j->summary, i);
		GirTotal	right = gir_sum_total(&j->sum, i);

		j->decided[i] = is_addable(&left) && is_addable(&right) &&
			(left.yuan_per == right.yuan_per || left.number == 0 || right.number == 0);
		j->left[i] = left.number;
		j->right[i] = right.number;
		j->yuan_per[i] = left.number ? left.yuan_per : right.yuan_per;
	}
}

/* A number of a cell as it would be printed: amounts of money in the unit of their label. */
static const char *
number_text(const Judge *j, int cell, __int128 n, char *buf)
{
	return gir_scaled_text(j->yuan_per[cell] ? n / j->yuan_per[cell] : n, buf);
}

static const char *
count_text(int n, char *buf)
{
	snprintf(buf, 16, "%d", n);
	return buf;
}

static void
differing_cell(Judge *j, int cell)
{
	bool		certain = j->r->complete && j->lacking == 0;
	int64_t		per = j->yuan_per[cell] ? j->yuan_per[cell] : 1;
	char		en[GIR_MAX_NAME];
	char		zh[GIR_MAX_NAME];
	char		left[48];
	char		right[48];
	char		difference[48];
	char		count[16];
	const GirSlot slots[] = {
		{"cell", {gir_cell_name(j->form, cell, false, en), gir_cell_name(j->form, cell, true, zh)}},
		{"left", SAME(number_text(j, cell, j->left[cell], left))},
		{"right", SAME(number_text(j, cell, j->right[cell], right))},
		{"difference", SAME(number_text(j, cell, j->left[cell] - j->right[cell], difference))},
		{"count", SAME(count_text(j->r->nbelow - j->lacking, count))},
		{"reason", {j->r->complete ? "reports are lacking" : "the list of agencies below is not declared complete",
			j->r->complete ? "所属报告尚缺" : "未声明所属机关名单完整"}}
	};

	gir_comparison_start(&j->f, certain ? GIR_P702 : GIR_P701);
	j->f.sums = true;
	j->f.left = j->left[cell] / per;
	j->f.right = j->right[cell] / per;
	j->f.cells[j->f.ncells++] = (uint8_t) cell;
	snprintf(j->f.formula, sizeof(j->f.formula), "%s = %s", left, right);
	gir_comparison_say(&j->f, GIR_SLOTS(slots));
	finish(j);
}

/* A finding about one agency below as a whole. */
static void
about_agency(Judge *j, int child, GirTable table)
{
	const GirSlot slots[] = {
		{"agency", SAME(j->r->below[child].name)},
		{"table", {gir_table_en(table), gir_table_zh(table)}}
	};

	j->f.child = child;
	gir_comparison_say(&j->f, GIR_SLOTS(slots));
	finish(j);
}

static void
missing_agencies(Judge *j)
{
	int			n = 0;
	char		lacking[16];
	char		count[16];

	for (int b = 0; b < j->r->nbelow; b++)
	{
		n += !j->r->below[b].reported;
		if (j->r->below[b].reported || !j->r->complete)
			continue;
		gir_comparison_start(&j->f, GIR_P704);
		about_agency(j, b, GIR_TABLE2);
	}
	if (n > 0 && !j->r->complete)
	{
		const GirSlot slots[] = {
			{"lacking", SAME(count_text(n, lacking))},
			{"count", SAME(count_text(j->r->nbelow, count))}
		};

		gir_comparison_start(&j->f, GIR_P703);
		gir_comparison_say(&j->f, GIR_SLOTS(slots));
		finish(j);
	}
}

static void
reports_not_added(Judge *j)
{
	for (int b = 0; b < j->r->nbelow; b++)
	{
		const GirBelow *below = &j->r->below[b];

		if (!below->reported || same_form(j, below))
			continue;
		gir_comparison_start(&j->f, below->bytes ? GIR_P705 : GIR_P706);
		about_agency(j, b, GIR_TABLE2);
	}
}

static void
cells_not_compared(Judge *j, GirTable table)
{
	char		en[GIR_MAX_NAME];
	char		zh[GIR_MAX_NAME];
	char		count[16];

	gir_comparison_start(&j->f, GIR_P707);
	for (int i = 0; i < j->form->ncells; i++)
		if (gir_cell_block(j->form, i)->table == table && !j->decided[i])
			j->f.cells[j->f.ncells++] = (uint8_t) i;
	if (j->f.ncells > 0)
	{
		const GirSlot slots[] = {
			{"table", {gir_table_en(table), gir_table_zh(table)}},
			{"count", SAME(count_text(j->f.ncells, count))},
			{"cell", {gir_cell_name(j->form, j->f.cells[0], false, en), gir_cell_name(j->form, j->f.cells[0], true, zh)}}
		};

		gir_comparison_say(&j->f, GIR_SLOTS(slots));
		finish(j);
	}
}

/* ---- what explains a difference ---- */

/* Is every difference of the table sign times the figure of the report in j->one? */
static bool
is_figures(const Judge *j, GirTable table, int sign)
{
	bool		any = false;

	for (int i = 0; i < j->form->ncells; i++)
	{
		GirTotal	one;

		if (gir_cell_block(j->form, i)->table != table || !j->decided[i])
			continue;
		one = gir_sum_total(&j->one, i);
		if (!is_addable(&one) || j->left[i] - j->right[i] != sign * one.number)
			return false;
		any |= one.number != 0;
	}
	return any;
}

static void
whole_report(Judge *j, GirTable table, int child, int sign)
{
	gir_comparison_start(&j->f, sign > 0 ? GIR_P711 : GIR_P712);
	for (int i = 0; i < j->form->ncells; i++)
		if (gir_cell_block(j->form, i)->table == table && j->decided[i] && j->left[i] != j->right[i])
			j->f.cells[j->f.ncells++] = (uint8_t) i;
	about_agency(j, child, table);
}

static void
find_whole_reports(Judge *j, GirTable table, int sign)
{
	int			suspects[MAX_SUSPECTS];
	int			n = 0;

	for (int b = 0; b < j->r->nbelow && j->status == GIR_OK; b++)
	{
		if (!load(j, &j->r->below[b]) || !is_figures(j, table, sign))
			continue;
		if (n == MAX_SUSPECTS)
			return;
		suspects[n++] = b;
	}
	for (int i = 0; i < n && j->status == GIR_OK; i++)
		whole_report(j, table, suspects[i], sign);
}

/* By how much the cell would have to grow for all its identities to hold; false when they disagree, or hold as it is. */
static bool
own_error(const GirFigures *figures, int cell, __int128 *error)
{
	bool		any = false;

	*error = 0;
	for (int i = 0; i < figures->form->nidentities; i++)
	{
		const GirIdentity *id = &figures->form->identities[i];
		bool		left = memchr(id->left, cell, (size_t) id->nleft) != NULL;
		GirSides	sides;
		__int128	e;

		if (!left && memchr(id->right, cell, (size_t) id->nright) == NULL)
			continue;
		sides = gir_check(figures, i, false);
		e = left ? sides.right - sides.left : sides.left - sides.right;
		if (sides.outcome != GIR_FAILS || (any && e != *error))
			return false;
		*error = e;
		any = true;
	}
	return any;
}

static void
explained_by(Judge *j, int cell, int child, __int128 error)
{
	__int128	printed = 0;
	char		en[GIR_MAX_NAME];
	char		zh[GIR_MAX_NAME];
	char		difference[48];
	char		is[48];
	char		should[48];

	gir_counts_for(&j->figures.cells[cell], false, &printed);
	{
		const GirSlot slots[] = {
			{"cell", {gir_cell_name(j->form, cell, false, en), gir_cell_name(j->form, cell, true, zh)}},
			{"agency", SAME(j->r->below[child].name)},
			{"difference", SAME(gir_scaled_text(error, difference))},
			{"is", SAME(gir_scaled_text(printed, is))},
			{"should", SAME(gir_scaled_text(printed + error, should))}
		};

		gir_comparison_start(&j->f, GIR_P713);
		j->f.child = child;
		j->f.cells[j->f.ncells++] = (uint8_t) cell;
		gir_comparison_say(&j->f, GIR_SLOTS(slots));
		finish(j);
	}
}

static void
find_own_errors(Judge *j)
{
	for (int b = 0; b < j->r->nbelow && j->status == GIR_OK; b++)
	{
		const GirBelow *below = &j->r->below[b];

		if (j->r->poll && j->r->poll(j->r->context))
			j->status = GIR_CANCELLED;
		else if (same_form(j, below) && gir_decode_stored(below->bytes, below->len, &j->figures) == NULL &&
				 gir_failing(&j->figures, false) != 0)
			for (int i = 0; i < j->form->ncells; i++)
			{
				__int128	error;

				if (j->decided[i] && j->left[i] != j->right[i] && own_error(&j->figures, i, &error) &&
					error == j->left[i] - j->right[i])
					explained_by(j, i, b, error);
			}
	}
}

/* Do all cells of the identity agree with the reports below? */
static bool
agrees(const Judge *j, const GirIdentity *id)
{
	for (int k = 0; k < id->nleft + id->nright; k++)
	{
		int			cell = k < id->nleft ? id->left[k] : id->right[k - id->nleft];

		if (!j->decided[cell] || j->left[cell] != j->right[cell])
			return false;
	}
	return true;
}

/* The agencies in whose reports the identity fails, as evidence. */
static int
name_sources(Judge *j, int identity)
{
	GirWords	w = gir_words(j->f.evidence, sizeof(j->f.evidence));
	int			n = 0;

	for (int b = 0; b < j->r->nbelow; b++)
	{
		const GirBelow *below = &j->r->below[b];
		GirSides	sides;
		char		difference[48];

		if (!same_form(j, below) || gir_decode_stored(below->bytes, below->len, &j->figures) != NULL)
			continue;
		sides = gir_check(&j->figures, identity, false);
		if (sides.outcome != GIR_FAILS)
			continue;
		if (n++ == 0)
			j->f.child = b;
		if (n <= MAX_NAMED)
			gir_words_addf(&w, "%s%s %s", n > 1 ? "; " : "", below->name, gir_scaled_text(sides.left - sides.right, difference));
	}
	if (n > MAX_NAMED)
		gir_words_addf(&w, "; … (%d)", n);
	return n;
}

static void
inherited(Judge *j, int identity, const GirSides *sides)
{
	const GirIdentity *id = &j->form->identities[identity];
	char		difference[48];
	const GirSlot slots[] = {
		{"identity", SAME(id->name)},
		{"formula", {id->formula_en, id->formula_zh}},
		{"difference", SAME(gir_scaled_text(sides->left - sides->right, difference))},
		{"sources", SAME(j->f.evidence)}
	};

	gir_comparison_start(&j->f, GIR_P714);
	if (name_sources(j, identity) == 0)
		return;
	for (int k = 0; k < id->nleft; k++)
		j->f.cells[j->f.ncells++] = id->left[k];
	for (int k = 0; k < id->nright; k++)
		j->f.cells[j->f.ncells++] = id->right[k];
	j->f.sums = true;
	j->f.left = sides->left;
	j->f.right = sides->right;
	gir_comparison_say(&j->f, GIR_SLOTS(slots));
	finish(j);
}

static void
find_inherited(Judge *j)
{
	GirFigures	summary;

	if (gir_decode_stored(j->r->summary.bytes, j->r->summary.len, &summary) != NULL)
		return;
	for (int i = 0; i < j->form->nidentities && j->status == GIR_OK; i++)
	{
		GirSides	sides = gir_check(&summary, i, false);

		if (sides.outcome == GIR_FAILS && agrees(j, &j->form->identities[i]))
			inherited(j, i, &sides);
		if (j->r->poll && j->r->poll(j->r->context))
			j->status = GIR_CANCELLED;
	}
}

static bool
differs(const Judge *j, GirTable table)
{
	for (int i = 0; i < j->form->ncells; i++)
		if (gir_cell_block(j->form, i)->table == table && j->decided[i] && j->left[i] != j->right[i])
			return true;
	return false;
}

static void
explain(Judge *j)
{
	for (int sign = 1; sign >= -1; sign -= 2)
		for (int t = 0; t < GIR_TABLE_COUNT; t++)
			if (differs(j, (GirTable) t))
				find_whole_reports(j, (GirTable) t, sign);
	find_own_errors(j);
	find_inherited(j);
}

GirStatus
gir_rollup_findings(const GirRollup *rollup)
{
	Judge		j;

	j.r = rollup;
	j.status = GIR_OK;
	j.form = &gir_forms[rollup->summary.bytes[1]];
	j.lacking = 0;
	j.one.odd = NULL;
	gir_sum_start(&j.summary);
	gir_sum_start(&j.sum);
	add(&j, &j.summary, &rollup->summary);
	for (int b = 0; b < rollup->nbelow && j.status == GIR_OK; b++)
		if (!same_form(&j, &rollup->below[b]))
			j.lacking++;
		else
			add(&j, &j.sum, &rollup->below[b]);
	if (j.status != GIR_OK)
		return j.status;
	missing_agencies(&j);
	reports_not_added(&j);
	if (j.sum.form < 0)
		return GIR_OK;
	compare(&j);
	for (int i = 0; i < j.form->ncells; i++)
		if (j.decided[i] && j.left[i] != j.right[i])
			differing_cell(&j, i);
	for (int t = 0; t < GIR_TABLE_COUNT; t++)
		cells_not_compared(&j, (GirTable) t);
	explain(&j);
	return j.status;
}
