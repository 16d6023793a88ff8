/*
 * sum.c - adding reports up, against adding them cell by cell
 */
#include "core/rollup.h"
#include "core/years.h"
#include "unit.h"

enum
{
	REPORTS = 12
};

static void *
room(void *context, size_t size)
{
	(void) context;
	return calloc(1, size);
}

static void
drop(GirSum *sum)
{
	free(sum->odd);
}

/* A figure of any kind, mostly plain. */
static GirValue
random_value(void)
{
	GirValue	v = {.state = GIR_NUMBER};
	int			kind = pick(40);

	if (kind < 20)
		return v;
	if (kind < 34)
		v.digits = kind < 30 ? pick(300) : (int64_t) pick(1000000000) * pick(1000);
	else if (kind < 36)
	{
		v.digits = pick(100000) - 50000;
		v.scale = (uint8_t) pick(GIR_MAX_SCALE + 1);
	}
	else if (kind == 36)
	{
		v.digits = pick(1000);
		v.note = (GirString) {"其中重复", 12};
	}
	else
		v.state = (uint8_t) (GIR_BLANK + pick(3));
	gir_value_reduce(&v);
	return v;
}

static void
random_figures(GirFigures *f, const GirForm *form)
{
	gir_figures_clear(f, form, GIR_NUMBER);
	for (int i = 0; i < form->ncells; i++)
		f->cells[i] = random_value();
}

/* Sums of random reports, in one go and in two parts that are combined, against 128-bit sums of single cells. */
static void
random_sums(void)
{
	int			wrong = 0;
	int			cells = 0;

	for (int round = 0; round < 500; round++)
	{
		const GirForm *form = &gir_forms[round % GIR_FORM_COUNT];
		GirFigures	figures[REPORTS];
		GirSum		all;
		GirSum		part[2];
		uint8_t		bytes[GIR_MAX_ENCODED];

		gir_sum_start(&all);
		gir_sum_start(&part[0]);
		gir_sum_start(&part[1]);
		for (int r = 0; r < REPORTS; r++)
		{
			size_t		len;

			random_figures(&figures[r], form);
			len = gir_encode(&figures[r], bytes);
			wrong += gir_sum_add(&all, bytes, len, 2023, room, NULL) != GIR_SUM_OK;
			wrong += gir_sum_add(&part[pick(2)], bytes, len, 2023, room, NULL) != GIR_SUM_OK;
		}
		wrong += gir_sum_combine(&part[0], &part[1], room, NULL) != GIR_SUM_OK;
		for (int i = 0; i < form->ncells; i++, cells++)
		{
			__int128	expected = 0;
			int			numbers = 0;
			GirTotal	a = gir_sum_total(&all, i);
			GirTotal	b = gir_sum_total(&part[0], i);

			for (int r = 0; r < REPORTS; r++)
				if (figures[r].cells[i].state == GIR_NUMBER)
				{
					expected += gir_value_scaled(&figures[r].cells[i]) * (a.yuan_per ? a.yuan_per : 1);
					numbers++;
				}
			if (a.number != expected || b.number != expected || a.state != b.state || (a.state == GIR_NUMBER) != (numbers > 0) ||
				gir_sum_count(&all, i, GIR_NUMBER) != numbers || gir_sum_count(&part[0], i, GIR_NUMBER) != numbers)
				if (wrong++ < 3)
					note("round %d: %s", round, form->cells[i].path);
		}
		drop(&all);
		drop(&part[0]);
		drop(&part[1]);
	}
	ok(wrong == 0 && cells > 90000, "%d cells of random sums are right, in one go and combined", cells);
}

/* Every cut and every changed byte of an encoding is either some figures or damaged; nothing is read beyond it. */
static void
damaged_bytes(void)
{
	int			accepted = 0;
	int			disagree = 0;

	for (int round = 0; round < 4000; round++)
	{
		GirFigures	figures;
		GirSum		sum;
		uint8_t		bytes[GIR_MAX_ENCODED];
		size_t		len;
		uint8_t    *exact;
		bool		sound;

		random_figures(&figures, &gir_forms[round % GIR_FORM_COUNT]);
		len = gir_encode(&figures, bytes);
		if (round % 3 == 0)
			len = (size_t) pick((int) len);
		else
			bytes[pick((int) len)] = (uint8_t) pick(256);
		exact = malloc(len ? len : 1);
		memcpy(exact, bytes, len);
		sound = gir_decode_stored(exact, len, &figures) == NULL;
		gir_sum_start(&sum);
		if (gir_sum_add(&sum, exact, len, 0, room, NULL) == GIR_SUM_OK)
			accepted++;
		disagree += sound != (gir_sum_count(&sum, 0, GIR_NUMBER) >= 0 && sum.reports == 1 && gir_sum_add(&sum, exact, len, 0, room, NULL) == GIR_SUM_OK);
		drop(&sum);
		free(exact);
	}
	ok(disagree == 0, "damaged bytes are refused exactly where decoding refuses them");
	ok(accepted > 500 && accepted < 4000, "some are still figures (%d of 4000)", accepted);
}

static void
refusals(void)
{
	GirFigures	figures;
	GirSum		sum;
	GirSum		other;
	uint8_t		bytes[GIR_MAX_ENCODED];
	size_t		len;

	gir_sum_start(&sum);
	gir_sum_start(&other);
	gir_figures_clear(&figures, &gir_forms[0], GIR_NUMBER);
	len = gir_encode(&figures, bytes);
	gir_sum_add(&sum, bytes, len, 2019, room, NULL);
	gir_sum_add(&sum, NULL, 0, 2020, room, NULL);
	gir_figures_clear(&figures, &gir_forms[1], GIR_BLANK);
	len = gir_encode(&figures, bytes);
	ok(gir_sum_add(&sum, bytes, len, 2021, room, NULL) == GIR_SUM_OTHER_FORM && sum.reports == 2, "another form is refused, and leaves the sum as it was");
	gir_sum_add(&other, bytes, len, 2021, room, NULL);
	ok(gir_sum_combine(&sum, &other, room, NULL) == GIR_SUM_OTHER_FORM && sum.reports == 2, "so is a sum of another form");
	ok(gir_sum_total(&sum, 0).state == GIR_MISSING && sum.without_figures == 1 && sum.year == 0, "a report without figures has no cell; years differ");
	ok(gir_sum_total(&other, 0).state == GIR_BLANK && other.year == 2021, "blanks alone are blank");
	drop(&sum);
	drop(&other);
}

static void
count(void *context, const GirComparison *f)
{
	++*(int *) context;
	if (f->message[0] == '\0' || f->message_zh[0] == '\0' || strchr(f->message, '{') != NULL)
		*(int *) context += 1000000;
}

/* Judging random pairs says something about each of them that cannot be right, and no message keeps an open slot. */
static void
random_years(void)
{
	int			found = 0;

	for (int round = 0; round < 500; round++)
	{
		GirFigures	a;
		GirFigures	b;

		random_figures(&a, &gir_forms[pick(GIR_FORM_COUNT)]);
		random_figures(&b, &gir_forms[pick(GIR_FORM_COUNT)]);
		gir_year_findings((GirYear) {2022 + pick(2), &a}, (GirYear) {2021, &b}, (GirContinuity) pick(GIR_CONTINUITY_COUNT), pick(2), count, &found);
	}
	ok(found > 500 && found < 1000000, "random years: %d findings, all of them worded", found);
}

/* ---- a summary and the reports below ---- */

typedef struct Seen
{
	int			findings;
	int			differences;	/* P701, P702 */
	int			twice[GIR_TABLE_COUNT]; /* the agency that P711 names for a table */
	const GirForm *form;
	bool		unworded;
	void	   *rooms[64];
	int			nrooms;
} Seen;

static void *
seen_room(void *context, size_t size)
{
	Seen	   *seen = context;

	return seen->rooms[seen->nrooms++] = calloc(1, size);
}

static void
see(void *context, const GirComparison *f)
{
	Seen	   *seen = context;

	seen->findings++;
	seen->differences += f->code == GIR_P701 || f->code == GIR_P702;
	if (f->code == GIR_P711)
		seen->twice[gir_cell_block(seen->form, f->cells[0])->table] = f->child;
	seen->unworded |= f->message[0] == '\0' || strchr(f->message, '{') != NULL || strchr(f->message_zh, '{') != NULL;
}

/* The summary of random reports, with that of one counted twice (-1: of none). */
static size_t
summarize(const GirForm *form, uint8_t bytes[][GIR_MAX_ENCODED], const size_t *len, int n, int twice, uint8_t *out)
{
	GirSum		sum;
	GirFigures	figures;

	gir_sum_start(&sum);
	for (int i = 0; i < n; i++)
		gir_sum_add(&sum, bytes[i], len[i], 2023, room, NULL);
	if (twice >= 0)
		gir_sum_add(&sum, bytes[twice], len[twice], 2023, room, NULL);
	gir_figures_clear(&figures, form, GIR_NUMBER);
	for (int i = 0; i < form->ncells; i++)
	{
		GirTotal	total = gir_sum_total(&sum, i);

		if (!gir_total_value(form, i, &total, &figures.cells[i]))
			abort();
	}
	drop(&sum);
	return gir_encode(&figures, out);
}

/* A summary that is the sum has no difference; one report counted twice is named for every table. */
static void
random_rollups(void)
{
	int			wrong = 0;

	for (int round = 0; round < 300; round++)
	{
		const GirForm *form = &gir_forms[round % GIR_FORM_COUNT];
		int			twice = pick(REPORTS + 1) - 1;
		uint8_t		bytes[REPORTS][GIR_MAX_ENCODED];
		size_t		len[REPORTS];
		GirBelow	below[REPORTS];
		uint8_t		summary[GIR_MAX_ENCODED];
		Seen		seen = {.twice = {-1, -1, -1},.form = form};
		GirRollup	rollup = {.below = below,.nbelow = REPORTS,.complete = pick(2),.room = seen_room,.emit = see,.context = &seen};

		for (int i = 0; i < REPORTS; i++)
		{
			GirFigures	figures;

			random_figures(&figures, form);
			for (int k = 0; k < form->ncells; k++)
			{
				figures.cells[k].digits %= 1000000; /* so that all sums are figures */
				gir_value_reduce(&figures.cells[k]);
			}
			len[i] = gir_encode(&figures, bytes[i]);
			below[i] = (GirBelow) {"镇", true, bytes[i], len[i]};
		}
		rollup.summary = (GirBelow) {"县", true, summary, summarize(form, bytes, len, REPORTS, twice, summary)};
		if (gir_rollup_findings(&rollup) != GIR_OK || seen.unworded || (twice < 0) != (seen.differences == 0))
			wrong++;
		for (int t = 0; t < GIR_TABLE_COUNT; t++)
			if (twice >= 0 && seen.twice[t] != twice)
				wrong++;
		for (int i = 0; i < seen.nrooms; i++)
			free(seen.rooms[i]);
	}
	ok(wrong == 0, "random summaries: none differs from its sum, and whoever was counted twice is named (%d wrong)", wrong);
}

int
main(void)
{
	unit_init();
	seed(7);
	random_sums();
	damaged_bytes();
	refusals();
	random_years();
	random_rollups();
	return done();
}
