-- Run by cost.sh, with the variables rows and repeats.
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 0;
SET jit = off;
CREATE EXTENSION gireport;
\set town `cat test/samples/2021-tabs-clean.txt`
\set bureau `cat test/samples/2021-lines-inconsistent.txt`
\set office `cat test/samples/2019-lines-clean.txt`
CREATE TABLE value AS
SELECT i, i AS j, body, convert_to(body, 'UTF8') AS bytes, gireport_parse(body) AS r, to_jsonb(body) AS js, gireport_jsonb(gireport_parse(body)) AS report_js,
       left(body, 20) || i AS t, left(body, 20) || (i + 1) AS u, i * 1.25 AS n, now() + i * interval '1 hour' AS at, ARRAY[i, 2, 3, 4] AS a
FROM (SELECT i, (ARRAY[:'town', :'bureau', :'office'])[1 + i % 3] || i AS body FROM generate_series(1, :rows) i) v;
ALTER TABLE value ADD figures gireport_figures;
UPDATE value SET figures = (r).figures;
CREATE TABLE kept AS TABLE value;
-- Nothing is compressed or moved out, so that only the functions are timed.
CREATE TEMP TABLE warm AS SELECT i, j, r, t, u, n, at, a, figures FROM kept;
VACUUM ANALYZE kept;

CREATE TABLE subject (place integer GENERATED ALWAYS AS IDENTITY, function regprocedure, call text, base text DEFAULT 'i', source text DEFAULT 'warm');
INSERT INTO subject (call) VALUES ('i + j'), ('t < u'), ('n + 1.5'), ('at > now()'), ('a @> ARRAY[2, 4]'), ('lower(t)'), ('n < 7.25');
INSERT INTO subject (function, call, base) VALUES
  ('gireport_form(gireport)', 'gireport_form(r)', 'r'), ('gireport_year(gireport)', 'gireport_year(r)', 'r'), ('gireport_agency(gireport)', 'gireport_agency(r)', 'r'),
  ('gireport_value(gireport, text)', $$gireport_value(r, 'table3.result_total.total')$$, 'r'), ('gireport_value(gireport, gireport_path)', $$gireport_value(r, 'table3.result_total.total'::gireport_path)$$, 'r'),
  ('gireport_state(gireport, text)', $$gireport_state(r, 'table3.result_total.total')$$, 'r'), ('gireport_state(gireport, gireport_path)', $$gireport_state(r, 'table3.result_total.total'::gireport_path)$$, 'r'),
  ('gireport_cell_count(gireport, text)', $$gireport_cell_count(r, 'number')$$, 'r'), ('gireport_applicants(gireport, text)', $$gireport_applicants(r, 'granted')$$, 'r'),
  ('gireport_disclosure(gireport, text)', $$gireport_disclosure(r, 'fees')$$, 'r'), ('gireport_dispute(gireport, text)', $$gireport_dispute(r, 'review')$$, 'r'),
  ('gireport_outcome(gireport, text, text)', $$gireport_outcome(r, 't3_balance_total')$$, 'r'), ('gireport_valid(gireport, text)', 'gireport_valid(r)', 'r'),
  ('gireport_readable(gireport)', 'gireport_readable(r)', 'r'), ('gireport_require(gireport, text)', $$gireport_require(r, 't4_sum_review')$$, 'r'),
  ('gireport_figures_cmp(gireport_figures, gireport_figures)', 'gireport_figures_cmp(figures, figures)', 'figures'), ('gireport_figures_hash(gireport_figures)', 'gireport_figures_hash(figures)', 'figures'),
  ('gireport_jsonb(gireport)', 'gireport_jsonb(r)', 'r');
INSERT INTO subject (function, call, base, source) VALUES
  ('gireport_from_jsonb(jsonb)', 'gireport_from_jsonb(report_js)', 'report_js', 'kept'),
  ('gireport_parse(text)', 'gireport_parse(body)', 'body', 'kept'), ('gireport_try_parse(text)', 'gireport_try_parse(body)', 'body', 'kept'),
  ('gireport_reading(text)', 'gireport_reading(body)', 'body', 'kept'), ('gireport_parse(bytea)', 'gireport_parse(bytes)', 'bytes', 'kept'), ('gireport_decode(bytea)', 'gireport_decode(bytes)', 'bytes', 'kept'),
  ('gireport_findings(gireport, text)', '(SELECT count(*) FROM gireport_findings(r))', '(SELECT count(*) FROM generate_series(1, 3))', 'warm'),
  ('gireport_cells(gireport)', '(SELECT count(*) FROM gireport_cells(r))', '(SELECT count(*) FROM generate_series(1, 200))', 'warm'),
  ('gireport_cells(text)', '(SELECT count(*) FROM gireport_cells(body))', '(SELECT count(*) FROM generate_series(1, 200))', 'kept'),
  ('gireport_layout(text)', '(SELECT count(*) FROM gireport_layout(body))', '(SELECT count(*) FROM generate_series(1, 40))', 'kept');

CREATE TABLE timed (place integer, us double precision);
CREATE FUNCTION seconds(query text) RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE
  began timestamptz := clock_timestamp();
BEGIN
  EXECUTE query;
  RETURN extract(epoch FROM clock_timestamp() - began);
END $$;
CREATE PROCEDURE time_all(repeats integer, row_count integer) LANGUAGE plpgsql AS $$
DECLARE
  s subject;
BEGIN
  FOR n IN 0..repeats LOOP
    FOR s IN SELECT * FROM subject ORDER BY place LOOP
      INSERT INTO timed
      SELECT s.place, (seconds(format('SELECT count(%s) FROM %I', s.call, s.source)) - seconds(format('SELECT count(%s) FROM %I', s.base, s.source)))
                      * 1e6 / row_count WHERE n > 0;
    END LOOP;
  END LOOP;
END $$;
CALL time_all(:repeats, :rows);

CREATE VIEW median AS SELECT s.*, (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY us) FROM timed t WHERE t.place = s.place) AS us FROM subject s;
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY us) AS unit FROM median WHERE function IS NULL \gset
\echo '| call | us | times the unit | COST | ROWS |'
\echo '|---|---:|---:|---:|---:|'
SELECT format('| `%s` | %s | %s | %s | %s |', m.call, round(m.us::numeric, 3), round((m.us / :unit)::numeric, 1), p.procost, nullif(p.prorows, 0)) FROM median m LEFT JOIN pg_proc p ON p.oid = m.function ORDER BY m.place;
SELECT format('The unit is %s us, the median of the lines without COST.', round(:unit::numeric, 3));
