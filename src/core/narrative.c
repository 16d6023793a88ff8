/*
 * narrative.c - does the prose say what the tables say?
 */
#include "core/narrative.h"

#include <stdlib.h>
#include <string.h>

#define LENGTH(array) ((int) (sizeof(array) / sizeof((array)[0])))

enum
{
	NEAR = 256					/* statements around a total among which its items are: those of its sentence, or of the lines that follow */
};

/* Rows of the tables that a measure is about; for an outcome, the rows of its group. */
typedef struct Comparable
{
	GirMeasure	measure;
	GirTable	table;
	const char *rows[3];
	const char *group;
	const char *column;			/* of form 2021 */
	const char *column_2019;	/* NULL: the same */
	bool		at_least;		/* the table may have more: revised documents count or do not */
} Comparable;

static const Comparable comparables[] = {
	{.measure = GIR_MEASURE_RECEIVED, .table = GIR_TABLE3, .rows = {"new_received"}, .column = "total"},
	{.measure = GIR_MEASURE_CARRIED_IN, .table = GIR_TABLE3, .rows = {"carried_in"}, .column = "total"},
	{.measure = GIR_MEASURE_ANSWERED, .table = GIR_TABLE3, .rows = {"result_total"}, .column = "total"},
	{.measure = GIR_MEASURE_GRANTED, .table = GIR_TABLE3, .group = "granted", .column = "total"},
	{.measure = GIR_MEASURE_PARTLY_GRANTED, .table = GIR_TABLE3, .group = "partly_granted", .column = "total"},
	{.measure = GIR_MEASURE_DENIED, .table = GIR_TABLE3, .group = "denied", .column = "total"},
	{.measure = GIR_MEASURE_UNAVAILABLE, .table = GIR_TABLE3, .group = "unavailable", .column = "total"},
	{.measure = GIR_MEASURE_NOT_PROCESSED, .table = GIR_TABLE3, .group = "not_processed", .column = "total"},
	{.measure = GIR_MEASURE_OTHER, .table = GIR_TABLE3, .group = "other", .column = "total"},
	{.measure = GIR_MEASURE_CARRIED_OUT, .table = GIR_TABLE3, .rows = {"carried_out"}, .column = "total"},
	{.measure = GIR_MEASURE_REVIEWS, .table = GIR_TABLE4, .rows = {"review"}, .column = "total"},
	{.measure = GIR_MEASURE_LITIGATIONS, .table = GIR_TABLE4, .rows = {"litigation_direct", "litigation_after_review"}, .column = "total"},
	{.measure = GIR_MEASURE_DISPUTES, .table = GIR_TABLE4, .rows = {"review", "litigation_direct", "litigation_after_review"}, .column = "total"},
	{.measure = GIR_MEASURE_REGULATIONS_ISSUED, .table = GIR_TABLE2, .rows = {"regulations"}, .column = "issued", .column_2019 = "made", .at_least = true},
	{.measure = GIR_MEASURE_NORMATIVE_ISSUED, .table = GIR_TABLE2, .rows = {"normative_documents"}, .column = "issued", .column_2019 = "made", .at_least = true},
	{.measure = GIR_MEASURE_REGULATIONS_REPEALED, .table = GIR_TABLE2, .rows = {"regulations"}, .column = "repealed"},
	{.measure = GIR_MEASURE_NORMATIVE_REPEALED, .table = GIR_TABLE2, .rows = {"normative_documents"}, .column = "repealed"},
};

/* Cells with their sum. */
typedef struct Sum
{
	int			n;
	uint8_t		cells[GIR_NARRATIVE_CELLS];
	__int128	value;
	bool		known;			/* nothing unreadable, missing or text among them, and every cell is there */
	bool		numbers;		/* at least one number */
} Sum;

static void
add_cell(const GirFigures *figures, int cell, Sum *sum)
{
	const GirValue *v;

	if (cell < 0 || sum->n == GIR_NARRATIVE_CELLS)
	{
		sum->known = false;
		return;
	}
	v = &figures->cells[cell];
	sum->cells[sum->n++] = (uint8_t) cell;
	if (v->state == GIR_NUMBER)
	{
		sum->value += gir_value_scaled(v);
		sum->numbers = true;
	}
	else if (v->state != GIR_BLANK && v->state != GIR_DASH && v->state != GIR_NOT_APPLICABLE)
		sum->known = false;
}

static Sum
cells_of(const GirFigures *figures, GirMeasure measure)
{
	const GirForm *form = figures->form;
	Sum			sum = {.known = true};

	for (int i = 0; i < LENGTH(comparables); i++)
	{
		const Comparable *c = &comparables[i];
		const char *column = c->column_2019 && strcmp(form->id, "2019") == 0 ? c->column_2019 : c->column;

		if (c->measure != measure)
			continue;
		for (int k = 0; k < 3 && c->rows[k]; k++)
			add_cell(figures, gir_cell_by_keys(form, c->table, c->rows[k], column), &sum);
		for (int r = 0; c->group && r < form->nrows; r++)
			if (form->rows[r].role == GIR_ROLE_OUTCOME &&
				strcmp(form->rows[r].group ? form->rows[r].group->key : form->rows[r].key, c->group) == 0)
				add_cell(figures, gir_cell_by_keys(form, c->table, form->rows[r].key, column), &sum);
	}
	sum.known &= sum.n > 0;
	return sum;
}

static bool
may_have_more(GirMeasure measure)
{
	for (int i = 0; i < LENGTH(comparables); i++)
		if (comparables[i].measure == measure)
			return comparables[i].at_least;
	return false;
}

static __int128
scaled(const GirStatement *s)
{
	GirValue	v = {.digits = s->digits, .scale = s->scale};

	return gir_value_scaled(&v);
}

static GirNarrativeFinding *
add(GirNarrative *out, GirNarrativeKind kind, uint32_t statement, __int128 said, __int128 printed)
{
	GirNarrativeFinding *f = &out->items[out->n++];

	memset(f, 0, sizeof(*f));
	f->kind = kind;
	f->statements[f->nstatements++] = statement;
	f->said = said;
	f->printed = printed;
	return f;
}

static void
cite(GirNarrativeFinding *f, const Sum *sum)
{
	for (int i = 0; i < sum->n && f->ncells < GIR_NARRATIVE_CELLS; i++)
		f->cells[f->ncells++] = sum->cells[i];
}

/* The other measure that the words may have meant to include, -1. */
static int
included(const GirStatement *s)
{
	switch (s->measure)
	{
		case GIR_MEASURE_RECEIVED:
			return s->sense == GIR_SENSE_NEW ? -1 : GIR_MEASURE_CARRIED_IN;
		case GIR_MEASURE_ANSWERED:
			return GIR_MEASURE_CARRIED_OUT;
		case GIR_MEASURE_GRANTED:
			return GIR_MEASURE_PARTLY_GRANTED;
		default:
			return -1;
	}
}

/* 全部办结, though some are carried out and fewer were answered than received. */
static bool
not_all(const GirFigures *figures, const GirStatement *s, const Sum *answered)
{
	Sum			carried_out = cells_of(figures, GIR_MEASURE_CARRIED_OUT);
	Sum			received = cells_of(figures, GIR_MEASURE_RECEIVED);

	return s->measure == GIR_MEASURE_ANSWERED && s->sense == GIR_SENSE_ALL_OF_RECEIVED && carried_out.known && received.known && carried_out.value > 0 &&
		answered->value < received.value;
}

static void
compare(const GirFigures *figures, const GirStatements *statements, uint32_t i, GirNarrative *out)
{
	const GirStatement *s = &statements->items[i];
	__int128	said = scaled(s);
	Sum			sum = cells_of(figures, (GirMeasure) s->measure);
	int			other = included(s);
	Sum			both = {.known = false};
	bool		plain = !(s->measure == GIR_MEASURE_RECEIVED && s->sense == GIR_SENSE_NEW_AND_CARRIED_IN);
	bool		bound = s->sense == GIR_SENSE_PART || s->sense == GIR_SENSE_ALL_OF_RECEIVED;

	if (!sum.known || s->approximate)
		return;
	if (!sum.numbers)
	{
		if (said > 0)
			cite(add(out, GIR_NARRATIVE_BLANK, i, said, 0), &sum);
		return;
	}
	if (other >= 0)
	{
		both = cells_of(figures, (GirMeasure) other);
		both.value += sum.value;
	}
	if (not_all(figures, s, &sum))
	{
		cite(add(out, GIR_NARRATIVE_NOT_ALL, i, said, sum.value), &sum);
		return;
	}
	if ((plain && said == sum.value) || (bound && said <= sum.value) || (may_have_more((GirMeasure) s->measure) && said <= sum.value && (said > 0 || sum.value == 0)))
		return;
	if (other >= 0 && !both.known)
		return;					/* the other reading cannot be looked at */
	if (other >= 0 && (said == both.value || (bound && said <= both.value)))
	{
		if (s->sense != GIR_SENSE_NEW_AND_CARRIED_IN && said != 0)
			cite(add(out, GIR_NARRATIVE_READING, i, said, both.value), &sum);
		return;
	}
	cite(add(out, s->people ? GIR_NARRATIVE_PEOPLE : GIR_NARRATIVE_CONTRADICTS, i, said, plain ? sum.value : both.value), &sum);
}

/* ---- percentages ---- */

static __int128
power_of_ten(int n)
{
	__int128	p = 1;

	while (n-- > 0)
		p *= 10;
	return p;
}

/*
 * Is part of whole what is said, rounded or cut off after the digits that are said?  100 per cent are also more than all: those carried in
 * are answered, too.
 */
static bool
is_share(const GirStatement *s, const Sum *part, const Sum *whole)
{
	__int128	unit = power_of_ten(s->scale);
	__int128	exact = part->value * 100 * unit;	/* these compare with said * whole */
	__int128	said = (__int128) s->digits * whole->value;

	if (whole->value <= 0)
		return false;
	if (s->digits == 100 * unit && part->value >= whole->value)
		return true;
	return (2 * exact >= 2 * said - whole->value && 2 * exact <= 2 * said + whole->value) || (exact >= said && exact < said + whole->value);
}

/* part of whole in per cent, at scale GIR_MAX_SCALE, rounded to so many digits after the point. */
static __int128
percentage(const Sum *part, const Sum *whole, int scale)
{
	__int128	rounded = (part->value * 100 * power_of_ten(scale) * 2 + whole->value) / (whole->value * 2);

	return rounded * power_of_ten(GIR_MAX_SCALE - scale);
}

static Sum
sum_of_two(const GirFigures *figures, GirMeasure a, GirMeasure b)
{
	Sum			one = cells_of(figures, a);
	Sum			other = cells_of(figures, b);

	one.value += other.value;
	one.known &= other.known;
	one.numbers |= other.numbers;
	for (int i = 0; i < other.n && one.n < GIR_NARRATIVE_CELLS; i++)
		one.cells[one.n++] = other.cells[i];
	return one;
}

/*
 * A percentage: first of what it is meant of (what was answered: of all that was to be handled; an outcome: of all outcomes), then of what
 * else it may be of, and with what else may be counted in.
 */
static void
compare_share(const GirFigures *figures, const GirStatements *statements, uint32_t i, GirNarrative *out)
{
	const GirStatement *s = &statements->items[i];
	GirMeasure	measure = (GirMeasure) s->measure;
	Sum			part = cells_of(figures, measure);
	Sum			received = cells_of(figures, GIR_MEASURE_RECEIVED);
	Sum			all = sum_of_two(figures, GIR_MEASURE_RECEIVED, GIR_MEASURE_CARRIED_IN);
	Sum			handled = cells_of(figures, GIR_MEASURE_ANSWERED);
	const Sum  *wholes[] = {measure == GIR_MEASURE_ANSWERED ? &all : &handled, &received, &all};
	Sum			both = measure == GIR_MEASURE_GRANTED ? sum_of_two(figures, GIR_MEASURE_GRANTED, GIR_MEASURE_PARTLY_GRANTED) : part;
	GirNarrativeFinding *f;
	int			fit = -1;

	if (!part.known || !part.numbers || part.value < 0 || !both.known || wholes[0]->value <= 0)
		return;
	for (int k = 0; k < LENGTH(wholes); k++)
		if (!wholes[k]->known)
			return;				/* a reading cannot be looked at */
	if (is_share(s, &part, wholes[0]))
		return;
	for (int k = 0; k < LENGTH(wholes) && fit < 0; k++)
		if (is_share(s, &part, wholes[k]) || is_share(s, &both, wholes[k]))
			fit = k;
	f = add(out, fit < 0 ? GIR_NARRATIVE_SHARE : GIR_NARRATIVE_SHARE_READING, i, scaled(s),
			percentage(&part, wholes[0], s->scale + 1 < GIR_MAX_SCALE ? s->scale + 1 : GIR_MAX_SCALE));
	cite(f, &part);
	cite(f, wholes[0]);
}

/* 其他, 其它 …: the item that makes a breakdown complete. */
static bool
is_rest(const char *text, GirSpan label)
{
	return label.len >= 6 && (memcmp(text + label.off, "其他", 6) == 0 || memcmp(text + label.off, "其它", 6) == 0);
}

/*
 * Is something wrong where the items do not add up to the total?  Where 其他 is among them nothing may be left; and outcomes, of which an
 * application has one, may not be more than what was answered.
 */
static bool
must_add_up(const GirStatement *total, bool complete, __int128 sum)
{
	return (complete && !total->open) || (total->measure == GIR_MEASURE_ANSWERED && sum > scaled(total));
}

/* The items of a total follow it, or stand before it when it is a sum. */
static void
add_up(const char *text, const GirStatements *statements, uint32_t total, GirNarrative *out)
{
	const GirStatement *t = &statements->items[total];
	GirNarrativeFinding parts = {0};
	__int128	sum = 0;
	bool		complete = false;
	bool		exact = !t->approximate;
	uint32_t	from = total > NEAR ? total - NEAR : 0;
	uint32_t	to = statements->n - total > NEAR ? total + NEAR : statements->n;

	for (uint32_t i = from; i < to; i++)
	{
		const GirStatement *s = &statements->items[i];

		if (s->list != t->list || i == total)
			continue;
		sum += scaled(s);
		exact &= !s->approximate;
		complete |= s->measure == GIR_MEASURE_OTHER || (text != NULL && is_rest(text, s->label));
		if (parts.nstatements < GIR_NARRATIVE_STATEMENTS - 1)
			parts.statements[parts.nstatements++] = i;
	}
	if (parts.nstatements == 0 || !exact || sum == scaled(t))
		return;
	{
		GirNarrativeFinding *f = add(out, must_add_up(t, complete, sum) ? GIR_NARRATIVE_PARTS : GIR_NARRATIVE_REST, total, scaled(t), sum);

		memcpy(f->statements + 1, parts.statements, (size_t) parts.nstatements * sizeof(parts.statements[0]));
		f->nstatements += parts.nstatements;
	}
}

void
gir_narrative(const char *text, const GirFigures *figures, const GirStatements *statements, GirNarrative *out)
{
	out->n = 0;
	out->status = GIR_OK;
	/* each statement and percentage is compared once, and what was answered may be the total of a list, too */
	out->items = malloc((2 * (size_t) statements->n + statements->nshares + 1) * sizeof(GirNarrativeFinding));
	if (out->items == NULL)
	{
		out->status = GIR_OUT_OF_MEMORY;
		return;
	}
	for (uint32_t i = 0; i < statements->n; i++)
	{
		const GirStatement *s = &statements->items[i];

		if ((s->measure == GIR_MEASURE_DISCLOSURES || s->measure == GIR_MEASURE_ANSWERED) && s->list > 0)
			add_up(text, statements, i, out);
		if (s->measure != GIR_MEASURE_DISCLOSURES && figures && figures->form)
			compare(figures, statements, i, out);
	}
	for (uint32_t i = statements->n; figures && figures->form && i < statements->n + statements->nshares; i++)
		compare_share(figures, statements, i, out);
}

void
gir_narrative_free(GirNarrative *narrative)
{
	free(narrative->items);
	narrative->items = NULL;
	narrative->n = 0;
}
