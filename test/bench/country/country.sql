-- Run by run.sh on the loaded store country, with the variables seconds and processor (of the load) and memory (kB).
SET client_min_messages = warning;
SET search_path = country, public;
SET max_parallel_workers_per_gather = 2;
SET jit = off;
SELECT count(*) AS reports, pg_size_pretty(sum(octet_length(body))) AS size, sum(octet_length(body)) / 1e6 AS mb FROM report \gset

-- ----- the views, each once, as an aggregate over all of its rows ------------------------------------------------------
CREATE TABLE step (place integer GENERATED ALWAYS AS IDENTITY, what text, seconds numeric, processor numeric);
INSERT INTO step (what, seconds, processor) VALUES ('load: parse, deduplicate, file and store, two sessions', :seconds, :processor);

CREATE PROCEDURE answer(what text, query text) LANGUAGE plpgsql AS $$
DECLARE
  busy numeric := processor();
  began timestamptz := clock_timestamp();
  seconds numeric;
BEGIN
  EXECUTE query;
  seconds := extract(epoch FROM clock_timestamp() - began);
  PERFORM pg_sleep(0.1);
  INSERT INTO country.step (what, seconds, processor) VALUES (what, seconds, processor() - busy);
END $$;

CALL answer('`report_summary`: counts, totals and both judgements by form and year', $$
  SELECT form, year, count(*), count(*) FILTER (WHERE is_readable), count(*) FILTER (WHERE is_consistent), sum(error_count), sum(warning_count),
         sum(new_received), sum(carried_out), sum(number_cells), sum(missing_cells)
  FROM report_summary WHERE is_current GROUP BY 1, 2$$);
CALL answer('`application_fact`: cases by year, group of outcomes and kind of applicant', $$
  SELECT year, outcome_group, applicant_kind, sum(cases), count(*) FILTER (WHERE state = 'blank')
  FROM application_fact WHERE is_current AND scope = 'agency' GROUP BY 1, 2, 3$$);
CALL answer('`disclosure_fact`: amounts by year, item and measure', $$
  SELECT year, item, measure, sum(amount), count(*) FILTER (WHERE state = 'blank')
  FROM disclosure_fact WHERE is_current AND scope = 'agency' GROUP BY 1, 2, 3$$);
CALL answer('`dispute_fact`: cases by year, kind of dispute and result', $$
  SELECT year, dispute, dispute_result, sum(cases) FROM dispute_fact WHERE is_current AND scope = 'agency' GROUP BY 1, 2, 3$$);
CALL answer('`finding`: findings by code and identity', $$
  SELECT code, identity_name, count(*), sum(abs(difference)) FROM finding GROUP BY 1, 2$$);
CALL answer('`report_wide`: ten of its columns summed by year', $$
  SELECT year, sum(t3_new_received_total), sum(t3_carried_in_total), sum(t3_granted_total), sum(t3_partly_granted_total), sum(t3_denied_law_total),
         sum(t3_unavailable_not_held_total), sum(t3_result_total_total), sum(t3_carried_out_total), sum(t4_review_total), sum(t4_litigation_direct_total)
  FROM report_wide WHERE is_current AND scope = 'agency' GROUP BY 1$$);
CALL answer('`agency_year`: mean of each rate by year, and why there is none', $$
  SELECT year, avg(disclosed_rate), avg(denied_rate), avg(unavailable_rate), avg(completion_rate), avg(review_correction_rate), avg(litigation_correction_rate),
         count(*) FILTER (WHERE disclosed_rate_state = 'identity_fails')
  FROM agency_year WHERE is_current GROUP BY 1$$);

\echo '| step | seconds | processor seconds | seconds for 1,200,000 | processor seconds for 1,200,000 |'
\echo '|---|---:|---:|---:|---:|'
SELECT format('| %s | %s | %s | %s | %s |', what, round(seconds, 2), round(processor, 2), round(seconds * 1200000 / :reports, 1), round(processor * 1200000 / :reports, 1))
FROM (SELECT * FROM step UNION ALL SELECT max(place) + 1, 'all of it', sum(seconds), sum(processor) FROM step) s ORDER BY place;

-- ----- what came out ---------------------------------------------------------------------------------------------------
-- A cell is wrong when it holds a number that its report does not have there; equal figures need no look at their cells.
CREATE VIEW judged AS
SELECT t.layout, t.damage, t.figures IS NOT NULL AS is_report, (r.report).figures = t.figures AS is_whole, w.wrong, w.told, w.said,
       r.year <> t.year OR r.agency <> t.agency AS is_misfiled, (r.report).figures IS NOT NULL AS is_read
FROM truth t LEFT JOIN report r USING (source)
     LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE c.value IS NOT NULL AND c.value IS DISTINCT FROM o.value) AS wrong,
                               count(c.value) AS told, count(o.value) AS said
                          FROM gireport_cells(r.report) c
                               JOIN gireport_cells(ROW(t.form, t.year, t.agency, NULL, t.figures, NULL, NULL)::gireport) o
                                    USING (table_key, row_key, column_key)
                         WHERE ((r.report).figures <> t.figures)) w ON true;
CREATE TABLE judgement AS
SELECT layout, damage <> 'none' AS is_damaged, count(*) AS texts, count(*) FILTER (WHERE is_report AND is_read) AS read, count(*) FILTER (WHERE is_whole) AS whole,
       count(*) FILTER (WHERE is_read AND NOT is_report) AS invented, coalesce(sum(wrong), 0) AS wrong, count(*) FILTER (WHERE is_misfiled) AS misfiled
FROM judged GROUP BY 1, 2;

\echo
SELECT format('%s texts, %s (%s bytes each), %s MB/s. Peak memory of a loading session beside shared memory: %s MB.', :reports, :'size',
              round(:mb * 1e6 / :reports), round(:mb / :seconds, 1), round(:memory / 1024.0));
SELECT format('Of %s undamaged texts %s were read whole (%s %%); of %s damaged ones %s were read, %s of them whole. Wrong figures: %s; reports where there was none: %s; filed under another agency or year: %s.',
              sum(texts) FILTER (WHERE NOT is_damaged), sum(whole) FILTER (WHERE NOT is_damaged),
              round(100 * sum(whole) FILTER (WHERE NOT is_damaged) / sum(texts) FILTER (WHERE NOT is_damaged), 1),
              sum(texts) FILTER (WHERE is_damaged), sum(read) FILTER (WHERE is_damaged), sum(whole) FILTER (WHERE is_damaged),
              sum(wrong), sum(invented), sum(misfiled)) FROM judgement;
SELECT format('Bytes: figures %s (median), %s (99th percentile); report %s and %s; text, compressed %s and %s; whole row %s and %s. Store with its indexes: %s a report.',
              figures[1], figures[2], reports[1], reports[2], bodies[1], bodies[2], rows[1], rows[2], pg_total_relation_size('report') / :reports)
FROM (SELECT percentile_disc(ARRAY[0.5, 0.99]) WITHIN GROUP (ORDER BY pg_column_size((report).figures)) AS figures,
             percentile_disc(ARRAY[0.5, 0.99]) WITHIN GROUP (ORDER BY pg_column_size(report)) AS reports,
             percentile_disc(ARRAY[0.5, 0.99]) WITHIN GROUP (ORDER BY pg_column_size(body)) AS bodies,
             percentile_disc(ARRAY[0.5, 0.99]) WITHIN GROUP (ORDER BY 24 + pg_column_size(report_id) + pg_column_size(source) + pg_column_size(body) + pg_column_size(digest)
               + pg_column_size(report) + pg_column_size(reading) + pg_column_size(agency) + pg_column_size(year) + pg_column_size(scope) + 1 + pg_column_size(loaded_at)) AS rows
      FROM report) AS sizes;

\echo
\echo '| layout | texts | read whole, undamaged |'
\echo '|---|---:|---:|'
SELECT format('| %s | %s | %s %% |', layout, sum(texts),
              round(100 * sum(whole) FILTER (WHERE NOT is_damaged) / nullif(sum(texts) FILTER (WHERE NOT is_damaged), 0), 1)) FROM judgement GROUP BY layout ORDER BY layout;

DO $$
BEGIN
  IF EXISTS (SELECT FROM country.judgement WHERE wrong + invented + misfiled > 0) THEN
    RAISE EXCEPTION 'what was read is not what was written' USING
      DETAIL = (SELECT string_agg(j::text, ' ') FROM country.judgement j WHERE wrong + invented + misfiled > 0);
  END IF;
END $$;
