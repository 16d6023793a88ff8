\pset footer off
\pset null '(null)'
\set ON_ERROR_STOP on
CREATE EXTENSION gireport;

\echo '--- 1. Read: one report of each layout, straight from its text.'
\set tabs `cat test/samples/2021-tabs-clean.txt`
\set lines `cat test/samples/2021-lines-blanks.txt`
\set old `cat test/samples/2019-lines-clean.txt`
\set wrong `cat test/samples/2021-lines-inconsistent.txt`
\set lost `cat test/samples/2019-tabs-lost-cells.txt`

CREATE TABLE sample (source text, body text);
INSERT INTO sample VALUES
  ('2021-tabs-clean', :'tabs'), ('2021-lines-blanks', :'lines'), ('2019-lines-clean', :'old'),
  ('2021-lines-inconsistent', :'wrong'), ('2019-tabs-lost-cells', :'lost');

SELECT source, (r).form, (r).year, (r).agency, gireport_value(r, 'table3.new_received.total') AS received,
       gireport_value(r, 'table3.result_total.total') AS answered, gireport_readable(r) AS readable, gireport_valid(r) AS consistent
FROM sample, LATERAL (SELECT gireport_parse(body) AS r OFFSET 0) AS parsed;

\echo '--- 2. Every cell knows what it is and where it was printed (three of 200).'
SELECT label, value, state, line, position
FROM gireport_cells(:'lines'::text)
WHERE table_key = 'table3' AND row_key = 'granted' LIMIT 3;

\echo '--- 3. Store: a strict store takes what is readable and consistent ...'
SELECT gireport_create_store('demo', enforce => true);
INSERT INTO demo.report (source, body)
SELECT source, body FROM sample WHERE source IN ('2021-tabs-clean', '2021-lines-blanks', '2019-lines-clean');

\echo '... and refuses the others, naming the rule and the figures.'
\set ON_ERROR_STOP off
INSERT INTO demo.report (source, body) SELECT source, body FROM sample WHERE source = '2021-lines-inconsistent';
\echo
INSERT INTO demo.report (source, body) SELECT source, body FROM sample WHERE source = '2019-tabs-lost-cells';
\set ON_ERROR_STOP on

\echo
\echo '--- 4. Query: plain views for a BI client.'
SELECT * FROM demo.report_summary;
SELECT * FROM demo.agency_year;
