# Logical replication of a store: rows arrive as they are, are not read again, and are held to the subscriber's own constraints.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my %node;
foreach my $name (qw(publisher subscriber))
{
	$node{$name} = PostgreSQL::Test::Cluster->new($name);
	$node{$name}->init(allows_streaming => 'logical', extra => [ '--encoding=UTF8', '--locale=C.UTF-8' ]);
	$node{$name}->start;
}
my ($publisher, $subscriber) = @node{qw(publisher subscriber)};
my %body = map { ($_, '$body$' . slurp_file("samples/$_.txt") . '$body$') } qw(2021-tabs-clean 2021-lines-inconsistent 2019-tabs-lost-cells);

# The publisher keeps everything; the subscriber is strict.
$publisher->safe_psql('postgres', "CREATE EXTENSION gireport; SELECT gireport_create_store('country');
INSERT INTO country.report (source, body) VALUES ('clean', $body{'2021-tabs-clean'})");
$subscriber->safe_psql('postgres', "CREATE EXTENSION gireport; SELECT gireport_create_store('country', enforce => true)");
$publisher->safe_psql('postgres', 'CREATE PUBLICATION reports FOR TABLE country.agency, country.report');
my $connection = $publisher->connstr . ' dbname=postgres';
$subscriber->safe_psql('postgres', "CREATE SUBSCRIPTION reports CONNECTION '$connection' PUBLICATION reports");
$subscriber->wait_for_subscription_sync($publisher, 'reports');

sub same
{
	my ($name) = @_;
	$publisher->wait_for_catchup('reports');
	foreach my $table ('report', 'agency', split /\n/, $publisher->safe_psql('postgres', 'SELECT name FROM gireport_store_view_list()'))
	{
		my $query = "SELECT count(*), md5(string_agg(t::text, E'\\n' ORDER BY t::text)) FROM country.$table t";
		is($subscriber->safe_psql('postgres', $query), $publisher->safe_psql('postgres', $query), "$name: $table is the same");
	}
}
same('what was there');

$publisher->safe_psql('postgres', "INSERT INTO country.report (source, body)
SELECT 'town ' || n, replace($body{'2021-tabs-clean'}, '汀沅镇', translate(n::text, '0123456789', '甲乙丙丁戊己庚辛壬癸') || '镇') FROM generate_series(1, 30) n");
$publisher->safe_psql('postgres', "INSERT INTO country.report (source, body) SELECT 'again', body || E'\\n更正版' FROM country.report WHERE source = 'town 1'");
$publisher->safe_psql('postgres', "DELETE FROM country.report WHERE source = 'town 2'");
same('what was loaded, replaced and deleted');
is($subscriber->safe_psql('postgres', q{SELECT string_agg(source || ' ' || is_current, ', ' ORDER BY report_id) FROM country.report WHERE agency LIKE '%甲镇%' AND agency NOT LIKE '%_甲镇%' OR source IN ('town 1', 'again')}),
	'town 1 false, again true', 'one version is in force');

# A report that its text does not give shows that the subscriber did not read the text.
$publisher->safe_psql('postgres', q{UPDATE country.report SET report = gireport_from_jsonb(jsonb_set(gireport_jsonb(report), '{table4,review}', '{"upheld": 7, "corrected": 0, "other": 0, "pending": 0, "total": 7}')) WHERE source = 'town 3'});
same('a report that was corrected by hand');
is($subscriber->safe_psql('postgres', q{SELECT gireport_value(report, 'table4.review.upheld'), gireport_value(gireport_parse(body), 'table4.review.upheld') FROM country.report WHERE source = 'town 3'}), '7|0', 'and is not what its text says');

# The CHECKs of the subscriber hold.
my $log = -s $subscriber->logfile;
$publisher->safe_psql('postgres', "INSERT INTO country.report (source, body) VALUES ('wrong', $body{'2021-lines-inconsistent'})");
ok($subscriber->wait_for_log(qr/report violates identity "t3_/, $log), 'a strict subscriber refuses what its CHECKs refuse');
is($subscriber->safe_psql('postgres', q{SELECT count(*) FROM country.report WHERE source = 'wrong'}), '0', 'and does not have it');
$subscriber->safe_psql('postgres', q{UPDATE country.store_option SET setting = 'false' WHERE name = 'enforce'; SELECT gireport_update_store('country')});
same('no longer strict');
is($subscriber->safe_psql('postgres', q{SELECT is_consistent FROM country.report_summary WHERE source = 'wrong'}), 'f', 'the report is there, and marked');

# A subscriber that takes over loads by itself, once its numbers go on behind the last one.
$subscriber->safe_psql('postgres', "DROP SUBSCRIPTION reports; SELECT setval(pg_get_serial_sequence('country.report', 'report_id'), max(report_id)) FROM country.report");
$subscriber->safe_psql('postgres', "INSERT INTO country.report (source, body) VALUES ('lost', $body{'2019-tabs-lost-cells'}), ('once more', $body{'2021-tabs-clean'})");
is($subscriber->safe_psql('postgres', q{SELECT string_agg(source || ' ' || reading, ', ') FROM country.report WHERE source IN ('lost', 'once more')}), 'lost read', 'what was the subscriber reads new texts and knows the old ones');

$_->stop foreach values %node;
done_testing();
