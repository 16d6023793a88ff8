\set document `cat test/samples/2021-tabs-clean.txt`
SELECT * FROM gireport_findings(replace(replace(:'document', E'行政规范性文件\t0\t0\t0', E'行政规范性文件\t/\t0\t0'), '(一) 主动公开情况', '本年度制发行政规范性文件4件。'));
