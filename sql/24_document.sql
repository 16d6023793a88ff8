-- A text is read once for those who ask one after the other: what they are told does not depend on who asked before.
\getenv root PG_ABS_SRCDIR
\set file :root '/test/samples/2021-tabs-clean.txt'
\set town `cat :'file'`
\set file :root '/test/samples/2021-lines-inconsistent.txt'
\set bureau `cat :'file'`
CREATE TEMP TABLE body (n integer PRIMARY KEY, what text, body text);
INSERT INTO body VALUES
  (1, 'a report', :'town'),
  (2, 'another', :'bureau'),
  (3, 'two reports', :'town' || E'\n' || replace(:'bureau', '2023年', '2022年')),
  (4, 'a page', '<html><body><p>' || replace(replace(:'town', E'\n', '</p><p>'), E'\t', ' ') || '</p></body></html>'),
  (5, 'a sentence', '2023年收到政府信息公开申请12件，均已办结。'),
  (6, 'longer than what is kept', :'town' || repeat(E'\n　　本年度未收取信息处理费。', 10000)),
  (7, 'too large', repeat(E',,,\n', 40000)),
  (8, 'nothing', '');
CREATE FUNCTION pg_temp.ask(question text, body text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  answer text;
BEGIN
  EXECUTE format('SELECT count(*) || md5(string_agg(a::text, %L)) FROM %s AS a', E'\n', question) INTO answer USING body;
  RETURN answer;
END $$;
CREATE TEMP TABLE question (q text);
INSERT INTO question VALUES ('gireport_try_parse($1)'), ('gireport_statements($1)'), ('gireport_statements($1, 2022)'), ('gireport_findings($1)'),
  ('gireport_cells($1)'), ('gireport_layout($1)'), ('gireport_reading($1)');
-- Asked first: another text was read before.
CREATE TEMP TABLE fresh AS
SELECT n, q, (SELECT a FROM (SELECT pg_temp.ask(q, 'another ' || n) AS other, pg_temp.ask(q, body) AS a OFFSET 0) AS asked WHERE other IS DISTINCT FROM '-') AS answer
FROM body, question;
-- Asked second, and third: of each text every question after every other.
SELECT what, count(*) AS asked, count(*) FILTER (WHERE second IS DISTINCT FROM answer OR third IS DISTINCT FROM answer) AS told_otherwise, count(DISTINCT answer) AS answers
FROM (SELECT n, what, f.q, answer, pg_temp.ask('gireport_cells($1)', 'another ' || n || before.q || f.q) AS other, pg_temp.ask(before.q, body) AS first,
             pg_temp.ask(f.q, body) AS second, pg_temp.ask(f.q, body) AS third
      FROM body JOIN fresh AS f USING (n), question AS before OFFSET 0) AS asked
WHERE first IS DISTINCT FROM '-' AND other IS DISTINCT FROM '-'
GROUP BY n, what ORDER BY n;
-- In one query, whoever is asked first.
SELECT n, (gireport_try_parse(body)).year, (SELECT count(*) FROM gireport_statements(body)) AS statements FROM body ORDER BY n;
SELECT n, (SELECT count(*) FROM gireport_statements(body)) AS statements, (gireport_try_parse(body)).year FROM body ORDER BY n;
-- Texts of one length are told apart.
SELECT (gireport_parse(b)).year, (SELECT count(*) FROM gireport_statements(b)) AS statements
FROM body, (VALUES (1, '2023'), (2, '2022'), (3, '2023'), (4, '2021')) AS y (o, year), replace(body, '2023', year) AS b WHERE n = 1 ORDER BY o;
