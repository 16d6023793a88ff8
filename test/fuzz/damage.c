/*
 * damage.c - damage the corpus and see that no figure comes back for a cell that it does not belong to
 *
 *	damage CORPUS OUT COUNT [SEED [PART OF A NAME [KIND]]]
 *
 * Truth.  A text is read undamaged.  Each cell that comes back as its report says has a place in the text: those bytes belong to
 * that cell.  Every byte of the damaged text remembers where it comes from.  So a figure read from the damaged text belongs to a
 * cell by its bytes, not by its value: that most figures are 0 hides nothing.  Where the undamaged text does not tell a cell, a
 * figure for it must at least be the report's.
 *
 * Each text is damaged as it is, and once more with every figure that was read replaced by another, all different.
 *
 * Wrong is a number from bytes of another cell, a number that is not (or no longer) printed in its bytes, and a number where the
 * report has none.  Null is never wrong.  Counted apart: two figures exchanged, and a figure too many in a row whose blanks the layout
 * does not show, so that all its cells seem to be printed (both are well-formed texts that say something else); and blanks read for a
 * figure that is still printed.
 */
#include "cases.h"

#include <sys/stat.h>

typedef enum Kind
{
	LETTER_LOST,
	LETTER_REPLACED,
	LINE_DROPPED,
	LINE_DOUBLED,
	LINES_EXCHANGED,
	CELL_EMPTIED,
	DIGITS_FUSED,
	TEXT_CUT,
	FIGURE_CHANGED,
	TWO_OF_THESE,
	KIND_COUNT,
	ALL_DIFFERENT = KIND_COUNT	/* the text with other figures, undamaged */
} Kind;

static const char *const kind_names[KIND_COUNT + 1] = {
	"letter lost", "letter replaced", "line dropped", "line doubled", "lines exchanged", "cell emptied", "digits fused", "text cut",
	"figure changed", "two of these", "all figures different"
};

/* What may be read from the bytes of a cell. */
typedef enum Now
{
	SAME,						/* its figure */
	CHANGED,					/* another figure: Damaged.now */
	GLUED,						/* no figure */
	APART						/* not judged */
} Now;

/* An undamaged text and whose bytes are whose. */
typedef struct Base
{
	const Case *test;
	const char *name;			/* "as is", "distinct" */
	char	   *text;
	size_t		len;
	size_t		from;			/* the stretch that is damaged: the tables */
	size_t		to;
	int16_t    *owner;			/* of each byte, -1: nobody */
	bool		known[GIR_MAX_CELLS];
	GirValue	cells[GIR_MAX_CELLS];	/* what the text says */
	GirSpan		place[GIR_MAX_CELLS];
	int			order[GIR_MAX_CELLS];	/* the known cells by place */
	int			nknown;
	bool		partial[GIR_MAX_ROWS];	/* rows of which the undamaged text does not tell which cells are blank */
} Base;

#define NOWHERE UINT32_MAX

typedef struct Damaged
{
	const Base *base;
	Kind		kind;
	char	   *text;
	uint32_t   *origin;			/* of each byte in the base's text */
	size_t		len;
	size_t		size;
	uint8_t		state[GIR_MAX_CELLS];	/* Now */
	GirValue	now[GIR_MAX_CELLS];
	char		what[400];
} Damaged;

typedef struct Count
{
	long		documents;
	long		bad;			/* documents with a wrong number */
	long		wrong;			/* wrong numbers */
	long		kept;			/* figures that still come back ... */
	long		known;			/* ... of those that the undamaged text gives */
	long		blank;			/* blank or a mark for a figure that is still there */
	long		apart;			/* exchanged figures that came back exchanged, rows filled up */
	long		unchanged;		/* FIGURE_CHANGED: the changed figure came back null */
} Count;

static Count by_kind[KIND_COUNT + 1];
static Count by_tool[MAX_TOOLS];
static uint64_t random_state;
static const char *out_directory;

enum
{
	MAX_GROUPS = 400
};

/* Wrong numbers of one kind: the first of them is kept in files. */
typedef struct Group
{
	char		signature[120];
	long		count;
	char		line[1600];
} Group;

static Group groups[MAX_GROUPS];
static int	ngroups;

/* ---- chance ---- */

static uint32_t
chance(uint32_t n)
{
	uint64_t	z = (random_state += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (uint32_t) ((z ^ (z >> 31)) >> 11) % n;
}

static void
set_chance(const char *s, uint64_t a, uint64_t b)
{
	random_state = a * UINT64_C(1099511628211) + b;
	for (; *s; s++)
		random_state = (random_state ^ (unsigned char) *s) * UINT64_C(1099511628211);
}

/* ---- the undamaged text ---- */

static void *
get_memory(size_t size)
{
	void	   *p = calloc(1, size > 0 ? size : 1);

	if (p == NULL)
		give_up("out of memory", "");
	return p;
}

static int
compare_places(const GirSpan *a, const GirSpan *b)
{
	return a->off < b->off ? -1 : a->off > b->off;
}

/* Take note of whose bytes are whose. */
static void
set_owners(Base *base)
{
	base->owner = get_memory(base->len * sizeof(int16_t));
	memset(base->owner, 0xFF, base->len * sizeof(int16_t));
	base->nknown = 0;
	base->from = base->len;
	base->to = 0;
	for (int c = 0; c < GIR_MAX_CELLS; c++)
	{
		int			i;

		if (!base->known[c])
			continue;
		for (uint32_t k = 0; k < base->place[c].len; k++)
			base->owner[base->place[c].off + k] = (int16_t) c;
		for (i = base->nknown++; i > 0 && compare_places(&base->place[base->order[i - 1]], &base->place[c]) > 0; i--)
			base->order[i] = base->order[i - 1];
		base->order[i] = c;
		if (base->place[c].off < base->from)
			base->from = base->place[c].off;
		if (base->place[c].off + base->place[c].len > base->to)
			base->to = base->place[c].off + base->place[c].len;
	}
	if (base->from >= base->to)
	{
		base->from = 0;
		base->to = base->len;
	}
	base->from = base->from > 500 ? base->from - 500 : 0;
	base->to = base->to + 120 < base->len ? base->to + 120 : base->len;
	while (base->from > 0 && base->text[base->from - 1] != '\n')
		base->from--;
}

static int
width_of(const GirForm *form, int row)
{
	const GirBlock *b = &form->blocks[form->rows[row].block];

	return form->rows[row].role == GIR_ROLE_DISPUTE ? b->nrows * b->ncolumns : b->ncolumns;
}

static Base *
make_base(const Case *test, char *text, size_t len)
{
	Base	   *base = get_memory(sizeof(Base));
	GirReport  *report = get_memory(sizeof(GirReport));

	base->test = test;
	base->name = "as is";
	base->text = text;
	base->len = len;
	read_text(text, len, report);
	memcpy(base->cells, test->truth->cells, sizeof(base->cells));
	if (report->reading.figures.form == test->truth->form && test->truth->form != NULL)
		for (int c = 0; c < test->truth->form->ncells; c++)
		{
			base->place[c] = report->reading.place[c];
			base->known[c] = same_number(&report->reading.figures.cells[c], &base->cells[c]) && base->place[c].len > 0 &&
				base->place[c].off + base->place[c].len <= len;
		}
	for (int r = 0; test->truth->form != NULL && r < test->truth->form->nrows; r++)
		base->partial[r] = report->reading.fate[r] > GIR_FATE_COUNTED && report->reading.printed[r] > 0 &&
			report->reading.printed[r] < width_of(test->truth->form, r);
	set_owners(base);
	free(report);
	return base;
}

static void
free_base(Base *base)
{
	free(base->text);
	free(base->owner);
	free(base);
}

/* ---- the damaged text ---- */

static Damaged *
copy_of(const Base *base, Kind kind)
{
	Damaged    *d = get_memory(sizeof(Damaged));

	d->base = base;
	d->kind = kind;
	d->len = base->len;
	d->size = base->len * 2 + 4096;
	d->text = get_memory(d->size);
	d->origin = get_memory(d->size * sizeof(uint32_t));
	memcpy(d->text, base->text, base->len);
	for (size_t i = 0; i < base->len; i++)
		d->origin[i] = (uint32_t) i;
	return d;
}

static void
free_damaged(Damaged *d)
{
	free(d->text);
	free(d->origin);
	free(d);
}

/* Put other bytes in the place of from..to; they come from origin, all of them. */
static void
splice(Damaged *d, size_t from, size_t to, const char *s, size_t n, uint32_t origin)
{
	if (d->len - (to - from) + n > d->size)
		give_up("damaged text too long", d->base->test->path);
	memmove(d->text + from + n, d->text + to, d->len - to);
	memmove(d->origin + from + n, d->origin + to, (d->len - to) * sizeof(uint32_t));
	memcpy(d->text + from, s, n);
	for (size_t i = 0; i < n; i++)
		d->origin[from + i] = origin;
	d->len = d->len - (to - from) + n;
}

static int
owner_at(const Damaged *d, size_t i)
{
	return i < d->len && d->origin[i] != NOWHERE ? d->base->owner[d->origin[i]] : -1;
}

/* Where the damaged text has the bytes of a cell; false if it has them no more. */
static bool
find_cell(const Damaged *d, int cell, size_t *from, size_t *to)
{
	for (size_t i = 0; i < d->len; i++)
		if (owner_at(d, i) == cell)
		{
			*from = i;
			while (i < d->len && owner_at(d, i) == cell)
				i++;
			*to = i;
			return true;
		}
	return false;
}

/* The stretch of the damaged text that holds the tables. */
static void
table_range(const Damaged *d, size_t *from, size_t *to)
{
	*from = d->base->from < d->len ? d->base->from : 0;
	*to = d->base->to + (d->len > d->base->len ? d->len - d->base->len : 0);
	if (*to > d->len || *to <= *from)
		*to = d->len;
}

static bool
is_start(char c)
{
	return ((unsigned char) c & 0xC0) != 0x80;
}

static size_t
char_end(const Damaged *d, size_t i)
{
	do
		i++;
	while (i < d->len && !is_start(d->text[i]));
	return i;
}

static bool
is_han_at(const char *text, size_t len, size_t i)
{
	const char *p = text + i;

	return gir_is_han(gir_next_char(&p, text + len));
}

/* Between < and >? */
static bool
is_in_tag(const Damaged *d, size_t i)
{
	for (size_t k = i; k > 0 && i - k < 500; k--)
		if (d->text[k - 1] == '>' || d->text[k - 1] == '\n')
			return false;
		else if (d->text[k - 1] == '<')
			return isalpha((unsigned char) d->text[k]) || d->text[k] == '/' || d->text[k] == '!';
	return false;
}

/* A letter of a label: Han, or a digit or bracket that is no figure's. */
static bool
is_letter_at(const Damaged *d, size_t i)
{
	const char *p = d->text + i;
	uint32_t	c;

	if (!is_start(d->text[i]) || owner_at(d, i) >= 0)
		return false;
	c = gir_narrow(gir_next_char(&p, d->text + d->len));
	return (gir_is_han(c) || (c >= '1' && c <= '9') || (c >= 0x2460 && c <= 0x2473)) && !is_in_tag(d, i);
}

/* A random letter in the tables. */
static bool
pick_letter(const Damaged *d, size_t *at)
{
	size_t		from;
	size_t		to;

	table_range(d, &from, &to);
	for (int tries = 0; tries < 400; tries++)
	{
		size_t		i = from + chance((uint32_t) (to - from));

		if (is_letter_at(d, i))
		{
			*at = i;
			return true;
		}
	}
	return false;
}

static bool
lose_letter(Damaged *d)
{
	size_t		at;
	size_t		end;

	if (!pick_letter(d, &at))
		return false;
	end = char_end(d, at);
	snprintf(d->what + strlen(d->what), sizeof(d->what) - strlen(d->what), "lost %.*s at %zu; ", (int) (end - at), d->text + at, at);
	splice(d, at, end, "", 0, NOWHERE);
	return true;
}

/* A numeral becomes another one, any other letter one of the table's letters. */
static bool
replace_letter(Damaged *d)
{
	static const char *const numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八"};
	char		letter[8];
	size_t		at;
	size_t		end;
	size_t		other;
	size_t		n;

	if (!pick_letter(d, &at) || !pick_letter(d, &other))
		return false;
	end = char_end(d, at);
	n = char_end(d, other) - other;
	memcpy(letter, d->text + other, n);
	if (d->text[at] >= '1' && d->text[at] <= '9')
		letter[0] = (char) ('1' + chance(9)), n = 1;
	else
		for (int i = 0; i < 8; i++)
			if (end - at == 3 && memcmp(d->text + at, numerals[i], 3) == 0)
				memcpy(letter, numerals[chance(8)], n = 3);
	if (n == end - at && memcmp(letter, d->text + at, n) == 0)
		return false;
	snprintf(d->what + strlen(d->what), sizeof(d->what) - strlen(d->what), "%.*s for %.*s at %zu; ", (int) n, letter, (int) (end - at), d->text + at, at);
	splice(d, at, end, letter, n, NOWHERE);
	return true;
}

/* A random line of the tables, with its end. */
static bool
pick_line(const Damaged *d, size_t *start, size_t *end)
{
	size_t		from;
	size_t		to;

	table_range(d, &from, &to);
	*start = from + chance((uint32_t) (to - from));
	while (*start > 0 && d->text[*start - 1] != '\n')
		--*start;
	*end = *start;
	while (*end < d->len && d->text[*end] != '\n')
		++*end;
	if (*end >= d->len || (*start == 0 && *end + 1 >= d->len))
		return false;
	++*end;
	return true;
}

static void
describe_line(Damaged *d, const char *what, size_t start, size_t end)
{
	int			n = (int) gir_clip(d->text + start, end - start - 1, 45).len;

	snprintf(d->what + strlen(d->what), sizeof(d->what) - strlen(d->what), "%s line at %zu \"%.*s\"; ", what, start, n, d->text + start);
}

static bool
drop_line(Damaged *d)
{
	size_t		start;
	size_t		end;

	if (!pick_line(d, &start, &end))
		return false;
	describe_line(d, "dropped", start, end);
	splice(d, start, end, "", 0, NOWHERE);
	return true;
}

static bool
double_line(Damaged *d)
{
	size_t		start;
	size_t		end;
	size_t		n;
	char	   *line;

	if (!pick_line(d, &start, &end) || end - start > 3000)
		return false;
	describe_line(d, "doubled", start, end);
	n = end - start;
	line = get_memory(n);
	memcpy(line, d->text + start, n);
	splice(d, end, end, line, n, NOWHERE);
	memcpy(d->origin + end, d->origin + start, n * sizeof(uint32_t));
	free(line);
	return true;
}

static bool
has_han(const Damaged *d, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (is_start(d->text[i]) && is_han_at(d->text, d->len, i))
			return true;
	return false;
}

/* Is the line more than a figure or a mark? */
static bool
has_words(const Damaged *d, size_t from, size_t to)
{
	GirSpan		line = gir_trim(d->text, (GirSpan) {(uint32_t) from, (uint32_t) (to - from)});
	GirValue	value;

	gir_value_read(d->text + line.off, line.len, false, &value);
	return value.state == GIR_TEXT && has_han(d, from, to);
}

static bool
exchange_lines(Damaged *d)
{
	size_t		start;
	size_t		middle;
	size_t		end;
	size_t		first;
	char	   *text;
	uint32_t   *origin;

	if (!pick_line(d, &start, &middle))
		return false;
	end = middle;
	while (end < d->len && d->text[end] != '\n')
		end++;
	if (end >= d->len)
		return false;
	end++;
	describe_line(d, "exchanged", start, middle);
	describe_line(d, "with", middle, end);
	if (!has_words(d, start, middle) && !has_words(d, middle, end))
		for (size_t i = start; i < end; i++)
			if (owner_at(d, i) >= 0)
				d->state[owner_at(d, i)] = APART;
	text = get_memory(end - start);
	origin = get_memory((end - start) * sizeof(uint32_t));
	first = middle - start;
	memcpy(text, d->text + middle, end - middle);
	memcpy(text + (end - middle), d->text + start, first);
	memcpy(origin, d->origin + middle, (end - middle) * sizeof(uint32_t));
	memcpy(origin + (end - middle), d->origin + start, first * sizeof(uint32_t));
	memcpy(d->text + start, text, end - start);
	memcpy(d->origin + start, origin, (end - start) * sizeof(uint32_t));
	free(text);
	free(origin);
	return true;
}

/* A random cell whose bytes are still there. */
static bool
pick_cell(const Damaged *d, int *cell, size_t *from, size_t *to)
{
	if (d->base->nknown == 0)
		return false;
	*cell = d->base->order[chance((uint32_t) d->base->nknown)];
	return find_cell(d, *cell, from, to);
}

static bool
empty_cell(Damaged *d)
{
	static const char spaces[] = "                                ";
	int			cell;
	size_t		from;
	size_t		to;
	size_t		n;

	if (!pick_cell(d, &cell, &from, &to))
		return false;
	n = chance(2) && to - from < sizeof(spaces) ? to - from : 0;
	snprintf(d->what + strlen(d->what), sizeof(d->what) - strlen(d->what), "emptied %s at %zu%s; ",
			 d->base->test->truth->form->cells[cell].path, from, n > 0 ? " with spaces" : "");
	splice(d, from, to, spaces, n, NOWHERE);
	return true;
}

/* Two figures of one row, next to each other, glued. */
static bool
fuse_digits(Damaged *d)
{
	const GirForm *form = d->base->test->truth->form;
	int			i;
	int			a;
	int			b;
	size_t		from;
	size_t		to;
	size_t		next;
	size_t		end;

	if (d->base->nknown < 2)
		return false;
	i = (int) chance((uint32_t) d->base->nknown - 1);
	a = d->base->order[i];
	b = d->base->order[i + 1];
	if (form->cells[a].block != form->cells[b].block || form->cells[a].row != form->cells[b].row)
		return false;
	if (!find_cell(d, a, &from, &to) || !find_cell(d, b, &next, &end) || next < to || next - to > 200)
		return false;
	snprintf(d->what + strlen(d->what), sizeof(d->what) - strlen(d->what), "fused %s and the next at %zu; ", form->cells[a].path, from);
	splice(d, to, next, "", 0, NOWHERE);
	d->state[a] = d->state[b] = GLUED;
	return true;
}

/* At every tenth, then anywhere in the tables. */
static bool
cut_text(Damaged *d, long turn)
{
	size_t		from;
	size_t		to;
	size_t		at;

	table_range(d, &from, &to);
	at = turn < 9 ? d->len * (((size_t) turn + d->len) % 9 + 1) / 10 : from + chance((uint32_t) (to - from));
	while (at > 0 && at < d->len && !is_start(d->text[at]))
		at--;
	if (at == 0 || at >= d->len)
		return false;
	snprintf(d->what + strlen(d->what), sizeof(d->what) - strlen(d->what), "cut at %zu; ", at);
	d->len = at;
	return true;
}

static bool
change_figure(Damaged *d)
{
	int			cell;
	size_t		from;
	size_t		to;
	char		figure[16];
	int			n;

	if (!pick_cell(d, &cell, &from, &to) || d->state[cell] != SAME)
		return false;
	n = snprintf(figure, sizeof(figure), "%u", 1 + chance(chance(2) ? 9 : chance(2) ? 99 : 9999));
	gir_value_read(figure, (size_t) n, false, &d->now[cell]);
	if (same_number(&d->now[cell], &d->base->cells[cell]))
		return false;
	snprintf(d->what + strlen(d->what), sizeof(d->what) - strlen(d->what), "%s at %zu becomes %s; ",
			 d->base->test->truth->form->cells[cell].path, from, figure);
	splice(d, from, to, figure, (size_t) n, d->base->place[cell].off);
	d->state[cell] = CHANGED;
	return true;
}

static bool
apply(Damaged *d, Kind kind, long turn)
{
	switch (kind)
	{
		case LETTER_LOST:
			return lose_letter(d);
		case LETTER_REPLACED:
			return replace_letter(d);
		case LINE_DROPPED:
			return drop_line(d);
		case LINE_DOUBLED:
			return double_line(d);
		case LINES_EXCHANGED:
			return exchange_lines(d);
		case CELL_EMPTIED:
			return empty_cell(d);
		case DIGITS_FUSED:
			return fuse_digits(d);
		case TEXT_CUT:
			return cut_text(d, turn);
		case FIGURE_CHANGED:
			return change_figure(d);
		case TWO_OF_THESE:
			return apply(d, (Kind) chance(TWO_OF_THESE), 9 + turn) && apply(d, (Kind) chance(TWO_OF_THESE), 9 + turn);
		default:
			return true;
	}
}

/* ---- judging ---- */

static void
save_file(int number, const char *suffix, const char *text, size_t len)
{
	char		path[MAX_PATH];
	FILE	   *f;

	snprintf(path, sizeof(path), "%s/wrong-%03d.%s", out_directory, number, suffix);
	f = fopen(path, "wb");
	if (f == NULL || fwrite(text, 1, len, f) != len || fclose(f) != 0)
		give_up("cannot write", path);
}

/* The group of that tool, kind of damage and relation of the cells; NULL when there are too many. */
static Group *
find_group(const Damaged *d, const char *relation, bool *is_new)
{
	char		signature[120];

	snprintf(signature, sizeof(signature), "%s, %s, %s", d->base->test->tool->name, kind_names[d->kind], relation);
	for (int i = 0; i < ngroups; i++)
		if (strcmp(groups[i].signature, signature) == 0)
		{
			groups[i].count++;
			return &groups[i];
		}
	if (ngroups == MAX_GROUPS)
		return NULL;
	*is_new = true;
	strcpy(groups[ngroups].signature, signature);
	groups[ngroups].count = 1;
	return &groups[ngroups++];
}

static const char *
relation_of(const GirForm *form, int cell, const GirValue *value, int owner)
{
	if (value->state != GIR_NUMBER)
		return "blank for a figure";
	if (cell < 0)
		return "no cell of the form";
	if (owner == -2)
		return "glued figures";
	if (owner < 0)
		return "from elsewhere";
	if (owner == cell)
		return "its bytes, another number";
	return form->cells[owner].row == form->cells[cell].row && form->cells[owner].block == form->cells[cell].block ? "another column" : "another row";
}

/* A wrong number, or a blank, for the cell at path; its bytes are owner's. */
static void
complain(const Damaged *d, const char *path, const GirValue *value, int owner)
{
	const GirForm *form = d->base->test->truth->form;
	int			cell = form ? gir_cell_by_path(form, path, strlen(path)) : -1;
	const char *relation = relation_of(form, cell, value, owner);
	bool		is_new = false;
	Group	   *group = find_group(d, relation, &is_new);
	char		number[32];
	char		truth[32];

	if (!is_new)
		return;
	snprintf(group->line, sizeof(group->line), "%s (%s): %s%s is read as %s, %s%s%s; it is %s%s", d->base->test->path, d->base->name, d->what, path,
			 value_text(value, number), relation, owner >= 0 && owner != cell ? ": " : "", owner >= 0 && owner != cell ? form->cells[owner].path : "",
			 cell < 0 ? "none" : value_text(&d->base->cells[cell], truth), cell >= 0 && !d->base->known[cell] ? ", which the undamaged text does not tell" : "");
	save_file((int) (group - groups), "txt", group->line, strlen(group->line));
	save_file((int) (group - groups), "before", d->base->text, d->base->len);
	save_file((int) (group - groups), "after", d->text, d->len);
}

static int
compare_groups(const void *a, const void *b)
{
	long		x = (*(Group *const *) a)->count;
	long		y = (*(Group *const *) b)->count;

	return x < y ? 1 : x > y ? -1 : *(Group *const *) a < *(Group *const *) b ? -1 : 1;
}

static void
show_groups(void)
{
	static Group *sorted[MAX_GROUPS];

	for (int i = 0; i < ngroups; i++)
		sorted[i] = &groups[i];
	qsort(sorted, (size_t) ngroups, sizeof(sorted[0]), compare_groups);
	for (int i = 0; i < ngroups; i++)
		printf("# %ld x %s\n#   wrong-%03d: %s\n", sorted[i]->count, sorted[i]->signature, (int) (sorted[i] - groups), sorted[i]->line);
}

/* Whose bytes is that figure?  -1: nobody's, -2: those of several. */
static int
owner_of(const Damaged *d, GirSpan place)
{
	int			owner = -1;

	for (uint32_t k = 0; k < place.len; k++)
	{
		int			o = owner_at(d, place.off + k);

		if (o >= 0 && owner >= 0 && o != owner)
			return -2;
		if (o >= 0)
			owner = o;
	}
	return owner;
}

/* Did the damage put a figure too many into a row whose blanks left no trace, so that the text now prints all its cells? */
static bool
is_filled_up(const Damaged *d, int cell, const GirReading *reading)
{
	int			row = cell < 0 ? -1 : (int) (gir_cell_row(d->base->test->truth->form, cell) - d->base->test->truth->form->rows);

	return row >= 0 && d->base->partial[row] && (d->kind == LINE_DOUBLED || d->kind == LINES_EXCHANGED || d->kind == TWO_OF_THESE) &&
		reading->printed[row] >= width_of(d->base->test->truth->form, row);
}

/* Is that number, read for the cell (-1: the form has none such), wrong? */
static bool
judge_number(const Damaged *d, int cell, const GirValue *value, GirSpan place, Count *count)
{
	const Base *base = d->base;
	int			owner = owner_of(d, place);
	int			state = owner >= 0 ? d->state[owner] : SAME;

	if (state == APART || (owner == -2 && d->kind >= LINES_EXCHANGED && cell >= 0 && d->state[cell] == APART))
	{
		count->apart += owner != cell;
		return false;
	}
	if (cell >= 0 && d->state[cell] == APART)
	{
		count->apart++;
		return false;
	}
	if (cell < 0 || owner == -2 || (owner >= 0 && owner != cell) || state == GLUED)
		return true;
	if (state == CHANGED && same_number(value, &d->now[cell]))
		return false;
	if (state == CHANGED && d->kind != TWO_OF_THESE)	/* the line may have been doubled before */
		return true;
	return !same_number(value, &base->cells[cell]);
}

static void
add(Count *sum, const Count *n)
{
	sum->documents += n->documents;
	sum->bad += n->bad;
	sum->wrong += n->wrong;
	sum->kept += n->kept;
	sum->known += n->known;
	sum->blank += n->blank;
	sum->apart += n->apart;
	sum->unchanged += n->unchanged;
}

static void
judge(const Damaged *d, const Corpus *corpus)
{
	const Base *base = d->base;
	const GirForm *form = base->test->truth->form;
	GirReport  *report = get_memory(sizeof(GirReport));
	char	   *text = get_memory(d->len + 1);	/* of exactly that size: what is read beyond is found */
	Count		count = {.documents = 1, .known = base->nknown};
	const GirForm *read;

	memcpy(text, d->text, d->len);
	read_text(text, d->len, report);
	read = report->reading.figures.form;
	for (int r = 0; read != NULL && r < read->ncells; r++)
	{
		const GirValue *value = &report->reading.figures.cells[r];
		int			cell = form ? gir_cell_by_path(form, read->cells[r].path, strlen(read->cells[r].path)) : -1;
		size_t		from;
		size_t		to;

		if (value->state == GIR_NUMBER)
		{
			if (is_filled_up(d, cell, &report->reading))
				count.apart++;
			else if (judge_number(d, cell, value, report->reading.place[r], &count))
			{
				count.wrong++;
				complain(d, read->cells[r].path, value, owner_of(d, report->reading.place[r]));
			}
			else
				count.kept += cell >= 0 && base->known[cell];
		}
		else if (value->state < GIR_TEXT && cell >= 0 && base->known[cell] && d->state[cell] == SAME && find_cell(d, cell, &from, &to) &&
				 d->kind != CELL_EMPTIED)
		{
			count.blank++;
			complain(d, read->cells[r].path, value, -1);
		}
		else if (cell >= 0 && d->state[cell] == CHANGED)
			count.unchanged++;
	}
	count.bad = count.wrong > 0;
	add(&by_kind[d->kind], &count);
	add(&by_tool[base->test->tool - corpus->tools], &count);
	free(text);
	free(report);
}

/* ---- all figures different ---- */

static bool
occurs(const Base *base, const char *digits)
{
	return gir_find(base->text, base->len, digits) != NULL;
}

/* Replace a figure by one of three digits; where columns are set by spaces, in the room that they leave. */
static void
set_figure(Damaged *d, int cell, const char *digits)
{
	size_t		from;
	size_t		to;
	size_t		room = 0;

	if (!find_cell(d, cell, &from, &to))
		return;
	while (to + room < d->len && d->text[to + room] == ' ')
		room++;
	if (to - from < 3 && room > 3 - (to - from))
		room = 3 - (to - from);
	else
		room = 0;
	splice(d, from, to + room, digits, 3, d->base->place[cell].off);
	d->state[cell] = CHANGED;
	gir_value_read(digits, 3, false, &d->now[cell]);
}

/* The same text with other figures; NULL if there is nothing to change.  What it reads is judged like any damage. */
static Base *
make_distinct(const Base *base, const Corpus *corpus)
{
	Damaged    *d = copy_of(base, ALL_DIFFERENT);
	Base	   *distinct;
	GirReport  *report;
	int			number = 100 + (int) chance(100);
	char	   *text;

	strcpy(d->what, "other figures; ");
	for (int i = 0; i < base->nknown && number < 1000; i++)
	{
		int			cell = base->order[i];
		char		digits[8];

		/* what is merged is printed more than once there, and only one place is known */
		if (base->test->tool->shape[0] == 'C' && gir_cell_block(base->test->truth->form, cell)->table == GIR_TABLE2)
			continue;
		do
			snprintf(digits, sizeof(digits), "%d", number++);
		while (occurs(base, digits) && number < 1000);
		if (number < 1000)
			set_figure(d, cell, digits);
	}
	judge(d, corpus);
	text = get_memory(d->len + 1);
	memcpy(text, d->text, d->len);
	distinct = get_memory(sizeof(Base));
	*distinct = *base;
	distinct->name = "distinct";
	distinct->text = text;
	distinct->len = d->len;
	report = get_memory(sizeof(GirReport));
	read_text(text, d->len, report);
	for (int c = 0; c < GIR_MAX_CELLS; c++)
	{
		if (d->state[c] == CHANGED)
			distinct->cells[c] = d->now[c];
		distinct->place[c] = report->reading.place[c];
		distinct->known[c] = report->reading.figures.form == base->test->truth->form && distinct->place[c].len > 0 &&
			same_number(&report->reading.figures.cells[c], &distinct->cells[c]);
	}
	set_owners(distinct);
	free(report);
	free_damaged(d);
	return distinct;
}

/* ---- the run ---- */

static void
damage(const Base *base, const Corpus *corpus, long turns, uint64_t seed, int only_kind)
{
	for (int kind = 0; kind < KIND_COUNT; kind++)
		for (long turn = 0; turn < turns && (only_kind < 0 || kind == only_kind); turn++)
		{
			Damaged    *d = copy_of(base, (Kind) kind);

			set_chance(base->test->path, seed * 64 + (uint64_t) kind, (uint64_t) turn * 2 + (base->name[0] == 'd'));
			if (apply(d, (Kind) kind, turn))
				judge(d, corpus);
			free_damaged(d);
		}
}

static void
show_count(const char *name, const Count *n)
{
	printf("# %-22s %9ld %6ld %7ld %8.1f %7ld %7ld %8ld\n", name, n->documents, n->bad, n->wrong, n->known ? 100.0 * (double) n->kept / (double) n->known : 0.0,
		   n->blank, n->apart, n->unchanged);
}

static void
show_counts(const Corpus *corpus)
{
	Count		all = {0};

	show_groups();
	printf("# %-22s %9s %6s %7s %8s %7s %7s %8s\n", "kind", "documents", "bad", "wrong", "kept %", "blanked", "apart", "not told");
	for (int k = 0; k <= KIND_COUNT; k++)
	{
		show_count(kind_names[k], &by_kind[k]);
		add(&all, &by_kind[k]);
	}
	show_count("all", &all);
	for (int t = 0; t < corpus->ntools; t++)
		if (by_tool[t].bad > 0)
			show_count(corpus->tools[t].name, &by_tool[t]);
	printf("# %ld passed, %ld failed\n", all.documents - all.bad, all.bad);
}

int
main(int argc, char **argv)
{
	Corpus	   *corpus;
	uint64_t	seed;
	long		turns;
	int			files = 0;
	const char *only = argc > 5 ? argv[5] : "";

	if (argc < 4)
		give_up("usage", "damage CORPUS OUT COUNT [SEED [PART OF A NAME [KIND]]]");
	setvbuf(stdout, NULL, _IOLBF, 0);
	corpus = load_corpus(argv[1]);
	out_directory = argv[2];
	seed = argc > 4 ? strtoull(argv[4], NULL, 10) : 1;
	for (int i = 0; i < corpus->ncases; i++)
		files += strcmp(corpus->cases[i].encoding, "gbk") != 0 && strstr(corpus->cases[i].path, only) != NULL;
	turns = files > 0 ? (atol(argv[3]) + files * 2 * KIND_COUNT - 1) / (files * 2 * KIND_COUNT) : 0;
	for (int i = 0; i < corpus->ncases; i++)
	{
		const Case *test = &corpus->cases[i];
		size_t		len;
		char	   *text;
		Base	   *base;
		Base	   *distinct;

		if (strcmp(test->encoding, "gbk") == 0 || strstr(test->path, only) == NULL)
			continue;
		text = read_file(argv[1], test->path, &len);
		base = make_base(test, text, len);
		set_chance(test->path, seed, 0);
		distinct = make_distinct(base, corpus);
		damage(base, corpus, turns, seed, argc > 6 ? atoi(argv[6]) : -1);
		damage(distinct, corpus, turns, seed, argc > 6 ? atoi(argv[6]) : -1);
		free_base(base);
		free_base(distinct);
	}
	show_counts(corpus);
	free(corpus);
	return 0;
}
