# Parallel plans: workers read and judge reports, and come to what one process comes to.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my @samples = qw(2019-lines-clean 2019-tabs-clean 2019-tabs-lost-cells 2021-lines-blanks 2021-lines-inconsistent 2021-tabs-clean);

my $node = PostgreSQL::Test::Cluster->new('parallel');
$node->init(extra => [ '--encoding=UTF8', '--locale=C.UTF-8' ]);
$node->append_conf('postgresql.conf', "max_worker_processes = 8\nmax_parallel_workers = 8\n");
$node->start;

my $bodies = join ', ', map { "('$_', \$body\$" . slurp_file("samples/$_.txt") . '$body$)' } @samples;
$node->safe_psql('postgres', qq{
CREATE EXTENSION gireport;
CREATE TABLE sample (name text, body text);
INSERT INTO sample VALUES $bodies;
CREATE TABLE source (id integer, body text);
INSERT INTO source SELECT n, body || n FROM generate_series(1, 100) AS n, sample;
INSERT INTO source SELECT n, 'no report ' || n FROM generate_series(1, 100) AS n;
CREATE TABLE report AS SELECT id, gireport_try_parse(body) AS r FROM source;
CREATE TABLE one_form AS SELECT id % 7 AS part, r FROM report, generate_series(1, 5) WHERE gireport_form(r) = '2021';
ANALYZE source, report, one_form;
});

# The leader only collects, so that all the work is the workers'.
my $parallel = q{SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SET min_parallel_index_scan_size = 0; SET parallel_leader_participation = off; };
my $serial = 'SET max_parallel_workers_per_gather = 0; ';

my %queries = (
	'parse' => q{SELECT count(r), md5(string_agg(r::text, ',' ORDER BY r::text)) FROM (SELECT gireport_try_parse(body) AS r FROM source OFFSET 0) AS p},
	'parse, filter' => q{SELECT count(*) FROM source WHERE gireport_year(gireport_try_parse(body)) = 2024},
	'parse, aggregate' => q{SELECT sum(gireport_value(gireport_try_parse(body), 'table3.result_total.total')) FROM source},
	'reading' => q{SELECT count(*) FROM source WHERE (gireport_reading(body)).status = 'not_a_report'},
	'judge' => q{SELECT gireport_valid(r), gireport_valid(r, 'unknown'), gireport_readable(r), count(*) FROM report GROUP BY 1, 2, 3 ORDER BY 1, 2, 3},
	'value and state' => q{SELECT gireport_state(r, 'table3.carried_in.total'), sum(gireport_value(r, 'table3.new_received.total')), sum((r).granted.total) FROM report GROUP BY 1 ORDER BY 1},
	'cells' => q{SELECT c.state, count(*), sum(c.value) FROM report, gireport_cells(r) c GROUP BY 1 ORDER BY 1},
	'findings' => q{SELECT f.code, f.identity, count(*) FROM report, gireport_findings(r) f GROUP BY 1, 2 ORDER BY 1, 2},
	'json' => q{SELECT count(*) FROM report WHERE gireport_from_jsonb(gireport_jsonb(r)) = r},
	'hash join' => q{SELECT count(*) FROM report a JOIN report b ON (a.r).figures = (b.r).figures},
	'sum' => q{SELECT gireport_sum(r) FROM one_form},
	'sum by group' => q{SELECT part, gireport_sum(r) FROM one_form GROUP BY 1 ORDER BY 1},
	'sum of sums' => q{SELECT (SELECT (gireport_sum(r)).figures FROM one_form) = (SELECT (gireport_sum(s)).figures FROM (SELECT gireport_sum(r) AS s FROM one_form GROUP BY part) AS x)},
	'distinct' => q{SELECT count(*) FROM (SELECT DISTINCT (r).figures FROM report) AS d});

foreach my $name (sort keys %queries)
{
	my $plan = $node->safe_psql('postgres', "$parallel EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) $queries{$name}");
	like($plan, qr/Workers Launched: [1-9]/, "$name: workers run");
	like($plan, qr/Partial .*Aggregate/, "$name: workers add up, the leader combines") if $name =~ /^sum/;
	my $result = $node->safe_psql('postgres', "$parallel $queries{$name}");
	isnt($result, '', "$name: there is a result");
	is($result, $node->safe_psql('postgres', "$serial $queries{$name}"), "$name: workers come to the same");
}

# An error of a worker is the error of the function, in the language of the session.
sub raised
{
	my ($settings, $query) = @_;
	my ($status, $out, $error) = $node->psql('postgres', "\\set VERBOSITY verbose\n$settings\n$query");
	return $error;
}
my $error = raised($parallel, 'SELECT count(gireport_parse(body)) FROM source');
like($error, qr/ERROR:  ZG001: the text holds no annual report/, 'an error of a worker keeps its SQLSTATE');
like($error, qr/DETAIL: .*HINT: .*CONTEXT:  parallel worker/s, 'an error of a worker keeps detail and hint');
like(raised("$parallel SET gireport.language = 'zh';", 'SELECT count(gireport_parse(body)) FROM source'), qr/ERROR:  ZG001: 文本不是/, 'an error of a worker has the language of the session');
$error = raised($parallel, 'SELECT count(*) FROM report WHERE gireport_require(r)');
like($error, qr/ERROR:  23514: .*CONSTRAINT NAME:  t3_row_new_received/s, 'an error of a worker keeps the constraint');

# A worker's sum has another form than the leader's: the error of one process, whoever meets it.
like(raised($parallel, 'SELECT gireport_sum(r) FROM report'), qr/ERROR:  22023: cannot add up reports of different forms: (2019 and 2021|2021 and 2019)/, 'forms do not mix across workers');

# Indexes on what is read, built by workers.
my $build = q{SET max_parallel_maintenance_workers = 2; SET min_parallel_table_scan_size = 0; ALTER TABLE source SET (parallel_workers = 2);
CREATE INDEX source_year ON source (gireport_year(gireport_try_parse(body)));
CREATE INDEX report_figures ON report (((r).figures));};
is($node->psql('postgres', $build), 0, 'indexes on reports are built by workers');
is($node->safe_psql('postgres', "SET enable_seqscan = off; $queries{'parse, filter'}"), $node->safe_psql('postgres', "SET enable_indexscan = off; SET enable_bitmapscan = off; $serial $queries{'parse, filter'}"),
	'an index built by workers finds the same');

# Reading a long text can be timed out, also where bad texts raise nothing.
$node->safe_psql('postgres', q{CREATE TABLE long AS SELECT string_agg(body, E'\n') AS body FROM source, generate_series(1, 20)});
foreach my $call ('gireport_parse(body)', 'gireport_try_parse(body)', 'gireport_reading(body)', 'gireport_cells(body)')
{
	$error = raised("SET statement_timeout = '10ms';", "SELECT count(r::text) FROM (SELECT $call AS r FROM long) AS x;");
	like($error, qr/57014/, "$call of a long text can be timed out");
}
is($node->safe_psql('postgres', 'SELECT length(body) > 10000000, (gireport_reading(body)).status <> \'\' FROM long'), 't|t', 'a long text can be read');

$node->stop;
done_testing();
