/*
 * html.c - what reading HTML costs, measured against libxml2's own pass over the same bytes
 *
 * Usage: html [-r ROUNDS] [-w sax|page|document|report] FILE...  The yardstick (sax) is libxml2's push parser with SAX handlers that
 * do nothing, given the same chunks; page renders text and cells, document makes the grid, report is the whole of gir_report_read().
 * Rounds of all four alternate, and the shortest of each counts.  -w runs one of them only, for a profiler: test/bench/html.sh builds
 * this and counts instructions.
 */
#include "core/report.h"
#include "forms/forms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <libxml/HTMLparser.h>

enum
{
	CHUNK = 4096
};

static GirReport report;

static void
no_start(void *data, const xmlChar *name, const xmlChar **atts)
{
	(void) data, (void) name, (void) atts;
}

static void
no_end(void *data, const xmlChar *name)
{
	(void) data, (void) name;
}

static void
no_text(void *data, const xmlChar *ch, int n)
{
	(void) data, (void) ch, (void) n;
}

static void
read_sax(const char *html, size_t len)
{
	htmlSAXHandler sax;
	htmlParserCtxtPtr parser;

	memset(&sax, 0, sizeof(sax));
	sax.startElement = no_start;
	sax.endElement = no_end;
	sax.characters = sax.ignorableWhitespace = sax.cdataBlock = no_text;
	parser = htmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
	htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
	for (size_t off = 0; off < len; off += CHUNK)
		htmlParseChunk(parser, html + off, (int) (len - off < CHUNK ? len - off : CHUNK), 0);
	htmlParseChunk(parser, "", 0, 1);
	htmlFreeParserCtxt(parser);
}

static void
read_page(const char *html, size_t len)
{
	GirHtml		out;

	gir_html_read(html, len, NULL, NULL, &out);
	gir_html_free(&out);
}

static void
read_document(const char *html, size_t len)
{
	GirDocument out;

	gir_document_read(html, len, NULL, NULL, &out);
	gir_document_free(&out);
}

static void
read_report(const char *html, size_t len)
{
	gir_report_read(html, len, NULL, NULL, &report);
}

/* What is measured, the yardstick first. */
static const struct
{
	const char *name;
	void		(*read) (const char *html, size_t len);
}			readers[] = {{"sax", read_sax}, {"page", read_page}, {"document", read_document}, {"report", read_report}};

enum
{
	NREADERS = sizeof(readers) / sizeof(readers[0])
};

typedef struct Input
{
	char	   *text;
	size_t		len;
} Input;

static double
run(void (*reader) (const char *, size_t), const Input *inputs, int n)
{
	struct timespec a;
	struct timespec b;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
	for (int i = 0; i < n; i++)
		reader(inputs[i].text, inputs[i].len);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
	return (double) (b.tv_sec - a.tv_sec) + (double) (b.tv_nsec - a.tv_nsec) / 1e9;
}

static bool
load(const char *path, Input *input)
{
	FILE	   *f = fopen(path, "rb");
	long		size;

	if (f == NULL || fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) < 0)
		return false;
	rewind(f);
	input->text = malloc((size_t) size + 1);
	input->len = input->text != NULL ? fread(input->text, 1, (size_t) size, f) : 0;
	fclose(f);
	return input->text != NULL && input->len == (size_t) size;
}

int
main(int argc, char **argv)
{
	int			rounds = 200;
	const char *which = NULL;
	int			first = 1;
	double		shortest[NREADERS];
	size_t		bytes = 0;
	Input	   *inputs;

	for (; first + 1 < argc && argv[first][0] == '-'; first += 2)
		if (argv[first][1] == 'r')
			rounds = atoi(argv[first + 1]);
		else
			which = argv[first + 1];
	inputs = calloc((size_t) argc, sizeof(Input));
	gir_text_init();
	if (inputs == NULL || !gir_forms_init() || !gir_labels_init())
		return 1;
	for (int i = first; i < argc; i++)
	{
		if (!load(argv[i], &inputs[i - first]))
			return 1;
		bytes += inputs[i - first].len;
	}
	for (int i = 0; i < rounds; i++)
		for (int k = 0; k < NREADERS; k++)
		{
			double		t;

			if (which != NULL && strcmp(which, readers[k].name) != 0)
				continue;
			t = run(readers[k].read, inputs, argc - first);
			if (i == 0 || t < shortest[k])
				shortest[k] = t;
		}
	for (int k = 0; k < NREADERS && which == NULL && rounds > 0; k++)
		printf("%s %.1f us a file, %.1f MB/s, %.3f times sax\n", readers[k].name, shortest[k] * 1e6 / (argc - first),
			   (double) bytes / shortest[k] / 1e6, shortest[k] / shortest[0]);
	for (int i = first; i < argc; i++)
		free(inputs[i - first].text);
	free(inputs);
	return 0;
}
