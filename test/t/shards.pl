# A store over two other servers: what is loaded comes to its shard, what is asked is computed there. EXPLAIN VERBOSE shows what
# postgres_fdw ships and what it does not, and how a view of the shard mends that; PL/Proxy, where it is installed, asks all
# shards at once.
use strict;
use warnings;
use utf8;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;


my %node;
foreach my $name (qw(coordinator east west))
{
	$node{$name} = PostgreSQL::Test::Cluster->new($name);
	$node{$name}->init(extra => [ '--encoding=UTF8', '--locale=C.UTF-8' ]);
	$node{$name}->start;
}
my $coordinator = $node{coordinator};
plan skip_all => 'there is no postgres_fdw'
  if $coordinator->safe_psql('postgres', "SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'") eq '0';

sub ask
{
	my ($node, $query) = @_;
	utf8::encode($query);
	my $answer = $node->safe_psql('postgres', $query);
	utf8::decode($answer);
	return $answer;
}

# ----- the shards, and the store above them ---------------------------------
ask($node{$_}, "CREATE EXTENSION gireport; SELECT gireport_create_store('country')") foreach qw(east west);
ask($coordinator, 'CREATE EXTENSION gireport; CREATE EXTENSION postgres_fdw');
foreach my $name (qw(east west))
{
	my ($host, $port) = ($node{$name}->host, $node{$name}->port);
	ask($coordinator, "CREATE SERVER $name FOREIGN DATA WRAPPER postgres_fdw
	  OPTIONS (host '$host', port '$port', dbname 'postgres', async_capable 'true', use_remote_estimate 'true');
	CREATE USER MAPPING FOR CURRENT_USER SERVER $name");
}
my ($status, undef, $error) = $coordinator->psql('postgres', q{SELECT gireport_create_sharded_store('country', '{east,west}')});
like($error, qr/does not name gireport among its extensions/, 'servers must know the extension');
ask($coordinator, "ALTER SERVER $_ OPTIONS (ADD extensions 'gireport')") foreach qw(east west);
is(ask($coordinator, q{SELECT gireport_create_sharded_store('country', '{east,west}')}), 'country', 'a sharded store is made');

# ----- loading ---------------------------------------------------------------
my %sample = map { my $text = slurp_file("samples/$_.txt"); utf8::decode($text); ($_, $text) } qw(2021-tabs-clean 2021-lines-inconsistent 2019-tabs-lost-cells);
sub quoted { return '$body$' . $_[0] . '$body$' }

# Forty towns, some reports that are wrong, and one text that is none; an ordinary store of the same shows what is expected.
ask($coordinator, "SELECT gireport_create_store('plain'); CREATE TABLE text (source text, body text);
INSERT INTO text SELECT 'town ' || n || ' ' || year, replace(replace(" . quoted($sample{'2021-tabs-clean'}) . ", '汀沅镇', translate(n::text, '0123456789', '甲乙丙丁戊己庚辛壬癸') || '镇'), '2023年', year || '年')
  FROM generate_series(1, 40) n, generate_series(2022, 2024) year;
INSERT INTO text VALUES ('wrong', " . quoted($sample{'2021-lines-inconsistent'}) . "), ('lost', " . quoted($sample{'2019-tabs-lost-cells'}) . "), ('none', '苍屿县的公路全年通车。');
INSERT INTO plain.report (source, body) SELECT source, body FROM text;");
ask($coordinator, "INSERT INTO country.inbox (source, body) SELECT source, body FROM text WHERE source LIKE 'town%'");
# With its agency a text travels unread, and is read where it is kept.
ask($coordinator, "INSERT INTO country.inbox (source, body, agency) SELECT t.source, t.body, r.agency FROM text t JOIN plain.report r USING (source) WHERE source NOT LIKE 'town%'");
ask($coordinator, 'INSERT INTO country.inbox (source, body) SELECT source, body FROM text');
is(ask($coordinator, 'SELECT count(*) FROM country.report'), '123', 'every report is there, and once');
my @counts = map { ask($node{$_}, 'SELECT count(*) FROM country.report') } qw(east west);
ok($counts[0] > 20 && $counts[1] > 20, "both shards have their share (@counts)");
is(ask($coordinator, q{SELECT count(*) FROM country.report WHERE tableoid::regclass::text <> format('country.report_%s', gireport_part_of('country', agency))}), '0', 'each is where its agency is kept');

my $columns = 'source, body, digest, report, reading, agency, year, scope, is_current';
is(ask($coordinator, "SELECT count(*) FROM (SELECT $columns FROM plain.report EXCEPT ALL SELECT $columns FROM country.report) x"), '0', 'reports are those of an ordinary store');
foreach my $view (split /\n/, ask($coordinator, 'SELECT name FROM gireport_store_view_list()'))
{
	my $shown = ask($coordinator, "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'plain.$view'::regclass AND attnum > 0 AND attname NOT LIKE '%report_id' AND attname <> 'loaded_at'");
	my $differ = ask($coordinator, "SELECT count(*) FROM (SELECT $shown FROM plain.$view EXCEPT ALL SELECT $shown FROM country.$view) x,
	  (SELECT 1 FROM plain.$view LIMIT 1) y");
	is($differ, '0', "$view shows what it shows in an ordinary store");
}
($status, undef, $error) = $coordinator->psql('postgres', q{INSERT INTO country.report (source, body, reading, scope, is_current) VALUES ('x', 'x', 'x', 'agency', true)});
like($error, qr/reports are loaded into "country.inbox"/, 'report itself takes no rows');
ask($coordinator, q{UPDATE country.report SET source = 'renamed' WHERE source = 'wrong'});
is(ask($coordinator, q{SELECT count(*) FROM country.report WHERE source = 'renamed'}), '1', 'a report is changed where it is kept');
ask($coordinator, q{DELETE FROM country.report WHERE source = 'renamed'});
is(ask($node{east}, 'SELECT count(*) FROM country.report') + ask($node{west}, 'SELECT count(*) FROM country.report'), 122, 'and deleted there');

# ----- what is computed on the shards ---------------------------------------
sub plan_of
{
	my ($query, $settings) = @_;
	return ask($coordinator, ($settings // '') . " EXPLAIN (VERBOSE, COSTS OFF) $query");
}

# Rows are chosen, or summed up, over there: what is left here is to append them.
sub is_shipped
{
	my ($name, $plan, $remote) = @_;
	unlike($plan, qr/^\s*Filter:/m, "$name: nothing is filtered here");
	my @queries = $plan =~ /Remote SQL: (.*)/g;
	is(scalar(grep { $_ =~ $remote } @queries), 2, "$name: each shard does it") or diag($plan);
}

my $value = "gireport_value(report, 'table3.new_received.total'::gireport_path)";
is_shipped('filter on a cell', plan_of("SELECT source FROM country.report WHERE $value > 1"), qr/WHERE \(\(public\.gireport_value\(report, /);
is_shipped('filter on the year', plan_of('SELECT source FROM country.report WHERE gireport_year(report) = 2023'), qr/WHERE \(\(public\.gireport_year\(report\) = 2023\)\)/);
is_shipped('filter on validity', plan_of('SELECT source FROM country.report WHERE NOT gireport_valid(report)'), qr/WHERE \(\(NOT public\.gireport_valid\(report/);
like(plan_of("SELECT source FROM country.report WHERE $value > 1"), qr/Async Foreign Scan/, 'both shards are asked at the same time');

my $one = plan_of("SELECT gireport_year(report), count(*), sum($value) FROM country.report_0 GROUP BY 1");
like($one, qr/Relations: Aggregate on \(country\.report_0/, 'an aggregate over one shard is computed there, grouped by an accessor');
like($one, qr/Remote SQL: SELECT .*sum\(public\.gireport_value\(report, .*GROUP BY 1/, 'with the accessor as its argument');

my $partition_wise = 'SET enable_partitionwise_aggregate = on;';
my $by_agency = "SELECT agency, count(*), sum($value) FROM country.report GROUP BY agency";
is_shipped('aggregate by the partition key', plan_of($by_agency, $partition_wise), qr/sum\(.*GROUP BY 1/);
is(ask($coordinator, "$partition_wise SELECT md5(string_agg(x::text, ',' ORDER BY agency)) FROM ($by_agency) x"),
	ask($coordinator, "SELECT md5(string_agg(x::text, ',' ORDER BY agency)) FROM (SELECT agency, count(*), sum($value) FROM plain.report WHERE source <> 'wrong' GROUP BY agency) x"), 'and comes to the same');
my $pruned = plan_of(q{SELECT source FROM country.report WHERE agency = '枫堰县甲镇人民政府'});
my @asked = $pruned =~ /Remote SQL/g;
is(scalar @asked, 1, 'one agency asks one shard');

# ----- what is not, and how a view of the shard mends it -------------------------
my $by_year = "SELECT gireport_year(report) AS year, sum($value) AS received FROM country.report GROUP BY 1";
unlike(plan_of($by_year, $partition_wise), qr/Remote SQL: .*(sum\(|GROUP BY)/, 'an aggregate by anything else fetches the reports');
like(plan_of("SELECT source FROM country.report WHERE gireport_value(report, 'table3.new_received.total') > 1"), qr/^\s*Filter: \(gireport_value/m, 'a path that is a text is not shipped');
like(plan_of('SELECT source FROM country.report WHERE (report).year = 2023'), qr/^\s*Filter: \(\(?.*report\)\.year = 2023/m, 'attribute notation is not shipped');
like(plan_of("SELECT $value FROM country.report"), qr/Remote SQL: SELECT report FROM/, 'a function of the SELECT list is computed here');
like(plan_of('SELECT f.code FROM country.report r, gireport_findings(r.report) f'), qr/Function Scan on public\.gireport_findings/, 'rows from a function are computed here');

# The views of a sharded store are the shards': their columns come over computed, and filters on them go there.
is_shipped('column of a view', plan_of('SELECT agency, new_received, is_consistent FROM country.report_summary'), qr/SELECT agency, is_consistent, new_received FROM country\.report_summary/);
is_shipped('filter on a column of a view', plan_of(q{SELECT agency, year FROM country.report_summary WHERE NOT is_consistent}), qr/FROM country\.report_summary WHERE \(\(NOT is_consistent\)\)/);
is_shipped('findings', plan_of(q{SELECT agency, formula FROM country.finding WHERE code = 'A301'}), qr/SELECT agency, formula FROM country\.finding WHERE/);

# A roll-up of one's own: made on each shard, added up here.
ask($node{$_}, "CREATE VIEW country.received AS SELECT gireport_year(report) AS year, sum($value) AS received FROM country.report GROUP BY 1") foreach qw(east west);
foreach my $name (qw(east west))
{
	ask($coordinator, "CREATE SCHEMA $name; IMPORT FOREIGN SCHEMA country LIMIT TO (received) FROM SERVER $name INTO $name");
}
ask($coordinator, 'CREATE VIEW received AS SELECT * FROM east.received UNION ALL SELECT * FROM west.received');
my $mended = 'SELECT year, sum(received) AS received FROM received GROUP BY 1';
is_shipped('roll-up by a view of the shard', plan_of($mended), qr/SELECT year, received FROM country\.received/);
is(ask($coordinator, "$mended ORDER BY 1"), ask($coordinator, "$by_year ORDER BY 1"), 'and comes to the same');

# ----- without the option, nothing of gireport is shipped -------------------------
ask($coordinator, "ALTER SERVER $_ OPTIONS (DROP extensions)") foreach qw(east west);
like(plan_of('SELECT source FROM country.report WHERE gireport_year(report) = 2023'), qr/^\s*Filter: \(gireport_year/m, 'without extensions the filter stays here');
ask($coordinator, "ALTER SERVER $_ OPTIONS (ADD extensions 'gireport')") foreach qw(east west);
is(ask($coordinator, q{SELECT gireport_update_spread_store('country')}), 'country', 'a sharded store is carried over to a new version');
is(ask($coordinator, q{SELECT count(*) FROM country.report_summary}), '122', 'and its views are there again');

# ----- statements: the shards keep them ---------------------------------------------
ask($node{$_}, q{SELECT gireport_add_statements('country')}) foreach qw(east west);
is(ask($coordinator, q{SELECT gireport_add_statements('country') UNION ALL SELECT gireport_add_statements('plain')}), "country\nplain", 'statements of a sharded store');
ask($coordinator, "INSERT INTO $_ (source, body) SELECT 'contradiction', replace(replace(body, '登记公开申请2件', '登记公开申请5件'), '乙镇', '碧岚镇') FROM text WHERE source = 'town 1 2023'")
  foreach qw(plain.report country.inbox);
is(ask($coordinator, q{SELECT agency, code, formula FROM country.narrative_finding}), '枫堰县碧岚镇人民政府|N501|5 <> 2', 'a report that comes later is read on its shard');
foreach my $shown ('agency, year, measure, value, sense, quote FROM %s.statement_fact', 'agency, year, code, formula, message FROM %s.narrative_finding')
{
	my ($here, $there) = map { sprintf($shown, $_) } qw(plain country);
	is(ask($coordinator, "SELECT count(*) FILTER (WHERE n <> 0) FROM (SELECT sum(n) AS n FROM (SELECT 1 AS n, $here UNION ALL SELECT -1, $there) x WHERE agency <> (SELECT agency FROM plain.report WHERE source = 'wrong') GROUP BY x.agency) y"),
		'0', "as many, from each agency, as in an ordinary store: $shown");
	is(ask($coordinator, "SELECT count(*) FROM (SELECT $there EXCEPT ALL SELECT $here) x"), '0', 'and the same');
}
is(ask($coordinator, q{SELECT count(DISTINCT agency) FROM country.statement_fact WHERE measure = 'applications_received'}), '42', 'of every agency that says how many it received');
is_shipped('statements', plan_of(q{SELECT agency, value FROM country.statement_fact WHERE measure = 'reviews'}), qr/SELECT agency, value FROM country\.statement_fact WHERE/);
is(ask($coordinator, q{SELECT gireport_add_statements('country')}), 'country', 'again');
is(ask($coordinator, q{SELECT gireport_update_spread_store('country'); SELECT count(*) > 100 FROM country.statement_fact}), "country\nt", 'they are there after the store is carried over');

# ----- PL/Proxy -----------------------------------------------------------------------
SKIP:
{
	skip 'PL/Proxy is not installed (postgresql-15-plproxy)', 2
	  if ask($coordinator, "SELECT count(*) FROM pg_available_extensions WHERE name = 'plproxy'") eq '0';
	my @hosts = map { 'host=' . $node{$_}->host . ' port=' . $node{$_}->port . ' dbname=postgres' } qw(east west);
	my $user = ask($coordinator, 'SELECT current_user');
	ask($coordinator, "CREATE EXTENSION plproxy;
	CREATE SERVER shards FOREIGN DATA WRAPPER plproxy OPTIONS (p0 '$hosts[0]', p1 '$hosts[1]');
	CREATE USER MAPPING FOR PUBLIC SERVER shards OPTIONS (user '$user');
	CREATE FUNCTION received_everywhere() RETURNS TABLE (year integer, received numeric) LANGUAGE plproxy AS \$\$
	  CLUSTER 'shards'; RUN ON ALL;
	  SELECT public.gireport_year(report) AS year, sum(public.gireport_value(report, 'table3.new_received.total')) AS received FROM country.report GROUP BY 1;
	\$\$;
	CREATE FUNCTION outcome_everywhere() RETURNS TABLE (outcome_group text, cases numeric) LANGUAGE plproxy AS \$\$
	  CLUSTER 'shards'; RUN ON ALL;
	  SELECT outcome_group, sum(cases) AS cases FROM country.application_fact WHERE is_current AND scope = 'agency' GROUP BY 1;
	\$\$;");
	is(ask($coordinator, 'SELECT year, sum(received) FROM received_everywhere() GROUP BY 1 ORDER BY 1'), ask($coordinator, "$by_year ORDER BY 1"), 'PL/Proxy scatters a roll-up and its results are gathered');
	is(ask($coordinator, 'SELECT outcome_group, sum(cases) FROM outcome_everywhere() GROUP BY 1 ORDER BY 1'),
		ask($coordinator, q{SELECT outcome_group, sum(cases) FROM plain.application_fact WHERE is_current AND scope = 'agency' AND agency <> (SELECT agency FROM plain.report WHERE source = 'wrong') GROUP BY 1 ORDER BY 1}), 'also over a view');
}

$_->stop foreach values %node;
done_testing();
