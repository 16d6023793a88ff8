-- Run by run.sh, with the variables rows, repeats and sax (us that libxml2's own pass takes for each of the two pages). Every figure is the median of interleaved repetitions, in us a row,
-- and net of a query that reads the same values and does nothing with them.
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 0;
SET jit = off;
SET enable_memoize = off;
SET synchronous_commit = off;
CREATE EXTENSION gireport;
CREATE SCHEMA bench;
SET search_path = bench, public;

-- ----- the reports: two clean samples under as many agency names as needed, so that no two texts are alike ------------
\set town `cat test/samples/2021-tabs-clean.txt`
\set bureau `cat test/samples/2021-lines-blanks.txt`
CREATE TABLE sample (n integer, agency text, body text);
INSERT INTO sample VALUES (0, '汀沅镇', :'town'), (1, '苍屿县', :'bureau');

CREATE TABLE body (id integer, source text, body text, js text);
ALTER TABLE body ALTER body SET STORAGE EXTERNAL, ALTER js SET STORAGE EXTERNAL;
INSERT INTO body
SELECT i, 'bench ' || i, body, to_json(body)::text
FROM (SELECT i, replace(s.body, s.agency, translate(i::text, '0123456789', '甲乙丙丁戊己庚辛壬癸') || s.agency) AS body
      FROM generate_series(1, :rows) AS i JOIN sample s ON s.n = i % 2) AS made;
-- The two pages of the corpus that run.sh gives to libxml2 alone, in turn; a comment makes each another one.
\set small `cat test/corpus/converted/c19-02.html-raw.txt`
\set large `cat test/corpus/converted/c21-08.soffice-docx.txt`
CREATE TABLE page (id integer, body text);
ALTER TABLE page ALTER body SET STORAGE EXTERNAL;
INSERT INTO page SELECT i, CASE i % 2 WHEN 0 THEN :'small' ELSE :'large' END || '<!-- ' || i || ' -->' FROM generate_series(1, :rows) AS i;
-- The same, as inline and as toasted values (with a text pushed into extra until the row no longer fits).
CREATE TABLE inline (id integer, report gireport);
ALTER TABLE inline ALTER report SET STORAGE MAIN;
INSERT INTO inline SELECT id, gireport_parse(body) FROM body;
-- Two years of an agency; one figure of table 2 differs, so that it is no copy.
CREATE TABLE pair (id integer, report gireport, before gireport);
ALTER TABLE pair ALTER report SET STORAGE MAIN, ALTER before SET STORAGE MAIN;
INSERT INTO pair
SELECT id, report, gireport_from_jsonb(jsonb_set(jsonb_set(gireport_jsonb(report), '{year}', to_jsonb((report).year - 1)),
                                                 '{table2,licensing,decisions}', '77'))
FROM inline;

-- ----- the rival of gireport_valid: PL/pgSQL over int[], the 25 x 7 cells of table 3, then the 3 x 5 of table 4 ------
CREATE FUNCTION array_valid(a integer[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  total integer;
BEGIN
  -- R: each row's total; columns 1-6 are the applicants, column 7 the total.
  FOR r IN 0..24 LOOP
    IF a[r*7+7] <> a[r*7+1] + a[r*7+2] + a[r*7+3] + a[r*7+4] + a[r*7+5] + a[r*7+6] THEN
      RETURN false;
    END IF;
  END LOOP;
  -- H: the 21 outcomes (rows 3-23) make up row 24. B: rows 1 + 2 = 24 + 25.
  FOR c IN 1..7 LOOP
    total := 0;
    FOR r IN 2..22 LOOP
      total := total + a[r*7+c];
    END LOOP;
    IF total <> a[161+c] OR a[c] + a[7+c] <> a[161+c] + a[168+c] THEN
      RETURN false;
    END IF;
  END LOOP;
  -- T: each group of table 4: upheld + corrected + other + pending = total.
  FOR g IN 0..2 LOOP
    IF a[175+g*5+5] <> a[175+g*5+1] + a[175+g*5+2] + a[175+g*5+3] + a[175+g*5+4] THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN true;
END $$;

CREATE TABLE array_cells (id integer, cells integer[]);
ALTER TABLE array_cells ALTER cells SET STORAGE MAIN;
INSERT INTO array_cells
SELECT id, (SELECT array_agg(coalesce(value, 0)::integer ORDER BY ordinality)
            FROM gireport_cells(report) WITH ORDINALITY WHERE table_key IN ('table3', 'table4'))
FROM inline;

CREATE TABLE toasted (id integer, report gireport);
ALTER TABLE toasted ALTER report SET STORAGE EXTERNAL;
INSERT INTO toasted
SELECT id, ROW((report).form, (report).year, (report).agency, (report).title, (report).figures, (report).provenance,
               jsonb_build_object('filler', repeat('x', 3000)))::gireport
FROM inline;

-- The same as text, and in a composite that has texts in the place of the figures: what PostgreSQL itself takes.
CREATE TYPE plain_report AS (form text, year integer, agency text, title text, figures text, provenance jsonb, extra jsonb);
CREATE TABLE plain (id integer, report plain_report);
ALTER TABLE plain ALTER report SET STORAGE MAIN;
INSERT INTO plain
SELECT id, ROW((report).form, (report).year, (report).agency, (report).title, (report).figures::text, (report).provenance, (report).extra)::plain_report
FROM inline;

-- ----- reports with one, two and three wrong figures in table 3, each in a place of its own --------------------------------
CREATE FUNCTION spoilt(report gireport, id integer, n integer) RETURNS gireport LANGUAGE sql AS $$
  SELECT gireport_from_jsonb(jsonb_set(gireport_jsonb(report), '{table3}', (gireport_jsonb(report) -> 'table3') || jsonb_object_agg(row_key, cells)))
  FROM (SELECT f.row_key, gireport_jsonb(report) -> 'table3' -> f.row_key
                          || jsonb_object_agg(f.column_key, gireport_value(report, f.path) + 1 + (id + f.ordinal) % 9) AS cells
        FROM (SELECT * FROM gireport_form_cells('2021') WHERE table_key = 'table3' AND gireport_state(report, path) = 'number' ORDER BY md5(id || path) LIMIT n) f GROUP BY f.row_key) AS changed
$$;
CREATE TABLE wrong1 (id integer, report gireport);
CREATE TABLE wrong3 (id integer, report gireport);
ALTER TABLE wrong1 ALTER report SET STORAGE MAIN;
ALTER TABLE wrong3 ALTER report SET STORAGE MAIN;
INSERT INTO wrong1 SELECT id, spoilt(report, id, 1) FROM inline;
INSERT INTO wrong3 SELECT id, spoilt(report, id, 3) FROM inline;
VACUUM ANALYZE body, page, inline, plain, pair, array_cells, toasted, wrong1, wrong3;

-- ----- the stop-watch -------------------------------------------------------------------------------------------------
-- subject: measured together, the n-th repetition of each before the n+1st of any. prepare: run before, off the clock.
CREATE TABLE subject (name text PRIMARY KEY, prepare text, query text);
CREATE TABLE measured (name text, repetition integer, us_a_row double precision, processor_us double precision);

-- Seconds of the processor that this server process has had, in steps of some milliseconds: for what is compared with another program.
CREATE FUNCTION processor() RETURNS double precision LANGUAGE sql VOLATILE AS
$$ SELECT split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::double precision / 1e9 $$;

CREATE PROCEDURE measure(repeats integer, row_count integer) LANGUAGE plpgsql AS $$
DECLARE
  s subject;
  began timestamptz;
  ran double precision;
BEGIN
  FOR n IN 0..repeats LOOP
    FOR s IN SELECT * FROM subject ORDER BY name LOOP
      IF s.prepare IS NOT NULL THEN
        EXECUTE s.prepare;
      END IF;
      began := clock_timestamp();
      ran := processor();
      EXECUTE s.query;
      -- Repetition 0 warms the caches.
      INSERT INTO measured
      SELECT s.name, n, extract(epoch FROM clock_timestamp() - began) * 1e6 / row_count, (processor() - ran) * 1e6 / row_count WHERE n > 0;
      COMMIT;
    END LOOP;
  END LOOP;
END $$;

SELECT gireport_create_store('lenient') \g /dev/null
SELECT gireport_create_store('strict', enforce => true) \g /dev/null
SELECT gireport_create_store('prose') \g /dev/null
SELECT gireport_add_statements('prose') \g /dev/null
-- What the bare table has is what the store has to keep in any case.
CREATE TABLE bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source text, body text);

INSERT INTO subject VALUES
  ('parse', NULL, 'SELECT count(gireport_parse(body)) FROM body'),
  -- a comparison reads the whole value; starts_with() and length functions would fetch a part of it
  ('parse base', NULL, $$SELECT count(*) FROM body WHERE body COLLATE "C" > ''$$),
  ('statements', NULL, 'SELECT count(s.*) FROM body, gireport_statements(body) AS s'),
  ('statements base', NULL, $$SELECT count(*) FROM body WHERE body COLLATE "C" > ''$$),
  -- one row's text for both; each of the two fetches it
  ('both', NULL, 'SELECT count(gireport_parse(body)), sum((SELECT count(s.*) FROM gireport_statements(body) AS s)) FROM body'),
  ('both base', NULL, $$SELECT count(*) FROM body WHERE body COLLATE "C" > '' AND body COLLATE "C" > ' '$$),
  ('page', NULL, 'SELECT count(gireport_parse(body)) FROM page'),
  ('page base', NULL, $$SELECT count(*) FROM page WHERE body COLLATE "C" > ''$$),
  ('json', NULL, 'SELECT count(js::json) FROM body'),
  ('json base', NULL, $$SELECT count(*) FROM body WHERE js COLLATE "C" > ''$$),
  ('valid', NULL, 'SELECT count(*) FROM inline WHERE gireport_valid(report)'),
  ('valid base', NULL, 'SELECT count(id) FROM inline'),
  ('out', NULL, 'SELECT count(report::text) FROM inline'),
  ('out base', NULL, 'SELECT count(id) FROM inline'),
  ('out plain', NULL, 'SELECT count(report::text) FROM plain'),
  ('out plain base', NULL, 'SELECT count(id) FROM plain'),
  ('text', NULL, 'SELECT count(report::text::gireport) FROM inline'),
  ('text base', NULL, 'SELECT count(id) FROM inline'),
  ('text plain', NULL, 'SELECT count(report::text::plain_report) FROM plain'),
  ('text plain base', NULL, 'SELECT count(id) FROM plain'),
  ('sum', NULL, 'SELECT gireport_sum(report) FROM inline'),
  ('sum base', NULL, 'SELECT count(id) FROM inline'),
  ('sum cells', NULL, 'SELECT table_key, row_key, column_key, sum(value) FROM inline, gireport_cells(report) GROUP BY 1, 2, 3'),
  ('sum cells base', NULL, 'SELECT count(id) FROM inline'),
  ('year', NULL, $$SELECT count(*) FROM pair WHERE gireport_year_sound(report, before, 'same')$$),
  ('year base', NULL, 'SELECT count(id) FROM pair'),
  ('array', NULL, 'SELECT count(*) FROM array_cells WHERE array_valid(cells)'),
  ('array base', NULL, 'SELECT count(id) FROM array_cells'),
  ('toasted', NULL, 'SELECT count(*) FROM toasted WHERE gireport_valid(report)'),
  ('toasted base', NULL, 'SELECT count(id) FROM toasted'),
  ('findings', NULL, 'SELECT count(f.seq) FROM inline, gireport_findings(report) f'),
  ('findings base', NULL, 'SELECT count(n) FROM inline, generate_series(1, 0) n'),
  ('findings 1', NULL, 'SELECT count(f.seq) FROM wrong1, gireport_findings(report) f'),
  ('findings 1 base', NULL, 'SELECT count(n) FROM wrong1, generate_series(1, 2) n'),
  ('findings 3', NULL, 'SELECT count(f.seq) FROM wrong3, gireport_findings(report) f'),
  ('findings 3 base', NULL, 'SELECT count(n) FROM wrong3, generate_series(1, 6) n'),
  ('repairs 1', NULL, 'SELECT count(f.rank) FROM wrong1, gireport_repairs(report) f'),
  ('repairs 1 base', NULL, 'SELECT count(n) FROM wrong1, generate_series(1, 1) n'),
  ('repairs 3', NULL, 'SELECT count(f.rank) FROM wrong3, gireport_repairs(report) f'),
  ('repairs 3 base', NULL, 'SELECT count(n) FROM wrong3, generate_series(1, 2) n'),
  ('insert bare', 'TRUNCATE bare', 'INSERT INTO bare (source, body) SELECT source, body FROM body'),
  ('insert lenient', 'TRUNCATE lenient.agency, lenient.report CASCADE', 'INSERT INTO lenient.report (source, body) SELECT source, body FROM body'),
  ('insert strict', 'TRUNCATE strict.agency, strict.report CASCADE', 'INSERT INTO strict.report (source, body) SELECT source, body FROM body'),
  ('insert prose', 'TRUNCATE prose.agency, prose.report CASCADE', 'INSERT INTO prose.report (source, body) SELECT source, body FROM body');
CALL measure(:repeats, :rows);

-- ----- the table ------------------------------------------------------------------------------------------------------
CREATE VIEW median AS
SELECT name, percentile_cont(0.5) WITHIN GROUP (ORDER BY us_a_row) AS us FROM measured GROUP BY name;

CREATE FUNCTION net(subject_name text) RETURNS double precision LANGUAGE sql STABLE AS
$$ SELECT us - coalesce((SELECT us FROM bench.median WHERE name = subject_name || ' base'), 0) FROM bench.median WHERE name = subject_name $$;

CREATE FUNCTION line(what text, mine text, rival_name text, rival text) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT format('| %s | %s | %s | %s | %s |', what, round(bench.net(mine)::numeric, 2), rival_name, round(bench.net(rival)::numeric, 2),
                 round((bench.net(mine) / nullif(bench.net(rival), 0))::numeric, 2)) $$;

\echo '| what | us a row | against | us a row | ratio |'
\echo '|---|---:|---|---:|---:|'
SELECT line('`gireport_parse(body)`', 'parse', '`js::json`', 'json')
UNION ALL SELECT line('`gireport_statements(body)`', 'statements', '`js::json`', 'json')
UNION ALL SELECT line('both in one query', 'both', '`js::json`', 'json')
UNION ALL SELECT format('| `gireport_parse(page)`, processor time | %s | libxml2''s push pass, empty handlers, likewise | %s | %s |',
                        round(us::numeric, 2), round(:sax, 2), round((us / :sax)::numeric, 2))
          FROM (SELECT min(processor_us) FILTER (WHERE name = 'page') - min(processor_us) FILTER (WHERE name = 'page base') AS us FROM measured) AS shortest
UNION ALL SELECT line('`gireport_valid(report)`, inline', 'valid', 'PL/pgSQL over `int[]`', 'array')
UNION ALL SELECT line('`gireport_valid(report)`, toasted', 'toasted', '`gireport_valid(report)`, inline', 'valid')
UNION ALL SELECT line('text output, `report::text`', 'out', 'of a composite with a text for the figures', 'out plain')
UNION ALL SELECT line('text output and input, `report::text::gireport`', 'text', 'of a composite with a text for the figures', 'text plain')
UNION ALL SELECT line('`gireport_findings(report)`, nothing wrong', 'findings', 'PL/pgSQL over `int[]`', 'array')
UNION ALL SELECT line('`gireport_findings(report)`, one wrong figure', 'findings 1', 'PL/pgSQL over `int[]`', 'array')
UNION ALL SELECT line('`gireport_findings(report)`, three wrong figures', 'findings 3', 'PL/pgSQL over `int[]`', 'array')
UNION ALL SELECT line('`gireport_repairs(report)`, one wrong figure', 'repairs 1', 'PL/pgSQL over `int[]`', 'array')
UNION ALL SELECT line('`gireport_repairs(report)`, three wrong figures', 'repairs 3', 'PL/pgSQL over `int[]`', 'array')
UNION ALL SELECT line('`gireport_sum(report)`', 'sum', '`sum(value)` over `gireport_cells(report)`', 'sum cells')
UNION ALL SELECT line('`gireport_year_sound(report, before)`', 'year', '`gireport_valid(report)`, inline', 'valid')
UNION ALL SELECT line('`INSERT` into a lenient store', 'insert lenient', 'into a bare table', 'insert bare')
UNION ALL SELECT line('`INSERT` into a strict store', 'insert strict', 'into a lenient store', 'insert lenient')
UNION ALL SELECT line('`INSERT` into a store with statements', 'insert prose', 'into a lenient store', 'insert lenient');

\echo
SELECT format('Checks of a strict store: %s us a row (insert into a strict store less into a lenient one). Stored report: %s bytes (median), figures %s.',
              round((net('insert strict') - net('insert lenient'))::numeric, 1),
              (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY pg_column_size(report)) FROM inline),
              (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY pg_column_size((report).figures)) FROM inline));
SELECT format('Judged: %s findings without a wrong figure, %s and %s with one and three of them in %s reports each; %s and %s proposals.',
              (SELECT count(*) FROM inline, gireport_findings(report)), (SELECT count(*) FROM wrong1, gireport_findings(report)),
              (SELECT count(*) FROM wrong3, gireport_findings(report)), :rows, (SELECT count(*) FROM wrong1, gireport_repairs(report)),
              (SELECT count(*) FROM wrong3, gireport_repairs(report)));
SELECT format('Sound: %s of %s reports readable, %s valid as reports, %s as arrays, %s and %s in the stores.',
              (SELECT count(*) FROM inline WHERE gireport_readable(report)), :rows, (SELECT count(*) FROM inline WHERE gireport_valid(report)),
              (SELECT count(*) FROM array_cells WHERE array_valid(cells)),
              (SELECT count(*) FROM lenient.report), (SELECT count(*) FROM strict.report));
