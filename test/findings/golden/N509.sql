\set document `cat test/samples/2021-tabs-clean.txt`
-- 3 received, 2 answered and granted, 1 carried out.
SELECT f.* FROM gireport_findings(
  replace(replace(replace(:'document', '共收到并登记公开申请2件，加上上年转入的0件，本年答复2件。', '办结的申请中，予以公开占全部申请的66.7%。'),
                  E'一、本年新收政府信息公开申请数量\t\t1\t1\t0\t0\t0\t0\t2', E'一、本年新收政府信息公开申请数量\t\t2\t1\t0\t0\t0\t0\t3'),
          E'四、结转下年度继续办理\t\t0\t0\t0\t0\t0\t0\t0', E'四、结转下年度继续办理\t\t1\t0\t0\t0\t0\t0\t1')) f;
