/*
 * page.c - the HTML rendering of the report in a file: page FILE [-zh] [-alone]
 *
 * -zh: Chinese only; -alone: the form without findings.
 */
#include "../unit/rendered.h"
#include "core/labels.h"

int
main(int argc, char **argv)
{
	static GirReport report;
	static Rendered out;
	char		buf[65536];
	size_t		n;
	FILE	   *f = argc > 1 ? fopen(argv[1], "rb") : NULL;
	Rendered	text = {0};
	GirPrintable p;
	GirPageOptions options = {.findings = true,.english = true};

	if (f == NULL)
	{
		fprintf(stderr, "usage: page FILE [-zh] [-alone]\n");
		return 2;
	}
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
		rendered_write(&text, buf, n);
	fclose(f);
	gir_text_init();
	if (!gir_forms_init() || !gir_labels_init())
		return 2;
	gir_report_read(text.s, text.len, NULL, NULL, &report);
	for (int i = 2; i < argc; i++)
	{
		options.english &= strcmp(argv[i], "-zh") != 0;
		options.findings &= strcmp(argv[i], "-alone") != 0;
	}
	p = printable(&report);
	options.repair = rendered_repair(p.figures);
	gir_page_write(&p, &options, rendered_write, &out);
	fwrite(out.s, 1, out.len, stdout);
	free((void *) options.repair);
	free(text.s);
	free(out.s);
	return 0;
}
