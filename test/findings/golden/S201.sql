\set lost `cat test/samples/2019-tabs-lost-cells.txt`
SELECT * FROM gireport_findings(:'lost'::text) WHERE code = 'S201';
