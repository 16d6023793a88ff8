/*
 * cases.h - the corpus on disk: files, what is known of them, and what they say; for read.c and the fuzzer
 *
 * A directory holds tools.txt, manifest.txt and what they name.  All paths are relative to it.
 */
#ifndef CASES_H
#define CASES_H

#include "core/labels.h"
#include "core/report.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum
{
	MAX_FILES = 2048,
	MAX_TOOLS = 256,
	MAX_TRUTHS = 512,
	MAX_PATH = 512
};

/* A converter, or another source of texts of one kind. */
typedef struct Tool
{
	char		name[48];
	char		shape[4];
	char		source[16];
	char		origin[16];
	int			cells_floor;	/* percent, rounded down */
	int			heads_floor;
} Tool;

/* What a report says. */
typedef struct Truth
{
	char		path[MAX_PATH];
	const GirForm *form;		/* NULL: nothing of its tables can be told */
	int			year;
	char		title[GIR_MAX_TITLE + 1];	/* without white space */
	char		agency[GIR_MAX_AGENCY + 1];
	GirValue	cells[GIR_MAX_CELLS];
} Truth;

typedef struct Case
{
	char		path[MAX_PATH];
	Tool	   *tool;
	const Truth *truth;
	char		encoding[8];
	bool		lost[GIR_MAX_CELLS];	/* the text does not determine it */
	bool		head_lost;		/* title and agency are misprinted */
} Case;

typedef struct Corpus
{
	int			ntools;
	int			ncases;
	int			ntruths;
	Tool		tools[MAX_TOOLS];
	Case		cases[MAX_FILES];
	Truth		truths[MAX_TRUTHS];
} Corpus;

static void
give_up(const char *what, const char *which)
{
	fprintf(stderr, "corpus: %s: %s\n", what, which);
	exit(2);
}

/* The whole file, with a NUL behind it. */
static char *
read_file(const char *directory, const char *name, size_t *len)
{
	char		path[MAX_PATH * 2];
	FILE	   *f;
	char	   *text;
	long		size;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	f = fopen(path, "rb");
	if (f == NULL || fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) < 0 || fseek(f, 0, SEEK_SET) != 0)
		give_up("cannot read", path);
	text = malloc((size_t) size + 1);
	if (text == NULL || fread(text, 1, (size_t) size, f) != (size_t) size)
		give_up("cannot read", path);
	fclose(f);
	text[size] = '\0';
	*len = (size_t) size;
	return text;
}

/* The next line, cut off in place; NULL after the last.  Comments and empty lines are passed over. */
static char *
next_line(char **at)
{
	while (**at != '\0')
	{
		char	   *line = *at;
		size_t		n = strcspn(line, "\n");

		*at = line + n + (line[n] == '\n');
		line[n] = '\0';
		if (n > 0 && line[0] != '#')
			return line;
	}
	return NULL;
}

/* The next word of a line, copied; false if there is none. */
static bool
next_word(char **at, char *word, size_t size)
{
	size_t		n;

	*at += strspn(*at, " ");
	n = strcspn(*at, " ");
	if (n == 0)
		return false;
	snprintf(word, size, "%.*s", (int) n, *at);
	*at += n;
	return true;
}

static void
without_space(const char *s, char *out, size_t size)
{
	const char *end = s + strlen(s);
	size_t		n = 0;

	while (s < end)
	{
		const char *c = s;

		if (!gir_is_space(gir_next_char(&s, end)) && n + (size_t) (s - c) < size)
		{
			memcpy(out + n, c, (size_t) (s - c));
			n += (size_t) (s - c);
		}
	}
	out[n] = '\0';
}

/*
 * "NAME VALUE" a line: form, year, title, agency, and the path of each cell with its figure or the name of its state.  "like FILE" begins
 * with what that file says.
 */
static const Truth *
load_truth(Corpus *corpus, const char *directory, const char *path)
{
	Truth	   *truth = corpus->truths;
	size_t		len;
	char	   *text;
	char	   *at;
	char	   *line;

	for (; truth < corpus->truths + corpus->ntruths; truth++)
		if (strcmp(truth->path, path) == 0)
			return truth;
	if (corpus->ntruths++ == MAX_TRUTHS)
		give_up("too many reports", path);
	snprintf(truth->path, sizeof(truth->path), "%s", path);
	for (int c = 0; c < GIR_MAX_CELLS; c++)
		truth->cells[c].state = GIR_MISSING;
	at = text = read_file(directory, path, &len);
	while ((line = next_line(&at)) != NULL)
	{
		char	   *value = strchr(line, ' ');
		int			cell;
		int			state;

		if (value == NULL)
			give_up("a line without a value", line);
		*value++ = '\0';
		if (strcmp(line, "like") == 0)
		{
			const Truth *like = load_truth(corpus, directory, value);

			*truth = *like;
			snprintf(truth->path, sizeof(truth->path), "%s", path);
		}
		else if (strcmp(line, "form") == 0)
			truth->form = gir_form_by_id(value, strlen(value));
		else if (strcmp(line, "year") == 0)
			truth->year = atoi(value);
		else if (strcmp(line, "title") == 0)
			without_space(value, truth->title, sizeof(truth->title));
		else if (strcmp(line, "agency") == 0)
			without_space(value, truth->agency, sizeof(truth->agency));
		else
		{
			cell = truth->form ? gir_cell_by_path(truth->form, line, strlen(line)) : -1;
			if (cell < 0)
				give_up("no such cell", line);
			state = gir_state_by_name(value, strlen(value));
			truth->cells[cell].state = (uint8_t) (state < 0 ? GIR_NUMBER : state);
			if (state < 0)
				gir_value_read(value, strlen(value), false, &truth->cells[cell]);
			if (state < 0 && truth->cells[cell].state != GIR_NUMBER)
				give_up("no value", value);
			truth->cells[cell].unit = truth->cells[cell].note = truth->cells[cell].text = (GirString) {NULL, 0};
		}
	}
	free(text);
	return truth;
}

static Tool *
find_tool(Corpus *corpus, const char *name)
{
	for (int i = 0; i < corpus->ntools; i++)
		if (strcmp(corpus->tools[i].name, name) == 0)
			return &corpus->tools[i];
	give_up("no such tool", name);
	return NULL;
}

static void
load_tools(Corpus *corpus, const char *directory)
{
	size_t		len;
	char	   *text = read_file(directory, "tools.txt", &len);
	char	   *at = text;
	char	   *line;

	while ((line = next_line(&at)) != NULL)
	{
		Tool	   *tool = &corpus->tools[corpus->ntools++];

		if (corpus->ntools > MAX_TOOLS ||
			sscanf(line, "%47s %3s %15s %15s %d %d", tool->name, tool->shape, tool->source, tool->origin, &tool->cells_floor, &tool->heads_floor) != 6)
			give_up("a bad line in tools.txt", line);
	}
	free(text);
}

/* table3.granted or table3.* */
static void
mark_lost(Case *test, const char *pattern)
{
	size_t		n = strlen(pattern);
	bool		any = false;

	if (strcmp(pattern, "title") == 0)
	{
		test->head_lost = true;
		return;
	}
	if (n > 0 && pattern[n - 1] == '*')
		n--;
	for (int c = 0; c < test->truth->form->ncells; c++)
	{
		const char *path = test->truth->form->cells[c].path;

		if (strncmp(path, pattern, n) == 0 && (pattern[n] == '*' || path[n] == '.' || path[n] == '\0'))
			test->lost[c] = any = true;
	}
	if (!any)
		give_up("no such row", pattern);
}

static void
load_manifest(Corpus *corpus, const char *directory, const char *name)
{
	size_t		len;
	char	   *text = read_file(directory, name, &len);
	char	   *at = text;
	char	   *line;

	while ((line = next_line(&at)) != NULL)
	{
		Case	   *test = &corpus->cases[corpus->ncases++];
		char		word[MAX_PATH];

		if (corpus->ncases > MAX_FILES)
			give_up("too many files", directory);
		if (!next_word(&line, test->path, sizeof(test->path)) || !next_word(&line, word, sizeof(word)))
			give_up("a bad line in manifest.txt", test->path);
		test->truth = load_truth(corpus, directory, word);
		if (!next_word(&line, word, sizeof(word)))
			give_up("no tool", test->path);
		test->tool = find_tool(corpus, word);
		if (!next_word(&line, test->encoding, sizeof(test->encoding)))
			give_up("no encoding", test->path);
		while (next_word(&line, word, sizeof(word)))
			mark_lost(test, word);
	}
	free(text);
}

static bool
has_file(const char *directory, const char *name)
{
	char		path[MAX_PATH * 2];
	FILE	   *f;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	f = fopen(path, "rb");
	if (f != NULL)
		fclose(f);
	return f != NULL;
}

static Corpus *
load_corpus(const char *directory)
{
	Corpus	   *corpus = calloc(1, sizeof(Corpus));

	gir_text_init();
	if (corpus == NULL || !gir_forms_init() || !gir_labels_init())
		give_up("cannot begin", directory);
	load_tools(corpus, directory);
	load_manifest(corpus, directory, "manifest.txt");
	if (has_file(directory, "own/manifest.txt"))
		load_manifest(corpus, directory, "own/manifest.txt");
	return corpus;
}

/* The figure as printed in the expected files; buf has room for 32 bytes. */
static const char *
value_text(const GirValue *value, char *buf)
{
	char		digits[24];
	int			n;

	if (value->state != GIR_NUMBER)
		return gir_state_name(value->state);
	n = snprintf(digits, sizeof(digits), "%0*lld", value->scale + 1, (long long) (value->digits < 0 ? -value->digits : value->digits));
	if (value->scale > 0)
		snprintf(buf, 32, "%s%.*s.%s", value->digits < 0 ? "-" : "", n - value->scale, digits, digits + n - value->scale);
	else
		snprintf(buf, 32, "%s%s", value->digits < 0 ? "-" : "", digits);
	return buf;
}

static bool
same_number(const GirValue *a, const GirValue *b)
{
	return a->state == GIR_NUMBER && b->state == GIR_NUMBER && a->digits == b->digits && a->scale == b->scale;
}

static void
read_text(const char *text, size_t len, GirReport *report)
{
	gir_report_read(text, len, NULL, NULL, report);
}

#endif							/* CASES_H */
