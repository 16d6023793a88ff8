/*
 * cells.c - the cells of the report in a file, one a line: path, state, figure; cells FILE
 */
#include "core/bytes.h"
#include "core/labels.h"
#include "core/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum
{
	MAX_FILE = 1 << 24
};

static GirReport report;

int
main(int argc, char **argv)
{
	char	   *bytes = malloc(MAX_FILE);
	FILE	   *f = argc == 2 ? fopen(argv[1], "rb") : NULL;
	const GirFigures *figures = &report.reading.figures;
	GirBytes	decoded;

	gir_text_init();
	if (f == NULL || bytes == NULL || !gir_forms_init() || !gir_labels_init())
		return 1;
	gir_bytes_decode(bytes, fread(bytes, 1, MAX_FILE, f), MAX_FILE, NULL, NULL, &decoded);
	fclose(f);
	if (decoded.status == GIR_BYTES_OK)
		gir_report_read(decoded.text, decoded.len, NULL, NULL, &report);
	for (int i = 0; decoded.status == GIR_BYTES_OK && figures->form != NULL && i < figures->form->ncells; i++)
	{
		const GirValue *v = &figures->cells[i];

		printf("%s %s", figures->form->cells[i].path, gir_state_name((GirState) v->state));
		if (v->state == GIR_NUMBER)
			printf(" %lld %d", (long long) v->digits, v->scale);
		printf("\n");
	}
	gir_bytes_free(&decoded);
	free(bytes);
	return 0;
}
