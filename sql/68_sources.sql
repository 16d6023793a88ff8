-- Where many reports fail alike, their source, their agency or their year is to blame.
\set clean `cat "$PG_ABS_SRCDIR/test/samples/2021-tabs-clean.txt"`
\set lost `cat "$PG_ABS_SRCDIR/test/samples/2019-tabs-lost-cells.txt"`
\set SHOW_CONTEXT never

SELECT source, gireport_source_group(source) FROM (VALUES
  ('https://www.YUNHENG.example/zwgk/2023/1.html'), ('http://a.example:8080?id=3'), ('ftp://b.example'), ('town/2023/x.txt'), ('C:\in\x.doc'), ('/x.txt'), ('x.txt'), (''), (NULL)) AS v (source);

-- A text in which the first two figures of 本年新收 are exchanged with nothing is shifted: row and balance fail. Each its own agency.
SELECT gireport_create_store('many');
CREATE FUNCTION pg_temp.town(n integer) RETURNS text LANGUAGE sql AS $$ SELECT translate(n::text, '0123456789', '甲乙丙丁戊己庚辛壬癸') || '镇' $$;
CREATE FUNCTION pg_temp.shifted(body text) RETURNS text LANGUAGE sql AS $$ SELECT replace(body, E'数量\t\t1\t1\t0\t0\t0\t0\t2', E'数量\t\t1\t1\t2\t0\t0\t0\t2') $$;
SET client_min_messages = warning;
INSERT INTO many.report (source, body)
SELECT 'https://shifted.example/' || n, pg_temp.shifted(replace(:'clean', '汀沅镇', pg_temp.town(n))) FROM generate_series(1, 6) n UNION ALL
SELECT 'https://good.example/' || n, replace(:'clean', '汀沅镇', pg_temp.town(n)) FROM generate_series(7, 12) n UNION ALL
SELECT 'https://lost.example/' || n, replace(:'lost', '汀屿区', pg_temp.town(n)) FROM generate_series(1, 3) n UNION ALL
SELECT 'scans/' || n || '.txt', '第' || n || '页' FROM generate_series(1, 4) n;
RESET client_min_messages;
SELECT seq, code, source, agency, year, failure, failing, reports, layout, examples FROM gireport_source_findings('many');
SELECT message, message_zh FROM gireport_source_findings('many') WHERE source = 'shifted.example' LIMIT 1;
-- Fewer than the minimum, or than the share, say nothing; older versions do not count.
SELECT source, failure, failing, reports FROM gireport_source_findings('many', 5);
SELECT count(*) FROM gireport_source_findings('many', 7);
INSERT INTO many.report (source, body) SELECT 'https://shifted.example/mended' || n, replace(:'clean', '汀沅镇', pg_temp.town(n)) FROM generate_series(1, 4) n;
SELECT source, failure, failing, reports FROM gireport_source_findings('many') WHERE source = 'shifted.example';
SELECT source, failure, failing, reports FROM gireport_source_findings('many', 1, 0.3) WHERE source = 'shifted.example';
-- A store in partitions is asked in the same way.
SELECT gireport_create_partitioned_store('parts', 2);
INSERT INTO parts.inbox (source, body) SELECT 'https://shifted.example/' || n, pg_temp.shifted(replace(:'clean', '汀沅镇', pg_temp.town(n))) FROM generate_series(1, 6) n;
SELECT code, source, failure, failing, reports FROM gireport_source_findings('parts');
-- Mistakes of the caller.
SELECT * FROM gireport_source_findings('nowhere');
SELECT * FROM gireport_source_findings('many', 0);
SELECT * FROM gireport_source_findings('many', 3, 1.5);
SET client_min_messages = warning;
DROP SCHEMA many, parts, parts_0, parts_1 CASCADE;
