/*
 * repair.c - what finding the wrong cells costs, and whether integer programming finds as few
 *
 * Usage: repair time TABLES | repair solve DIRECTORY TABLES
 *
 * time: microseconds for tables with 1 to 4 slips, for nonsense and for tables without some figures.  Each table is judged five times;
 * of its times the median counts for the mean and the shortest for the maximum, since a run that took longer was interrupted; for the
 * same reason a table that takes long is judged more often.
 * solve: the same question as a mixed-integer program, for CBC and GLPK.
 */
#include <time.h>

#include "core/repair.h"
#include "unit.h"
#include "repair_tables.h"

enum
{
	RUNS = 5
};

static GirRepairWork *work;
static GirRepair *repair;

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double) t.tv_sec * 1e6 + (double) t.tv_nsec / 1e3;
}

/* ---- time ---- */

typedef enum Kind
{
	SLIPS,
	BLANKS,						/* zeros are blank, too */
	UNKNOWN,					/* one cell in 20 is unreadable */
	LOST,						/* one cell in 3 is */
	SCATTERED,					/* any share is */
	RANDOM						/* no two figures belong together */
} Kind;

static bool
is_true(void)
{
	for (int i = 0; i < repair->ncauses; i++)
	{
		const GirCause *c = &repair->causes[i];

		if (c->status != GIR_REPAIR_COMPLETE || c->alternatives != 1 || c->nproposals == 0)
			return false;
		gir_repair_apply(repair, &repair->proposals[c->first], &figures);
	}
	for (int i = 0; i < form->ncells; i++)
		if (figures.cells[i].digits != truth.cells[i].digits)
			return false;
	return true;
}

static void
make(int slips, Kind kind)
{
	int			share;

	make_office(some_size());
	for (int i = 0; i < slips; i++)
		make_slip();
	share = 2 + pick(20);
	for (int c = first3; c < first3 + cells3; c++)
		if (kind == RANDOM)
			set(&figures, c, pick(50));
		else if (kind == BLANKS && figures.cells[c].digits == 0)
			figures.cells[c] = (GirValue) {.state = GIR_BLANK};
		else if ((kind == UNKNOWN && one_in(20)) || (kind == LOST && one_in(3)) || (kind == SCATTERED && one_in(share)))
			figures.cells[c] = (GirValue) {.state = GIR_UNREADABLE};
}

static double
time_once(void)
{
	static const GirRepairOptions options;
	double		start = now();

	gir_repair(work, &figures, &options, repair);
	return now() - start;
}

static void
measure(const char *name, int slips, Kind kind, int tables)
{
	double		sum = 0;
	double		most = 0;
	int			work_sum = 0;
	int			found = 0;

	for (int t = 0; t < tables; t++)
	{
		double		took[RUNS];

		make(slips, kind);
		for (int i = 0; i < RUNS; i++)
		{
			double		us = time_once();
			int			k = i;

			for (; k > 0 && took[k - 1] > us; k--)
				took[k] = took[k - 1];
			took[k] = us;
		}
		sum += took[RUNS / 2];
		for (int i = 0; took[0] > 300 && i < 20; i++)
		{
			double		us = time_once();

			took[0] = us < took[0] ? us : took[0];
		}
		most = took[0] > most ? took[0] : most;
		work_sum += repair->work;
		found += is_true();
	}
	printf("| %s | %s | %.2f | %.1f | %.1f | %.2f %% |\n", form->id, name, sum / tables, most, work_sum * 1.0 / tables, found * 100.0 / tables);
}

static void
measure_all(int tables)
{
	printf("| form | wrong | mean us | maximum us | mean steps | unique and true |\n|---|---|---|---|---|---|\n");
	for (int f = 0; f < GIR_FORM_COUNT; f++)
	{
		set_form(&gir_forms[f]);
		gir_repair_start(work, form);
		seed((uint64_t) f + 1);
		measure("nothing", 0, SLIPS, tables);
		measure("1 cell", 1, SLIPS, tables);
		measure("2 cells", 2, SLIPS, tables);
		measure("3 cells", 3, SLIPS, tables);
		measure("4 cells", 4, SLIPS, tables);
		measure("3 cells, zeros blank", 3, BLANKS, tables);
		measure("2 cells, others unreadable", 2, UNKNOWN, tables);
		measure("5 cells, a third unreadable", 5, LOST, tables / 4);
		measure("3 cells, any share unreadable", 3, SCATTERED, tables / 4);
		measure("6 cells", 6, SLIPS, tables / 4);
		measure("8 cells", 8, SLIPS, tables / 4);
		measure("12 cells", 12, SLIPS, tables / 4);
		measure("all", 0, RANDOM, tables / 4);
	}
}

/* ---- integer programming ---- */

/*
 * Fewest cells z whose figures y differ from those reported: the usual formulation, with the sum of all differences as the bound of a
 * change, which is enough for any minimal repair.
 */
static bool
write_program(const char *path)
{
	FILE	   *f = fopen(path, "w");
	long long	bound = 1;

	if (f == NULL)
		return false;
	for (int i = 0; i < form->nidentities; i++)
	{
		GirSides	s = gir_check(&figures, i, false);
		long long	off = (long long) ((s.left - s.right) / 1000000);

		bound += off < 0 ? -off : off;
	}
	fprintf(f, "Minimize\n cells:");
	for (int c = first3; c < first3 + cells3; c++)
		fprintf(f, " + z%d%s", c, c % 10 == 9 ? "\n" : "");
	fprintf(f, "\nSubject To\n");
	for (int i = 0; i < form->nidentities; i++)
	{
		const GirIdentity *id = &form->identities[i];

		if (id->class == 'T')
			continue;
		fprintf(f, " %s:", id->name);
		for (int k = 0; k < id->nleft; k++)
			fprintf(f, " + y%d", id->left[k]);
		for (int k = 0; k < id->nright; k++)
			fprintf(f, " - y%d%s", id->right[k], k % 10 == 9 ? "\n" : "");
		fprintf(f, " = 0\n");
	}
	for (int c = first3; c < first3 + cells3; c++)
		fprintf(f, " u%d: y%d - %lld z%d <= %lld\n l%d: y%d + %lld z%d >= %lld\n", c, c, bound, c, (long long) figures.cells[c].digits,
				c, c, bound, c, (long long) figures.cells[c].digits);
	fprintf(f, "General\n");
	for (int c = first3; c < first3 + cells3; c++)
		fprintf(f, " y%d\n", c);
	fprintf(f, "Binary\n");
	for (int c = first3; c < first3 + cells3; c++)
		fprintf(f, " z%d\n", c);
	fprintf(f, "End\n");
	return fclose(f) == 0;
}

/* Run a solver; the minimum that the solution file tells after the word, or -1. */
static int
minimum_of(const char *command, const char *solution, const char *word, double *us)
{
	char		line[512];
	double		start = now();
	double		minimum = -1;
	FILE	   *f;

	remove(solution);
	if (system(command) != 0)
		return -1;
	*us = now() - start;
	f = fopen(solution, "r");
	while (f != NULL && minimum < 0 && fgets(line, sizeof(line), f) != NULL)
	{
		const char *at = strstr(line, word);

		if (at != NULL)
			minimum = strtod(at + strlen(word), NULL);
	}
	if (f != NULL)
		fclose(f);
	return minimum < 0 ? -1 : (int) (minimum + 0.5);
}

typedef struct Tally
{
	int			same;
	int			other;
	int			none;
	double		least;
	double		sum;
	double		most;
} Tally;

static void
count_result(Tally *t, int minimum, int ours, double us)
{
	if (minimum < 0)
	{
		t->none++;
		return;
	}
	if (minimum == ours)
		t->same++;
	else
		t->other++;
	t->least = t->sum == 0 || us < t->least ? us : t->least;
	t->most = us > t->most ? us : t->most;
	t->sum += us;
}

static void
print_tally(const char *name, int slips, const Tally *t)
{
	int			n = t->same + t->other;

	printf("| %s | %s | %d | %d | %d | %d | %.3f | %.3f | %.3f |\n", form->id, name, slips, t->same, t->other, t->none, t->least / 1e3,
		   n ? t->sum / n / 1e3 : 0, t->most / 1e3);
}

static void
compare(const char *directory, int slips, int tables)
{
	static const GirRepairOptions options = {.cells_only = true};
	Tally		ours = {0};
	Tally		cbc = {0};
	Tally		glpk = {0};
	char		program[512];
	char		solution[512];
	char		command[2048];

	snprintf(program, sizeof(program), "%s/table.lp", directory);
	snprintf(solution, sizeof(solution), "%s/solution", directory);
	for (int t = 0; t < tables; t++)
	{
		double		us;
		int			least = 0;
		int			minimum;

		make(slips, SLIPS);
		us = now();
		gir_repair(work, &figures, &options, repair);
		us = now() - us;
		for (int i = 0; i < repair->ncauses; i++)
			least += repair->causes[i].minimum;
		count_result(&ours, least, least, us);
		if (!write_program(program))
			return;
		snprintf(command, sizeof(command), "cbc %s sec 30 solve solution %s >%s.log 2>&1", program, solution, solution);
		minimum = minimum_of(command, solution, "Optimal - objective value", &us);
		count_result(&cbc, minimum, least, us);
		snprintf(command, sizeof(command), "glpsol --lp %s --tmlim 30 -o %s >%s.log 2>&1", program, solution, solution);
		minimum = minimum_of(command, solution, "cells =", &us);
		count_result(&glpk, minimum, least, us);
	}
	print_tally("gireport", slips, &ours);
	print_tally("CBC", slips, &cbc);
	print_tally("GLPK", slips, &glpk);
}

int
main(int argc, char **argv)
{
	unit_init();
	work = malloc(gir_repair_work_size());
	repair = malloc(sizeof(GirRepair));
	if (work == NULL || repair == NULL || argc < 3)
		return 1;
	if (strcmp(argv[1], "time") == 0)
		measure_all(atoi(argv[2]));
	else
	{
		printf("| form | solver | slips | same minimum | another | none in 30 s | least ms | mean ms | most ms |\n|---|---|---|---|---|---|---|---|---|\n");
		for (int f = 0; f < GIR_FORM_COUNT && argc == 4; f++)
		{
			set_form(&gir_forms[f]);
			gir_repair_start(work, form);
			seed((uint64_t) f + 1);
			for (int slips = 1; slips <= 4; slips++)
				compare(argv[2], slips, atoi(argv[3]));
		}
	}
	free(work);
	free(repair);
	return 0;
}
