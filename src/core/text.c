/*
 * text.c - UTF-8 text and the folding under which labels are compared
 */
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


static void
fold_range(uint32_t from, uint32_t to, uint16_t value)
{
	for (uint32_t c = from; c <= to; c++)
		gir_fold_table[c] = value;
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
	p = variants;
	end = p + sizeof(variants) - 1;
	while (p < end)
	{
		uint32_t	from = gir_next_char(&p, end);

		gir_fold_table[from] = (uint16_t) gir_next_char(&p, end);
	}
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
