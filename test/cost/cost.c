/*
 * cost.c - what reading costs on texts made to be expensive: memory, work, and how soon a cancel is seen
 *
 * Usage: cost [-m MEGABYTES] [-v] [SHAPE...]     every shape, half as large and in full: memory, work, cancel; without -m, four sizes
 *        cost -1 [-m MEGABYTES] SHAPE            one reading of one shape, for a profiler
 *
 * Memory is counted at malloc, for libxml2 and ICU, too: the most that was in use at once, with the text itself, may be no more than
 * TIMES times the text and a megabyte.  Work is counted in polls, which every loop of the core does as it goes (run.sh counts
 * instructions): twice the text must not take more than about twice of it.  A cancel must be seen after the next poll, with nothing
 * left allocated.  Nothing here is decided by a clock; -v shows the times.
 */
#include "core/bytes.h"
#include "core/labels.h"
#include "core/report.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum
{
	TIMES = 8,					/* of the text: peak memory */
	SPARE = 1 << 20,
	KEPT = 1 << 16,				/* by libraries, for the next time; the unit tests look for leaks */
	POLL_EVERY = 1 << 20		/* bytes of text: polls must not be rarer than this, unless all of it is one line */
};

/* ---- memory ---- */

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t size);
extern void __libc_free(void *p);

static size_t in_use;
static size_t peak;

static void
count(size_t more, size_t less)
{
	in_use = in_use + more - less;
	if (in_use > peak)
		peak = in_use;
}

void *
malloc(size_t size)
{
	void	   *p = __libc_malloc(size);

	count(p != NULL ? malloc_usable_size(p) : 0, 0);
	return p;
}

void *
calloc(size_t n, size_t size)
{
	void	   *p = __libc_calloc(n, size);

	count(p != NULL ? malloc_usable_size(p) : 0, 0);
	return p;
}

void *
realloc(void *p, size_t size)
{
	size_t		before = p != NULL ? malloc_usable_size(p) : 0;
	void	   *q = __libc_realloc(p, size);

	/* a large block is moved by its pages, a small one is copied */
	if (q != NULL || size == 0)
		count(q != NULL ? malloc_usable_size(q) : 0, before);
	return q;
}

void
free(void *p)
{
	count(0, p != NULL ? malloc_usable_size(p) : 0);
	__libc_free(p);
}

/* ---- texts ---- */

typedef struct Text
{
	char	   *s;
	size_t		len;
	size_t		max;
} Text;

static bool
add(Text *t, const char *s, size_t n)
{
	if (n > t->max - t->len)
		return false;
	memcpy(t->s + t->len, s, n);
	t->len += n;
	return true;
}

typedef struct Shape
{
	const char *name;
	const char *start;
	const char *unit;			/* repeated; %d counts */
	const char *end;
	bool		bytes;			/* is decoded first */
} Shape;

#define LABELS "行政规章\n本年新收政府信息公开申请数量\n"
#define TITLE "青垣市水务局2023年政府信息公开工作年度报告"
#define ROW7 "\t0\t0\t0\t0\t0\t0\t0\n"

static const Shape shapes[] = {
	{.name = "one line of prose", .unit = "本机关全年主动公开政府信息，"},
	{.name = "one line of sentences", .unit = "本年新收政府信息公开申请数量12件。"},
	{.name = "one line of letters", .unit = "x"},
	{.name = "one line of digits", .unit = "7"},
	{.name = "figures on one line", .unit = "12 "},
	{.name = "labels on one line", .unit = "规章 0 0 0 "},
	{.name = "labels run together", .unit = "结果维持结果纠正"},
	{.name = "broken labels", .unit = "本年新收政府信息公开申请 "},
	{.name = "tabs", .unit = "\t"},
	{.name = "tabs and figures", .unit = "1\t"},
	{.name = "bars", .unit = "|"},
	{.name = "bars and figures", .unit = "1|"},
	{.name = "box bars", .unit = "│"},
	{.name = "box lines", .unit = "│ 1 │ 2 │\n"},
	{.name = "rules", .unit = "├──┼──┤\n│ 规章 │ 2 │\n"},
	{.name = "commas", .unit = ","},
	{.name = "lines of commas", .unit = "1,2,3,4,5\n"},
	{.name = "quotes", .unit = "\""},
	{.name = "open quotes", .unit = "\"1,2,3,4\n"},
	{.name = "spaces", .unit = " "},
	{.name = "line breaks", .unit = "\n"},
	{.name = "one character a line", .unit = "1\n"},
	{.name = "one Han character a line", .unit = "规\n"},
	{.name = "tabbed lines", .unit = "\t1\n"},
	{.name = "lone tabs", .unit = "1\n\t\n"},
	{.name = "lone bars", .unit = "1\n|\n"},
	{.name = "bars at the end", .unit = "规章 |\n0 |\n"},
	{.name = "rows of form 2021", .start = "2023年政府信息公开工作年度报告\n", .unit = "予以公开" ROW7},
	{.name = "rows that differ", .unit = "予以公开\t%d\t0\t0\t0\t0\t0\t0\n"},
	{.name = "rows of seven figures", .unit = "一、%d\t1\t2\t3\t4\t5\t6\t7\n"},
	{.name = "running rows", .unit = "予以公开\n%d\n0\n0\n0\n0\n0\n0\n"},
	{.name = "aligned rows", .unit = "予以公开      %d   0   0   0   0   0   0\n"},
	{.name = "Markdown rows", .unit = "| 予以公开 | %d | 0 | 0 | 0 | 0 | 0 | 0 |\n"},
	{.name = "labels a line", .unit = LABELS},
	{.name = "titles", .start = "本年新收政府信息公开申请数量" ROW7, .unit = "甲县2023年政府信息公开工作年度报告\n本年新收政府信息公开申请数量" ROW7},
	{.name = "attached tables", .start = TITLE "\n", .unit = "附：2022年行政复议情况\n"},
	{.name = "attached tables on one line", .start = TITLE " ", .unit = "附：2022年行政复议情况 "},
	{.name = "dated captions", .start = TITLE "\n", .unit = "2022年数据回顾\n"},
	{.name = "dated captions on one line", .start = TITLE " ", .unit = "2022年数据回顾 "},
	{.name = "dated heads", .start = TITLE "\n", .unit = "2022年制发件数\t1\n"},
	{.name = "dated rows", .start = TITLE "\n", .unit = "一、2022年新收政府信息公开申请数量" ROW7},
	{.name = "tables below a caption", .start = TITLE "\n2022年数据回顾\n", .unit = "行政许可\t1\n重复申请" ROW7},
	{.name = "by whom", .unit = "由甲县办公室"},
	{.name = "months", .unit = "2023年1月"},
	{.name = "brackets", .unit = "("},
	{.name = "pinyin", .unit = "開(kāi)"},
	{.name = "pinyin run together", .start = "開", .unit = "(kai)"},
	{.name = "pinyin that does not end", .unit = "開(kāikāikāi"},
	{.name = "references in text", .unit = "局&nbsp;政\n"},
	{.name = "stars on one line", .unit = "规章 * * * "},
	{.name = "pages", .unit = "行政强制\n1\n\f"},
	{.name = "empty bold print", .unit = "****"},
	{.name = "cells behind empty bold print", .unit = "****规章|****1|****2\n"},
	{.name = "less-than", .unit = "<"},
	{.name = "tags in text", .start = "text ", .unit = "<table "},
	{.name = "tables in text", .start = "text\n", .unit = "<table><tr><td>1</td></tr></table>\n"},
	{.name = "end tags", .start = "text ", .unit = "</"},
	{.name = "HTML: text", .start = "<p>", .unit = "政府信息公开"},
	{.name = "HTML: pinyin", .start = "<p>", .unit = "開(kāi)<br>"},
	{.name = "HTML: words", .start = "<p>", .unit = "a "},
	{.name = "HTML: lines", .start = "<p>", .unit = "12<br>"},
	{.name = "HTML: paragraphs", .unit = "<p>本机关全年主动公开政府信息</p>\n"},
	{.name = "HTML: empty rows", .start = "<table>", .unit = "<tr></tr>"},
	{.name = "HTML: rows", .start = "<table>", .unit = "<tr><td>1</td><td>2</td></tr>"},
	{.name = "HTML: empty cells", .start = "<table><tr>", .unit = "<td>"},
	{.name = "HTML: long cells", .start = "<table>", .unit = "<tr><td>本年新收政府信息公开申请数量，政府信息公开工作年度报告，政府信息公开</td><td>123456</td></tr>"},
	{.name = "HTML: cells of words", .start = "<table><tr><td>", .unit = "12 34 "},
	{.name = "HTML: wide spans", .start = "<table>", .unit = "<tr><td colspan=1000000000>1</td><td rowspan=65534 colspan=99>2</td></tr>"},
	{.name = "HTML: opening tags", .unit = "<div>"},
	{.name = "HTML: inline tags", .unit = "<b>"},
	{.name = "HTML: line breaks", .start = "<p>", .unit = "<br>"},
	{.name = "HTML: div closed by span", .unit = "<div></span>"},
	{.name = "HTML: stray end tags", .start = "<p>x", .unit = "</span>"},
	{.name = "HTML: references", .start = "<p>", .unit = "&nbsp;"},
	{.name = "HTML: many references", .start = "<p>", .unit = "1&#50;"},
	{.name = "HTML: ampersands", .start = "<p>", .unit = "&"},
	{.name = "HTML: white space", .start = "<p>", .unit = " \n"},
	{.name = "HTML: less-than", .start = "<p>", .unit = "<"},
	{.name = "HTML: a comment", .start = "<p>x<!--", .unit = "<p>-"},
	{.name = "HTML: comments", .start = "<p>x", .unit = "<!-- -->"},
	{.name = "HTML: a script", .start = "<p>x<script>", .unit = "</p> "},
	{.name = "HTML: scripts", .start = "<p>x", .unit = "<script>1</script>"},
	{.name = "HTML: an attribute", .start = "<p title='", .unit = "<p> "},
	{.name = "HTML: attributes", .start = "<p ", .unit = "a%d=1 "},
	{.name = "HTML: names", .unit = "<a%d>x</a%d>"},
	{.name = "HTML: preformatted", .start = "<pre>", .unit = "规章 0 0 0\n"},
	{.name = "HTML: tables", .unit = "<table><tr><td>1</td></tr></table>"},
	{.name = "HTML: nested tables", .unit = "<table><tr><td>"},
	{.name = "bytes: GB18030", .start = "\xD5\xFE\xB8\xAE\xD0\xC5\xCF\xA2\xB9\xAB\xBF\xAA", .unit = "\xD5\xFE\xB8\xAE\xA3\xAC", .bytes = true},
	{.name = "bytes: four-byte characters", .start = "\xD5\xFE\xB8\xAE\xD0\xC5\xCF\xA2\xB9\xAB\xBF\xAA", .unit = "\x95\x32\x82\x36", .bytes = true},
	{.name = "bytes: UTF-16", .start = "\xFF\xFE", .unit = "1\0\n\0", .bytes = true},
	{.name = "bytes: UTF-8", .unit = "政府\n", .bytes = true}
};

enum
{
	NSHAPES = sizeof(shapes) / sizeof(shapes[0])
};

/* The unit's length; UTF-16 has NUL bytes in it. */
static size_t
unit_length(const Shape *shape)
{
	return strcmp(shape->name, "bytes: UTF-16") == 0 ? 4 : strlen(shape->unit);
}

static void
make_text(const Shape *shape, size_t len, Text *t)
{
	bool		counts = strstr(shape->unit, "%d") != NULL;
	size_t		n = unit_length(shape);

	t->len = 0;
	t->max = len;
	t->s = malloc(len + 1);
	if (t->s == NULL)
		abort();
	if (shape->start != NULL)
		add(t, shape->start, strlen(shape->start));
	for (int i = 0;; i++)
	{
		char		unit[256];

		if (counts)
		{
			char	   *hole = strstr(shape->unit, "%d");
			const char *again = strstr(hole + 2, "%d");

			n = (size_t) (again != NULL ? snprintf(unit, sizeof(unit), shape->unit, i % 1000000, i % 1000000)
						  : snprintf(unit, sizeof(unit), shape->unit, i % 1000000));
		}
		if (!add(t, counts ? unit : shape->unit, n))
			break;
	}
}

/* ---- one reading ---- */

typedef struct Run
{
	size_t		len;
	size_t		peak;			/* beyond what was in use before, with the text */
	size_t		left;			/* not given back */
	long		polls;
	long		stop_after;		/* 0: never */
	long		after_stop;		/* polls after the one that said stop */
	double		seconds;
	double		last_poll;
	double		longest;		/* between two polls, or after the last one */
	GirStatus	status;
	const char *reason;
} Run;

static GirReport report;

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

static bool
polled(void *context)
{
	Run		   *run = context;
	double		t = now();

	if (t - run->last_poll > run->longest)
		run->longest = t - run->last_poll;
	run->last_poll = t;
	run->polls++;
	if (run->stop_after == 0 || run->polls < run->stop_after)
		return false;
	run->after_stop += run->polls > run->stop_after;
	return true;
}

static void
read_bytes(const Text *t, Run *run)
{
	GirBytes	decoded;

	gir_bytes_decode(t->s, t->len, (size_t) 1 << 30, polled, run, &decoded);
	run->status = decoded.status == GIR_BYTES_OK ? GIR_OK : decoded.status == GIR_BYTES_CANCELLED ? GIR_CANCELLED : GIR_TOO_LARGE;
	run->reason = gir_charset_name(decoded.charset);
	if (decoded.status == GIR_BYTES_OK)
	{
		gir_report_read(decoded.text, decoded.len, polled, run, &report);
		run->status = report.status;
		run->reason = report.reason;
	}
	gir_bytes_free(&decoded);
}

static void
run_once(const Shape *shape, const Text *t, long stop_after, Run *run)
{
	size_t		before = in_use;
	double		start;

	memset(run, 0, sizeof(*run));
	run->len = t->len;
	run->stop_after = stop_after;
	peak = in_use;
	start = run->last_poll = now();
	if (shape->bytes)
		read_bytes(t, run);
	else
	{
		gir_report_read(t->s, t->len, polled, run, &report);
		run->status = report.status;
		run->reason = report.reason;
	}
	run->seconds = now() - start;
	if (now() - run->last_poll > run->longest)
		run->longest = now() - run->last_poll;
	run->peak = peak - before + t->len;
	run->left = in_use > before ? in_use - before : 0;
}

/* ---- what must hold ---- */

static int	passed;
static int	failed;

static void
check(bool holds, const Shape *shape, const char *what, double is, double most)
{
	if (holds)
		passed++;
	else
	{
		failed++;
		printf("not ok - %s: %s: %.1f, at most %.1f\n", shape->name, what, is, most);
	}
}

static void
test_shape(const Shape *shape, size_t len, bool verbose)
{
	Text		text;
	Run			half;
	Run			full;
	Run			stopped;
	size_t		most;
	long		enough;

	make_text(shape, len / 2, &text);
	run_once(shape, &text, 0, &half);
	free(text.s);
	make_text(shape, len, &text);
	run_once(shape, &text, 0, &full);
	most = (size_t) TIMES * full.len + SPARE;
	enough = (long) (full.len / POLL_EVERY);
	if (verbose)
		printf("%-30s %6.2f times the text, %7ld polls, %6.2f times those of half, %8.1f ms, %6.1f ms without a poll%s%s\n", shape->name,
			   (double) full.peak / (double) full.len, full.polls, (double) full.polls / (double) (half.polls ? half.polls : 1),
			   full.seconds * 1e3, full.longest * 1e3, full.reason ? "; " : "", full.reason ? full.reason : "");
	check(full.status == GIR_OK || (full.status == GIR_TOO_LARGE && full.reason != NULL), shape, "status", full.status, GIR_OK);
	check(full.peak <= most, shape, "bytes in use", (double) full.peak, (double) most);
	check(full.left <= KEPT, shape, "bytes left", (double) full.left, KEPT);
	check(full.polls <= 2 * half.polls + half.polls / 20 + 40, shape, "polls, for twice the text", (double) full.polls, 2.05 * (double) half.polls + 40);
	check(full.status != GIR_OK || full.polls >= enough || memchr(text.s, '\n', text.len) == NULL, shape, "fewer polls than megabytes", (double) full.polls, (double) enough);
	for (long stop = 1; stop <= full.polls; stop = stop * 3 + 1)
	{
		run_once(shape, &text, stop, &stopped);
		check(stopped.status == GIR_CANCELLED, shape, "status after a cancel", stopped.status, GIR_CANCELLED);
		check(stopped.after_stop <= 2, shape, "polls after a cancel", (double) stopped.after_stop, 2);
		check(stopped.left <= KEPT, shape, "bytes left after a cancel", (double) stopped.left, KEPT);
	}
	free(text.s);
}

static bool
is_wanted(const char *name, char **wanted, int n)
{
	for (int i = 0; i < n; i++)
		if (strcmp(wanted[i], name) == 0)
			return true;
	return n == 0;
}

int
main(int argc, char **argv)
{
	static const double usual[] = {0.0625, 0.25, 1, 4, 0};
	double		asked[] = {0, 0};
	const double *megabytes = usual;
	bool		verbose = false;
	bool		once = false;
	int			first = 1;

	for (; first < argc && argv[first][0] == '-'; first++)
		if (argv[first][1] == 'm' && first + 1 < argc)
		{
			asked[0] = atof(argv[++first]);
			megabytes = asked;
		}
		else if (argv[first][1] == '1')
			once = true;
		else
			verbose = true;
	gir_text_init();
	if (!gir_forms_init() || !gir_labels_init())
		return 1;
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (int i = 0; i < NSHAPES; i++)
	{
		Text		text;
		Run			run;

		if (!is_wanted(shapes[i].name, argv + first, argc - first))
			continue;
		for (int k = 0; !once && megabytes[k] > 0; k++)
			test_shape(&shapes[i], (size_t) (megabytes[k] * (1 << 20)), verbose);
		if (!once)
			continue;
		make_text(&shapes[i], (size_t) (megabytes[0] * (1 << 20)), &text);
		run_once(&shapes[i], &text, 0, &run);
		free(text.s);
	}
	printf("cost: %d passed, %d failed\n", passed, failed);
	return failed > 0;
}
