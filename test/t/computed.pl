# Engines that distribute tables refuse triggers on them, and want functions that say of themselves what they are. A store also takes
# rows that come complete, and the extension's catalogue holds nothing that such an engine could not distribute. (Citus is not to be
# had as a package of Debian; docs/SCALING.md says what was not run.)
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('computed');
$node->init(extra => [ '--encoding=UTF8', '--locale=C.UTF-8' ]);
$node->start;
my %body = map { ($_, '$body$' . slurp_file("samples/$_.txt") . '$body$') } qw(2021-tabs-clean 2021-lines-inconsistent 2019-tabs-lost-cells);
$node->safe_psql('postgres', "CREATE EXTENSION gireport;
CREATE TABLE staging (source text, body text);
INSERT INTO staging SELECT 'town ' || n, replace($body{'2021-tabs-clean'}, '汀沅镇', translate(n::text, '0123456789', '甲乙丙丁戊己庚辛壬癸') || '镇') FROM generate_series(1, 30) n;
INSERT INTO staging SELECT 'corrected', body || E'\\n更正版' FROM staging WHERE source = 'town 4';
INSERT INTO staging VALUES ('wrong', $body{'2021-lines-inconsistent'}), ('lost', $body{'2019-tabs-lost-cells'}), ('none', '苍屿县的公路全年通车。');
SELECT gireport_create_store('usual'), gireport_create_store('bare'), gireport_create_store('silent'), gireport_create_store('strict', enforce => true);
INSERT INTO usual.report (source, body) SELECT source, body FROM staging;");

# What the triggers do, as one statement for agencies and one for reports.
my $agencies = q{INSERT INTO %1$s.agency (name, publishes_summaries)
SELECT DISTINCT gireport_agency(r), gireport_publishes_summaries(gireport_agency(r))
FROM (SELECT gireport_try_parse(body) AS r FROM staging OFFSET 0) s WHERE gireport_agency(r) IS NOT NULL;};
my $reports = q{INSERT INTO %1$s.report (source, body, digest, report, reading, agency, year, scope, is_current)
SELECT source, body, sha256(convert_to(body, 'UTF8')), r, CASE WHEN gireport_form(r) IS NOT NULL THEN 'read' ELSE (SELECT status || ': ' || reason FROM gireport_reading(body)) END,
       gireport_agency(r), gireport_year(r), scope,
       row_number() OVER (PARTITION BY gireport_agency(r), gireport_year(r), scope ORDER BY (r).figures IS NULL, place DESC) = 1
FROM (SELECT source, body, r, place, CASE WHEN gireport_publishes_summaries(gireport_agency(r)) THEN 'summary' ELSE 'agency' END AS scope
      FROM (SELECT source, body, gireport_try_parse(body) AS r, row_number() OVER () AS place FROM staging OFFSET 0) p) s;};
sub load_computed
{
	my ($store) = @_;
	return map { my $statement = $_; $statement =~ s/%1\$s/$store/g; $statement } ($agencies, $reports);
}

# Without triggers, and with triggers that are silent.
$node->safe_psql('postgres', q{DO $$ DECLARE t record; BEGIN
  FOR t IN SELECT tgname, tgrelid::regclass AS rel FROM pg_trigger WHERE tgrelid IN ('bare.report'::regclass, 'bare.agency'::regclass) AND NOT tgisinternal LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', t.tgname, t.rel);
  END LOOP; END $$;
ALTER TABLE silent.report DISABLE TRIGGER USER; ALTER TABLE silent.agency DISABLE TRIGGER USER;});
foreach my $store (qw(bare silent))
{
	$node->safe_psql('postgres', join("\n", load_computed($store)));
	foreach my $relation ('report', 'agency', split /\n/, $node->safe_psql('postgres', 'SELECT name FROM gireport_store_view_list()'))
	{
		my $columns = $node->safe_psql('postgres', "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'usual.$relation'::regclass AND attnum > 0 AND attname NOT LIKE '%report_id' AND attname <> 'loaded_at'");
		is($node->safe_psql('postgres', "SELECT (SELECT count(*) FROM (SELECT $columns FROM usual.$relation EXCEPT ALL SELECT $columns FROM $store.$relation) x),
		  (SELECT count(*) FROM (SELECT $columns FROM $store.$relation EXCEPT ALL SELECT $columns FROM usual.$relation) x)"), '0|0', "computed rows, $store triggers: $relation is the same");
	}
}
is($node->safe_psql('postgres', 'SELECT count(*) FROM bare.report'), '34', 'all rows are there');

# The store's keys and CHECKs do not need its triggers.
sub refused
{
	my ($name, $pattern, $statement) = @_;
	my ($status, undef, $error) = $node->psql('postgres', $statement);
	like($error, $pattern, $name);
}
refused('a text has one row', qr/report_digest_key/, q{INSERT INTO bare.report (source, body, digest, report, reading, agency, year, scope, is_current) SELECT source, body, digest, report, reading, agency, year, scope, false FROM bare.report LIMIT 1});
refused('one version is in force', qr/report_current_key/, q{UPDATE bare.report SET is_current = true WHERE NOT is_current});
refused('a row says how it was read', qr/null value in column "reading"/, q{INSERT INTO bare.report (source, body, scope, is_current) VALUES ('x', 'x', 'agency', true)});
$node->safe_psql('postgres', 'ALTER TABLE strict.report DISABLE TRIGGER USER');
refused('a strict store judges them', qr/report violates identity "t3_/, join("\n", grep { s/FROM staging( OFFSET|\))/FROM staging WHERE source IN ('town 1', 'wrong')$1/; 1 } load_computed('strict')));

# ----- the catalogue ---------------------------------------------------------
sub no_rows
{
	my ($name, $query) = @_;
	my ($status, $rows, $error) = $node->psql('postgres', $query);
	is("$rows$error", '', $name);
}
my $ours = q{FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'gireport' AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'};

# gireport_html() prints in the language of a setting, and no store calls it.
no_rows('what is computed from a report, or from its figures, is immutable and safe in workers', qq{
SELECT p.oid::regprocedure, p.provolatile, p.proparallel $ours JOIN pg_proc p ON p.oid = d.objid AND d.classid = 'pg_proc'::regclass
WHERE p.proname NOT LIKE 'gireport\\_store\\_%' AND p.proname <> 'gireport_html' AND p.prorettype <> 'trigger'::regtype
  AND (p.proargtypes::oid[] && ARRAY['gireport'::regtype::oid, 'gireport_figures'::regtype::oid] OR p.oid IN ('gireport_parse(text)'::regprocedure, 'gireport_try_parse(text)'::regprocedure))
  AND NOT (p.provolatile = 'i' AND p.proparallel = 's')});
no_rows('so is every operator', qq{
SELECT o.oid::regoperator $ours JOIN pg_operator o ON o.oid = d.objid AND d.classid = 'pg_operator'::regclass JOIN pg_proc p ON p.oid = o.oprcode
WHERE NOT (p.provolatile = 'i' AND p.proparallel = 's')});
my $aggregates = qq{SELECT p.oid::regprocedure $ours JOIN pg_proc p ON p.oid = d.objid AND d.classid = 'pg_proc'::regclass JOIN pg_aggregate a ON a.aggfnoid = p.oid};
my $not_combinable = q{(a.aggcombinefn = 0 OR a.aggtranstype = 'internal'::regtype AND (a.aggserialfn = 0 OR a.aggdeserialfn = 0) OR p.proparallel <> 's' OR a.aggkind <> 'n')};
no_rows('every aggregate can be combined, and its state sent', "$aggregates WHERE $not_combinable");
is($node->safe_psql('postgres', "SELECT count(*) FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid WHERE p.proname = 'percentile_cont' AND $not_combinable") > 0, 1, 'the rule finds one that cannot');
no_rows('nothing of the user is the extension\'s, and nothing watches the database: tables, rules, event triggers', qq{
SELECT pg_describe_object(d.classid, d.objid, 0) $ours
WHERE d.classid = 'pg_class'::regclass AND (SELECT relkind FROM pg_class WHERE oid = d.objid) <> 'c' OR d.classid IN ('pg_rewrite'::regclass, 'pg_event_trigger'::regclass, 'pg_trigger'::regclass)});
no_rows('CHECKs and views of a store call nothing that is volatile', q{
SELECT DISTINCT p.oid::regprocedure FROM pg_depend d JOIN pg_proc p ON p.oid = d.refobjid AND d.refclassid = 'pg_proc'::regclass
WHERE p.provolatile = 'v' AND (d.classid = 'pg_constraint'::regclass AND (SELECT connamespace FROM pg_constraint WHERE oid = d.objid) = 'strict'::regnamespace
   OR d.classid = 'pg_rewrite'::regclass AND (SELECT c.relnamespace FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE r.oid = d.objid) = 'strict'::regnamespace)});

$node->stop;
done_testing();
