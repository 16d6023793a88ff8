/*
 * rendered.h - print a report, read the print, compare; for the unit test and for the corpus
 */
#ifndef RENDERED_H
#define RENDERED_H

#include "core/rendering.h"
#include "core/report.h"

#include <stdio.h>
#include <stdlib.h>

typedef enum Rendering
{
	RENDER_TEXT,
	RENDER_MARKDOWN,
	RENDER_HTML,
	RENDERINGS
} Rendering;

static const char *const rendering_names[RENDERINGS] = {"text", "markdown", "html"};

typedef struct Rendered
{
	char	   *s;
	size_t		len;
	size_t		size;
} Rendered;

static inline void
rendered_write(void *context, const char *s, size_t len)
{
	Rendered   *r = context;

	if (r->len + len + 1 > r->size)
	{
		r->size = (r->len + len + 1) * 2;
		r->s = realloc(r->s, r->size);
		if (r->s == NULL)
			abort();
	}
	memcpy(r->s + r->len, s, len);
	r->len += len;
	r->s[r->len] = '\0';
}

/* What gireport_parse() makes of a reading. */
static inline GirPrintable
printable(const GirReport *report)
{
	GirPrintable p = {.year = report->year};

	p.figures = report->reading.figures.form ? &report->reading.figures : NULL;
	p.title = (GirString) {report->title, (uint32_t) strlen(report->title)};
	p.agency = (GirString) {report->agency, (uint32_t) strlen(report->agency)};
	p.period_year = report->period_year != report->year ? report->period_year : 0;
	return p;
}

/* The repairs of the figures, to be freed; NULL when there are none. */
static inline GirRepair *
rendered_repair(const GirFigures *figures)
{
	GirRepair  *repair;
	GirRepairWork *work;
	GirRepairOptions options = {0};

	if (figures == NULL || !gir_repair_wanted(figures, false))
		return NULL;
	repair = malloc(sizeof(GirRepair));
	work = malloc(gir_repair_work_size());
	if (repair == NULL || work == NULL || !gir_repair_start(work, figures->form))
		abort();
	gir_repair(work, figures, &options, repair);
	free(work);
	return repair;
}

/* The HTML rendering with all its findings, in both languages: what could disturb its reader most. */
static inline void
render(const GirPrintable *p, Rendering rendering, Rendered *out)
{
	out->len = 0;
	if (rendering == RENDER_TEXT)
		gir_text_write(p, rendered_write, out);
	else if (rendering == RENDER_MARKDOWN)
		gir_markdown_write(p, rendered_write, out);
	else
	{
		GirRepair  *repair = rendered_repair(p->figures);
		GirPageOptions options = {.findings = true,.repair = repair,.english = true};

		gir_page_write(p, &options, rendered_write, out);
		free(repair);
	}
}

static inline bool
rendered_same_string(GirString a, GirString b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.s, b.s, a.len) == 0);
}

/* The first cell in which they differ, or -1; -2 when the forms differ. */
static inline int
rendered_difference(const GirFigures *a, const GirFigures *b)
{
	if ((a ? a->form : NULL) != (b ? b->form : NULL))
		return -2;
	for (int i = 0; a != NULL && i < a->form->ncells; i++)
	{
		const GirValue *v = &a->cells[i];
		const GirValue *w = &b->cells[i];

		if (v->state != w->state || v->digits != w->digits || v->scale != w->scale || !rendered_same_string(v->unit, w->unit) ||
			!rendered_same_string(v->note, w->note) || !rendered_same_string(v->text, w->text))
			return i;
	}
	return -1;
}

/* What comes back different, as a text in buf; NULL when it is the same report. */
static inline const char *
rendered_wrong(const GirPrintable *p, const GirReport *back, char *buf, size_t size)
{
	GirPrintable q = printable(back);
	int			cell = rendered_difference(p->figures, q.figures);

	if (cell == -2)
		snprintf(buf, size, "the form is another");
	else if (cell >= 0)
		snprintf(buf, size, "%s was %s %lld, is %s %lld", p->figures->form->cells[cell].path, gir_state_name((GirState) p->figures->cells[cell].state),
				 (long long) p->figures->cells[cell].digits, gir_state_name((GirState) q.figures->cells[cell].state), (long long) q.figures->cells[cell].digits);
	else if (p->year != q.year || p->period_year != q.period_year)
		snprintf(buf, size, "the years were %d and %d, are %d and %d", p->year, p->period_year, q.year, q.period_year);
	else if (!rendered_same_string(p->title, q.title))
		snprintf(buf, size, "the title was '%.*s', is '%.*s'", (int) p->title.len, p->title.s, (int) q.title.len, q.title.s);
	else if (!rendered_same_string(p->agency, q.agency))
		snprintf(buf, size, "the agency was '%.*s', is '%.*s'", (int) p->agency.len, p->agency.s, (int) q.agency.len, q.agency.s);
	else
		return NULL;
	return buf;
}

#endif							/* RENDERED_H */
