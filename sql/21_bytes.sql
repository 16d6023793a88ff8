-- From bytes to text and to report: which character set, and what is refused.
\pset null '(null)'
\getenv root PG_ABS_SRCDIR
CREATE TEMP TABLE sample (name text PRIMARY KEY, body text);
\set file :root '/test/samples/2021-tabs-clean.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2021-tabs-clean', :'body');
\set file :root '/test/samples/2021-lines-blanks.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2021-lines-blanks', :'body');
\set file :root '/test/samples/2021-lines-inconsistent.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2021-lines-inconsistent', :'body');
\set file :root '/test/samples/2019-tabs-clean.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2019-tabs-clean', :'body');
\set file :root '/test/samples/2019-lines-clean.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2019-lines-clean', :'body');
\set file :root '/test/samples/2019-tabs-lost-cells.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2019-tabs-lost-cells', :'body');
-- PostgreSQL knows no UTF-16; made here of characters of the basic plane.  GBK has no U+00A0.
CREATE FUNCTION pg_temp.utf16(t text, big boolean) RETURNS bytea LANGUAGE sql AS $$
  SELECT decode(string_agg(CASE WHEN big THEN h ELSE substr(h, 3) || left(h, 2) END, '' ORDER BY n), 'hex')
  FROM (SELECT n, lpad(to_hex(ascii(c)), 4, '0') AS h FROM regexp_split_to_table(t, '') WITH ORDINALITY AS s (c, n)) AS units
$$;

CREATE TEMP TABLE page (bytes bytea);

--
-- Properties
--
SELECT oid::regprocedure AS function, provolatile, proisstrict, proparallel FROM pg_proc
WHERE oid IN ('gireport_parse(bytea)'::regprocedure, 'gireport_try_parse(bytea)'::regprocedure, 'gireport_decode(bytea)'::regprocedure) ORDER BY 1;
SELECT gireport_parse(NULL::bytea) IS NULL AS parse, gireport_try_parse(NULL::bytea) IS NULL AS try_parse, gireport_decode(NULL) IS NULL AS decode;
-- A literal without a type is a text, as before.
CREATE TEMP VIEW literal AS SELECT gireport_try_parse('\x3132') AS r;
SELECT pg_get_viewdef('literal'::regclass);

--
-- The same report from every character set
--
CREATE TEMP TABLE document AS
SELECT name, body, what, bytes FROM sample, LATERAL (VALUES
  ('UTF-8', convert_to(body, 'UTF8')),
  ('UTF-8 with mark', '\xefbbbf' || convert_to(body, 'UTF8')),
  ('GBK', convert_to(replace(body, U&'\00A0', ' '), 'GBK')),
  ('GB18030', convert_to(body, 'GB18030')),
  ('UTF-16LE', pg_temp.utf16(body, false)),
  ('UTF-16LE with mark', '\xfffe' || pg_temp.utf16(body, false)),
  ('UTF-16BE', pg_temp.utf16(body, true)),
  ('UTF-16BE with mark', '\xfeff' || pg_temp.utf16(body, true))) AS v (what, bytes);
SELECT what, charset, evidence, declared, count(*) AS documents, count(*) FILTER (WHERE d.body = document.body) AS same_text,
       count(*) FILTER (WHERE gireport_parse(bytes) = gireport_parse(d.body)) AS same_report, count(*) FILTER (WHERE gireport_try_parse(bytes) = gireport_parse(d.body)) AS tried,
       count(*) FILTER (WHERE (gireport_parse(bytes)).figures = (gireport_parse(document.body)).figures) AS same_figures
FROM document, gireport_decode(bytes) AS d GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3;
-- One document, whatever its bytes: one digest, that of the text.
SELECT count(DISTINCT (gireport_parse(bytes)).provenance ->> 'digest') AS digests, bool_and((gireport_parse(bytes)).provenance ->> 'digest' = encode(sha256(convert_to(body, 'UTF8')), 'hex')) AS of_the_text
FROM document WHERE name = '2021-tabs-clean' AND what <> 'GBK';
-- Stored compressed and out of line
INSERT INTO page SELECT convert_to(repeat(body, 20), 'GB18030') FROM sample WHERE name = '2019-tabs-clean';
SELECT body = (SELECT repeat(body, 20) FROM sample WHERE name = '2019-tabs-clean') AS same, charset FROM page, gireport_decode(bytes);

--
-- Evidence
--
CREATE TEMP TABLE evidence (n serial, what text, bytes bytea);
INSERT INTO evidence (what, bytes) VALUES
  ('ASCII', 'year 2023'),
  ('nothing', ''),
  ('nothing but a mark', '\xefbbbf'),
  ('UTF-8 declared as gb2312', convert_to('<meta charset="gb2312">政府信息公开', 'UTF8')),
  ('GBK declared as utf-8', convert_to('<meta charset="utf-8">政府信息公开', 'GBK')),
  ('GBK declared as gb2312', convert_to('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">政府信息公开镕', 'GBK')),
  ('GBK declared in XML', convert_to('<?xml version="1.0" encoding="GBK"?><p>政府信息公开</p>', 'GBK')),
  ('GBK declared as big5', convert_to('<meta charset=big5>政府信息公开', 'GBK')),
  ('GBK declared as iso-8859-1', convert_to('<meta charset=iso-8859-1>政府信息公开', 'GBK')),
  ('Big5 declared', convert_to('<meta charset=big5>政府資訊公開', 'BIG5')),
  ('Big5', convert_to('政府資訊公開', 'BIG5')),
  ('Big5, simplified wording', convert_to('政府信息公開工作年度報告', 'BIG5')),
  ('Big5 declared as gb2312', convert_to('<meta charset=gb2312>政府資訊公開', 'BIG5')),
  ('traditional characters in GBK', convert_to('政府資訊公開', 'GBK')),
  ('four bytes of GB18030', convert_to('信息公开𠀀', 'GB18030')),
  ('mark of GB18030', '\x84319533' || convert_to('枫堰县', 'GB18030')),
  ('UTF-16LE', pg_temp.utf16(E'信息公开\n', false)),
  ('other than a report', convert_to('今天天气很好，我们去公园散步。', 'GBK'));
SELECT what, charset, evidence, declared, body FROM evidence, gireport_decode(bytes) ORDER BY n;

--
-- What is refused
--
CREATE TEMP TABLE refused (n serial, what text, bytes bytea);
INSERT INTO refused (what, bytes) VALUES
  ('malformed UTF-8', convert_to('政府信息公开', 'UTF8') || '\xff' || convert_to('年度报告', 'UTF8')),
  ('UTF-8 cut off', '\xefbbbf' || substr(convert_to('政府信息公开', 'UTF8'), 1, 16)),
  ('malformed GBK', convert_to('<meta charset=gbk><title>政府信息公开', 'GBK') || '\xc4' || '</title>'),
  ('GBK cut off', substr(convert_to('政府信息公开年度报告', 'GBK'), 1, 19)),
  ('GBK and UTF-8', convert_to('政府信息公开', 'UTF8') || convert_to('政府信息公开', 'GBK')),
  ('half a pair of UTF-16', '\xfffe00d86100'),
  ('NUL', convert_to('政府信息公开', 'UTF8') || '\x00'),
  ('NUL in UTF-16', '\xfeff006100000062'),
  ('no set', '\x80ff80ff'),
  ('a set that is not read', convert_to('<meta charset="euc-kr">대한민국 정부 정보 공개 연차 보고서입니다', 'EUC_KR')),
  ('PDF', '%PDF-1.7'),
  ('docx', '\x504b0304140006000800'),
  ('doc', '\xd0cf11e0a1b11ae10000');
CREATE FUNCTION pg_temp.attempt(bytes bytea, wanted text, OUT code text, OUT message text, OUT detail text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  IF wanted = 'decode' THEN PERFORM gireport_decode(bytes);
  ELSE PERFORM gireport_parse(bytes);
  END IF;
  code := '00000';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END
$$;
\pset format unaligned
SELECT what, d.code, d.message, d.detail FROM refused, pg_temp.attempt(bytes, 'decode') AS d ORDER BY n;
SELECT DISTINCT d.hint FROM refused, pg_temp.attempt(bytes, 'decode') AS d ORDER BY 1;
\pset format aligned
SELECT count(*) FILTER (WHERE gireport_try_parse(bytes) IS NULL) AS tried_null, count(*) FILTER (WHERE d = p) AS parse_says_the_same, count(*) AS documents
FROM refused, pg_temp.attempt(bytes, 'decode') AS d, pg_temp.attempt(bytes, 'parse') AS p;
-- Bytes that can be decoded but hold no report: as for a text.
SELECT gireport_try_parse(convert_to('苍屿县的公路全年通车。', 'GBK')) IS NULL AS tried, (pg_temp.attempt(convert_to('苍屿县的公路全年通车。', 'GBK'), 'parse')).code;
-- In Chinese
SET gireport.language = 'zh';
\pset format unaligned
SELECT d.code, d.message, d.detail, d.hint FROM refused, pg_temp.attempt(bytes, 'decode') AS d ORDER BY n;
\pset format aligned
RESET gireport.language;
