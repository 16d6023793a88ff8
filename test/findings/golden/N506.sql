\set document `cat test/samples/2021-tabs-clean.txt`
SELECT * FROM gireport_findings(regexp_replace(regexp_replace(replace(:'document', '共收到并登记公开申请2件，加上上年转入的0件，本年答复2件', '全年受理公开申请3件'),
  E'(上年结转[^\t]*\t\t)[^\n]*', E'\\1\u0031\t0\t0\t0\t0\t0\t1\t'), E'(四、结转[^\t]*\t\t)[^\n]*', E'\\1\u0031\t0\t0\t0\t0\t0\t1\t'));
