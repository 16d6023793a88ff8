/*
 * text.c - UTF-8 text and the folding under which labels are compared
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE				/* memrchr */
#endif
#include "core/text.h"

uint16_t	gir_fold_table[65536];

/* Traditional and variant forms of the characters that labels, titles and units contain, each before its simplified form. */
static const char variants[] =
	"開开規规範范結结轉转處处總总計计複复復复覆复議议訴诉訟讼製制發发廢废單单萬万機机構构織织務务業业屬属國国類类內内過过執执詢询無无給给獲获繼继續续條条項项數数現现預预決决強强費费購购額额體体獎奖懲惩許许"
	"罰罚動动報报關关於于請请區区門门縣县鎮镇鄉乡會会員员導导覽览說说認认證证書书據据劃划籌筹爲为為为從从來来後后並并與与個个眾众還还這这進进遠远選选適适達达遲迟違违運运邊边釐厘鐵铁錄录錯错鋪铺長长間间閱阅"
	"隊队際际陸陆險险隨随雙双離离難难電电靜静響响頁页頂顶順顺須须領领頭头題题顯显風风飛飞養养館馆馬马駐驻驗验點点黨党齊齐齡龄龍龙檔档頒颁辦办團团圍围場场塊块壓压壞坏聲声備备夠够夾夹奪夺婦妇媽妈學学實实審审"
	"寫写寬宽寶宝將将專专尋寻對对島岛師师帳帐帶带幣币幫帮幹干廠厂廣广廳厅張张彈弹彙汇徑径徵征恆恒態态慶庆憂忧應应懷怀戰战戶户擇择擔担擴扩攝摄敗败斷断時时曆历術术極极榮荣標标樓楼檢检櫃柜權权歐欧歡欢歲岁歷历"
	"殘残殺杀氣气沒没況况淨净減减測测湯汤準准溝沟滅灭滿满漁渔漢汉潔洁灣湾煙烟熱热爭争牆墙狀状獨独環环產产異异當当療疗盜盗監监盤盘礦矿礎础禮礼穩稳種种積积窮穷競竞筆笔節节築筑簡简簽签糧粮糾纠約约級级納纳紙纸"
	"紅红細细終终組组經经綜综維维綱纲網网緊紧線线編编緣缘練练縱纵繳缴罷罢義义習习聯联職职聽听脫脱腦脑臨临興兴舉举舊旧藝艺藥药蘇苏號号補补裝装裡里見见視视親亲覺觉觀观訂订訊讯討讨訓训記记設设評评詞词試试該该"
	"詳详語语誤误誰谁課课調调談谈論论諮咨講讲謝谢識识護护讀读變变讓让責责財财貢贡貨货貪贪貫贯貴贵買买貸贷貿贸資资賠赔賞赏質质賬账贏赢趕赶跡迹車车軍军載载輔辅輕轻輸输轄辖農农迴回週周遊游釋释針针鈎钩鉤钩銀银"
	"銷销鋼钢鎖锁鑒鉴閉闭陽阳陰阴階阶雜杂雲云靈灵韋韦願愿飲饮餘余駕驾騎骑鬥斗鮮鲜鳥鸟麗丽麥麦黃黄啟启佈布傳传傷伤價价儀仪億亿優优償偿兒儿兩两冊册凍冻創创劑剂勞劳勢势勳勋勵励勻匀勝胜匯汇協协卻却參参叢丛問问"
	"啓启嚴严圖图圓圆壽寿夢梦奮奋嚮向屆届層层嶺岭歸归裏里衝冲衛卫醫医釀酿廬庐瀋沈灘滩瀾澜瓊琼濟济濱滨";

/*
 * Radicals that stand for characters, as PDFs print them whose fonts share their shapes: those of the Kangxi dictionary, from U+2F00 on
 * (Unicode's compatibility decompositions), and others, each before its character (EquivalentUnifiedIdeograph).
 */
static const char kangxi[] =
	"一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮"
	"皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
static const char radicals[] =
	"⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺶羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻄西⻅见"
	"⻆角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

static uint16_t unified[GIR_LAST_RADICAL - GIR_FIRST_RADICAL + 1];

static void
fold_range(uint32_t from, uint32_t to, uint16_t value)
{
	for (uint32_t c = from; c <= to; c++)
		gir_fold_table[c] = value;
}

/* In a table of the characters from first on, each pair's first character stands for the second. */
static void
set_pairs(const char *pairs, size_t len, uint16_t *table, uint32_t first)
{
	const char *end = pairs + len;

	while (pairs < end)
	{
		uint32_t	from = gir_next_char(&pairs, end);

		table[from - first] = (uint16_t) gir_next_char(&pairs, end);
	}
}

void
gir_text_init(void)
{
	static const char han_digits[] = "一二三四五六七八九十";
	const char *p;
	const char *end;

	if (gir_fold_table['0'] != 0)
		return;
	for (uint32_t c = 0; c < 0x10000; c++)
		gir_fold_table[c] = (uint16_t) c;
	fold_range(0, 0x7F, 0);
	fold_range(0x80, 0xBF, 0);
	fold_range(0x2000, 0x206F, 0);	/* general punctuation, zero width */
	fold_range(0x2500, 0x257F, 0);	/* box drawing */
	fold_range(0x25A0, 0x25CA, 0);	/* shapes that begin the items of a list; ○ may be a digit */
	fold_range(0x25CC, 0x25EE, 0);
	fold_range(0x2700, 0x27BF, 0);
	fold_range(0x3000, 0x3006, 0);
	fold_range(0x3008, 0x303F, 0);
	fold_range(0xE000, 0xF8FF, 0);	/* private use: Word's bullets */
	fold_range(0xFE00, 0xFE6F, 0);
	gir_fold_table[0xFEFF] = 0;
	gir_fold_table[0x00B7] = 0;
	gir_fold_table[0x30FB] = 0;
	for (uint32_t c = '0'; c <= '9'; c++)
		gir_fold_table[c] = (uint16_t) c;
	for (uint32_t c = 'a'; c <= 'z'; c++)
		gir_fold_table[c] = gir_fold_table[c - 32] = (uint16_t) c;
	for (uint32_t c = 0xFF01; c <= 0xFF5E; c++)
		gir_fold_table[c] = gir_fold_table[c - 0xFEE0];
	for (uint32_t i = 0; i < 9; i++)	/* ① and ⑴ */
		gir_fold_table[0x2460 + i] = gir_fold_table[0x2474 + i] = (uint16_t) ('1' + i);
	p = han_digits;
	end = p + sizeof(han_digits) - 1;
	for (uint32_t i = 0; p < end; i++)	/* ㈠ */
		gir_fold_table[0x3220 + i] = (uint16_t) gir_next_char(&p, end);
	set_pairs(variants, sizeof(variants) - 1, gir_fold_table, 0);
	p = kangxi;
	end = p + sizeof(kangxi) - 1;
	for (uint32_t c = 0x2F00; p < end; c++)
		unified[c - GIR_FIRST_RADICAL] = (uint16_t) gir_next_char(&p, end);
	set_pairs(radicals, sizeof(radicals) - 1, unified, GIR_FIRST_RADICAL);
	for (uint32_t c = GIR_FIRST_RADICAL; c <= GIR_LAST_RADICAL; c++)
		gir_fold_table[c] = gir_fold_table[gir_unify(c)];
}

uint32_t
gir_unify_radical(uint32_t c)
{
	uint16_t	to = unified[c - GIR_FIRST_RADICAL];

	return to ? to : c;
}

const char *
gir_line_start(const char *limit, const char *at)
{
	const char *nl = at > limit ? memrchr(limit, '\n', (size_t) (at - limit)) : NULL;

	return nl ? nl + 1 : limit;
}

/*
 * The third byte of a word is sought first: of the bytes of a Han character it is the one that differs most, and memchr() is much
 * faster than memmem().
 */
const char *
gir_find(const char *s, size_t len, const char *word)
{
	size_t		n = strlen(word);
	const char *p = s + 2;
	const char *end = s + len;

	if (n < 3 || len < n)
		return NULL;
	while ((p = memchr(p, word[2], (size_t) (end - p))) != NULL)
	{
		if ((size_t) (end - p) + 2 < n)
			return NULL;
		if (p[-1] == word[1] && p[-2] == word[0] && (n == 3 || memcmp(p + 1, word + 3, n - 3) == 0))
			return p - 2;
		p++;
	}
	return NULL;
}

int
gir_fold(const char *s, size_t len, uint16_t *out, int max)
{
	const char *end = s + len;
	int			n = 0;

	for (;;)
	{
		uint16_t	c;

		/* as nearly all of a label */
		while (end - s >= 3 && n < max && gir_is_three((unsigned char) *s))
		{
			out[n] = c = gir_fold_three((const unsigned char *) s);
			n += c != 0;
			s += 3;
		}
		if (s >= end)
			return n;
		c = gir_fold_next(&s, end);
		if (c == 0)
			continue;
		if (n == max)
			return max + 1;
		out[n++] = c;
	}
}

/* Length in bytes of the white-space character that ends at s[len], 0 if none does. */
static uint32_t
space_before(const char *s, uint32_t len)
{
	unsigned char last = (unsigned char) s[len - 1];
	uint32_t	n = last < 0x80 ? 1 : len >= 2 && (unsigned char) s[len - 2] == 0xC2 ? 2 : 3;
	const char *p = s + len - n;

	if (n > len || !gir_may_begin_space(p))
		return 0;
	return gir_is_space(gir_next_char(&p, s + len)) && p == s + len ? n : 0;
}

GirSpan
gir_trim_space(const char *text, GirSpan span)
{
	const char *end = text + span.off + span.len;
	const char *p = text + span.off;
	uint32_t	n;

	while (p < end && gir_may_begin_space(p))
	{
		const char *next = p;

		if (*p == ' ')
		{
			p = gir_skip_blanks(p, end);
			continue;
		}
		if (!gir_is_space(gir_next_char(&next, end)))
			break;
		p = next;
	}
	span.off = (uint32_t) (p - text);
	span.len = (uint32_t) (end - p);
	span.len = gir_cut_blanks(text + span.off, span.len);
	while (span.len > 0 && (n = space_before(text + span.off, span.len)) > 0)
		span.len -= n;
	return span;
}

int
gir_han_digit(uint32_t c)
{
	switch (c)
	{
		case 0x96F6:			/* 零 */
		case 0x3007:			/* 〇 */
		case 0x25CB:			/* ○ */
		case 0x25EF:			/* ◯ */
			return 0;
		case 0x4E00:
			return 1;
		case 0x4E8C:
		case 0x4E24:			/* 两 */
			return 2;
		case 0x4E09:
			return 3;
		case 0x56DB:
			return 4;
		case 0x4E94:
			return 5;
		case 0x516D:
			return 6;
		case 0x4E03:
			return 7;
		case 0x516B:
			return 8;
		case 0x4E5D:
			return 9;
		default:
			return -1;
	}
}
