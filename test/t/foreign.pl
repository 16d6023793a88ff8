# Reports on another server: postgres_fdw brings them back whole, and has the other server evaluate what it can.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my @samples = qw(2019-lines-clean 2019-tabs-lost-cells 2021-lines-blanks 2021-lines-inconsistent 2021-tabs-clean);

my $node = PostgreSQL::Test::Cluster->new('foreign');
$node->init(extra => [ '--encoding=UTF8', '--locale=C.UTF-8' ]);
$node->start;
plan skip_all => 'there is no postgres_fdw'
  if $node->safe_psql('postgres', "SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'") eq '0';

my $bodies = join ', ', map { "('$_', \$body\$" . slurp_file("samples/$_.txt") . '$body$)' } @samples;
my ($host, $port) = ($node->host, $node->port);
$node->safe_psql('postgres', 'CREATE DATABASE away');
$node->safe_psql('away', qq{
CREATE EXTENSION gireport;
CREATE TABLE report AS SELECT name, gireport_parse(body) AS r FROM (VALUES $bodies) AS v (name, body);
CREATE TABLE wanted (path text);
});
$node->safe_psql('postgres', qq{
CREATE EXTENSION gireport;
CREATE EXTENSION postgres_fdw;
CREATE SERVER away FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$host', port '$port', dbname 'away', extensions 'gireport');
CREATE USER MAPPING FOR CURRENT_USER SERVER away;
CREATE FOREIGN TABLE report (name text, r gireport) SERVER away;
});

is($node->safe_psql('postgres', 'SELECT * FROM report ORDER BY name'), $node->safe_psql('away', 'SELECT * FROM report ORDER BY name'), 'reports come back as they are');

sub is_sent
{
	my ($query) = @_;
	my $plan = $node->safe_psql('postgres', "EXPLAIN (VERBOSE, COSTS OFF) $query");

	unlike($plan, qr/Filter:|Group Key:|Remote SQL: SELECT (name, )?r /, "evaluated there: $query");
}

# Evaluated here or there, the result is the same.
my @queries = map { "SELECT name FROM report WHERE $_" } 'gireport_valid(r)', 'gireport_readable(r)', 'gireport_year(r) = 2024',
  "gireport_value(r, 'table3.new_received.total'::gireport_path) > 3";
push @queries, map { "SELECT $_, count(*) FROM report GROUP BY 1" } 'gireport_form(r)', 'gireport_year(r)', 'gireport_agency(r)';
my @with_text = map { "SELECT name FROM report WHERE $_" } "gireport_value(r, 'table3.new_received.total') > 3", "gireport_state(r, 'table3.carried_in.total') = 'number'",
  "gireport_outcome(r, 't4_sum_review') = 'holds'", "gireport_form(r) = '2021'", "gireport_agency(r) = '榆沅县人民政府'", '(r).new_received.total > 3';
foreach (@queries, @with_text)
{
	is($node->safe_psql('postgres', "$_ ORDER BY 1"), $node->safe_psql('away', "$_ ORDER BY 1"), "the same: $_");
}
is_sent($_) foreach @queries;

TODO:
{
	local $TODO = 'postgres_fdw sends no text in quotes unless its collation is that of a remote column';
	is_sent($_) foreach @with_text[ 0 .. 4 ];
}

$node->stop;
done_testing();
