\set first `cat test/samples/2021-tabs-clean.txt`
\set second `cat test/samples/2021-lines-blanks.txt`
SELECT * FROM gireport_findings(:'first' || E'\n' || :'second');
