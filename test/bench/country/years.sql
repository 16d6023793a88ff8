-- Run by run.sh on the store country, with the variable agencies: sums over a million reports, and neighbouring years of as
-- many agencies for six years.
SET client_min_messages = warning;
SET search_path = country, public;
SET max_parallel_workers_per_gather = 2;
SET jit = off;

CREATE TABLE timing (what text, rows bigint, seconds numeric, place integer GENERATED ALWAYS AS IDENTITY);
CREATE PROCEDURE measure(what text, rows bigint, query text) LANGUAGE plpgsql AS $$
DECLARE
  began timestamptz;
BEGIN
  FOR warm IN 0..1 LOOP                -- the second run counts
    began := clock_timestamp();
    EXECUTE query;
  END LOOP;
  INSERT INTO country.timing VALUES (what, rows, extract(epoch FROM clock_timestamp() - began));
END $$;

-- A store like the first one with as many agencies as wanted. Its reports are computed here, so its triggers stay silent.
SELECT gireport_create_store('years') \g /dev/null
SELECT ceil(:agencies::numeric / count(*))::integer AS copies FROM agency \gset
ALTER TABLE years.report DISABLE TRIGGER USER;
INSERT INTO years.agency (name, publishes_summaries) SELECT a.name || i, a.publishes_summaries FROM agency a, generate_series(1, :copies) AS i;
INSERT INTO years.report (source, report, reading, agency, year, scope, is_current)
SELECT source, report, reading, agency || i, year, scope, is_current FROM report, generate_series(1, :copies) AS i WHERE (report).figures IS NOT NULL;
ALTER TABLE years.report ENABLE TRIGGER USER;
VACUUM ANALYZE years.agency, years.report;
SELECT count(*) AS reports FROM years.report \gset

CALL measure('`count(*)` of the same rows', :reports, 'SELECT count(*) FROM years.report WHERE is_current');
CALL measure('`sum(gireport_value(report, …))`, one cell by year', :reports,
          $$SELECT year, sum(gireport_value(report, 'table3.new_received.total')) FROM years.report WHERE is_current AND scope = 'agency' GROUP BY 1$$);
SELECT EXISTS (SELECT FROM pg_proc WHERE proname = 'gireport_sum' AND prokind = 'a') AS has_sum, to_regclass('years.year_finding') IS NOT NULL AS has_years \gset
\if :has_sum
CALL measure('`gireport_sum(report)`, every cell, by year', :reports,
          'SELECT year, gireport_form(report), gireport_sum(report) FROM years.report WHERE is_current AND scope = $q$agency$q$ GROUP BY 1, 2');
\endif
CALL measure('neighbouring years: what was carried out against what was carried in', :reports, $$
  SELECT count(*), count(*) FILTER (WHERE gireport_value(last.report, 'table3.carried_out.total') <> gireport_value(this.report, 'table3.carried_in.total'))
  FROM years.report this JOIN years.report last ON (last.agency, last.scope) = (this.agency, this.scope) AND last.year = this.year - 1
  WHERE this.is_current AND last.is_current$$);
\if :has_years
CALL measure('`year_finding`: every finding between years, by code', :reports, 'SELECT code, count(*) FROM years.year_finding GROUP BY 1');
\endif

\echo
\echo '| over as many parsed reports | reports | seconds | seconds for 1,000,000 |'
\echo '|---|---:|---:|---:|'
SELECT format('| %s | %s | %s | %s |', what, rows, round(seconds, 2), round(seconds * 1e6 / rows, 2)) FROM timing ORDER BY place;
