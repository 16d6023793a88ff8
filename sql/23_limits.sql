-- Every limit of the reading, just kept and just exceeded, through text and bytea: an error of its own, NULL from try_parse, and the reason in
-- gireport_layout and gireport_reading.
\pset null '(null)'
\getenv root PG_ABS_SRCDIR
CREATE TEMP TABLE attempt (n integer, what text, kept text, exceeded text);
INSERT INTO attempt VALUES
  (1, 'elements in one another', repeat('<i>', 508) || 'x', repeat('<i>', 513) || 'x'),
  (2, 'tables in one another', repeat('<table><tr><td>', 32), repeat('<table><tr><td>', 33)),
  (3, 'cells of a page', '<table>' || repeat('<td>1', 11916), '<table>' || repeat('<td>1', 11917)),
  (4, 'lines of a page', '<p>' || repeat('a<br>', 11900), '<p>' || repeat('a<br>', 11930)),
  (5, 'tables of a page', repeat('<table><tr><td>text</td></tr></table>', 2000), repeat('<table><td>1</table>', 65537)),
  (6, 'attributes of a long tag', '<p ' || (SELECT string_agg('a' || i || '=' || repeat('x', 400), ' ') FROM generate_series(1, 256) AS i) || '>x',
      '<p ' || (SELECT string_agg('a' || i || '=' || repeat('x', 400), ' ') FROM generate_series(1, 257) AS i) || '>x'),
  (7, 'names of elements', (SELECT string_agg('<e' || i || '></e' || i || '>', '') FROM generate_series(1, 8000) AS i),
      (SELECT string_agg('<e' || i || '></e' || i || '>', '') FROM generate_series(1, 17000) AS i)),
  (8, 'memory of a grid', repeat(E'1,2,3,4,5\n', 3000), repeat(E',,,\n', 40000)),
  (9, 'cells of a grid', repeat(E'123456789,123456789,123456789,123456789,123456789\n', 50000), repeat(E'123456789,123456789,123456789,123456789,123456789\n', 60000));
CREATE FUNCTION pg_temp.attempt(body text, bytes boolean, OUT code text, OUT message text, OUT detail text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  IF bytes THEN PERFORM gireport_parse(convert_to(body, 'GB18030')); ELSE PERFORM gireport_parse(body); END IF;
  code := '00000';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END
$$;
-- None of these is a report, so that what is kept fails otherwise.
SELECT n, what, (pg_temp.attempt(kept, false)).code AS kept, a.code, b.code AS bytes, a = b AS same, a.detail
FROM attempt, pg_temp.attempt(exceeded, false) AS a, pg_temp.attempt(exceeded, true) AS b ORDER BY n;
SELECT DISTINCT a.message, a.hint FROM attempt, pg_temp.attempt(exceeded, false) AS a;
SELECT count(*) FILTER (WHERE gireport_try_parse(exceeded) IS NULL) AS text_null,
       count(*) FILTER (WHERE gireport_try_parse(convert_to(exceeded, 'UTF8')) IS NULL) AS bytes_null, count(*) AS limits FROM attempt;
SELECT n, l.outcome, l.reason = a.detail AS reason_is_detail, l.reason_zh, l = m AS same_for_bytes, r.status, r.reason = l.reason AS same_reason, r = s AS same_for_bytes
FROM attempt, pg_temp.attempt(exceeded, false) AS a, gireport_layout(exceeded) AS l, gireport_layout(convert_to(exceeded, 'UTF8')) AS m,
     gireport_reading(exceeded) AS r, gireport_reading(convert_to(exceeded, 'UTF8')) AS s ORDER BY n;
-- No cell is read of what is too large.
SELECT sum((SELECT count(*) FROM gireport_cells(exceeded))) AS cells FROM attempt;

-- Bytes that cannot be decoded: the reason that gireport_parse(bytea) gives as an error.
CREATE TEMP TABLE undecoded (n integer, bytes bytea);
INSERT INTO undecoded VALUES (1, convert_to('政府信息公开', 'UTF8') || '\xff61'), (2, '\xfeff006100000062'), (3, '\x80ff80ff'), (4, '%PDF-1.7'),
  (5, convert_to('<meta charset="euc-kr">대한민국 정부 정보 공개', 'EUC_KR'));
SELECT n, gireport_try_parse(bytes) IS NULL AS tried_null, l.outcome, l.reason, l.reason_zh, r.status, r.reason = l.reason AS same
FROM undecoded, gireport_layout(bytes) AS l, gireport_reading(bytes) AS r ORDER BY n;
SET gireport.language = 'zh';
SELECT n, r.reason = l.reason_zh AS same FROM undecoded, gireport_layout(bytes) AS l, gireport_reading(bytes) AS r ORDER BY n;
RESET gireport.language;

-- Bytes that can be decoded: what the text gives.
\set file :root '/test/samples/2021-tabs-clean.txt'
\set town `cat :'file'`
SELECT count(*) AS rows, count(*) FILTER (WHERE t = b) AS same
FROM gireport_layout(:'town') WITH ORDINALITY AS t, gireport_layout(convert_to(:'town', 'GB18030')) WITH ORDINALITY AS b WHERE t.ordinality = b.ordinality;
SELECT gireport_reading(:'town') = gireport_reading(convert_to(:'town', 'GB18030')) AS same;

-- Where the figures of a page stand: in its source, tags and references included.
CREATE TEMP TABLE page AS
SELECT '<h1>汀沅镇2023年政府信息公开工作年度报告</h1><table>' || string_agg('<tr><td>' || replace(replace(replace(line, '0', '&#48;'), '1', '<b>1</b>'), E'\t', '</td><td>') ||
       '</td></tr>', E'\n' ORDER BY n) || '</table>' AS html
FROM regexp_split_to_table(:'town', '\n') WITH ORDINALITY AS t (line, n);
SELECT count(*) AS figures, count(*) FILTER (WHERE substr(html, position, length(printed)) = printed) AS at_their_place,
       count(*) FILTER (WHERE replace(regexp_replace(printed, '<.*?>', '', 'g'), '&#48;', '0')::numeric = value) AS the_figure_itself,
       count(*) FILTER (WHERE line = length(substr(html, 1, position)) - length(replace(substr(html, 1, position), E'\n', '')) + 1) AS in_their_line,
       count(*) FILTER (WHERE printed <> value::text) AS with_tags_or_references
FROM page, gireport_cells(html) WHERE value IS NOT NULL;
