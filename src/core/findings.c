/*
 * findings.c - what is wrong with a report, for people
 */
#include "core/findings.h"

#include <stdio.h>
#include <string.h>

#define SLOTS(slots) slots, (int) (sizeof(slots) / sizeof(*(slots)))

/* A slot with one text for both languages. */
#define SAME(text) {text, text}

const GirCatalogueEntry gir_catalogue[GIR_CODE_COUNT] = {
#define FINDING(code, severity, outcome, name, title, title_zh, message, message_zh, meaning, meaning_zh, action, action_zh) \
	[GIR_##code] = {#code, GIR_##severity, GIR_##outcome, #name, {title, title_zh}, {message, message_zh}, {meaning, meaning_zh}, \
	{action, action_zh}},
#include "core/findings.def"
#undef FINDING
};

/* What the finding functions hand round. */
typedef struct Judge
{
	const GirFigures *figures;
	const GirFindingOptions *options;
	GirEmit		emit;
	void	   *context;
	uint64_t	told;			/* causes that a finding belongs to */
	bool		again;			/* this finding's cause is one of them */
	GirFinding	f;
} Judge;

const char *
gir_severity_name(GirSeverity severity)
{
	static const char *const names[] = {"error", "warning", "info"};

	return names[severity];
}

void
gir_finding_start(GirFinding *finding, GirCode code)
{
	memset(finding, 0, offsetof(GirFinding, message));
	finding->code = code;
	finding->severity = gir_catalogue[code].severity;
	finding->outcome = gir_catalogue[code].outcome;
	finding->identity = -1;
	finding->message[0] = finding->message_zh[0] = '\0';
}

void
gir_finding_say(GirFinding *finding, const GirSlot *slots, int nslots)
{
	GirWords	en = gir_words(finding->message, GIR_MAX_MESSAGE);
	GirWords	zh = gir_words(finding->message_zh, GIR_MAX_MESSAGE);

	gir_words_fill(&en, gir_catalogue[finding->code].message[GIR_ENGLISH], slots, nslots, GIR_ENGLISH);
	gir_words_fill(&zh, gir_catalogue[finding->code].message[GIR_CHINESE], slots, nslots, GIR_CHINESE);
}

static void
finish(Judge *j)
{
	j->emit(j->context, &j->f);
}

static void
add_cell(Judge *j, int cell)
{
	j->f.cells[j->f.ncells++] = (uint8_t) cell;
}

static const char *
number_text(int n, char *buf)
{
	snprintf(buf, 48, "%d", n);
	return buf;
}

/* ---- causes ---- */

/* Give the finding a cause (from 1; 0: none), with its best proposal. */
static void
set_cause(Judge *j, int number)
{
	const GirRepair *repair = j->options->repair;
	const GirCause *cause;

	if (number == 0)
		return;
	cause = &repair->causes[number - 1];
	j->f.cause = cause;
	j->f.proposal = cause->nproposals > 0 ? &repair->proposals[cause->first] : NULL;
	j->again = j->told >> (number - 1) & 1;
	j->told |= UINT64_C(1) << (number - 1);
}

/* Add to the messages what is known of the finding's cause. */
static void
say_cause(Judge *j)
{
	char	   *messages[GIR_LANGUAGES] = {j->f.message, j->f.message_zh};

	for (int language = 0; j->f.cause != NULL && language < GIR_LANGUAGES; language++)
	{
		GirWords	w = {.s = messages[language],.size = GIR_MAX_MESSAGE,.len = (int) strlen(messages[language])};

		gir_words_add(&w, language == GIR_CHINESE ? "；" : "; ");
		if (j->again && j->options->causes_once)
			gir_words_addf(&w, language == GIR_CHINESE ? "原因 %d" : "cause %d", (int) (j->f.cause - j->options->repair->causes) + 1);
		else
			gir_words_cause(&w, j->figures, j->options->repair, j->f.cause, j->f.proposal, (GirLanguage) language);
	}
}

static int
cause_of_identity(const Judge *j, int identity)
{
	return j->options->repair ? j->options->repair->cause_of[identity] : 0;
}

/* The first cause with a proposal for the cell. */
static int
cause_of_cell(const Judge *j, int cell)
{
	const GirRepair *repair = j->options->repair;

	for (int i = 0; repair && i < repair->nproposals; i++)
		for (int k = 0; k < repair->proposals[i].nchanges; k++)
			if (repair->changes[repair->proposals[i].first + k].cell == cell)
				return repair->proposals[i].cause + 1;
	return 0;
}

/* ---- identities ---- */

/* One side of an identity with its values; negative ones in brackets. */
static int
print_side(const GirFigures *figures, const uint8_t *cells, int n, char *buf, int size)
{
	int			len = 0;

	for (int i = 0; i < n && len < size; i++)
	{
		const GirValue *v = &figures->cells[cells[i]];
		__int128	value = v->state == GIR_NUMBER ? gir_value_scaled(v) : 0;
		char		number[48];

		len += snprintf(buf + len, (size_t) (size - len), value < 0 ? "%s(%s)" : "%s%s", i ? " + " : "", gir_scaled_text(value, number));
	}
	return len;
}

static GirCode
code_of(char class)
{
	return class == 'R' ? GIR_A301 : class == 'H' ? GIR_A302 : class == 'B' ? GIR_A303 : GIR_A401;
}

static bool
counts_as_blank(const GirValue *v)
{
	return v->state == GIR_BLANK || v->state == GIR_DASH || v->state == GIR_NOT_APPLICABLE;
}

/* Is a cell of the identity blank and counted as 0?  Then the message has to say so. */
static bool
counts_blanks(const GirFigures *figures, const GirIdentity *id)
{
	for (int i = 0; i < id->nleft + id->nright; i++)
		if (counts_as_blank(&figures->cells[i < id->nleft ? id->left[i] : id->right[i - id->nleft]]))
			return true;
	return false;
}

static void
say_identity(Judge *j, const GirIdentity *id)
{
	const GirForm *form = j->figures->form;
	const GirColumn *column = gir_cell_column(form, id->left[0]);
	GirTable	table = gir_cell_block(form, id->left[0])->table;
	bool		blanks = counts_blanks(j->figures, id);
	char		row[GIR_LANGUAGES][GIR_MAX_NAME];
	char		left[48];
	char		right[48];
	char		difference[48];
	const GirSlot slots[] = {
		{"table", {gir_table_en(table), gir_table_zh(table)}},
		{"row", {gir_row_name(form, form->cells[id->left[0]].row, false, row[0]), gir_row_name(form, form->cells[id->left[0]].row, true, row[1])}},
		{"column", {column->en, column->label}},
		{"left", SAME(gir_scaled_text(j->f.left, left))},
		{"right", SAME(gir_scaled_text(j->f.right, right))},
		{"difference", SAME(gir_scaled_text(j->f.left - j->f.right, difference))},
		{"formula", SAME(j->f.formula)},
		{"blanks", {blanks ? "; blank cells count as 0" : "", blanks ? "；空格按 0 计" : ""}}
	};

	gir_finding_say(&j->f, SLOTS(slots));
}

static void
failed_identity(Judge *j, int i, const GirSides *sides)
{
	const GirIdentity *id = &j->figures->form->identities[i];
	int			n;

	gir_finding_start(&j->f, code_of(id->class));
	j->f.identity = i;
	j->f.sums = true;
	j->f.left = sides->left;
	j->f.right = sides->right;
	n = print_side(j->figures, id->left, id->nleft, j->f.formula, GIR_MAX_FORMULA);
	n += snprintf(j->f.formula + n, (size_t) (GIR_MAX_FORMULA - n), " = ");
	print_side(j->figures, id->right, id->nright, j->f.formula + n, GIR_MAX_FORMULA - n);
	for (int k = 0; k < id->nleft; k++)
		add_cell(j, id->left[k]);
	for (int k = 0; k < id->nright; k++)
		add_cell(j, id->right[k]);
	say_identity(j, id);
	set_cause(j, cause_of_identity(j, i));
	say_cause(j);
	finish(j);
}

/* 总计 of table 3 left blank in every row, though there are figures beside it. */
static bool
total_left_blank(const GirFigures *figures, const GirBlock *b)
{
	bool		figures_beside = false;

	for (int r = b->first_row; r < b->first_row + b->nrows; r++)
		for (int c = 0; c < b->ncolumns; c++)
		{
			const GirValue *v = &figures->cells[figures->form->rows[r].first_cell + c];

			if (c == b->total_column && !counts_as_blank(v))
				return false;
			figures_beside |= v->state == GIR_NUMBER && v->digits != 0;
		}
	return figures_beside;
}

static void
blank_total(Judge *j, const GirBlock *b)
{
	const GirForm *form = j->figures->form;
	char		rows[48];
	const GirSlot slots[] = {
		{"table", {gir_table_en(b->table), gir_table_zh(b->table)}},
		{"count", SAME(number_text(b->nrows, rows))}
	};
	int			cause = 0;

	gir_finding_start(&j->f, GIR_A310);
	if (j->options->unknown_blanks)
		j->f.outcome = GIR_UNDECIDED;
	for (int r = b->first_row; r < b->first_row + b->nrows; r++)
		add_cell(j, form->rows[r].first_cell + b->total_column);
	for (int i = 0; i < form->nidentities && cause == 0; i++)
		if (form->identities[i].class == 'R')
			cause = cause_of_identity(j, i);
	gir_finding_say(&j->f, SLOTS(slots));
	set_cause(j, cause);
	say_cause(j);
	finish(j);
}

static void
check_identities(Judge *j)
{
	const GirForm *form = j->figures->form;
	const GirBlock *blank = NULL;

	for (int b = 0; b < form->nblocks; b++)
		if (form->blocks[b].table == GIR_TABLE3 && !j->options->every_identity && total_left_blank(j->figures, &form->blocks[b]))
			blank_total(j, blank = &form->blocks[b]);
	for (int i = 0; i < form->nidentities; i++)
	{
		GirSides	sides = gir_check(j->figures, i, j->options->unknown_blanks);

		if (sides.outcome == GIR_FAILS && !(blank && form->identities[i].class == 'R'))
			failed_identity(j, i, &sides);
	}
}

/* ---- cells ---- */

/* Cells of a table as one finding that counts them and names the first; more: the code's other slot. */
static void
say_cells(Judge *j, GirTable table, GirSlot more)
{
	char		count[48];
	char		name[GIR_LANGUAGES][GIR_MAX_NAME];
	const GirSlot slots[] = {
		{"table", {gir_table_en(table), gir_table_zh(table)}},
		{"count", SAME(number_text(j->f.ncells, count))},
		{"cell", {gir_cell_name(j->figures->form, j->f.cells[0], false, name[0]), gir_cell_name(j->figures->form, j->f.cells[0], true, name[1])}},
		more
	};

	gir_finding_say(&j->f, SLOTS(slots));
	finish(j);
}

/* Why the first cell could not be attributed, in brackets, when that is known; the place is that of its row's label. */
static void
unreadable_cells(Judge *j, GirTable table)
{
	const GirForm *form = j->figures->form;
	const GirReading *reading = j->options->reading;
	int			row = form->cells[j->f.cells[0]].row;
	/* the groups of table 4 stand in one row, which is noted for the first of them */
	int			noted = form->rows[row].role == GIR_ROLE_DISPUTE ? form->blocks[form->rows[row].block].first_row : row;
	GirRowFate	fate = reading ? (GirRowFate) reading->fate[noted] : GIR_FATE_ABSENT;
	char		why[GIR_LANGUAGES][GIR_MAX_NAME] = {"", ""};

	if (fate >= GIR_FATE_NO_FIGURES)
	{
		snprintf(why[0], GIR_MAX_NAME, " (%s)", gir_fate_text(fate, false));
		snprintf(why[1], GIR_MAX_NAME, "（%s）", gir_fate_text(fate, true));
		j->f.place = reading->label[noted];
	}
	say_cells(j, table, (GirSlot) {"why", {why[0], why[1]}});
}

static bool
is_in_state(const GirValue *v, GirState state)
{
	return state == GIR_BLANK ? counts_as_blank(v) : v->state == state;
}

/* Start a finding with all cells of the table in that state (of blanks, those that count as such); false: there are none. */
static bool
collect_cells(Judge *j, GirCode code, GirTable table, GirState state)
{
	const GirForm *form = j->figures->form;

	gir_finding_start(&j->f, code);
	for (int i = 0; i < form->ncells; i++)
		if (gir_cell_block(form, i)->table == table && is_in_state(&j->figures->cells[i], state))
			add_cell(j, i);
	return j->f.ncells > 0;
}

static int
cells_of_table(const GirForm *form, GirTable table)
{
	int			n = 0;

	for (int b = 0; b < form->nblocks; b++)
		if (form->blocks[b].table == table)
			n += form->blocks[b].nrows * form->blocks[b].ncolumns;
	return n;
}

static void
absent_table(Judge *j, GirTable table)
{
	const GirSlot slots[] = {{"table", {gir_table_en(table), gir_table_zh(table)}}};

	j->f.code = GIR_S104;
	j->f.severity = gir_catalogue[GIR_S104].severity;
	gir_finding_say(&j->f, SLOTS(slots));
	finish(j);
}

/* Identities of a table that are undecided. */
static int
undecided(const Judge *j, GirTable table)
{
	const GirForm *form = j->figures->form;
	int			n = 0;

	for (int i = 0; i < form->nidentities; i++)
		n += gir_cell_block(form, form->identities[i].left[0])->table == table &&
			gir_check(j->figures, i, j->options->unknown_blanks).outcome == GIR_UNDECIDED;
	return n;
}

/* states: bit 1 << GirState of each state that a cell of the table has. */
static void
check_table(Judge *j, GirTable table, unsigned states)
{
	char		buf[48];
	int			identities = j->options->unknown_blanks ? undecided(j, table) : 0;

	if (states >> GIR_MISSING & 1 && collect_cells(j, GIR_S202, table, GIR_MISSING))
	{
		if (j->f.ncells == cells_of_table(j->figures->form, table))
			absent_table(j, table);
		else
			say_cells(j, table, (GirSlot) {"", SAME("")});
	}
	if (states >> GIR_UNREADABLE & 1 && collect_cells(j, GIR_S201, table, GIR_UNREADABLE))
		unreadable_cells(j, table);
	if (identities > 0 && collect_cells(j, GIR_S209, table, GIR_BLANK))
		say_cells(j, table, (GirSlot) {"identities", SAME(number_text(identities, buf))});
}

static void
check_tables(Judge *j)
{
	const GirForm *form = j->figures->form;
	unsigned	states[GIR_TABLE_COUNT] = {0};

	for (int i = 0; i < form->ncells; i++)
		states[form->blocks[form->cells[i].block].table] |= 1U << j->figures->cells[i].state;
	for (int t = 0; t < GIR_TABLE_COUNT; t++)
		check_table(j, (GirTable) t, states[t]);
}

static bool
is_count(const GirColumn *column)
{
	return strcmp(column->key, "amount") != 0 && strcmp(column->key, "change") != 0;
}

/* What one cell says is no figure, or none that can stand there; GIR_CODE_COUNT: all is well. */
static GirCode
code_of_cell(const GirValue *v, const GirColumn *column)
{
	if (v->state == GIR_TEXT)
		return GIR_S203;
	if (v->state != GIR_NUMBER)
		return GIR_CODE_COUNT;
	if (v->unit.len && column->unit && gir_yuan_per(v->unit.s, v->unit.len) != gir_yuan_per(column->unit, strlen(column->unit)))
		return GIR_S204;
	return (v->digits < 0 || v->scale > 0) && is_count(column) ? GIR_S207 : GIR_CODE_COUNT;
}

static void
tell_cell(Judge *j, int cell, GirCode code)
{
	const GirForm *form = j->figures->form;
	const GirValue *v = &j->figures->cells[cell];
	const GirColumn *column = gir_cell_column(form, cell);
	char		name[GIR_LANGUAGES][GIR_MAX_NAME];
	char		text[GIR_MAX_TEXT + 1];
	char		unit[GIR_MAX_UNIT + 1];
	char		number[48];
	const GirSlot slots[] = {
		{"cell", {name[0], name[1]}},
		{"text", SAME(text)},
		{"unit", SAME(unit)},
		{"label_unit", SAME(column->unit)},
		{"figure", SAME(number)}
	};

	gir_cell_name(form, cell, false, name[0]);
	gir_cell_name(form, cell, true, name[1]);
	snprintf(text, sizeof(text), "%.*s", (int) v->text.len, v->text.len ? v->text.s : "");
	snprintf(unit, sizeof(unit), "%.*s", (int) v->unit.len, v->unit.len ? v->unit.s : "");
	gir_scaled_text(v->state == GIR_NUMBER ? gir_value_scaled(v) : 0, number);
	gir_finding_start(&j->f, code);
	add_cell(j, cell);
	gir_finding_say(&j->f, SLOTS(slots));
	if (code == GIR_S207 && v->digits < 0)
		set_cause(j, cause_of_cell(j, cell));
	say_cause(j);
	finish(j);
}

/* A form that nobody filled in. */
static void
check_blank_form(Judge *j)
{
	const GirForm *form = j->figures->form;
	bool		blanks = false;

	for (int i = 0; i < form->ncells; i++)
	{
		if (j->figures->cells[i].state == GIR_NUMBER)
			return;
		blanks |= counts_as_blank(&j->figures->cells[i]);
	}
	if (!blanks)
		return;
	gir_finding_start(&j->f, GIR_S105);
	gir_finding_say(&j->f, NULL, 0);
	finish(j);
}

/* ---- the report as a whole ---- */

/* Do the digits that end at p say the year?  Returns where they begin, or NULL. */
static const char *
year_ends_at(const char *source, const char *p, int year)
{
	while (p > source && gir_is_space((unsigned char) p[-1]))
		p--;
	for (int i = 0; i < 4; i++, year /= 10)
	{
		const char *c = p;
		int			width = p - source >= 3 && (unsigned char) p[-1] >= 0x80 ? 3 : 1;	/* full width, or not */

		if (p - source < width)
			return NULL;
		p -= width;
		c = p;
		if (gir_narrow(gir_next_char(&c, p + width)) != (uint32_t) ('0' + year % 10))
			return NULL;
	}
	return p;
}

/* Does 1月 or 12月 follow, the beginning or the end of a period?  1-12月 does, too. */
static bool
period_follows(const char *p, const char *end)
{
	char		said[8];
	int			n = 0;

	while (p < end && n < 6)
	{
		uint32_t	c = gir_narrow(gir_next_char(&p, end));

		if (gir_is_space(c))
			continue;
		said[n++] = c == 0x6708 ? 'm' : c == 0x81F3 || c == '-' || c == 0x2014 ? '-' : c >= '0' && c <= '9' ? (char) c : '?';	/* 月 至 */
	}
	said[n] = '\0';
	return strncmp(said, "1m", 2) == 0 || strncmp(said, "01m", 3) == 0 || strncmp(said, "12m", 3) == 0 || strncmp(said, "1-12m", 5) == 0;
}

GirSpan
gir_period_place(const char *source, size_t len, int year)
{
	const char *end = source + len;
	const char *p = source;

	while ((p = gir_find(p, (size_t) (end - p), "年")) != NULL)
	{
		const char *from = year_ends_at(source, p, year);

		p += strlen("年");
		if (from && period_follows(p, end))
			return (GirSpan) {(uint32_t) (from - source), (uint32_t) (p - from)};
	}
	return (GirSpan) {0, 0};
}

/* The first label that is of that form alone, where a document's form was told by it. */
static GirSpan
evidence_of(const GirReading *reading, int form)
{
	return reading && form >= 0 && reading->marks[form] > 0 ? reading->evidence[form][0] : (GirSpan) {0, 0};
}

static void
check_years(Judge *j)
{
	const GirFindingOptions *o = j->options;
	const GirForm *form = j->figures ? j->figures->form : NULL;
	char		year[48];
	char		period_year[48];
	const GirSlot slots[] = {
		{"year", SAME(number_text(o->year, year))},
		{"period_year", SAME(number_text(o->period_year, period_year))},
		{"form", SAME(form ? form->id : "")}
	};

	if (o->year && o->period_year && o->year != o->period_year)
	{
		gir_finding_start(&j->f, GIR_S206);
		j->f.place = o->period;
		gir_finding_say(&j->f, SLOTS(slots));
		finish(j);
	}
	if (form && o->year && (o->year < form->first_year || o->year > form->last_year))
	{
		gir_finding_start(&j->f, GIR_S205);
		j->f.place = evidence_of(o->reading, (int) (form - gir_forms));
		gir_finding_say(&j->f, SLOTS(slots));
		finish(j);
	}
}

/* ---- localisation ---- */

/* What is to be told of a cause beside the findings that belong to it; GIR_CODE_COUNT: nothing. */
static GirCode
code_of_cause(const Judge *j, int i)
{
	const GirCause *cause = &j->options->repair->causes[i];

	switch (cause->status)
	{
		case GIR_REPAIR_TOO_LARGE:
			return GIR_L505;
		case GIR_REPAIR_AT_LEAST:
			return GIR_L501;
		case GIR_REPAIR_CUT:
			return GIR_L503;
		default:
			if (cause->alternatives > 1)
				return GIR_L502;
			return j->told >> i & 1 ? GIR_CODE_COUNT : GIR_L504;
	}
}

/* The cells that the cause's proposals change, each once, in the order of the form. */
static void
collect_changes(Judge *j, const GirCause *cause)
{
	const GirRepair *repair = j->options->repair;
	bool		changed[GIR_MAX_CELLS] = {false};

	for (int i = cause->first; i < cause->first + cause->nproposals; i++)
		for (int k = 0; k < repair->proposals[i].nchanges; k++)
			changed[repair->changes[repair->proposals[i].first + k].cell] = true;
	for (int c = 0; c < j->figures->form->ncells; c++)
		if (changed[c])
			add_cell(j, c);
}

/* The cause's first minimal repairs, one after the other; fewer if they are long. */
static void
list_proposals(const Judge *j, const GirCause *cause, GirLanguage language, char *buf, int size)
{
	enum
	{
		LISTED = 5,
		LENGTH = 1500
	};
	const GirRepair *repair = j->options->repair;
	GirWords	w = gir_words(buf, size);
	int			n = 0;

	for (int i = cause->first; i < cause->first + cause->nproposals && n < LISTED && w.len < LENGTH; i++)
	{
		if (repair->proposals[i].wrong > cause->minimum)
			continue;
		if (n++ > 0)
			gir_words_add(&w, language == GIR_CHINESE ? "；或 " : "; or ");
		gir_words_proposal(&w, j->figures, repair, &repair->proposals[i], language);
	}
	if (cause->alternatives > n)
		gir_words_add(&w, language == GIR_CHINESE ? "；等等" : "; and so on");
}

static void
tell_cause(Judge *j, int i, GirCode code)
{
	const GirCause *cause = &j->options->repair->causes[i];
	GirTable	table = (GirTable) cause->table;
	char		proposals[GIR_LANGUAGES][GIR_MAX_MESSAGE - 400];
	char		number[48];
	char		minimum[48];
	char		alternatives[48];
	const GirSlot slots[] = {
		{"table", {gir_table_en(table), gir_table_zh(table)}},
		{"cause", SAME(number_text(i + 1, number))},
		{"minimum", SAME(number_text(cause->minimum, minimum))},
		{"alternatives", SAME(number_text(cause->alternatives, alternatives))},
		{"proposals", {proposals[0], proposals[1]}}
	};

	for (int language = 0; language < GIR_LANGUAGES; language++)
		list_proposals(j, cause, (GirLanguage) language, proposals[language], sizeof(proposals[0]));
	gir_finding_start(&j->f, code);
	collect_changes(j, cause);
	set_cause(j, i + 1);
	gir_finding_say(&j->f, SLOTS(slots));
	if (code == GIR_L501 && j->f.proposal != NULL)
		say_cause(j);
	finish(j);
}

static void
check_causes(Judge *j)
{
	for (int i = 0; j->options->repair && i < j->options->repair->ncauses; i++)
	{
		GirCode		code = code_of_cause(j, i);

		if (code != GIR_CODE_COUNT)
			tell_cause(j, i, code);
	}
}

/* Without figures: tables that are not there, or else a form that nobody can tell. */
static void
no_figures(Judge *j)
{
	const GirReading *reading = j->options->reading;
	bool		none = true;

	for (int t = 0; t < GIR_TABLE_COUNT; t++)
	{
		none &= j->options->absent[t];
		if (!j->options->absent[t])
			continue;
		gir_finding_start(&j->f, GIR_S104);
		absent_table(j, (GirTable) t);
	}
	if (none)
		return;
	gir_finding_start(&j->f, GIR_S208);
	if (reading && reading->choice == GIR_FORM_BOTH)
		j->f.place = evidence_of(reading, reading->marks[1] < reading->marks[0]);	/* of the rarer form */
	gir_finding_say(&j->f, NULL, 0);
	finish(j);
}

void
gir_findings(const GirFigures *figures, const GirFindingOptions *options, GirEmit emit, void *context)
{
	Judge		j = {.figures = figures,.options = options,.emit = emit,.context = context};

	if (figures == NULL)
	{
		no_figures(&j);
		check_years(&j);
		return;
	}
	check_years(&j);
	check_blank_form(&j);
	check_tables(&j);
	for (int i = 0; i < figures->form->ncells; i++)
	{
		GirCode		code = code_of_cell(&figures->cells[i], &figures->form->columns[figures->form->cells[i].column]);

		if (code != GIR_CODE_COUNT)
			tell_cell(&j, i, code);
	}
	check_identities(&j);
	check_causes(&j);
}

bool
gir_refusal(const GirReport *report, GirFindingOptions *options, GirEmit emit, void *context)
{
	GirFinding	f;
	const GirSlot slots[] = {
		{"first", SAME(report->title)},
		{"second", SAME(report->second_title)},
		{"limit", {report->reason ? report->reason : "a limit was exceeded", report->reason ? report->reason : "超出限制"}}
	};

	if (report->status == GIR_OK && report->verdict != GIR_NOT_A_REPORT && report->verdict != GIR_TWO_REPORTS)
	{
		options->year = report->year;
		options->period_year = report->period_year;
		options->reading = &report->reading;
		for (int t = 0; t < GIR_TABLE_COUNT; t++)
			options->absent[t] = report->reading.tables[t].labels == 0;
		return false;
	}
	gir_finding_start(&f, report->status != GIR_OK ? GIR_S103 : report->verdict == GIR_TWO_REPORTS ? GIR_S102 : GIR_S101);
	if (f.code == GIR_S102)
		f.place = (GirSpan) {report->reading.second, 1};
	gir_finding_say(&f, SLOTS(slots));
	emit(context, &f);
	return true;
}
