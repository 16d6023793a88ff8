\set document `cat test/samples/2021-tabs-clean.txt`
SELECT * FROM gireport_findings(replace(:'document', '统计期限为2023年1月1日至2023年12月31日', '统计期限为２０２２年1月1日至2022年12月31日'));
