\set new `cat test/samples/2021-tabs-clean.txt`
\set old `cat test/samples/2019-tabs-clean.txt`
-- Table 2 of form 2019, table 3 of form 2021; the title's year and the period are the first one's.
SELECT * FROM gireport_findings(split_part(:'old', '三、收到和处理', 1) || '三、收到和处理' || split_part(:'new', '三、收到和处理', 2));
