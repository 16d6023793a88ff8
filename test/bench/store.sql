-- Run by store.sh, with the variables reports and agencies. Each query runs twice; the second time counts.
SET client_min_messages = warning;
SET jit = off;
CREATE EXTENSION gireport;
\set town `cat test/samples/2021-tabs-clean.txt`
\set county `cat test/samples/2021-lines-inconsistent.txt`
\set bureau `cat test/samples/2021-lines-blanks.txt`

CREATE FUNCTION timed(what text, query text, workers integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  began timestamptz;
BEGIN
  PERFORM set_config('max_parallel_workers_per_gather', workers::text, false);
  EXECUTE query;
  began := clock_timestamp();
  EXECUTE query;
  RETURN format('- %s, %s: %s s', what, CASE workers WHEN 0 THEN 'one process' ELSE (workers + 1) || ' processes' END,
                round(extract(epoch FROM clock_timestamp() - began), 2));
END
$$;

CREATE UNLOGGED TABLE parsed (n integer, report gireport);
ALTER TABLE parsed ALTER report SET STORAGE MAIN;
INSERT INTO parsed
SELECT n, s.report FROM generate_series(0, :reports - 1) AS n
  JOIN (VALUES (0, gireport_parse(:'town')), (1, gireport_parse(:'county')), (2, gireport_parse(:'bureau'))) AS s (k, report) ON k = n % 3;
VACUUM ANALYZE parsed;
\echo - reports added up: :reports
SELECT timed('gireport_sum(report)', 'SELECT gireport_sum(report) FROM parsed', 0);
SELECT timed('gireport_sum(report)', 'SELECT gireport_sum(report) FROM parsed', 1);
DROP TABLE parsed;

-- One report in 40 does not carry in what was carried out; one in 97 is missing.
SELECT gireport_create_store('country') \g /dev/null
CREATE TEMP TABLE base AS
SELECT y AS year, wrong, gireport_from_jsonb(jsonb_set(jsonb_set(jsonb_set(gireport_jsonb(gireport_parse(:'town')), '{year}', to_jsonb(y)),
         '{table2,punishment,decisions}', to_jsonb(y - 2000)), '{table3,carried_in,total}', to_jsonb(CASE WHEN wrong THEN 3 ELSE 0 END))) AS report
FROM generate_series(2019, 2024) AS y, unnest('{t,f}'::boolean[]) AS wrong;
SET session_replication_role = replica;
INSERT INTO country.agency (name, publishes_summaries) SELECT '甲' || n, false FROM generate_series(1, :agencies) AS n;
INSERT INTO country.report (report, reading, agency, year, scope, is_current, digest)
SELECT b.report, 'read', '甲' || n, b.year, 'agency', true, sha256((n || '/' || b.year)::bytea)
FROM generate_series(1, :agencies) AS n JOIN base b ON b.wrong = ((n * 7 + b.year * 13) % 40 = 0) AND (n * 3 + b.year) % 97 <> 0;
RESET session_replication_role;
VACUUM ANALYZE country.agency, country.report, country.succession;
\echo - agencies with six years: :agencies
SELECT timed('year_finding', 'SELECT code, count(*), sum(difference) FROM country.year_finding GROUP BY code', 0);
SELECT timed('year_finding', 'SELECT code, count(*), sum(difference) FROM country.year_finding GROUP BY code', 1);
