/*
 * instructions.c - read texts under callgrind: instructions NAME...
 *
 * Each text (a path below test/; after "statements:" its prose is read, too) is read twice; the second reading happens inside measured(), and so does the reference, which comes
 * first.  instructions.sh makes callgrind collect there alone and write one count for each call.
 */
#include "core/labels.h"
#include "core/report.h"
#include "core/statements.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STATEMENTS "statements:"

static void
give_up(const char *what, const char *which)
{
	fprintf(stderr, "instructions: %s: %s\n", what, which);
	exit(2);
}

static char *
read_file(const char *name, size_t *len)
{
	char		path[512];
	FILE	   *f;
	char	   *text;
	long		size;

	snprintf(path, sizeof(path), "test/%s", name);
	f = fopen(path, "rb");
	if (f == NULL || fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) < 0 || fseek(f, 0, SEEK_SET) != 0)
		give_up("cannot read", path);
	text = malloc((size_t) size + 1);
	if (text == NULL || fread(text, 1, (size_t) size, f) != (size_t) size)
		give_up("cannot read", path);
	fclose(f);
	*len = (size_t) size;
	return text;
}

static void
read_text(const char *text, size_t len, GirReport *report)
{
	gir_report_read(text, len, NULL, NULL, report);
}

/* report only takes the number of statements. */
static void
read_statements(const char *text, size_t len, GirReport *report)
{
	GirStatements statements;

	gir_statements_read(text, len, (GirStatementOptions) {0, NULL}, NULL, NULL, &statements);
	report->year = (int) statements.n;
	gir_statements_free(&statements);
}

__attribute__((noinline)) static void
measured(void (*run) (const char *, size_t, GirReport *), const char *text, size_t len, GirReport *report)
{
	run(text, len, report);
}

/* Bytes and branches in a loop that shares nothing with the reader: what a compiler makes of it calibrates. */
static void
reference(const char *text, size_t len, GirReport *report)
{
	uint32_t	sum = 0;

	for (size_t i = 0; i < len; i++)
	{
		unsigned char c = (unsigned char) text[i];

		if (c < 0x80 ? c > ' ' : (c & 0xC0) != 0x80)
			sum = (sum ^ c) * 16777619u;
	}
	report->year = (int) (sum & 1);
}

int
main(int argc, char **argv)
{
	GirReport  *report = calloc(1, sizeof(GirReport));

	gir_text_init();
	if (report == NULL || argc < 2 || !gir_forms_init() || !gir_labels_init() || !gir_statements_init())
		give_up("usage", "instructions NAME...");
	for (int i = 0; i < argc; i++)
	{
		const char *name = argv[i > 0 ? i : 1];
		bool		prose = strncmp(name, STATEMENTS, sizeof(STATEMENTS) - 1) == 0;
		void		(*run) (const char *, size_t, GirReport *) = prose ? read_statements : read_text;
		size_t		len;
		char	   *text = read_file(prose ? name + sizeof(STATEMENTS) - 1 : name, &len);

		if (i > 0)
			run(text, len, report);
		measured(i > 0 ? run : reference, text, len, report);
		free(text);
	}
	free(report);
	return 0;
}
