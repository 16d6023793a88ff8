# A dump restores everything that is made of reports: values, indexes on them, domains, CHECKs, views and a store.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my @samples = qw(2019-lines-clean 2019-tabs-clean 2019-tabs-lost-cells 2021-lines-blanks 2021-lines-inconsistent 2021-tabs-clean);

my $node = PostgreSQL::Test::Cluster->new('dump');
$node->init(extra => [ '--encoding=UTF8', '--locale=C.UTF-8' ]);
$node->start;
my $dir = $node->basedir;
my $diagnosed = 0;

# Like is(), but shows the lines that differ and no others.
sub same
{
	my ($got, $expected, $name) = @_;
	my @got = split /\n/, $got;
	my @expected = split /\n/, $expected;

	return if ok($got eq $expected, $name);
	diag(scalar(@got) . ' lines, expected ' . scalar(@expected));
	for (grep { ($got[$_] // '') ne ($expected[$_] // '') } 0 .. (@got > @expected ? $#got : $#expected))
	{
		diag("line $_\n  got:      " . ($got[$_] // '(none)') . "\n  expected: " . ($expected[$_] // '(none)'));
		return if ++$diagnosed % 5 == 0;
	}
}

# What is made of reports, in a database whose extension lives in the given schema.
sub make_database
{
	my ($db, $schema) = @_;
	my $bodies = join ', ', map { "('$_', \$body\$" . slurp_file("samples/$_.txt") . '$body$)' } @samples;

	$node->safe_psql('postgres', "CREATE DATABASE $db");
	$node->safe_psql($db, qq{
CREATE SCHEMA IF NOT EXISTS $schema;
CREATE EXTENSION gireport SCHEMA $schema;
SET search_path = public, $schema;
CREATE TABLE source (name text PRIMARY KEY, body text);
INSERT INTO source VALUES $bodies;
CREATE TABLE report (name text PRIMARY KEY, r gireport, f gireport_figures, many gireport[],
	CONSTRAINT new_received CHECK ((r).new_received.total >= 0),
	CONSTRAINT t4_sum_review CHECK (gireport_require(r, 't4_sum_review')));
INSERT INTO report SELECT name, gireport_parse(body) FROM source;
INSERT INTO report VALUES ('null', NULL), ('no figures', '(,2024,"a ""b"" \\\\ (c), d",,,,)'),
	('typed in', gireport_from_jsonb('{"form": "2021", "agency": "甲\\t\\n局", "table2": {"fees": {"amount": 25.5}, "licensing": {"decisions": null}},
	 "units": {"table2.fees.amount": "元"}, "notes": {"table2.fees.amount": "a)b]c\\"d\\\\e;f,g"}, "texts": {"table2.licensing.decisions": "见\\n\\t附件\\u0001 {1,2}"}}'));
UPDATE report SET f = (r).figures, many = ARRAY[r, NULL, r];
-- As if an older version had read it: parsing anew would show.
UPDATE report SET r.provenance = (r).provenance || '{"version": "0.0.1"}' WHERE name = '2021-tabs-clean';
CREATE INDEX report_received ON report (((r).new_received.total));
CREATE INDEX report_value ON report (gireport_value(r, 'table3.granted.total'));
CREATE UNIQUE INDEX report_figures ON report (f) WHERE name NOT LIKE '2019%';
CREATE INDEX report_hash ON report USING hash (f);
CREATE INDEX report_whole ON report (r);
CREATE INDEX source_year ON source (gireport_year(gireport_try_parse(body)));
CREATE TABLE consistent (name text, report gireport_consistent, past gireport_consistent[]);
INSERT INTO consistent SELECT name, r, ARRAY[r] FROM report WHERE gireport_valid(r);
CREATE VIEW flat AS SELECT name, (r).form, (r).agency, (r).new_received.total, (r).review.corrected, (r).fees, gireport_valid(r) AS valid FROM report;
CREATE VIEW cell AS SELECT name, c.* FROM report, gireport_cells(r) c;
CREATE MATERIALIZED VIEW finding AS SELECT name, f.* FROM report, gireport_findings(r) f;
SELECT gireport_create_store('store');
INSERT INTO store.report (source, body) SELECT name, body FROM source WHERE name <> '2019-tabs-clean';
UPDATE store.report SET report.provenance = (report).provenance || '{"version": "0.0.1"}' WHERE source = '2021-tabs-clean';
-- What its prose asserts, as another version read it.
SELECT gireport_add_statements('store');
UPDATE store.statement SET quote = 'older' WHERE measure = 'applications_received';
UPDATE store.statement_finding SET message = 'older';
-- Decisions, one of them on what a report said before it was read anew.
INSERT INTO store.correction (report_id, cell, new_value, reason, cause) SELECT report_id, 'table3.granted.total', 70, '电话核实', 1 FROM store.report WHERE (report).figures IS NOT NULL;
INSERT INTO store.correction (report_id, cell, new_state, reason) SELECT report_id, 'table4.review.total', 'not_applicable', '撤回' FROM store.report WHERE source = '2021-lines-inconsistent';
INSERT INTO store.waiver (report_id, code, subject, reason) SELECT report_id, 'A303', 't3_balance_total', '跨年案件' FROM store.report WHERE source = '2021-lines-inconsistent';
INSERT INTO store.return_slip (report_id, reason) SELECT report_id, '退改' FROM store.report WHERE source = '2021-lines-blanks';
INSERT INTO store.return_slip (agency, year, reason) VALUES ('没有报告的局', 2023, '未入库');
UPDATE store.report SET report = gireport_from_jsonb(jsonb_set(gireport_jsonb(report), '{table3,granted,total}', '5')) WHERE source = '2021-lines-blanks';
INSERT INTO store.report (source, report, agency) SELECT 'last year', gireport_from_jsonb(jsonb_set(gireport_jsonb(report), '{year}', '2022')), '前身' FROM store.report WHERE source = '2021-tabs-clean';
UPDATE store.agency SET parent = '榆沅县人民政府', expected_from = 2020, children_complete_from = 2021 WHERE name LIKE '%镇%';
INSERT INTO store.succession (agency, year, predecessor, kind, note) SELECT agency, 2023, '前身', 'renamed', 'a note' FROM store.report WHERE source = '2021-tabs-clean';
SELECT gireport_enforce_years('store');
});
}

# Everything there is, as text.
sub contents
{
	my ($db, $schema) = @_;
	return $node->safe_psql($db, qq{
SET search_path = public, $schema;
SELECT * FROM report ORDER BY name;
SELECT * FROM consistent ORDER BY name;
SELECT * FROM flat ORDER BY name;
SELECT * FROM cell ORDER BY 1, 2, 3, 4;
SELECT * FROM finding ORDER BY 1, 2;
SELECT * FROM store.report ORDER BY source;
SELECT * FROM store.report_summary ORDER BY source;
SELECT * FROM store.agency ORDER BY name;
SELECT * FROM store.succession ORDER BY 1, 2, 3;
SELECT * FROM store.correction ORDER BY correction_id;
SELECT * FROM store.waiver ORDER BY waiver_id;
SELECT * FROM store.return_slip ORDER BY slip_id;
SELECT * FROM store.cell_decision ORDER BY report_id, cell;
SELECT * FROM store.finding_decision ORDER BY report_id, finding_number;
SELECT * FROM store.year_finding ORDER BY report_id, finding_number;
SELECT * FROM store.rollup_finding ORDER BY report_id, finding_number;
SELECT * FROM store.submission ORDER BY agency, year;
SELECT * FROM store.statement_fact ORDER BY report_id, statement_number;
SELECT * FROM store.narrative_finding ORDER BY report_id, finding_number;
SELECT tgname, tgenabled, tgdeferrable FROM pg_trigger WHERE tgrelid IN ('store.report'::regclass, 'store.statement'::regclass, 'store.statement_finding'::regclass, 'store.correction'::regclass, 'store.waiver'::regclass) AND NOT tgisinternal ORDER BY 1;
SELECT indexrelid::regclass, indisvalid, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = ANY ('{source,report}'::regclass[]) ORDER BY indexrelid::regclass::text;
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'report'::regclass ORDER BY 1;
});
}

sub pg_dump
{
	my ($db, $file, @options) = @_;
	command_ok([ 'pg_dump', '-h', $node->host, '-p', $node->port, '-f', $file, @options, $db ], "pg_dump @options $db");
}

# The dump of the restored database is the dump it was made from, but for comments, the key that newer versions of pg_dump draw and
# brackets of nested ORs, which the server flattens on the second reading.
sub statements
{
	my $text = slurp_file(shift);
	$text =~ s/^(--.*|\\(un)?restrict .*)?\n//mg;
	$text =~ s/^(CREATE TRIGGER .*)/$1 =~ tr|()||dr/meg;
	return $text;
}

foreach my $schema ('public', 'ext')
{
	my $db = "from_$schema";
	make_database($db, $schema);
	my $contents = contents($db, $schema);
	is($node->safe_psql($db, "SELECT (report).provenance ->> 'version' FROM store.report WHERE source = '2021-tabs-clean'"), '0.0.1', "extension in $schema: a store with a report read by another version");

	foreach my $way (['copy'], [ 'inserts', '--inserts' ], [ 'columns', '--column-inserts', '--rows-per-insert=3' ])
	{
		my ($name, @options) = @$way;
		my $to = "${schema}_$name";
		pg_dump($db, "$dir/$to.sql", @options);
		$node->safe_psql('postgres', "CREATE DATABASE $to");
		$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $to, '-f', "$dir/$to.sql" ], "extension in $schema: $name restores");
		same(contents($to, $schema), $contents, "extension in $schema: $name restores all of it");
		pg_dump($to, "$dir/again_$to.sql", @options);
		same(statements("$dir/again_$to.sql"), statements("$dir/$to.sql"), "extension in $schema: $name, dumped again, is the same");
	}
	pg_dump($db, "$dir/$schema.dump", '-Fc');
	$node->safe_psql('postgres', "CREATE DATABASE ${schema}_custom");
	$node->command_ok([ 'pg_restore', '-e', '-j', '2', '-d', "${schema}_custom", "$dir/$schema.dump" ], "extension in $schema: pg_restore, two jobs");
	same(contents("${schema}_custom", $schema), $contents, "extension in $schema: pg_restore restores all of it");

	# Restored objects work: the CHECKs and the domain refuse, the trigger of the store reads.
	my $to = "${schema}_copy";
	my ($status, $out, $err) = $node->psql($to, "SET search_path = public, $schema; UPDATE report SET r = gireport_from_jsonb(jsonb_set(gireport_jsonb(r), '{table4,review,total}', '999')) WHERE name = '2021-tabs-clean'");
	like($err, qr/t4_sum_review/, "extension in $schema: a restored CHECK refuses");
	($status, $out, $err) = $node->psql($to, "SET search_path = public, $schema; INSERT INTO consistent SELECT name, r FROM report WHERE NOT gireport_valid(r) AND name = '2021-lines-inconsistent'");
	like($err, qr/t3_row_new_received/, "extension in $schema: a restored domain refuses");
	is($node->safe_psql($to, "INSERT INTO store.report (source, body) SELECT name, body FROM source WHERE name = '2019-tabs-clean'; SELECT agency FROM store.report WHERE source = '2019-tabs-clean'"),
		'云珩县教育和体育局', "extension in $schema: a restored store reads");
	is($node->safe_psql($to, q{SELECT count(*) > 0 FROM store.statement JOIN store.report USING (report_id) WHERE source = '2019-tabs-clean' AND quote <> 'older'}), 't', "extension in $schema: and keeps what the prose asserts");
	($status, $out, $err) = $node->psql($to, 'DELETE FROM store.correction');
	like($err, qr/table "correction" only grows/, "extension in $schema: restored decisions only grow");
	is($node->safe_psql($to, q{INSERT INTO store.correction (report_id, cell, new_value, reason) SELECT report_id, 'table3.granted.total', 71, 'r' FROM store.report WHERE source = '2021-tabs-clean' RETURNING correction_id > 1, old_state}),
		't|number', "extension in $schema: and go on growing");
}

# Decisions were made about more than one report, so that what was compared is there.
is($node->safe_psql('from_public', 'SELECT count(*) > 4, count(*) FILTER (WHERE is_stale) FROM store.cell_decision'), 't|1', 'corrections are in the dump, one of them of a report that was read anew');
isnt($node->safe_psql('from_public', 'SELECT count(*) FROM store.year_finding'), '0', 'there is something between years');
isnt($node->safe_psql('from_public', 'SELECT count(*) FROM store.rollup_finding'), '0', 'there is something to roll up');
is($node->safe_psql('from_public', q{SELECT count(*) > 3 FROM store.statement_fact WHERE quote = 'older'}), 't', 'statements are in the dump');
is($node->safe_psql('from_public', q{SELECT count(*) > 0 FROM store.narrative_finding WHERE message = 'older'}), 't', 'and what was found about them');

# The extension's own objects are not in the dump, and its members cannot be dropped from under the user's.
unlike(slurp_file("$dir/public_copy.sql"), qr/CREATE (FUNCTION|TYPE|DOMAIN|OPERATOR)/, 'the dump has no object of the extension');
my ($status, $out, $err) = $node->psql('from_public', 'DROP EXTENSION gireport');
like($err, qr/cannot drop extension gireport because other objects depend on it/, 'the extension stays while there are reports');

# Data alone into a database that has the tables: nothing is read anew.
pg_dump('from_public', "$dir/schema.sql", '--schema-only');
pg_dump('from_public', "$dir/data.sql", '--data-only');
$node->safe_psql('postgres', 'CREATE DATABASE apart');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', 'apart', '-f', "$dir/schema.sql" ], 'schema alone');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', 'apart', '-f', "$dir/data.sql" ], 'data alone');
$node->safe_psql('apart', 'REFRESH MATERIALIZED VIEW finding');
same(contents('apart', 'public'), contents('from_public', 'public'), 'schema and data apart restore all of it');

$node->stop;
done_testing();
