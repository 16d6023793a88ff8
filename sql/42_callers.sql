-- What callers do wrong is told in their language.
\getenv root PG_ABS_SRCDIR
\set file :root '/test/samples/2021-tabs-clean.txt'
\set town `cat :'file'`
CREATE TEMP TABLE given AS SELECT gireport_parse(:'town') AS report;
CREATE FUNCTION pg_temp.attempt(wish text, speech text, OUT code text, OUT message text, OUT detail text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('gireport.language', speech, false);
  EXECUTE 'SELECT string_agg(asked::text, '''') FROM (SELECT ' || wish || ' FROM given) AS asked';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END $$;
CREATE TEMP TABLE wrong (n integer GENERATED ALWAYS AS IDENTITY, wish text);
INSERT INTO wrong (wish) VALUES
  ($$gireport_value(report, 'table3.granted')$$),
  ($$gireport_cell_count(report, 'empty')$$),
  ($$gireport_applicants(report, 'grant')$$),
  ($$gireport_outcome(report, 'R1')$$),
  ($$gireport_findings(report, 'none')$$),
  ($$gireport_form_cells('2020')$$),
  ($$'1/2021/1;x'::gireport_figures$$),
  ($$'1/2021'::gireport_figures$$),
  ($$gireport_from_jsonb('[]')$$),
  ($$gireport_from_jsonb('{"year": 1999}')$$),
  ($$gireport_from_jsonb('{"form": "2021", "table3": {"granted": {"total": "3"}}}')$$),
  ($$gireport_corrected(report, '{"table3.granted.total": "three"}')$$),
  ($$gireport_year_findings(report, report, 'continued')$$),
  ($$gireport_year_findings(report, report)$$);
SELECT n, e.code, e.code IS NOT DISTINCT FROM z.code AS same, e.message, z.message AS message_zh FROM wrong, pg_temp.attempt(wish, 'en') AS e, pg_temp.attempt(wish, 'zh') AS z ORDER BY n;
SELECT n, e.detail, z.detail AS detail_zh FROM wrong, pg_temp.attempt(wish, 'en') AS e, pg_temp.attempt(wish, 'zh') AS z WHERE e.detail <> '' ORDER BY n;
SELECT n, e.hint, z.hint AS hint_zh FROM wrong, pg_temp.attempt(wish, 'en') AS e, pg_temp.attempt(wish, 'zh') AS z WHERE e.hint <> '' ORDER BY n;
