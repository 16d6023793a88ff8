/*
 * render.c - print every report of the corpus, read the print, compare: render DIRECTORY [PART OF A NAME], or render DIRECTORY -files FILE...
 *
 * Whatever the converters made of the reports, the three renderings of what was read must read back as the same: form, year, agency,
 * title, and each cell with its value, state, unit, note and text.
 */
#include "../unit/rendered.h"
#include "cases.h"

static int	passed;
static int	failed;
static int	skipped;

static bool
has_report(const GirReport *report)
{
	return report->status == GIR_OK && (report->verdict == GIR_IS_REPORT || report->verdict == GIR_FORM_UNDECIDED || report->verdict == GIR_TABLE_ABSENT);
}

/* Another number than was printed is the worst that can come back. */
static void
show_wrong_numbers(const GirFigures *was, const GirFigures *is)
{
	char		a[32];
	char		b[32];

	for (int c = 0; was->form == is->form && was->form != NULL && c < was->form->ncells; c++)
		if (is->cells[c].state == GIR_NUMBER && !same_number(&was->cells[c], &is->cells[c]))
			printf("# WRONG %s: was %s, is %s\n", was->form->cells[c].path, value_text(&was->cells[c], a), value_text(&is->cells[c], b));
}

static void
round_trip(const char *path, const GirReport *report, Rendering rendering)
{
	static Rendered out;
	GirReport  *back = calloc(1, sizeof(GirReport));
	GirPrintable p = printable(report);
	char		why[1024];

	render(&p, rendering, &out);
	read_text(out.s, out.len, back);
	if (!has_report(back))
		snprintf(why, sizeof(why), "it is no report any more (verdict %d)", back->verdict);
	if (has_report(back) && rendered_wrong(&p, back, why, sizeof(why)) == NULL)
		passed++;
	else
	{
		failed++;
		printf("not ok - %s as %s: %s\n", path, rendering_names[rendering], why);
		show_wrong_numbers(&report->reading.figures, &back->reading.figures);
	}
	free(back);
}

static void
try_file(const char *directory, const char *path)
{
	GirReport  *report = calloc(1, sizeof(GirReport));
	size_t		len;
	char	   *text = read_file(directory, path, &len);

	read_text(text, len, report);
	if (has_report(report))
		for (int r = 0; r < RENDERINGS; r++)
			round_trip(path, report, (Rendering) r);
	else
		skipped++;
	free(text);
	free(report);
}

int
main(int argc, char **argv)
{
	Corpus	   *corpus;

	if (argc < 2)
		give_up("usage", "render DIRECTORY [PART OF A NAME] | render DIRECTORY -files FILE...");
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc > 2 && strcmp(argv[2], "-files") == 0)
	{
		gir_text_init();
		if (!gir_forms_init() || !gir_labels_init())
			give_up("cannot begin", argv[1]);
		for (int i = 3; i < argc; i++)
			try_file(argv[1], argv[i]);
	}
	else
	{
		corpus = load_corpus(argv[1]);
		for (int i = 0; i < corpus->ncases; i++)
			if (strcmp(corpus->cases[i].encoding, "gbk") == 0)
				skipped++;
			else if (argc < 3 || strstr(corpus->cases[i].path, argv[2]) != NULL)
				try_file(argv[1], corpus->cases[i].path);
		free(corpus);
	}
	printf("# %d passed, %d failed, %d skipped\n", passed, failed, skipped);
	return failed > 0;
}
