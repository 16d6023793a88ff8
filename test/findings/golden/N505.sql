\set document `cat test/samples/2021-tabs-clean.txt`
SELECT * FROM gireport_findings(replace(:'document', '2023年共对外公开各类信息233条', '2023年共对外公开各类信息233条，其中政策文件类100条，工作动态类80条'));
