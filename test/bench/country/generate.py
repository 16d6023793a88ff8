#!/usr/bin/python3
"""Writes a made-up country: annual reports as rows for COPY (source, body), and beside them what they say.

    generate.py --reports N [--part I/K] [--seed S] [--only html|text] DIRECTORY

makes DIRECTORY/reports.I and DIRECTORY/truth.I (both in COPY's text format). The same arguments give the same bytes.
truth: source, layout, damage, form, year, agency, figures (in the text form of gireport_figures; null for a text that is no
report). A damaged text may say less than its truth, never something else.

N reports are N / 6 agencies with six years each. Of fifty agencies one is the government of a county or city, 29 are its
bureaus and 20 its townships; most townships have nothing to report, and the application figures of cities go into the
thousands. What is carried into a year is what was carried out of the last one. Everybody here is invented.
"""
import argparse
import math
import os
import random

# ----- the forms -------------------------------------------------------------------------------------------------------

APPLICANTS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计']
RESULTS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']
HINT = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）'

# Keys and labels of the outcomes; the group's label stands before the first of its rows.
OUTCOMES = [
    ('granted', '', '（一）予以公开'),
    ('partly_granted', '', '（二）部分公开（区分处理的，只计这一情形，不计其他情形）'),
    ('denied_state_secret', '（三）不予公开', '1.属于国家秘密'),
    ('denied_law', '', '2.其他法律行政法规禁止公开'),
    ('denied_safety', '', '3.危及“三安全一稳定”'),
    ('denied_third_party', '', '4.保护第三方合法权益'),
    ('denied_internal', '', '5.属于三类内部事务信息'),
    ('denied_process', '', '6.属于四类过程性信息'),
    ('denied_case_file', '', '7.属于行政执法案卷'),
    ('denied_query', '', '8.属于行政查询事项'),
    ('unavailable_not_held', '（四）无法提供', '1.本机关不掌握相关政府信息'),
    ('unavailable_create', '', '2.没有现成信息需要另行制作'),
    ('unavailable_unclear', '', '3.补正后申请内容仍不明确'),
    ('not_processed_petition', '（五）不予处理', '1.信访举报投诉类申请'),
    ('not_processed_repeat', '', '2.重复申请'),
    ('not_processed_publication', '', '3.要求提供公开出版物'),
    ('not_processed_massive', '', '4.无正当理由大量反复申请'),
    ('not_processed_confirm', '', '5.要求行政机关确认或重新出具已获取信息'),
]
OTHER = {
    '2019': [('other_handling', '', '（六）其他处理')],
    '2021': [('other_no_correction', '（六）其他处理', '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请'),
             ('other_unpaid', '', '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请'),
             ('other_other', '', '3.其他')],
}
DISPUTES = [('review', '行政复议'), ('litigation_direct', '未经复议直接起诉'), ('litigation_after_review', '复议后起诉')]

# Clause, labels of the columns, rows with their keys.
TABLE2 = {
    '2019': [('第二十条第（一）项', ['本年新制作数量', '本年新公开数量', '对外公开总数量'],
              [('regulations', '规章'), ('normative_documents', '规范性文件')]),
             ('第二十条第（五）项', ['上一年项目数量', '本年增/减', '处理决定数量'],
              [('licensing', '行政许可'), ('other_external_services', '其他对外管理服务事项')]),
             ('第二十条第（六）项', ['上一年项目数量', '本年增/减', '处理决定数量'],
              [('punishment', '行政处罚'), ('coercion', '行政强制')]),
             ('第二十条第（八）项', ['上一年项目数量', '本年增/减'], [('fees', '行政事业性收费')]),
             ('第二十条第（九）项', ['采购项目数量', '采购总金额'], [('procurement', '政府集中采购')])],
    '2021': [('第二十条第（一）项', ['本年制发件数', '本年废止件数', '现行有效件数'],
              [('regulations', '规章'), ('normative_documents', '行政规范性文件')]),
             ('第二十条第（五）项', ['本年处理决定数量'], [('licensing', '行政许可')]),
             ('第二十条第（六）项', ['本年处理决定数量'], [('punishment', '行政处罚'), ('coercion', '行政强制')]),
             ('第二十条第（八）项', ['本年收费金额（单位：万元）'], [('fees', '行政事业性收费')])],
}
HEADINGS = {
    '2019': ('二、主动公开政府信息情况', '三、收到和处理政府信息公开申请情况', '四、因政府信息公开工作被申请行政复议、提起行政诉讼情况'),
    '2021': ('二、主动公开政府信息情况', '三、收到和处理政府信息公开申请情况', '四、政府信息公开行政复议、行政诉讼情况'),
}
NOTICES = {'2019': '国办公开办函〔2019〕60号', '2021': '国办公开办函〔2021〕30号'}


def rows_of(form):
    """The rows of the form in printed order: key and number of cells."""
    rows = [(key, len(labels)) for _, labels, block in TABLE2[form] for key, _ in block]
    rows += [(key, 7) for key in ['new_received', 'carried_in'] + [o[0] for o in OUTCOMES + OTHER[form]]]
    return rows + [('result_total', 7), ('carried_out', 7)] + [(key, 5) for key, _ in DISPUTES]


# ----- tables as grids: rows of (text, columns, rows); a figure is the text FIGURE -------------------------------------

FIGURE = '\0'


def grid2(form):
    grid = []
    width = 4
    for clause, labels, block in TABLE2[form]:
        last = width - len(labels)                  # the last column takes what is left
        grid.append([(clause, width, 1)])
        grid.append([('信息内容', 1, 1)] + [(label, 1, 1) for label in labels[:-1]] + [(labels[-1], last, 1)])
        for _, label in block:
            grid.append([(label, 1, 1)] + [(FIGURE, 1, 1)] * (len(labels) - 1) + [(FIGURE, last, 1)])
    return grid


def grid3(form):
    figures = [(FIGURE, 1, 1)] * 7
    grid = [[(HINT, 3, 3), ('申请人情况', 7, 1)],
            [('自然人', 1, 2), ('法人或其他组织', 5, 1), ('总计', 1, 2)],
            [(label, 1, 1) for label in APPLICANTS[1:6]],
            [('一、本年新收政府信息公开申请数量', 3, 1)] + figures,
            [('二、上年结转政府信息公开申请数量', 3, 1)] + figures]
    outcomes = OUTCOMES + OTHER[form]
    for n, (_, group, label) in enumerate(outcomes):
        row = [('三、本年度办理结果', 1, len(outcomes) + 1)] if n == 0 else []
        if group:
            length = 1
            while n + length < len(outcomes) and not outcomes[n + length][1] and outcomes[n + length][2][0] != '（':
                length += 1
            row.append((group, 1, length))
        grid.append(row + [(label, 2 if label[0] == '（' else 1, 1)] + figures)
    grid.append([('（七）总计', 2, 1)] + figures)
    grid.append([('四、结转下年度继续办理', 3, 1)] + figures)
    return grid


def grid4(_form):
    labels = [(label, 1, 1) for label in RESULTS]
    return [[('行政复议', 5, 1), ('行政诉讼', 10, 1)],
            [(label, 1, 2) for label in RESULTS] + [('未经复议直接起诉', 5, 1), ('复议后起诉', 5, 1)],
            labels + labels,
            [(FIGURE, 1, 1)] * 15]


def filled(grid):
    """Rows of texts, all as wide as the grid; what a merged cell covers is None."""
    width = sum(columns for _, columns, _ in grid[0])
    covered = {}
    rows = []
    for y, row in enumerate(grid):
        line, x = [None] * width, 0
        for text, columns, height in row:
            while (y, x) in covered:
                x += 1
            line[x] = text
            covered.update(((y + dy, x + dx), True) for dy in range(height) for dx in range(columns))
            x += columns
        rows.append(line)
    return rows


# ----- layouts: grid to template ---------------------------------------------------------------------------------------
# A template is a text with FIGURE for each cell; for columns of a width of their own, with that many padding marks.

def cells_indented(grid):
    """What word processors save as text: each cell a line that begins with a tab, an empty line after each row."""
    return ''.join(''.join('\t%s\n' % (text or '') for text, _ in row) + '\n' for row in covered_rows(grid))


def cells_plain(grid):
    """Each cell a line, nothing else."""
    return ''.join(text + '\n' for row in grid for text, _, _ in row)


def cells_spaced(grid):
    """Each cell a paragraph."""
    return ''.join(text + '\n\n' for row in grid for text, _, _ in row)


def covered_rows(grid):
    """Rows of (text, columns) in which cells covered from above are there, and empty."""
    width = sum(columns for _, columns, _ in grid[0])
    above = {}
    for y, row in enumerate(grid):
        line, x, pending = [], 0, list(row)
        while x < width:
            if (y, x) in above:
                line.append((None, above[y, x]))
                x += above[y, x]
                continue
            text, columns, height = pending.pop(0)
            above.update(((y + dy, x), columns) for dy in range(1, height))
            line.append((text, columns))
            x += columns
        yield line


def tabs(grid):
    return ''.join('\t'.join(text or '' for text in row) + '\n' for row in filled(grid))


def bars(grid):
    return ''.join('| ' + ' | '.join(text or '' for text in row) + ' |\n' for row in filled(grid))


def markdown(grid):
    rows = ['| ' + ' | '.join(text or '' for text in row) + ' |\n' for row in filled(grid)]
    return '\n' + rows[0] + '|' + '---|' * len(filled(grid)[0]) + '\n' + ''.join(rows[1:]) + '\n'


def commas(grid):
    return ''.join(','.join(text or '' for text in row) + '\n' for row in filled(grid))


def running(grid):
    return ''.join(' '.join(text for text, _, _ in row) + '\n' for row in grid)


def width_of(text):
    return sum(1 if ord(c) < 0x2000 else 2 for c in text)


def aligned(grid):
    """Columns kept apart by spaces, as converters of PDF do; a figure takes the place of its column."""
    rows = [list(row) for row in covered_rows(grid)]
    figures = max(sum(text == FIGURE for text, _ in row) for row in rows)
    label_width = max([sum(width_of(text) + 2 for text, _ in row if text and text != FIGURE) for row in rows
                       if any(text == FIGURE for text, _ in row)] + [0])
    lines = []
    for row in rows:
        texts = [text for text, _ in row if text]
        if FIGURE not in texts:
            lines.append(' ' * min(label_width, 24) + '   '.join(texts))
            continue
        label = '  '.join(text for text in texts if text != FIGURE)
        count = texts.count(FIGURE)
        lines.append(label + ' ' * (label_width - width_of(label)) + ('  ' + FIGURE + '\1' * 5) * count)
    assert figures
    return '\n'.join(lines) + '\n'


def span(columns, height):
    return (' colspan="%d"' % columns if columns > 1 else '') + (' rowspan="%d"' % height if height > 1 else '')


def table(grid, begin, cell):
    return begin + ''.join('<tr>\n' + ''.join(cell % (span(columns, height), text) for text, columns, height in row) + '</tr>\n'
                           for row in grid) + '</table>\n'


def html(grid):
    return table(grid, '<table class="report" border="1">\n', '<td%s>%s</td>\n')


def html_styled(grid):
    """As pasted from a word processor."""
    return table(grid, '<table cellspacing="0" style="border-collapse:collapse;width:100%;margin:0 auto">\n',
                 '<td%s style="border:solid 1px;padding:0 5px"><p style="text-align:center"><span>%s</span></p></td>\n')


# Per mille of the reports.
LAYOUTS = [('cells_indented', cells_indented, 140), ('cells_plain', cells_plain, 120), ('cells_spaced', cells_spaced, 60),
           ('tabs', tabs, 190), ('bars', bars, 70), ('markdown', markdown, 90), ('commas', commas, 30),
           ('aligned', aligned, 120), ('running', running, 80), ('html', html, 65), ('html_styled', html_styled, 35)]


class Template:
    """Text before, between and after the figures of a grid."""

    def __init__(self, grid, layout):
        pieces = layout(grid).replace('%', '%%').split(FIGURE)
        parts = [pieces[0]]
        for piece in pieces[1:]:
            pad = len(piece) - len(piece.lstrip('\1'))
            parts.append('%%-%ds' % (pad + 1) if pad else '%s')
            parts.append(piece[pad:])
        self.text = ''.join(parts)

    def fill(self, figures):
        return self.text % tuple(figures)


TEMPLATES = {(form, name): [Template(grid(form), layout) for grid in (grid2, grid3, grid4)]
             for form in ('2019', '2021') for name, layout, _ in LAYOUTS}

# ----- agencies --------------------------------------------------------------------------------------------------------

FIRST = '云青苍枫榆汀澜岚沅泠溪泽梧桐柏松桥石岩砚墨竹兰菊荷莲芦苇菱藕鹤鹭雁鸥鹿麓峪峦岭岗垣堰塘坞埠浦渚洲屿礁湾汐霁霖雪霞虹曦晖暮晨霄霏霓翠碧苔荻萍葭蘅'
SECOND = '珩沅屿堰垣泽桥陵阳原源溪河湖泉潭渡津港口岸坪坝垌川谷峡岩峰岫岱庄寨堡营屯集镇场园苑阁亭台楼门关隘道岔汇泊汀沙浪涛澄沁润壁崖洞涧湍渠圩畈墩坡坎垄埂栈桩柱梁檐榭斋'
BUREAUS = ['发展和改革局', '教育和体育局', '科学技术局', '工业和信息化局', '公安局', '民政局', '司法局', '财政局', '人力资源和社会保障局',
           '自然资源局', '生态环境局', '住房和城乡建设局', '交通运输局', '水务局', '农业农村局', '商务局', '文化和旅游局', '卫生健康委员会',
           '退役军人事务局', '应急管理局', '审计局', '市场监督管理局', '统计局', '医疗保障局', '城市管理局', '林业局', '信访局', '乡村振兴局', '数据局']
TOWNS = ['镇人民政府'] * 12 + ['乡人民政府'] * 4 + ['街道办事处'] * 4
PER_COUNTY = 1 + len(BUREAUS) + len(TOWNS)


def agency(number):
    """Name and kind of an agency."""
    county, n = divmod(number, PER_COUNTY)
    first, second = divmod(county, len(SECOND))
    city = county % 9 == 0
    region = FIRST[first] + SECOND[second] + ('市' if city else '县')
    if n == 0:
        return region + '人民政府', 'city' if city else 'county'
    if n <= len(BUREAUS):
        return region + BUREAUS[n - 1], 'city bureau' if city else 'bureau'
    town = n - 1 - len(BUREAUS)
    return region + FIRST[(county * 7 + town * 5) % len(FIRST)] + SECOND[(county * 3 + town) % len(SECOND)] + TOWNS[town], 'town'


# Of each kind: how many have no application at all, and the median and spread (of the logarithm) of the others' number.
APPLICATIONS = {'city': (0, 900, 1.0), 'county': (0.02, 90, 1.0), 'city bureau': (0.15, 40, 1.2), 'bureau': (0.5, 5, 1.1), 'town': (0.8, 2, 0.8)}


# ----- figures ---------------------------------------------------------------------------------------------------------

KIND_WEIGHTS = [80, 10, 1, 2, 5, 2]
OUTCOME_WEIGHTS = [400, 60, 3, 15, 5, 20, 15, 15, 20, 30, 200, 30, 20, 60, 30, 3, 2, 5]
OTHER_WEIGHTS = {'2019': [40], '2021': [20, 1, 19]}


def spread(rng, total, weights):
    """Divides total at random; one by one, so that small numbers look like small numbers."""
    out = [0] * len(weights)
    if total > 60:                                  # most of it by share
        whole = sum(weights)
        out = [int(total * 0.9 * w / whole) for w in weights]
        total -= sum(out)
    for i in rng.choices(range(len(weights)), weights, k=total):
        out[i] += 1
    return out


def table3(rng, kind, form, carried_in):
    """The figures of table 3 by row; carried_in are six numbers."""
    none, median, sigma = APPLICATIONS[kind]
    received = 0 if rng.random() < none else max(1, int(median * math.exp(rng.gauss(0, sigma))))
    weights = OUTCOME_WEIGHTS + OTHER_WEIGHTS[form]
    keys = [o[0] for o in OUTCOMES + OTHER[form]]
    new = spread(rng, received, KIND_WEIGHTS)
    out = [rng.randint(0, n // 8) if n > 7 else int(rng.random() < 0.05 * n) for n in (a + b for a, b in zip(new, carried_in))]
    columns = [spread(rng, a + b - c, weights) for a, b, c in zip(new, carried_in, out)]
    rows = {key: [column[i] for column in columns] for i, key in enumerate(keys)}
    rows.update(new_received=new, carried_in=list(carried_in), result_total=[sum(column) for column in columns], carried_out=out)
    for row in rows.values():
        row.append(sum(row))
    return rows


def table2(rng, kind, form):
    small = kind == 'town'
    count = lambda most: 0 if rng.random() < (0.7 if small else 0.3) else rng.randint(1, most)
    if form == '2021':
        issued, repealed = count(6), count(2)
        rows = {'regulations': [0, 0, 0], 'normative_documents': [issued, repealed, issued + count(40)],
                'licensing': [count(3000)], 'punishment': [count(900)], 'coercion': [count(60)],
                'fees': [('%.2f' % (count(90000) / 100)).rstrip('0').rstrip('.')]}
    else:
        rows = {'regulations': [0, 0, 0], 'normative_documents': [count(6)] * 2 + [count(60)],
                'procurement': [count(40), ('%.4f' % (count(9000000) / 10000)).rstrip('0').rstrip('.')]}
        for key, most in (('licensing', 3000), ('other_external_services', 200), ('punishment', 900), ('coercion', 60)):
            rows[key] = [count(120), rng.choice((0, 0, 0, count(9), -count(9))), count(most)]
        rows['fees'] = [count(9), rng.choice((0, 0, count(2), -count(2)))]
    return rows


def table4(rng, kind, received):
    rows = {}
    for key, _ in DISPUTES:
        cases = 0 if kind == 'town' or rng.random() > min(0.9, received / 100) else rng.randint(1, max(1, received // 20))
        row = spread(rng, cases, [60, 8, 20, 12])
        rows[key] = row + [sum(row)]
    return rows


def slip(rng, rows):
    """A wrong figure, as a tired clerk makes one."""
    row = rows[rng.choice(('new_received', 'granted', 'unavailable_not_held', 'result_total', 'review'))]
    i = rng.randrange(len(row))
    row[i] = rng.choice((row[i] + 1, row[i] + 1, row[i] * 10 + 1, max(0, row[i] - 1)))


# ----- prose -----------------------------------------------------------------------------------------------------------

OVERVIEW = [
    '{y}年，{a}把政务公开纳入年度重点任务，召开专题会议{n}次，调整了公开工作的分工，明确了办理时限。',
    '本年度共主动公开各类信息{n}条，其中网站发布{m}条，微信公众号推送{k}篇，政务公开栏张贴{j}期。',
    '围绕群众关心的就业、上学、看病、住房等事项，整理发布办事指南{j}份，配图解读{k}份。',
    '全年接受群众电话咨询{n}次，当面咨询{k}人次，均由值班人员当场答复或转交承办科室。',
    '依申请公开方面，设置专门窗口，公布通信地址和联系电话，规范登记、审核、答复、送达各环节。',
    '申请内容主要集中在征地补偿、房屋征收、工程建设和社会救助等方面，办理中注意与申请人沟通。',
    '严格落实先审查后公开制度，发布前由承办人、科室负责人和分管领导逐级把关，全年没有发生泄密事件。',
    '对历年文件进行清理，已经失效的{j}份在网站上作了标注，方便公众查阅现行有效的文件。',
    '网站信息公开专栏按照统一要求改版，栏目由{k}个合并为{j}个，检索功能更加完善。',
    '定期检查政务新媒体的更新情况，对连续两周没有更新的账号提醒{j}次，注销长期不用的账号1个。',
    '配合上级部门开展第三方评估，对指出的{j}个问题建立台账，逐项整改并按时反馈。',
    '举办业务培训{j}期，参加{n}人次，内容包括条例解读、典型案例和答复文书写作。',
    '邀请企业代表和居民代表参加政府开放日活动{j}次，现场收集意见建议{k}条，采纳{j}条。',
    '重大行政决策预公开{j}项，在网站征求公众意见，期满后公布采纳情况和不予采纳的理由。',
    '财政预决算、三公经费和政府采购信息在规定时间内公开，接受社会监督，未收到异议。',
    '建立信息发布登记制度，谁发布谁登记，每季度汇总一次，年底与档案部门核对。',
]
PROBLEMS = [
    '一是公开内容与群众期待还有差距，解读形式比较单一；二是部分科室主动公开的意识不强，报送不够及时。',
    '存在的主要问题：人员变动较多，业务不够熟练；栏目之间有交叉，历史信息查找不便。',
    '下一步将加强培训，对新到岗人员实行一对一辅导，并把公开工作列入科室年度考核。',
    '改进措施：重新梳理公开目录，统一栏目名称；建立答复文书范本，疑难件由法制机构会商。',
    '针对上一年度提出的问题，已经完成整改{j}项，其余事项将在下一年度继续推进。',
    '将做到文件与解读同步起草、同步审核、同步发布，并在每季度末通报落实情况。',
]
OTHERS = ['{y}年度未收取政府信息公开信息处理费，没有其他需要报告的事项。', '按照规定的收费标准，本年度发出收费通知0件，总金额0元。',
          '本机关{y}年度没有其他需要报告的事项。']
TITLES = ['{a}{y}年政府信息公开工作年度报告', '{y}年{a}政府信息公开工作年度报告', '{a}\n{y}年政府信息公开工作年度报告', '{a}{y}年度政府信息公开工作年度报告']
PREAMBLE = ('根据《中华人民共和国政府信息公开条例》和国务院办公厅政府信息与政务公开办公室{notice}的要求，{a}编制了{y}年度报告。'
            '报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议和行政诉讼情况、存在的主要问题及改进情况、'
            '其他需要报告的事项六个部分组成，所列数据的统计期限为{y}年1月1日至{y}年12月31日。如有疑问，请与本机关办公室联系，电话0{k}-{n}{j}。')
NOTICE = '关于做好{y}年政府信息公开工作年度报告编制发布工作的通知\n各科室、各下属单位：\n现就有关事项通知如下。'


def sentences(rng, pool, count, names):
    return [rng.choice(pool).format(n=rng.randint(20, 900), m=rng.randint(10, 500), k=rng.randint(3, 90), j=rng.randint(1, 12), **names)
            for _ in range(count)]


def prose(rng, names):
    fewest = rng.choice((6, 10, 16, 24, 36))
    overview = sentences(rng, OVERVIEW, fewest, names)
    heads = ['（一）主动公开情况', '（二）依申请公开情况', '（三）政府信息管理情况', '（四）平台建设情况', '（五）监督保障情况']
    size = math.ceil(len(overview) / len(heads))
    parts = [(head, ''.join(overview[i * size:(i + 1) * size])) for i, head in enumerate(heads)]
    return ([line for head, text in parts if text for line in (head, text)],
            sentences(rng, PROBLEMS, rng.randint(2, 5), names), sentences(rng, OTHERS, 1, names))


# ----- a report --------------------------------------------------------------------------------------------------------

CHROME_HEAD = ('<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>%s</title>\n'
               '<link rel="stylesheet" href="/static/css/site.css"><script>var site={id:%d,skin:"blue"};function go(u){window.location=u;}</script>\n'
               '<style>body{margin:0;font-family:"Microsoft YaHei",sans-serif}.nav li{float:left;width:90px}.foot{color:#777}</style></head>\n'
               '<body><div class="top"><a href="/">首页</a> | <a href="/rss">订阅</a> | <a href="javascript:void(0)" onclick="go(\'/en\')">English</a></div>\n'
               '<ul class="nav">%s</ul>\n<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zfxxgk">政府信息公开</a> &gt; 年度报告</div>\n'
               '<div class="article">\n')
CHROME_NAV = ''.join('<li class="item"><a href="/col/%d/index.html" title="%s" target="_blank">%s</a></li>\n' % (i, t, t)
                     for i, t in enumerate(['首页', '要闻动态', '政务公开', '办事服务', '互动交流', '数据开放', '走进我们', '专题专栏', '公示公告', '政策文件', '政策解读', '机构职能',
                                            '领导信息', '规划计划', '财政信息', '人事信息', '应急管理', '建议提案', '双公示', '重点领域', '意见征集', '在线访谈', '信访信箱', '常见问题'] * 2))
CHROME_FOOT = ('</div>\n<div class="share"><a href="#" class="wx">分享到微信</a><a href="#" class="wb">分享到微博</a><a href="javascript:window.print()">打印本页</a></div>\n'
               '<div class="links">%s</div>\n<div class="foot"><p>主办单位：%s　网站标识码：%010d</p><p>地址：建设路%d号　技术支持：网络中心</p></div>\n'
               '<script src="/static/js/count.js"></script></body></html>\n')
CHROME_LINKS = ''.join('<a href="/link/%d">友情链接%d</a>&nbsp;' % (i, i) for i in range(40))


def page(rng, name, title, paragraphs):
    body = ''.join(text if text.startswith('<table') else '<p style="text-indent:2em;line-height:150%%"><span style="font-family:仿宋_GB2312;font-size:21px">%s</span></p>\n' % text
                   for text in paragraphs)
    return (CHROME_HEAD % (title.replace('\n', ''), rng.randint(1, 9999), CHROME_NAV)
            + '<h1 class="title">%s</h1>\n' % title.replace('\n', '<br>') + body
            + CHROME_FOOT % (CHROME_LINKS, name, rng.randint(1, 10**10 - 1), rng.randint(1, 200)))


def figures_text(form, rows):
    return '1/%s/1;' % form + ';'.join(key + '=' + ','.join('_' if cell == '' else str(cell) for cell in rows[key]) for key, _ in rows_of(form))


def write_report(rng, name, year, form, layout, rows):
    names = {'a': name, 'y': year}
    title = rng.choice(TITLES).format(**names)
    overview, problems, others = prose(rng, names)
    blocks = [[key for _, _, block in TABLE2[form] for key, _ in block],
              ['new_received', 'carried_in'] + [o[0] for o in OUTCOMES + OTHER[form]] + ['result_total', 'carried_out'], [key for key, _ in DISPUTES]]
    tables = [template.fill(cell for key in keys for cell in rows[key]) for template, keys in zip(TEMPLATES[form, layout], blocks)]
    preamble = PREAMBLE.format(notice=NOTICES[form], n=rng.randint(2000, 9999), k=rng.randint(300, 900), j=rng.randint(100, 999), **names)
    two, three, four = HEADINGS[form]
    paragraphs = ([preamble, '一、总体情况'] + overview + [two, tables[0], three, tables[1], four, tables[2], '五、政府信息公开工作存在的主要问题及改进情况']
                  + problems + ['六、其他需要报告的事项'] + others)
    if layout.startswith('html'):
        return page(rng, name, title, paragraphs)
    gap = '\n\n' if layout in ('markdown', 'cells_spaced') else '\n'
    return title + '\n' + gap.join(text.rstrip('\n') if text[-1:] == '\n' and gap != '\n' else text for text in paragraphs) + '\n'


def damage(rng, kind, body):
    """A text that has lost something between its author and us; what is left is as it was."""
    begin = body.find('第二十条第')
    lines = body[begin:].split('\n')
    if kind == 'cut':
        return body[:rng.randrange(begin, len(body))]
    if kind == 'line':                              # a line of the tables is gone
        del lines[rng.randrange(len(lines) * 3 // 4)]
    elif kind == 'glyph':                           # a figure or a word turned into a box
        i = rng.randrange(len(lines) * 3 // 4)
        if lines[i]:
            j = rng.randrange(len(lines[i]))
            lines[i] = lines[i][:j] + '□' + lines[i][j + 1:]
    return body[:begin] + '\n'.join(lines)


def pick_layout(rng, only):
    choices = [(name, weight) for name, _, weight in LAYOUTS if only in (None, 'html' if name.startswith('html') else 'text')]
    return rng.choices([name for name, _ in choices], [weight for _, weight in choices])[0]


def report(rng, number, year, carried, only):
    """One text and what it says: layout, damage, form, body, agency, figures; and what the agency carries out."""
    name, kind = agency(number)
    layout = pick_layout(rng, only)
    form = '2019' if year < 2021 else '2021'
    if rng.random() < 0.02:
        form = '2021' if form == '2019' else '2019'
    rows = table3(rng, kind, form, carried)
    carries = rows['carried_out'][:6]
    rows.update(table2(rng, kind, form))
    rows.update(table4(rng, kind, rows['new_received'][6]))
    if rng.random() < 0.08:
        slip(rng, rows)
    if rng.random() < 0.06:                         # leaves zeros blank
        rows = {key: ['' if cell == 0 else cell for cell in row] for key, row in rows.items()}
    body = write_report(rng, name, year, form, layout, rows)
    harm = rng.choices(('none', 'cut', 'line', 'glyph', 'notice'), (96, 1, 1, 1, 1))[0]
    if harm == 'notice':
        return layout, harm, None, NOTICE.format(y=year) + ''.join(sentences(rng, OVERVIEW, 8, {'a': name, 'y': year})), name, None, carries
    if harm != 'none':
        body = damage(rng, harm, body)
    return layout, harm, form, body, name, figures_text(form, rows), carries


def escape(text):
    return text.replace('\\', '\\\\').replace('\t', '\\t').replace('\n', '\\n')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('directory')
    parser.add_argument('--reports', type=int, required=True)
    parser.add_argument('--part', default='1/1')
    parser.add_argument('--seed', default='gireport')
    parser.add_argument('--only', choices=('html', 'text'))
    args = parser.parse_args()
    part, parts = map(int, args.part.split('/'))
    agencies = math.ceil(args.reports / 6)
    if agencies > len(FIRST) * len(SECOND) * PER_COUNTY:
        parser.error('there are names for %d reports only' % (6 * len(FIRST) * len(SECOND) * PER_COUNTY))
    mine = range(agencies * (part - 1) // parts, agencies * part // parts)
    carried = {}
    rng = random.Random()
    with open(os.path.join(args.directory, 'reports.%d' % part), 'w', encoding='utf-8') as out, \
         open(os.path.join(args.directory, 'truth.%d' % part), 'w', encoding='utf-8') as truth:
        for year in range(2019, 2025):
            for number in mine:
                rng.seed('%s/%d/%d' % (args.seed, number, year))
                layout, harm, form, body, name, figures, carried[number] = report(rng, number, year, carried.get(number, (0,) * 6), args.only)
                source = 'country/%d/%d' % (number, year)
                out.write('%s\t%s\n' % (source, escape(body)))
                truth.write('\t'.join((source, layout, harm, form or '\\N', str(year), name, figures or '\\N')) + '\n')


if __name__ == '__main__':
    main()
