\set document `cat test/samples/2021-tabs-clean.txt`
SELECT * FROM gireport_findings(replace(:'document', '共收到并登记公开申请2件，加上上年转入的0件，本年答复2件', '全年有5人次提出政府信息公开申请'));
