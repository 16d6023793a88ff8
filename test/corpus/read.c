/*
 * read.c - read the corpus and compare: read DIRECTORY [-v] [-floors OUT] [-table OUT]
 *
 * A cell is right when the number, or the blank or mark, is the document's.  It is null when the reading says that it cannot tell
 * (unreadable, missing, text).  Everything else is wrong: another number, a number for a blank or mark, a blank or mark for a number.
 * Cells of rows that the text does not determine (lost) may be null; all others are promised, up to the tool's floor.  Cells that
 * the text does not have are not counted, unless something is read for them.
 */
#include "cases.h"

typedef struct Score
{
	int			files;
	int			right;
	int			null;			/* of promised cells */
	int			lost;			/* null on a row that is lost */
	int			lost_right;		/* right on such a row */
	int			wrong;
	int			heads;			/* year, agency, title */
	int			heads_right;
	int			heads_wrong;
} Score;

static bool verbose;
static int	passed;
static int	failed;

static void
verdict(bool ok, const char *what, const char *why)
{
	if (ok)
		passed++;
	else
	{
		failed++;
		printf("not ok - %s: %s\n", what, why);
	}
}

static void
add(Score *sum, const Score *s)
{
	sum->files += s->files;
	sum->right += s->right;
	sum->null += s->null;
	sum->lost += s->lost;
	sum->lost_right += s->lost_right;
	sum->wrong += s->wrong;
	sum->heads += s->heads;
	sum->heads_right += s->heads_right;
	sum->heads_wrong += s->heads_wrong;
}

static bool
is_null(int state)
{
	return state == GIR_UNREADABLE || state == GIR_MISSING || state == GIR_TEXT;
}

static bool
is_right(const GirValue *truth, const GirValue *value)
{
	if (truth->state == GIR_NUMBER)
		return same_number(truth, value);
	return value->state == truth->state;
}

/* A dash read as a blank is no wrong number, but neither is it what is printed. */
static bool
is_wrong(const GirValue *truth, const GirValue *value)
{
	return !is_null(value->state) && (truth->state == GIR_NUMBER || value->state == GIR_NUMBER);
}

static void
show(const Case *test, const char *what, const char *path, const GirValue *truth, const GirValue *value)
{
	char		a[32];
	char		b[32];

	printf("# %s: %s %s: printed %s, read %s\n", test->path, what, path, value_text(truth, a), value_text(value, b));
}

static void
score_cells(const Case *test, const GirReport *report, Score *score)
{
	static const GirValue missing = {.state = GIR_MISSING};
	const GirForm *form = test->truth->form;
	const GirForm *read = report->reading.figures.form;

	for (int c = 0; form != NULL && c < form->ncells; c++)
	{
		const GirValue *truth = &test->truth->cells[c];
		int			r = read ? gir_cell_by_path(read, form->cells[c].path, strlen(form->cells[c].path)) : -1;
		const GirValue *value = r >= 0 ? &report->reading.figures.cells[r] : &missing;

		if (truth->state == GIR_MISSING && is_null(value->state))
			continue;
		if (is_right(truth, value))
		{
			score->right++;
			score->lost_right += test->lost[c];
		}
		else if (is_wrong(truth, value))
		{
			score->wrong++;
			show(test, "WRONG", form->cells[c].path, truth, value);
		}
		else if (test->lost[c])
			score->lost++;
		else
		{
			score->null++;
			if (verbose)
				show(test, "null", form->cells[c].path, truth, value);
		}
	}
	for (int r = 0; read != NULL && read != form && r < read->ncells; r++)
		if (report->reading.figures.cells[r].state == GIR_NUMBER &&
			(form == NULL || gir_cell_by_path(form, read->cells[r].path, strlen(read->cells[r].path)) < 0))
		{
			score->wrong++;
			show(test, "WRONG", read->cells[r].path, &missing, &report->reading.figures.cells[r]);
		}
}

static void
score_head(const Case *test, const char *what, const char *truth, const char *value, Score *score)
{
	char		read[GIR_MAX_TITLE + 1];

	without_space(value, read, sizeof(read));
	score->heads++;
	if (strcmp(truth, read) == 0)
		score->heads_right++;
	else if (read[0] != '\0')
	{
		score->heads_wrong++;
		printf("# %s: WRONG %s: is %s, read %s\n", test->path, what, truth, read);
	}
	else if (verbose)
		printf("# %s: null %s: is %s\n", test->path, what, truth);
}

static Score
read_case(const char *directory, const Case *test)
{
	Score		score = {.files = 1};
	GirReport  *report = calloc(1, sizeof(GirReport));
	size_t		len;
	char	   *text = read_file(directory, test->path, &len);
	char		truth[16];
	char		year[16];
	char		why[120];

	read_text(text, len, report);
	score_cells(test, report, &score);
	snprintf(truth, sizeof(truth), "%d", test->truth->year);
	snprintf(year, sizeof(year), "%d", report->year);
	score_head(test, "year", test->truth->year ? truth : "", report->year ? year : "", &score);
	if (!test->head_lost)
	{
		score_head(test, "agency", test->truth->agency, report->agency, &score);
		score_head(test, "title", test->truth->title, report->title, &score);
	}
	if (verbose)
		printf("# %s: verdict %d\n", test->path, report->verdict);
	snprintf(why, sizeof(why), "%d cells, %d of year, agency and title are wrong", score.wrong, score.heads_wrong);
	verdict(report->status == GIR_OK && score.wrong == 0 && score.heads_wrong == 0, test->path, why);
	free(text);
	free(report);
	return score;
}

/* Percent, rounded down. */
static int
percent(int part, int whole)
{
	return whole > 0 ? (int) ((long) part * 100 / whole) : 100;
}

static int
cells_percent(const Score *s)
{
	return percent(s->right - s->lost_right, s->right - s->lost_right + s->null + s->wrong);
}

static void
check_floors(const Corpus *corpus, const Score *scores)
{
	for (int t = 0; t < corpus->ntools; t++)
	{
		const Tool *tool = &corpus->tools[t];
		char		why[120];

		if (scores[t].files == 0)
			continue;
		snprintf(why, sizeof(why), "%d%% of the promised cells and %d%% of year, agency and title are right, it was %d%% and %d%%",
				 cells_percent(&scores[t]), percent(scores[t].heads_right, scores[t].heads), tool->cells_floor, tool->heads_floor);
		verdict(cells_percent(&scores[t]) >= tool->cells_floor && percent(scores[t].heads_right, scores[t].heads) >= tool->heads_floor,
				tool->name, why);
	}
}

static FILE *
open_out(const char *path)
{
	FILE	   *f = fopen(path, "w");

	if (f == NULL)
		give_up("cannot write", path);
	return f;
}

/* The tools with their floors as they are now; they only rise. */
static void
write_floors(const char *path, const Corpus *corpus, const Score *scores)
{
	FILE	   *f = open_out(path);

	fprintf(f, "# tool, shape, its source, how it was run; floors: percent of the promised cells, and of year, agency and title\n");
	for (int t = 0; t < corpus->ntools; t++)
	{
		const Tool *tool = &corpus->tools[t];
		int			cells = scores[t].files ? cells_percent(&scores[t]) : 0;
		int			heads = scores[t].files ? percent(scores[t].heads_right, scores[t].heads) : 0;

		fprintf(f, "%s %s %s %s %d %d\n", tool->name, tool->shape, tool->source, tool->origin,
				cells > tool->cells_floor ? cells : tool->cells_floor, heads > tool->heads_floor ? heads : tool->heads_floor);
	}
	fclose(f);
}

static void
write_row(FILE *f, const char *shape, const char *tool, const char *source, const Score *s)
{
	fprintf(f, "| %s | %s | %s | %d | %d | %d | %d | %d | **%d** | %d/%d |\n", shape, tool, source, s->files,
			s->right + s->null + s->lost + s->wrong, s->right, s->null, s->lost, s->wrong, s->heads_right, s->heads);
}

static void
write_table(const char *path, const Corpus *corpus, const Score *scores)
{
	FILE	   *f = open_out(path);
	Score		all = {0};

	fprintf(f, "| shape | tool | source | reports | cells | right | null | lost | **wrong** | year, agency, title |\n");
	fprintf(f, "|---|---|---|--:|--:|--:|--:|--:|--:|--:|\n");
	for (int t = 0; t < corpus->ntools; t++)
	{
		if (scores[t].files == 0)
			continue;
		write_row(f, corpus->tools[t].shape, corpus->tools[t].name, corpus->tools[t].source, &scores[t]);
		add(&all, &scores[t]);
	}
	write_row(f, "", "all", "", &all);
	fclose(f);
}

int
main(int argc, char **argv)
{
	static Score scores[MAX_TOOLS];
	Corpus	   *corpus;
	const char *floors = NULL;
	const char *table = NULL;
	const char *only = NULL;
	int			skipped = 0;

	for (int i = 2; i < argc; i++)
		if (strcmp(argv[i], "-v") == 0)
			verbose = true;
		else if (strcmp(argv[i], "-floors") == 0 && i + 1 < argc)
			floors = argv[++i];
		else if (strcmp(argv[i], "-table") == 0 && i + 1 < argc)
			table = argv[++i];
		else
			only = argv[i];
	if (argc < 2)
		give_up("usage", "read DIRECTORY [-v] [-floors FILE] [-table FILE] [PART OF A NAME]");
	setvbuf(stdout, NULL, _IOLBF, 0);
	corpus = load_corpus(argv[1]);
	for (int i = 0; i < corpus->ncases; i++)
	{
		const Case *test = &corpus->cases[i];
		Score		score;

		if (only != NULL && strstr(test->path, only) == NULL)
			continue;
		if (strcmp(test->encoding, "gbk") == 0)
		{
			skipped++;
			continue;
		}
		score = read_case(argv[1], test);
		add(&scores[test->tool - corpus->tools], &score);
	}
	if (only == NULL)
		check_floors(corpus, scores);
	if (floors)
		write_floors(floors, corpus, scores);
	if (table)
		write_table(table, corpus, scores);
	printf("# %d passed, %d failed, %d skipped\n", passed, failed, skipped);
	free(corpus);
	return failed > 0;
}
