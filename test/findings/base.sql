-- Made-up reports for tests: included by the suites 40_checks and 41_repairs, and run before every golden.

-- A report in which every identity holds and every number of tables 3 and 4 is its own; the given cells, in the text form of
-- gireport_figures, are changed.
CREATE TEMP TABLE base AS
WITH plain AS (
  SELECT form, ordinal, path, table_key, row_key, column_key, outcome_group IS NOT NULL AS outcome,
         CASE WHEN column_key = 'total' THEN 0 WHEN row_key = 'result_total' THEN 0 ELSE ordinal + 7 * (ordinal % 5) END AS n
  FROM gireport_form_cells()),
totals AS (   -- （七）总计 is the sum of the outcomes, 四 what 一 and 二 leave
  SELECT p.*, CASE WHEN p.table_key <> 'table3' OR p.column_key = 'total' THEN p.n
                   WHEN p.row_key = 'result_total' THEN (SELECT sum(o.n) FROM plain o WHERE o.form = p.form AND o.column_key = p.column_key AND o.outcome)
                   WHEN p.row_key = 'new_received' THEN p.n + (SELECT sum(o.n) FROM plain o WHERE o.form = p.form AND o.column_key = p.column_key AND o.outcome)
                   WHEN p.row_key = 'carried_out' THEN (SELECT sum(o.n) FROM plain o WHERE o.form = p.form AND o.column_key = p.column_key AND o.row_key IN ('new_received', 'carried_in'))
                   ELSE p.n END AS m
  FROM plain p)
SELECT t.form, t.ordinal, t.path, t.table_key, t.row_key, t.column_key, t.outcome,
       CASE WHEN t.column_key = 'total' THEN (SELECT sum(o.m) FROM totals o WHERE (o.form, o.table_key, o.row_key) = (t.form, t.table_key, t.row_key) AND o.column_key <> 'total')
            ELSE t.m END::integer AS n
FROM totals t;
CREATE FUNCTION pg_temp.report(wanted text, given jsonb DEFAULT '{}') RETURNS gireport LANGUAGE sql AS $$
  SELECT ROW(wanted, CASE wanted WHEN '2019' THEN 2020 ELSE 2024 END, '云珩县教育和体育局', NULL,
             '1/' || wanted || '/1;' || string_agg(line, ';' ORDER BY place), NULL, NULL)::gireport
  FROM (SELECT min(ordinal) AS place, row_key || '=' || string_agg(coalesce(given ->> path, n::text), ',' ORDER BY ordinal) AS line
        FROM base WHERE form = wanted GROUP BY row_key) AS rows
$$;
