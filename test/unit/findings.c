/*
 * findings.c - the texts of findings, and the causes that they carry
 */
#include "core/findings.h"
#include "unit.h"
#include "../bench/repair_tables.h"

static GirRepairWork *work;
static GirRepair *repair;

static bool
is_utf8(const char *s)
{
	const char *end = s + strlen(s);

	while (s < end)
	{
		const char *from = s;

		if (gir_next_char(&s, end) == 0xFFFD || s > end)
			return false;
		for (from++; from < s; from++)
			if (((unsigned char) *from & 0xC0) != 0x80)
				return false;
	}
	return true;
}

/* ---- words ---- */

/* Whatever the buffer's size, the text is the beginning of the whole one, in whole characters. */
static void
test_room(void)
{
	static const char *const whole = "表三 a（一）予以公开 0 → 7";
	bool		cut = true;
	char		buf[64];

	for (int size = 1; size <= (int) strlen(whole) + 1; size++)
	{
		GirWords	w = gir_words(buf, size);

		gir_words_add(&w, "表三");
		gir_words_add(&w, " a（一）予以公开");
		gir_words_addf(&w, " %d → %d", 0, 7);
		gir_words_add(&w, "");
		cut &= w.len == (int) strlen(buf) && w.len < size && memcmp(buf, whole, strlen(buf)) == 0 && is_utf8(buf);
		cut &= w.full == (w.len < (int) strlen(whole)) && w.len > size - 4;
	}
	ok(cut, "a text that does not fit ends with a whole character");
}

static void
test_slots(void)
{
	const GirSlot slots[] = {{"a", {"1", "一"}}, {"ab", {"{a}", ""}}};
	char		buf[64];
	GirWords	w = gir_words(buf, sizeof(buf));

	gir_words_fill(&w, "{a} {ab}{b}{a}{", slots, 2, GIR_ENGLISH);
	ok(strcmp(buf, "1 {a}{b}1{") == 0, "slots are filled once, and others stay: %s", buf);
	w = gir_words(buf, sizeof(buf));
	gir_words_fill(&w, "{a} {ab}", slots, 2, GIR_CHINESE);
	ok(strcmp(buf, "一 ") == 0, "in the other language, too: %s", buf);
}

static void
test_numbers(void)
{
	static const struct
	{
		int64_t		n;
		const char *text;
	}			cases[] = {{0, "0"}, {1, "0.000001"}, {-1500000, "-1.5"}, {12000000, "12"}, {-INT64_C(7000000000000), "-7000000"}};
	bool		same = true;
	char		buf[48];

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		same &= strcmp(gir_scaled_text(cases[i].n, buf), cases[i].text) == 0;
	ok(same, "numbers are printed without trailing zeros");
}

/* ---- the catalogue ---- */

static void
test_catalogue(void)
{
	bool		complete = true;
	bool		single = true;

	for (int i = 0; i < GIR_CODE_COUNT; i++)
	{
		const GirCatalogueEntry *e = &gir_catalogue[i];

		for (int l = 0; l < GIR_LANGUAGES; l++)
			complete &= e->title[l][0] && e->message[l][0] && e->meaning[l][0] && e->action[l][0] && is_utf8(e->message[l]);
		complete &= strlen(e->code) == 4 && e->name[0];
		for (int k = 0; k < i; k++)
			single &= strcmp(e->code, gir_catalogue[k].code) != 0 && strcmp(e->name, gir_catalogue[k].name) != 0;
	}
	ok(complete, "each of %d codes has its texts", GIR_CODE_COUNT);
	ok(single, "no code and no name is there twice");
}

/* ---- findings over broken tables ---- */

typedef struct Seen
{
	int			findings[GIR_CODE_COUNT];
	int			wrong;
	int			longest;
	uint64_t	failing;		/* identities told of */
	uint64_t	causes;			/* told of */
	uint64_t	named;			/* identities that the causes told of name */
} Seen;

/* The message says the cause and the best proposal, and the finding's cells are among those that it concerns. */
static bool
cause_is_sound(const GirFinding *f)
{
	int			number = (int) (f->cause - repair->causes) + 1;
	char		said[64];

	if (number < 1 || number > repair->ncauses || (f->proposal != NULL) != (f->cause->nproposals > 0))
		return false;
	if (f->proposal != NULL && (f->proposal->rank != 1 || f->proposal != &repair->proposals[f->cause->first]))
		return false;
	if (f->identity >= 0 && !(f->cause->identities >> f->identity & 1))
		return false;
	snprintf(said, sizeof(said), "cause %d", number);
	return gir_catalogue[f->code].code[0] == 'L' || strstr(f->message, said) != NULL;
}

static void
see(void *context, const GirFinding *f)
{
	Seen	   *seen = context;
	int			len = (int) strlen(f->message);
	bool		sound = is_utf8(f->message) && is_utf8(f->message_zh) && !strpbrk(f->message, "{}") && !strpbrk(f->message_zh, "{}");

	sound &= len > 0 && len < GIR_MAX_MESSAGE - 1 && f->message_zh[0] != '\0' && (int) strlen(f->message_zh) < GIR_MAX_MESSAGE - 1;
	sound &= f->identity < 0 || f->cause != NULL;
	sound &= f->cause == NULL || cause_is_sound(f);
	seen->findings[f->code]++;
	seen->longest = len > seen->longest ? len : seen->longest;
	if (f->identity >= 0)
		seen->failing |= UINT64_C(1) << f->identity;
	if (f->cause != NULL)
	{
		seen->causes |= UINT64_C(1) << (f->cause - repair->causes);
		seen->named |= f->cause->identities;
	}
	if (!sound && seen->wrong++ < 3)
		note("%s: %s | %s", gir_catalogue[f->code].code, f->message, f->message_zh);
}

typedef enum Damage
{
	SLIPS,
	BLANKS,
	UNREADABLE,
	HUGE_FIGURES,
	RANDOM,
	DAMAGES
} Damage;

static void
damage(Damage how)
{
	make_office(some_size());
	for (int i = pick(6); i >= 0; i--)
		make_slip();
	for (int c = 0; c < form->ncells; c++)
	{
		GirValue   *v = &figures.cells[c];

		if (how == BLANKS && v->digits == 0)
			v->state = (uint8_t) (one_in(3) ? GIR_DASH : GIR_BLANK);
		else if (how == UNREADABLE && one_in(6))
			*v = (GirValue) {.state = (uint8_t) (GIR_UNREADABLE + pick(2))};
		else if (how == HUGE_FIGURES && one_in(9))
			*v = (GirValue) {.digits = (int64_t) (next_random() % 1000000000000000),.scale = (uint8_t) pick(7)};
		else if (how == RANDOM)
			*v = (GirValue) {.digits = (int64_t) (next_random() % 2000000000000000) - 1000000000000000,.state = (uint8_t) pick(GIR_STATE_COUNT),.text = {"见附件", 9}};
		gir_value_reduce(v);
	}
}

static uint64_t
all_causes(void)
{
	return repair->ncauses == 0 ? 0 : ~UINT64_C(0) >> (64 - repair->ncauses);
}

static void
test_damage(Damage how, const char *name)
{
	Seen		all = {0};
	int			untold = 0;
	int			other = 0;
	int			uncalled = 0;

	for (int n = 0; n < 300; n++)
	{
		GirRepairOptions options = {.unknown_blanks = n % 2};
		GirFindingOptions o = {.year = form->first_year,.unknown_blanks = n % 2,.repair = repair,.every_identity = true};
		Seen		seen = {0};

		damage(how);
		gir_repair(work, &figures, &options, repair);
		gir_findings(&figures, &o, see, &seen);
		untold += seen.causes != all_causes();
		other += seen.failing != gir_failing(&figures, n % 2) || (seen.named & ~seen.failing);
		uncalled += repair->ncauses > 0 && !gir_repair_wanted(&figures, n % 2);
		all.wrong += seen.wrong;
		all.longest = seen.longest > all.longest ? seen.longest : all.longest;
	}
	ok(all.wrong == 0, "form %s, %s: findings are sound (%d not; the longest message has %d bytes)", form->id, name, all.wrong, all.longest);
	ok(untold == 0, "form %s, %s: every cause is told (%d not)", form->id, name, untold);
	ok(other == 0, "form %s, %s: the causes name what fails (%d not)", form->id, name, other);
	ok(uncalled == 0, "form %s, %s: repairs are wanted where there are some (%d not)", form->id, name, uncalled);
}

/* Said once: with the first finding of a cause the proposal, with the others the number alone. */
static void
count_said(void *context, const GirFinding *f)
{
	*(int *) context += strstr(f->message, "->") != NULL;
}

static void
test_once(void)
{
	GirRepairOptions options = {0};
	GirFindingOptions o = {.repair = repair};
	int			cell = cell_at(row_of_role(GIR_ROLE_RESULT), 0);
	int			said = 0;

	make_office(60);
	set(&figures, cell, get(cell) + 4);
	gir_repair(work, &figures, &options, repair);
	gir_findings(&figures, &o, count_said, &said);
	ok(said == 3, "form %s: one wrong cell of （七）总计 is said with three identities (%d)", form->id, said);
	said = 0;
	o.causes_once = true;
	gir_findings(&figures, &o, count_said, &said);
	ok(said == 1, "form %s: or once (%d)", form->id, said);
}

int
main(void)
{
	static const char *const names[DAMAGES] = {"slips", "blanks", "unreadable cells", "huge figures", "anything"};

	unit_init();
	work = malloc(gir_repair_work_size());
	repair = malloc(sizeof(GirRepair));
	if (work == NULL || repair == NULL)
		return 1;
	test_room();
	test_slots();
	test_numbers();
	test_catalogue();
	for (int f = 0; f < GIR_FORM_COUNT; f++)
	{
		set_form(&gir_forms[f]);
		gir_repair_start(work, form);
		seed((uint64_t) f + 20);
		for (int how = 0; how < DAMAGES; how++)
			test_damage((Damage) how, names[how]);
		test_once();
	}
	free(work);
	free(repair);
	return done();
}
