/*
 * values.c - what a cell says
 */
#include "unit.h"

typedef struct Case
{
	const char *print;
	GirState	state;
	int64_t		digits;
	int			scale;
	const char *unit;
	const char *note;
} Case;

static const Case numbers[] = {
	{"0", GIR_NUMBER, 0, 0, "", ""},
	{"9", GIR_NUMBER, 9, 0, "", ""},
	{"12", GIR_NUMBER, 12, 0, "", ""},
	{"11398889", GIR_NUMBER, 11398889, 0, "", ""},
	/* width */
	{"０", GIR_NUMBER, 0, 0, "", ""},
	{"１２", GIR_NUMBER, 12, 0, "", ""},
	{"1２3", GIR_NUMBER, 123, 0, "", ""},
	{"３７．０５０", GIR_NUMBER, 3705, 2, "", ""},
	{"１，４７２", GIR_NUMBER, 1472, 0, "", ""},
	/* groups of thousands */
	{"1,472", GIR_NUMBER, 1472, 0, "", ""},
	{"1，472", GIR_NUMBER, 1472, 0, "", ""},
	{"12,345,678", GIR_NUMBER, 12345678, 0, "", ""},
	{"1,200.00", GIR_NUMBER, 1200, 0, "", ""},
	{"1 472", GIR_NUMBER, 1472, 0, "", ""},
	{"1\u00A0472", GIR_NUMBER, 1472, 0, "", ""},
	{"1\u202F472", GIR_NUMBER, 1472, 0, "", ""},
	/* decimals; equal values are equal */
	{"37.05", GIR_NUMBER, 3705, 2, "", ""},
	{"37.050", GIR_NUMBER, 3705, 2, "", ""},
	{"52.15", GIR_NUMBER, 5215, 2, "", ""},
	{"4068.208", GIR_NUMBER, 4068208, 3, "", ""},
	{"160.5964", GIR_NUMBER, 1605964, 4, "", ""},
	{"0.000001", GIR_NUMBER, 1, 6, "", ""},
	{"0.00", GIR_NUMBER, 0, 0, "", ""},
	{"0.5", GIR_NUMBER, 5, 1, "", ""},
	{"100.0", GIR_NUMBER, 100, 0, "", ""},
	/* 15 digits are held */
	{"123456789012345", GIR_NUMBER, INT64_C(123456789012345), 0, "", ""},
	{"999999999999999", GIR_NUMBER, INT64_C(999999999999999), 0, "", ""},
	{"123456789.123456", GIR_NUMBER, INT64_C(123456789123456), 6, "", ""},
	/* signs */
	{"-4", GIR_NUMBER, -4, 0, "", ""},
	{"−3", GIR_NUMBER, -3, 0, "", ""},
	{"－3", GIR_NUMBER, -3, 0, "", ""},
	{"–3", GIR_NUMBER, -3, 0, "", ""},
	{"+461", GIR_NUMBER, 461, 0, "", ""},
	{"＋461", GIR_NUMBER, 461, 0, "", ""},
	{"- 4", GIR_NUMBER, -4, 0, "", ""},
	{"-0", GIR_NUMBER, 0, 0, "", ""},
	{"-1,472", GIR_NUMBER, -1472, 0, "", ""},
	/* Markdown escapes */
	{"370\\.76", GIR_NUMBER, 37076, 2, "", ""},
	{"\\-1", GIR_NUMBER, -1, 0, "", ""},
	{"\\+461", GIR_NUMBER, 461, 0, "", ""},
	/* units and notes */
	{"22件", GIR_NUMBER, 22, 0, "件", ""},
	{"0件", GIR_NUMBER, 0, 0, "件", ""},
	{"22 件", GIR_NUMBER, 22, 0, "件", ""},
	{"160.5964万元", GIR_NUMBER, 1605964, 4, "万元", ""},
	{"160.5964 万元", GIR_NUMBER, 1605964, 4, "万元", ""},
	{"251000元", GIR_NUMBER, 251000, 0, "元", ""},
	{"1,200.00元", GIR_NUMBER, 1200, 0, "元", ""},
	{"3项", GIR_NUMBER, 3, 0, "项", ""},
	{"22（其中修订16件）", GIR_NUMBER, 22, 0, "", "其中修订16件"},
	{"22(其中修订16件)", GIR_NUMBER, 22, 0, "", "其中修订16件"},
	{"22 （其中修订16件）", GIR_NUMBER, 22, 0, "", "其中修订16件"},
	{"22件（其中修订16件）", GIR_NUMBER, 22, 0, "件", "其中修订16件"},
	{"370\\.76（含罚没）", GIR_NUMBER, 37076, 2, "", "含罚没"},
	{"5*", GIR_NUMBER, 5, 0, "", "*"},
	{"5 ※", GIR_NUMBER, 5, 0, "", "※"},
	{"1,472①", GIR_NUMBER, 1472, 0, "", "①"},
	{"5件①", GIR_NUMBER, 5, 0, "件", "①"},
	/* money */
	{"￥148.5", GIR_NUMBER, 1485, 1, "", ""},
	{"¥ 1,472", GIR_NUMBER, 1472, 0, "", ""},
	{"人民币216万元", GIR_NUMBER, 216, 0, "万元", ""},
	{"1234元整", GIR_NUMBER, 1234, 0, "元", ""},
	/* white space around */
	{" 5", GIR_NUMBER, 5, 0, "", ""},
	{"5 ", GIR_NUMBER, 5, 0, "", ""},
	{"\u00A05", GIR_NUMBER, 5, 0, "", ""},
	{"5\u3000", GIR_NUMBER, 5, 0, "", ""},
	{"\u3000\u00A0 1,472\u3000\n", GIR_NUMBER, 1472, 0, "", ""},
	{"\uFEFF7\u200B", GIR_NUMBER, 7, 0, "", ""},
};

static const Case others[] = {
	{"", GIR_BLANK, 0, 0, NULL, NULL},
	{" ", GIR_BLANK, 0, 0, NULL, NULL},
	{"\u00A0", GIR_BLANK, 0, 0, NULL, NULL},
	{"\u3000\u3000", GIR_BLANK, 0, 0, NULL, NULL},
	{"\u200B", GIR_BLANK, 0, 0, NULL, NULL},
	/* what tools print for an empty cell */
	{"NaN", GIR_BLANK, 0, 0, NULL, NULL},
	{"&nbsp;", GIR_BLANK, 0, 0, NULL, NULL},
	{"/", GIR_DASH, 0, 0, NULL, NULL},
	{"／", GIR_DASH, 0, 0, NULL, NULL},
	{"-", GIR_DASH, 0, 0, NULL, NULL},
	{"－", GIR_DASH, 0, 0, NULL, NULL},
	{"−", GIR_DASH, 0, 0, NULL, NULL},
	{"–", GIR_DASH, 0, 0, NULL, NULL},
	{"—", GIR_DASH, 0, 0, NULL, NULL},
	{"——", GIR_DASH, 0, 0, NULL, NULL},
	{"--", GIR_DASH, 0, 0, NULL, NULL},
	{"- -", GIR_DASH, 0, 0, NULL, NULL},
	{"\\", GIR_DASH, 0, 0, NULL, NULL},
	{"\\-", GIR_DASH, 0, 0, NULL, NULL},
	{"\u3000/ ", GIR_DASH, 0, 0, NULL, NULL},
	{"无", GIR_NOT_APPLICABLE, 0, 0, NULL, NULL},
	{"無", GIR_NOT_APPLICABLE, 0, 0, NULL, NULL},
	{" 无\u3000", GIR_NOT_APPLICABLE, 0, 0, NULL, NULL},
	{"不适用", GIR_NOT_APPLICABLE, 0, 0, NULL, NULL},
	{"不 适 用", GIR_NOT_APPLICABLE, 0, 0, NULL, NULL},
	{"不涉及", GIR_NOT_APPLICABLE, 0, 0, NULL, NULL},
};

/* Printed, but no figure: a wrong number would be worse than none. */
static const char *const texts[] = {
	"2,59 6", "1,54", "12345 678", "12345,678", "1,2345", "1,,234", ",123", "1,234,5", "0,123", "1 2", "0 0", "1\n2", "12 34", "1234 567",
	"00", "000", "012", "0012", "００", "-00", "00.5", "007件",
	"1234567890123456", "9999999999999999999999999", "1234567890.1234567",
	"1.2.3", "1.", ".", ".5", "1.5.", "1,5", "1/2", "3-5", "1:2", "--5", "+-5", "5-", "+",
	"约5", "5余", "近500", "十二", "五件", "叁佰元", "2.3万条", "上百", "5**", "5①②", "①", "*", "人民", "人民币", "￥", "￥-5", "2023年", "5％", "16.13%", "第5", "5、", "5。", "a5", "5a",
	"22（其中修订16件", "22）", "22（）", "（5）", "22（其中）件", "详见附表", "无此类情况", "数据", "0x10", "1e5", "inf",
	"1件2件", "5件6", "22元5角", "NaN5", "无5",
};

static void
read_trimmed(const char *s, bool signed_words, GirValue *value)
{
	GirSpan		span = gir_trim(s, (GirSpan) {0, (uint32_t) strlen(s)});

	gir_value_read(s + span.off, span.len, signed_words, value);
}

static bool
is_text_of(GirString s, const char *text)
{
	return s.len == strlen(text) && (s.len == 0 || memcmp(s.s, text, s.len) == 0);
}

static void
test_case(const Case *c, bool signed_words)
{
	GirValue	v;

	read_trimmed(c->print, signed_words, &v);
	ok(v.state == c->state && v.digits == c->digits && v.scale == c->scale && is_text_of(v.text, "") &&
	   is_text_of(v.unit, c->unit ? c->unit : "") && is_text_of(v.note, c->note ? c->note : ""),
	   "'%s' is %s (read %s)", one_line(c->print), gir_state_name(c->state), value_text(&v));
}

static void
test_texts(void)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
	{
		GirValue	v;

		read_trimmed(texts[i], true, &v);
		ok(v.state == GIR_TEXT && is_text_of(v.text, texts[i]) && v.digits == 0 && v.scale == 0 && v.unit.len == 0 && v.note.len == 0,
		   "'%s' is a text, and kept", one_line(texts[i]));
		if (v.state != GIR_TEXT)
			note("read as %s", value_text(&v));
	}
}

/* 增 and 减 are signs only where the column asks for them. */
static void
test_signed_words(void)
{
	static const Case cases[] = {
		{"减4", GIR_NUMBER, -4, 0, "", ""}, {"減4", GIR_NUMBER, -4, 0, "", ""}, {"增2", GIR_NUMBER, 2, 0, "", ""},
		{"增 2", GIR_NUMBER, 2, 0, "", ""}, {"减1,472", GIR_NUMBER, -1472, 0, "", ""}, {"增加157", GIR_NUMBER, 157, 0, "", ""}, {"减少 3", GIR_NUMBER, -3, 0, "", ""},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		GirValue	v;

		test_case(&cases[i], true);
		read_trimmed(cases[i].print, false, &v);
		ok(v.state == GIR_TEXT, "'%s' is a text in another column", cases[i].print);
	}
}

/* Long strings are cut at a character, and the number stays. */
static void
test_long(void)
{
	char		s[1024];
	GirValue	v;

	for (int n = 1; n < 300; n++)
	{
		size_t		len = (size_t) sprintf(s, "22（");
		bool		good;

		for (int i = 0; i < n; i++)
			len += (size_t) sprintf(s + len, "%s", i == 1 ? "a" : "修");
		sprintf(s + len, "）");
		gir_value_read(s, strlen(s), false, &v);
		good = v.state == GIR_NUMBER && v.digits == 22 && v.note.len > 0 && v.note.len <= GIR_MAX_NOTE && (v.note.s[v.note.len] & 0xC0) != 0x80;
		if (!good)
		{
			ok(false, "a note of %d characters: %s", n, value_text(&v));
			return;
		}
		gir_value_read(s + 5, len - 5, false, &v);
		if (v.state != GIR_TEXT || v.text.len > GIR_MAX_TEXT || (v.text.len < len - 5 && (v.text.s[v.text.len] & 0xC0) == 0x80))
		{
			ok(false, "a text of %d characters: %s", n, value_text(&v));
			return;
		}
	}
	ok(true, "notes and texts of any length are cut at a character");
}

/* Any bytes: nothing crashes, and what is a number has the digits that are printed. */
static void
test_random(void)
{
	static const char *const parts[] = {
		"0", "1", "23", ".", ",", " ", "-", "+", "\\", "（", "）", "(", ")", "元", "件", "万元", "\u00A0", "\u3000", "５", "减", "无", "/", "\xE5",
		"\xFF", "[", "]", "〔", "〕", "\n", "a"
	};
	int			wrong = 0;

	seed(3);
	for (int n = 0; n < 200000; n++)
	{
		char	   *copy;
		char		s[80] = "";
		GirValue	v;
		size_t		len;

		for (int k = pick(8); k >= 0; k--)
			strcat(s, parts[pick((int) (sizeof(parts) / sizeof(parts[0])))]);
		len = strlen(s);
		/* a copy of exactly that size, so that reading past the end is seen */
		copy = malloc(len ? len : 1);
		memcpy(copy, s, len);
		gir_value_read(copy, len, one_in(2), &v);
		if (v.state == GIR_NUMBER && v.note.len == 0)
		{
			char		printed[32] = "";
			int			k = 0;
			int			d = 0;
			char		digits[32];

			for (size_t i = 0; i < len && k < 30; i++)
				if ((s[i] >= '0' && s[i] <= '9') || strncmp(s + i, "５", 3) == 0)
					printed[k++] = (char) (s[i] >= '0' && s[i] <= '9' ? s[i] : '5');
			d = sprintf(digits, "%lld", (long long) (v.digits < 0 ? -v.digits : v.digits));
			/* trailing zeros of a fraction go, and 0 before the point */
			while (k > 0 && printed[k - 1] == '0' && d < k && strchr(s, '.'))
				k--;
			if (v.digits != 0 && (k < d || strncmp(printed + k - d, digits, (size_t) d) != 0) && wrong++ < 5)
				note("'%s' read as %s", s, value_text(&v));
		}
		free(copy);
	}
	ok(wrong == 0, "numbers have the digits that are printed (200000 random cells)");
}

static void
test_names(void)
{
	static const char *const names[] = {"number", "blank", "dash", "not_applicable", "text", "unreadable", "missing"};

	ok(GIR_STATE_COUNT == 7, "seven states");
	for (int i = 0; i < 7; i++)
		ok(strcmp(gir_state_name((GirState) i), names[i]) == 0 && gir_state_by_name(names[i], strlen(names[i])) == i, "state %s", names[i]);
	ok(gir_state_by_name("numbe", 5) < 0 && gir_state_by_name("", 0) < 0 && gir_state_by_name("zero", 4) < 0, "no other state");
}

int
main(void)
{
	unit_init();
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		test_case(&numbers[i], false);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		test_case(&others[i], true);
	test_texts();
	test_signed_words();
	test_long();
	test_random();
	test_names();
	return done();
}
