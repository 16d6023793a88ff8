# What the planner makes of reports, with PostgreSQL's own settings: parallel plans, indexes on what is read and judged, and estimates
# that are near the truth once somebody has counted.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('planner');
$node->init(extra => [ '--encoding=UTF8', '--locale=C.UTF-8' ]);
$node->start;

# Thirty thousand reports: years grow, most agencies have nothing to report, a few have thousands, one in nine does not add up.
my $clean = slurp_file('samples/2021-tabs-clean.txt');
$node->safe_psql('postgres', qq{CREATE EXTENSION gireport;
CREATE TABLE report (id integer, report gireport);
ALTER TABLE report ALTER report SET STORAGE MAIN;
INSERT INTO report
SELECT i, gireport_from_jsonb(jsonb_build_object('form', CASE WHEN year < 2021 THEN '2019' ELSE '2021' END, 'year', year, 'agency', '机关' || i % 5000,
         'table3', jsonb_build_object('new_received', row, 'result_total', CASE WHEN i % 9 = 0 THEN row || '{"total": 7777}' ELSE row END)))
FROM (SELECT i, 2024 - floor(3 * random() * random() * 2)::integer AS year,
             jsonb_build_object('natural_person', n, 'commercial', 0, 'research', 0, 'charity', 0, 'legal_service', 0, 'other', 0, 'total', n) AS row
      FROM (SELECT i, floor(power(1.0 / (1.0 - random() * 0.9998), 1.1) - 1)::integer AS n FROM generate_series(1, 30000) i OFFSET 0) s OFFSET 0) v;
CREATE TABLE text (id integer, body text);
ALTER TABLE text ALTER body SET STORAGE MAIN;
INSERT INTO text SELECT i, \$body\$$clean\$body\$ || i FROM generate_series(1, 6000) i;
ANALYZE report, text;});

sub plan_of { return $node->safe_psql('postgres', "EXPLAIN (COSTS OFF) $_[0]") }

# ----- parallel plans --------------------------------------------------------------------------------
like(plan_of('SELECT count(gireport_try_parse(body)) FROM text'), qr/Gather.*Partial Aggregate.*Parallel Seq Scan/s, 'texts are read by several processes');
like(plan_of('CREATE TABLE parsed AS SELECT id, gireport_try_parse(body) AS report FROM text'), qr/Gather.*Parallel Seq Scan/s, 'also into a table');
like(plan_of('SELECT count(*) FROM text WHERE gireport_valid(gireport_try_parse(body))'), qr/Gather.*Parallel Seq Scan.*Filter: gireport_valid/s, 'and filtered by what they say');
$node->safe_psql('postgres', 'CREATE TABLE many AS SELECT report FROM report, generate_series(1, 12); ANALYZE many');
like(plan_of('SELECT count(*) FILTER (WHERE gireport_valid(report)), count(*) FILTER (WHERE gireport_readable(report)) FROM many'), qr/Gather.*Partial Aggregate.*Parallel Seq Scan/s, 'reports are judged by several processes');
# How many groups there are is guessed from how many reports differ, until somebody has counted the years.
$node->safe_psql('postgres', 'CREATE STATISTICS many_years ON (gireport_year(report)) FROM many; ANALYZE many');
like(plan_of(q{SELECT gireport_year(report), sum(gireport_value(report, 'table3.new_received.total')) FROM many GROUP BY 1}), qr/Gather.*Partial HashAggregate.*Parallel Seq Scan/s, 'and summed up');
like(plan_of(q{SELECT f.code, count(*) FROM many, gireport_findings(report) f GROUP BY 1}), qr/Gather.*Parallel Seq Scan/s, 'and their findings counted');
SKIP:
{
	skip 'there is no gireport_sum', 1 if $node->safe_psql('postgres', q{SELECT count(*) FROM pg_proc WHERE proname = 'gireport_sum' AND prokind = 'a'}) eq '0';
	like(plan_of('SELECT gireport_year(report), gireport_sum(report) FROM many GROUP BY 1'), qr/Gather.*Partial .*Aggregate.*Parallel Seq Scan/s, 'gireport_sum is rolled up by several processes');
}
# The views of a store that look at one report at a time.
$node->safe_psql('postgres', q{SET client_min_messages = warning; SELECT gireport_create_store('s'); ALTER TABLE s.report DISABLE TRIGGER USER;
INSERT INTO s.agency (name, publishes_summaries) SELECT DISTINCT gireport_agency(report), false FROM report;
INSERT INTO s.report (report, reading, agency, year, scope, is_current)
SELECT report, 'read', gireport_agency(report), gireport_year(report), 'agency', false FROM many WHERE gireport_year(report) = 2024;
ALTER TABLE s.report ENABLE TRIGGER USER; ANALYZE s.report, s.agency});
foreach (['report_summary', 'year, sum(error_count), count(*) FILTER (WHERE is_consistent)'], ['application_fact', 'year, outcome_group, applicant_kind, sum(cases)'],
	['disclosure_fact', 'year, item, measure, sum(amount)'], ['dispute_fact', 'year, dispute, dispute_result, sum(cases)'], ['finding', 'code, identity_name, count(*)'],
	['report_wide', 'year, sum(t3_granted_total)'], ['agency_year', 'year, avg(disclosed_rate), avg(litigation_correction_rate)'])
{
	my ($view, $columns) = @$_;
	my $groups = () = $columns =~ /(?<![(\w])(?:year|code|item|measure|outcome_group|applicant_kind|dispute|dispute_result|identity_name)(?=,)/g;
	my $plan = plan_of("SELECT $columns FROM s.$view GROUP BY " . join ', ', 1 .. $groups);
	like($plan, qr/Gather.*Partial HashAggregate.*Parallel Seq Scan on report/s, "$view is answered by several processes, without sorting its rows");
}
unlike(plan_of('SELECT gireport_valid(report) FROM report WHERE id < 10'), qr/Gather/, 'a few rows are not worth it');

# ----- the costs are in proportion -------------------------------------------------------------------
# Of reports as they are printed: every cell is there.
$node->safe_psql('postgres', 'CREATE TABLE full_report AS SELECT n AS id, report FROM (SELECT gireport_parse(body) AS report FROM text LIMIT 100) r, generate_series(1, 60) n; ANALYZE full_report');
sub microseconds
{
	my ($call, $from, $rows) = @_;
	my @times = sort { $a <=> $b } map
	{
		my ($time) = $node->safe_psql('postgres', "SET max_parallel_workers_per_gather = 0; EXPLAIN (ANALYZE, TIMING OFF) SELECT count($call) FROM $from") =~ /Execution Time: ([\d.]+)/;
		$time
	} 1 .. 5;
	return $times[0] * 1000 / $rows;
}
my $nothing = microseconds('id', 'full_report', 6000);
my %us = ('gireport_parse(text)' => microseconds('gireport_parse(body)', 'text', 6000) - microseconds('body', 'text', 6000),
	'gireport_jsonb(gireport)' => microseconds('gireport_jsonb(report)', 'full_report', 6000) - $nothing,
	'gireport_valid(gireport,text)' => microseconds('gireport_valid(report)', 'full_report', 6000) - $nothing,
	'gireport_value(gireport,text)' => microseconds(q{gireport_value(report, 'table3.result_total.total')}, 'full_report', 6000) - $nothing);
my %cost = split /[|\n]/, $node->safe_psql('postgres', 'SELECT f, procost FROM unnest(ARRAY[' . join(', ', map { "'$_'" } keys %us) . ']) f JOIN pg_proc ON oid = f::regprocedure');
my @names = sort keys %us;
foreach my $i (1 .. $#names)
{
	my $ratio = ($cost{$names[$i]} / $cost{$names[0]}) / ($us{$names[$i]} / $us{$names[0]});
	cmp_ok(abs(log($ratio)), '<', log(5), "$names[$i] to $names[0]: COST is in proportion to the time") or diag(sprintf 'by COST %.2f, by time %.2f', $cost{$names[$i]} / $cost{$names[0]}, $us{$names[$i]} / $us{$names[0]});
}

# ----- indexes and statistics ----------------------------------------------------------------------------
# Estimated and true rows of a condition.
sub rows_of
{
	my ($condition) = @_;
	my ($estimate) = $node->safe_psql('postgres', "SET max_parallel_workers_per_gather = 0; EXPLAIN SELECT FROM report WHERE $condition") =~ /rows=(\d+)/;
	return ($estimate, $node->safe_psql('postgres', "SELECT count(*) FROM report WHERE $condition"));
}
sub is_near
{
	my ($name, $condition) = @_;
	my ($estimate, $truth) = rows_of($condition);
	ok($truth > 0 && $estimate <= 2 * $truth && $estimate >= $truth / 2, "$name: $condition") or diag("estimated $estimate, found $truth");
}
my @conditions = (
	[ 'rare year' => 'gireport_year(report) = 2020' ], [ 'common year' => 'gireport_year(report) = 2024' ],
	[ 'large numbers' => q{gireport_value(report, 'table3.new_received.total') > 100} ], [ 'zero' => q{gireport_value(report, 'table3.new_received.total') = 0} ],
	[ 'inconsistent' => 'NOT gireport_valid(report)' ], [ 'consistent' => 'gireport_valid(report)' ],
	[ 'an identity fails' => q{gireport_failing(report) @> '{t3_row_result_total}'} ]);
my @far = grep { my ($estimate, $truth) = rows_of($_->[1]); $estimate > 2 * $truth || $estimate < $truth / 2 } @conditions;
cmp_ok(scalar @far, '>=', 4, 'before anybody has counted, estimates are guesses');

$node->safe_psql('postgres', q{
CREATE INDEX report_year ON report (gireport_year(report));
CREATE INDEX report_received ON report (gireport_value(report, 'table3.new_received.total'));
CREATE INDEX report_wrong ON report (id) WHERE NOT gireport_valid(report);
CREATE INDEX report_failing ON report USING gin (gireport_failing(report));
CREATE STATISTICS report_valid ON (gireport_valid(report)) FROM report;
ANALYZE report;});
is_near(@$_) foreach @conditions;

# Two conditions that depend on each other: the form goes by the year.
my $dependent = q{gireport_form(report) = '2019' AND gireport_year(report) = 2020};
my ($estimate, $truth) = rows_of($dependent);
ok($estimate < $truth / 2, 'the planner takes conditions to be independent') or diag("estimated $estimate, found $truth");
$node->safe_psql('postgres', 'CREATE STATISTICS report_form_year (dependencies, mcv) ON (gireport_form(report)), (gireport_year(report)) FROM report; ANALYZE report');
is_near('dependent conditions', $dependent);

like(plan_of('SELECT id FROM report WHERE gireport_year(report) = 2020'), qr/Index Scan.*report_year|Bitmap Index Scan on report_year/s, 'a rare year is found by its index');
like(plan_of(q{SELECT id FROM report WHERE gireport_value(report, 'table3.new_received.total') > 3000}), qr/report_received/, 'a large number is found by its index');
like(plan_of(q{SELECT id FROM report ORDER BY gireport_value(report, 'table3.new_received.total') LIMIT 10}), qr/Limit.*Index Scan using report_received/s, 'the smallest come out of the index in order');
like(plan_of('SELECT id FROM report WHERE NOT gireport_valid(report) AND id < 1000'), qr/report_wrong/, 'wrong ones are found by a partial index');
$node->safe_psql('postgres', q{INSERT INTO report SELECT -1, gireport_from_jsonb('{"form": "2021", "table4": {"review": {"upheld": 1, "corrected": 0, "other": 0, "pending": 0, "total": 2}}}')});
like(plan_of(q{SELECT id FROM report WHERE gireport_failing(report) @> '{t4_sum_review}'}), qr/Bitmap Index Scan on report_failing/, 'those in which an identity fails are found by a GIN index');
is($node->safe_psql('postgres', q{SET enable_seqscan = off; SELECT id FROM report WHERE gireport_failing(report) @> '{t4_sum_review}'}), '-1', 'and are the right ones');
is($node->safe_psql('postgres', q{SELECT count(*) FROM report r WHERE gireport_failing(report) IS DISTINCT FROM
  (SELECT coalesce(array_agg(i.identity), '{}') FROM gireport_identities(gireport_form(r.report)) i WHERE gireport_outcome(r.report, i.identity) = 'fails') AND id % 50 = 0}), '0', 'gireport_failing names what gireport_outcome says');

$node->stop;
done_testing();
