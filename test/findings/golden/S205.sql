\set document `cat test/samples/2021-tabs-clean.txt`
SELECT * FROM gireport_findings(replace(:'document', '2023年', '2019年'));
