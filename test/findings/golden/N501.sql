\set document `cat test/samples/2021-tabs-clean.txt`
SELECT * FROM gireport_findings(replace(:'document', '(一) 主动公开情况', '全年新收政府信息公开申请3件。'));
