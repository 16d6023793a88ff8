#!/usr/bin/python3
"""Reads the texts of a made-up country as one would in an afternoon: lxml for pages, split() and a list of labels for text.

    reader.py REPORTS TRUTH N      reads the first N texts, prints their number, the seconds they took, and how many figures were wrong
"""
import re
import sys
import time

import lxml.html

from generate import DISPUTES, OTHER, OUTCOMES, TABLE2

LABELS = {}
for form in ('2019', '2021'):
    rows = [(label, key, len(columns)) for _, columns, block in TABLE2[form] for key, label in block]
    rows += [('一、本年新收政府信息公开申请数量', 'new_received', 7), ('二、上年结转政府信息公开申请数量', 'carried_in', 7)]
    rows += [(label, key, 7) for key, _, label in OUTCOMES + OTHER[form]] + [('（七）总计', 'result_total', 7), ('四、结转下年度继续办理', 'carried_out', 7)]
    LABELS[form] = {label: (key, n) for label, key, n in rows}
NUMBER = re.compile(r'-?\d+(\.\d+)?$')
TITLE = re.compile(r'(\S*?)\s*(20\d\d)年度?(\S*?)政府信息公开工作年度报告')


def tokens_of(body):
    if '<table' in body:
        page = lxml.html.fromstring(body)
        return [part for cell in page.iter('h1', 'h2', 'p', 'td', 'th') for part in cell.text_content().split()]
    return re.split(r'[\s|,]+', body)


def read(body):
    tokens = tokens_of(body)
    form = '2021' if any(token.startswith('3.其他') for token in tokens) else '2019'
    labels = LABELS[form]
    figures = {}
    for i, token in enumerate(tokens):
        if token in labels:
            key, n = labels[token]
            cells = tokens[i + 1:i + 1 + n]
            if all(NUMBER.match(cell) for cell in cells):
                figures[key] = [float(cell) for cell in cells]
        elif token == '总计' and tokens[i - 1] == '尚未审结':
            cells = tokens[i + 1:i + 16]
            if len(cells) == 15 and all(NUMBER.match(cell) for cell in cells):
                for n, (key, _) in enumerate(DISPUTES):
                    figures[key] = [float(cell) for cell in cells[n * 5:n * 5 + 5]]
    title = TITLE.search(body)
    return form, title and (title.group(1) or title.group(3), int(title.group(2))), figures


def unescape(text):
    return text.replace('\\t', '\t').replace('\\n', '\n').replace('\\\\', '\\')


def main():
    reports, truths, n = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with open(reports, encoding='utf-8') as file:
        bodies = [unescape(line.rstrip('\n').split('\t')[1]) for line, _ in zip(file, range(n))]
    with open(truths, encoding='utf-8') as file:
        said = [line.rstrip('\n').split('\t')[6] for line, _ in zip(file, range(n))]
    began = time.perf_counter()
    results = [read(body) for body in bodies]
    taken = time.perf_counter() - began
    wrong = told = 0
    for (_, _, figures), truth in zip(results, said):
        expected = dict(row.split('=') for row in truth.split(';')[1:])
        for key, cells in figures.items():
            for cell, right in zip(cells, expected.get(key, '_,_,_,_,_,_,_').split(',')):
                told += 1
                wrong += right == '_' or float(right) != cell
    print(len(bodies), '%.3f' % taken, told, wrong)


if __name__ == '__main__':
    main()
