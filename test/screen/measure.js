// What is on the screen: measured in the browser, written into the page as TAP lines for test/screen/run.sh.
// Nothing here knows how the page was made; a figure is known by its title, which names its table, row and column.
'use strict';

const lines = [];

// One line a thing shown; up to five places where it is not.
function ok(wrong, what) {
	lines.push((wrong.length ? 'not ok - ' : 'ok - ') + what);
	wrong.slice(0, 5).forEach(w => lines.push('#   ' + w));
}

const box = e => e.getBoundingClientRect();
const name = e => `${e.tagName} "${e.textContent.slice(0, 24)}" ${e.title || ''}`;
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const own = cell => cell.dataset.en ? cell.textContent : all('.en', cell).reduce((s, e) => s.replace(e.textContent, ''), cell.textContent);
const middle = r => ({x: (r.left + r.right) / 2, y: (r.top + r.bottom) / 2});

function overlap(a, b) {
	const r = box(a), s = box(b);
	return Math.min(r.right, s.right) - Math.max(r.left, s.left) > 1.5 && Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top) > 1.5;
}

// The figure stands right of its row's label and below its column's head.
function misplaced(td, heads) {
	const r = box(td), m = middle(r), words = td.title.split(/：| \/ /)[0];
	const left = heads.filter(h => box(h).right <= r.left + 1.5 && box(h).top <= m.y && m.y <= box(h).bottom).sort((a, b) => box(a).left - box(b).left);
	const above = heads.filter(h => box(h).bottom <= r.top + 1.5 && box(h).left <= m.x && m.x <= box(h).right && h.classList.contains('head'))
		.sort((a, b) => box(b).bottom - box(a).bottom);
	const group = left.length === 3 ? left[1].textContent.slice(0, 3) : '';
	const row = left.length ? group + left[left.length - 1].textContent : above[above.length - 2 < 0 ? 0 : 1].textContent;
	return above.length > 0 && td.title.includes(`${row} ${above[0].textContent}`) ? null : `${name(td)}: is beside ${row}, below ${above.length ? above[0].textContent : 'nothing'} (${words})`;
}

function measure(expected) {
	const width = document.documentElement.clientWidth;
	const cells = all('th,td');
	const figures = all('.form td');

	ok(document.documentElement.scrollWidth > width ? [`${document.documentElement.scrollWidth} > ${width}`] : [], 'the page is no wider than the window');
	ok(all('table').filter(t => box(t).left < -0.5 || box(t).right > width + 0.5).map(name), 'every table lies within the window');
	ok(cells.filter(c => box(c).width < 8 || box(c).height < 8).map(name), 'every cell has a size');
	ok(cells.filter(c => c.scrollWidth > c.clientWidth + 1 || c.scrollHeight > c.clientHeight + 1)
		.map(c => `${name(c)} ${c.scrollWidth}x${c.scrollHeight} in ${c.clientWidth}x${c.clientHeight}`), 'no cell overflows');
	ok(cells.filter(c => { const m = middle(box(c)), e = document.elementFromPoint(m.x, m.y); return !e || (e !== c && !c.contains(e)); }).map(name), 'nothing lies over a cell');
	ok(all('table').flatMap(t => { const c = all('th,td', t); return c.flatMap((a, i) => c.slice(i + 1).filter(b => overlap(a, b)).map(b => `${name(a)} and ${name(b)}`)); }), 'no two cells overlap');
	ok(figures.length === expected.figures ? [] : [`${figures.length}, not ${expected.figures}`], `the form has ${expected.figures} figures`);
	ok(all('.form table').flatMap(t => all('td', t).map(td => misplaced(td, all('th', t))).filter(Boolean)), 'every figure stands beside its label and below its head');

	const look = {strong: ['rgb(255, 213, 213)', 'solid'], maybe: ['rgb(255, 243, 196)', 'dashed'], fill: ['rgb(224, 239, 255)', 'dotted'], weak: ['rgb(255, 243, 196)', 'none'], '': ['rgba(0, 0, 0, 0)', 'none']};
	ok(figures.filter(td => { const s = getComputedStyle(td), l = look[td.className]; return !l || s.backgroundColor !== l[0] || s.outlineStyle !== l[1]; })
		.map(td => `${name(td)} ${td.className}: ${getComputedStyle(td).backgroundColor} ${getComputedStyle(td).outlineStyle}`), 'marked cells look as their mark says, others plain');
	for (const mark of ['strong', 'maybe', 'weak', 'fill']) {
		const n = figures.filter(td => td.className === mark).length;
		ok(n === expected[mark] ? [] : [`${n}`], `${expected[mark]} cells are marked ${mark}`);
	}
	ok(all('[data-fix],[data-en]').filter(c => getComputedStyle(c, '::after').content !== JSON.stringify(c.dataset.fix || c.dataset.en)).map(name), 'proposals and English labels are shown');
	ok(all('th').filter(h => !h.scope).map(name).concat(figures.filter(f => !f.title).map(name)), 'every head has a scope, every figure a title');
	ok(all('table:not(.sign)').filter(t => !document.getElementById(t.getAttribute('aria-labelledby'))).map(name), 'every table has a name');
	ok(performance.getEntriesByType('resource').map(e => e.name).concat(all('[src],[href],[srcset],object,embed').map(e => e.outerHTML.slice(0, 60)),
		all('style').filter(e => /@import|url\(/.test(e.textContent)).map(() => 'the style sheet')), 'nothing is fetched');
	ok(document.documentElement.lang === 'zh-CN' && document.title && document.compatMode === 'CSS1Compat' ? [] : ['lang, title or mode'], 'language, title and mode of the page');
	const form = box(document.querySelector('.form')), notes = document.querySelector('.notes');
	if (notes && width >= 1400)
		ok(box(notes).left >= form.right - 0.5 && box(notes).top < form.top + 40 ? [] : ['no'], 'findings stand beside the form');
	if (notes && width < 1400)
		ok(box(notes).top >= form.bottom - 0.5 ? [] : ['no'], 'findings stand below the form');
}

addEventListener('load', () => {
	try {
		measure(JSON.parse(document.getElementById('expected').textContent));
	} catch (e) {
		lines.push(`not ok - the measuring stopped: ${e}`);
	}
	const pre = document.createElement('pre');
	pre.id = 'measured';
	pre.textContent = '\n' + lines.join('\n') + '\n';
	document.body.replaceChildren(pre);
});
