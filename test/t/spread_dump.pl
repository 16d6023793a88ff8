# A partitioned store is dumped and restored with all its parts, and goes on loading.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('spread_dump');
$node->init(extra => [ '--encoding=UTF8', '--locale=C.UTF-8' ]);
$node->start;
my $clean = '$body$' . slurp_file('samples/2021-tabs-clean.txt') . '$body$';
my $towns = "SELECT 'town ' || n, replace($clean, '汀沅镇', translate(n::text, '0123456789', '甲乙丙丁戊己庚辛壬癸') || '镇') FROM generate_series";

$node->safe_psql('postgres', 'CREATE DATABASE restored');
$node->safe_psql('postgres', "CREATE EXTENSION gireport; SELECT gireport_create_partitioned_store('country', 3, enforce => true, on_error => 'quarantine');
INSERT INTO country.inbox (source, body) $towns(1, 30) n;
INSERT INTO country.inbox (source, body) VALUES ('wrong', \$body\$" . slurp_file('samples/2021-lines-inconsistent.txt') . "\$body\$);
SELECT gireport_add_statements('country');
UPDATE country.statement SET quote = 'older' WHERE measure = 'reviews';
INSERT INTO country.agency (name, aliases) VALUES ('碧岚镇', '{碧岚乡}');
-- As if an older version had read it: parsing anew would show.
UPDATE country.report SET report.provenance = (report).provenance || '{\"version\": \"0.0.1\"}' WHERE source = 'town 7';");
my $dump = $node->basedir . '/dump.sql';
$node->command_ok([ 'pg_dump', '-f', $dump, $node->connstr('postgres') ], 'a partitioned store is dumped');
$node->command_ok([ 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', $dump, $node->connstr('restored') ], 'and restored');
foreach my $query ('SELECT tableoid::regclass, * FROM country.report ORDER BY report_id', 'SELECT * FROM country.report_summary ORDER BY report_id',
	'SELECT count(*) FROM country_0.rejected UNION ALL SELECT count(*) FROM country_1.rejected UNION ALL SELECT count(*) FROM country_2.rejected ORDER BY 1', 'TABLE country.agency', 'SELECT tableoid::regclass, * FROM country.statement ORDER BY report_id, ordinal')
{
	is($node->safe_psql('restored', $query), $node->safe_psql('postgres', $query), "the same: $query");
}
is($node->safe_psql('restored', q{SELECT count(*) FROM country.report WHERE (report).provenance ->> 'version' = '0.0.1'}), '1', 'nothing was read anew');
$node->safe_psql('restored', "SET client_min_messages = warning; INSERT INTO country.inbox (source, body) $towns(21, 40) n");
is($node->safe_psql('restored', 'SELECT count(*), count(DISTINCT report_id), min(report_id) > 0 FROM country.report'), '40|40|t', 'new reports are numbered on, old ones skipped');
is($node->safe_psql('restored', q{SELECT count(DISTINCT report_id), count(*) FILTER (WHERE quote = 'older') FROM country.statement}), '40|30', 'what their prose asserts is kept, and what was there');
is($node->safe_psql('restored', q{SELECT gireport_update_spread_store('country')}), 'country', 'and it can be carried over');

$node->stop;
done_testing();
