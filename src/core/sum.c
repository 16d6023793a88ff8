/*
 * sum.c - reports of one form, added up cell by cell (汇总)
 */
#include "core/sum.h"

#include <string.h>

/* Units that do not change what a number counts. */
static const char *const counting_units[] = {
	"件", "条", "條", "项", "項", "个", "個", "宗", "起", "次", "份", "例", "人次", "件次", "篇", "部"
};

#define MAX_FIGURE INT64_C(999999999999999)	/* GIR_MAX_DIGITS digits */

void
gir_sum_start(GirSum *sum)
{
	memset(sum, 0, sizeof(*sum));
	sum->form = -1;
}

static bool
make_room(GirSum *sum, GirRoom room, void *context)
{
	if (sum->odd == NULL)
		sum->odd = room(context, sizeof(GirSumOdd));
	return sum->odd != NULL;
}

static bool
is_amount(const GirColumn *column)
{
	return strcmp(column->key, "amount") == 0;
}

static int64_t
label_yuan(const GirColumn *column)
{
	return column->unit ? gir_yuan_per(column->unit, strlen(column->unit)) : 0;
}

static bool
is_counting(GirString unit)
{
	for (size_t i = 0; i < sizeof(counting_units) / sizeof(counting_units[0]); i++)
		if (unit.len == strlen(counting_units[i]) && memcmp(unit.s, counting_units[i], unit.len) == 0)
			return true;
	return false;
}

/* A number that gir_add_plain() leaves: with decimals, a sign, a unit or a note, or too large for it. */
static void
add_number(GirSum *sum, int cell, const GirValue *v)
{
	bool		amount = is_amount(gir_cell_column(&gir_forms[sum->form], cell));
	int64_t		yuan = gir_yuan_per(v->unit.s ? v->unit.s : "", v->unit.len);

	if (v->unit.len == 0 || (!amount && is_counting(v->unit)))
		sum->odd->fine[cell] += gir_value_scaled(v);
	else if (amount && yuan)
		sum->odd->yuan[cell] += gir_value_scaled(v) * yuan;
	else
		sum->odd->states[cell][GIR_NUMBER]++;
}

static GirSumStatus
add_cells(GirSum *sum, const uint8_t *p, const uint8_t *end, GirRoom room, void *context)
{
	int			n = gir_forms[sum->form].ncells;
	int			i = gir_add_plain(&p, end, sum->whole, 0, n);

	while (i < n && p < end)
	{
		GirValue	v;
		int			run;

		if (gir_next_cells(&p, end, &v, &run) || run > n - i)
			return GIR_SUM_DAMAGED;
		if (!make_room(sum, room, context))
			return GIR_SUM_NO_MEMORY;
		if (v.state == GIR_NUMBER)
			add_number(sum, i++, &v);
		else
			for (; run > 0; run--)
				sum->odd->states[i++][v.state]++;
		i = gir_add_plain(&p, end, sum->whole, i, n);
	}
	return i == n && p == end ? GIR_SUM_OK : GIR_SUM_DAMAGED;
}

GirSumStatus
gir_sum_add(GirSum *sum, const uint8_t *bytes, size_t len, int year, GirRoom room, void *context)
{
	if (bytes && (len < 3 || bytes[0] != GIR_FORMAT || bytes[1] >= GIR_FORM_COUNT || bytes[2] == 0 || bytes[2] > GIR_RULES))
		return GIR_SUM_DAMAGED;
	if (bytes && sum->form >= 0 && sum->form != bytes[1])
		return GIR_SUM_OTHER_FORM;
	if (sum->reports++ == 0)
		sum->year = year;
	else if (sum->year != year)
		sum->year = 0;
	if (bytes == NULL)
	{
		sum->without_figures++;
		return GIR_SUM_OK;
	}
	sum->form = bytes[1];
	return add_cells(sum, bytes + 3, bytes + len, room, context);
}

static void
combine_odd(GirSumOdd *odd, const GirSumOdd *other, int ncells)
{
	for (int i = 0; i < ncells; i++)
	{
		odd->fine[i] += other->fine[i];
		odd->yuan[i] += other->yuan[i];
		for (int s = 0; s < GIR_STATE_COUNT; s++)
			odd->states[i][s] += other->states[i][s];
	}
}

GirSumStatus
gir_sum_combine(GirSum *sum, const GirSum *other, GirRoom room, void *context)
{
	if (other->form >= 0 && sum->form >= 0 && sum->form != other->form)
		return GIR_SUM_OTHER_FORM;
	if (other->reports == 0)
		return GIR_SUM_OK;
	if (sum->reports == 0)
		sum->year = other->year;
	else if (sum->year != other->year)
		sum->year = 0;
	sum->reports += other->reports;
	sum->without_figures += other->without_figures;
	if (other->form < 0)
		return GIR_SUM_OK;
	sum->form = other->form;
	for (int i = 0; i < gir_forms[sum->form].ncells; i++)
		sum->whole[i] += other->whole[i];
	if (other->odd && !make_room(sum, room, context))
		return GIR_SUM_NO_MEMORY;
	if (other->odd)
		combine_odd(sum->odd, other->odd, gir_forms[sum->form].ncells);
	return GIR_SUM_OK;
}

int64_t
gir_sum_strange(const GirSum *sum, int cell)
{
	return sum->odd ? sum->odd->states[cell][GIR_NUMBER] : 0;
}

int64_t
gir_sum_count(const GirSum *sum, int cell, GirState state)
{
	int64_t		others = sum->without_figures;

	if (state != GIR_NUMBER)
		return (sum->odd ? sum->odd->states[cell][state] : 0) + (state == GIR_MISSING ? sum->without_figures : 0);
	for (int s = 0; sum->odd && s < GIR_STATE_COUNT; s++)
		others += sum->odd->states[cell][s];
	return sum->reports - others;
}

/* The state that the parts come to; strange: there are numbers that cannot be added. */
static GirState
state_of(const GirSum *sum, int cell, bool strange)
{
	GirState	state = GIR_NUMBER;

	if (strange || gir_sum_count(sum, cell, GIR_TEXT) || gir_sum_count(sum, cell, GIR_UNREADABLE))
		return GIR_UNREADABLE;
	if (gir_sum_count(sum, cell, GIR_MISSING))
		return GIR_MISSING;
	if (gir_sum_count(sum, cell, GIR_NUMBER))
		return GIR_NUMBER;
	for (int s = GIR_BLANK; s <= GIR_NOT_APPLICABLE; s++)
		if (gir_sum_count(sum, cell, (GirState) s))
			state = state == GIR_NUMBER ? (GirState) s : GIR_BLANK;
	return state;
}

GirTotal
gir_sum_total(const GirSum *sum, int cell)
{
	const GirColumn *column = gir_cell_column(&gir_forms[sum->form], cell);
	__int128	plain = (__int128) sum->whole[cell] * 1000000 + (sum->odd ? sum->odd->fine[cell] : 0);
	__int128	yuan = sum->odd ? sum->odd->yuan[cell] : 0;
	GirTotal	total = {GIR_NUMBER, plain, 0};
	bool		strange = gir_sum_strange(sum, cell) > 0;

	if (is_amount(column) && (label_yuan(column) || yuan != 0))
	{
		total.yuan_per = label_yuan(column) ? label_yuan(column) : 10000;
		total.number = plain * label_yuan(column) + yuan;
		/* An amount without a unit cannot be added to one that has one. */
		strange |= label_yuan(column) == 0 && plain != 0;
	}
	total.state = state_of(sum, cell, strange);
	return total;
}

bool
gir_total_value(const GirForm *form, int cell, const GirTotal *total, GirValue *value)
{
	__int128	n = total->number;
	int			scale = GIR_MAX_SCALE;
	const GirColumn *column = gir_cell_column(form, cell);

	*value = (GirValue) {.state = (uint8_t) total->state};
	if (total->state != GIR_NUMBER)
		return true;
	if (total->yuan_per && n % total->yuan_per != 0)
		value->unit = (GirString) {"元", 3};
	else if (total->yuan_per)
	{
		n /= total->yuan_per;
		if (label_yuan(column) == 0)
			value->unit = (GirString) {"万元", 6};
	}
	while (scale > 0 && n % 10 == 0)
	{
		n /= 10;
		scale--;
	}
	if (n > MAX_FIGURE || n < -MAX_FIGURE)
		return false;
	value->digits = (int64_t) n;
	value->scale = (uint8_t) scale;
	return true;
}
