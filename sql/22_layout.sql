-- gireport_layout: what was recognised, and why a row was refused.
\set lost `cat "$PG_ABS_SRCDIR/test/samples/2019-tabs-lost-cells.txt"`
\set lines `cat "$PG_ABS_SRCDIR/test/samples/2021-lines-blanks.txt"`
SELECT table_key, label, outcome, printed, reason, reason_zh, layout FROM gireport_layout(:'lost') WHERE row_key IS NULL;
SELECT row_key, outcome, printed, reason FROM gireport_layout(:'lost') WHERE outcome = 'refused';
SELECT outcome, count(*), min(layout) AS layout FROM gireport_layout(:'lines') GROUP BY 1 ORDER BY 1;
-- Refused here and unreadable there are the same rows.
SELECT l.row_key, l.outcome, c.state
FROM gireport_layout(:'lost') l
FULL JOIN (SELECT DISTINCT row_key, state FROM gireport_cells(:'lost'::text) WHERE state IN ('unreadable', 'missing')) c USING (row_key)
WHERE (l.outcome IN ('refused', 'missing')) IS DISTINCT FROM (c.state IS NOT NULL) AND l.row_key IS NOT NULL;
-- A row gone, a damaged label, a row that is there twice with different figures, figures of two rows beside one label.
CREATE FUNCTION pg_temp.fate(body text, wanted text) RETURNS text LANGUAGE sql
RETURN (SELECT outcome || ': ' || reason FROM gireport_layout(body) WHERE row_key = wanted);
SELECT pg_temp.fate(regexp_replace(:'lost', E'\t[^\t\n]*属于行政查询事项[^\n]*\n', E'\n'), 'denied_query') AS gone;
SELECT pg_temp.fate(replace(:'lost', '属于行政执法案卷', '属干行政执法案券'), 'denied_case_file') AS damaged;
SELECT pg_temp.fate(replace(:'lost', '四、结转下年度继续办理', E'四、结转下年度继续办理\t1\t2\t3\t4\t5\t6\t7\n四、结转下年度继续办理'), 'carried_out') AS twice;
SELECT pg_temp.fate(replace(:'lost', '四、结转下年度继续办理', E'四、结转下年度继续办理\t1\t2\t3\t4\t5\t6\t7\t8'), 'carried_out') AS too_many;
-- No report: nothing but absent tables.
SELECT table_key, outcome, printed FROM gireport_layout('无');

-- The labels of the rows are gone, all figures are there: counted, and believed because they add up. A sum that is off takes the group with it.
\set counted `cat test/corpus/own/E13-labels-lost.txt`
SELECT outcome, reason, reason_zh, count(*) FROM gireport_layout(:'counted') WHERE row_key LIKE 'denied%' GROUP BY 1, 2, 3;
SELECT outcome, reason, count(*) FROM gireport_layout(replace(:'counted', E'（三）不予公开\n0', E'（三）不予公开\n1')) WHERE row_key LIKE 'denied%' GROUP BY 1, 2;
