# Every object of the extension has a comment, and so has every column of a store's views.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('catalog');
$node->init(extra => [ '--encoding=UTF8', '--locale=C.UTF-8' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION gireport');

sub no_rows
{
	my ($name, $query) = @_;
	my ($status, $rows, $error) = $node->psql('postgres', $query);
	is("$rows$error", '', $name);
}

# Array types, the row types of composites and the implementation of operator classes come with their object.
no_rows('every object has a comment', q{
SELECT pg_describe_object(d.classid, d.objid, 0)
FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'gireport'
  AND obj_description(d.objid, d.classid::regclass::text) IS NULL
  AND d.classid NOT IN ('pg_amop'::regclass, 'pg_amproc'::regclass, 'pg_cast'::regclass, 'pg_opfamily'::regclass)
  AND NOT (d.classid = 'pg_type'::regclass AND EXISTS
    (SELECT FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
     WHERE t.oid = d.objid AND (t.typcategory = 'A' OR c.relkind IN ('r', 'v'))))
ORDER BY 1});

no_rows('every attribute of a composite type has a comment', q{
SELECT c.relname || '.' || a.attname
FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid JOIN pg_type t ON t.oid = d.objid
  JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c' JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE d.classid = 'pg_type'::regclass AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'gireport'
  AND col_description(c.oid, a.attnum) IS NULL
ORDER BY 1});

no_rows('functions are bound to a schema or to C', q{
SELECT p.oid::regprocedure
FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid JOIN pg_proc p ON p.oid = d.objid JOIN pg_language l ON l.oid = p.prolang
WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'gireport'
  AND l.lanname = 'plpgsql' AND NOT coalesce(p.proconfig::text LIKE '%search_path=%', false)
ORDER BY 1});

# Rule: what follows a setting is not IMMUTABLE. Every immutable function that can be called with one text, report or figures is called
# under other settings, with texts that can be read and texts that cannot, and must say the same.
my %samples = (clean => slurp_file('samples/2021-tabs-clean.txt'), wrong => slurp_file('samples/2021-lines-inconsistent.txt'), lost => slurp_file('samples/2019-tabs-lost-cells.txt'), none => 'no report');
$node->safe_psql('postgres', 'CREATE TABLE sample (name text, body text); INSERT INTO sample VALUES ' . join(', ', map { "('$_', \$body\$$samples{$_}\$body\$)" } sort keys %samples));
$node->safe_psql('postgres', q{
CREATE FUNCTION said(function regprocedure, OUT said text) LANGUAGE plpgsql AS $$
DECLARE
  argument text := (SELECT CASE proargtypes[0] WHEN 'text'::regtype THEN 's.body' WHEN 'gireport'::regtype THEN 'gireport_try_parse(s.body)' ELSE '(gireport_try_parse(s.body)).figures' END FROM pg_proc WHERE oid = function);
  name text := (SELECT proname FROM pg_proc WHERE oid = function);
  one record;
  result text;
BEGIN
  FOR one IN SELECT s.name, s.body FROM sample s ORDER BY 1 LOOP
    BEGIN
      EXECUTE format('SELECT string_agg(f::text, E''\\n'') FROM (SELECT $1 AS body) s, LATERAL %I(%s) f', name, argument) INTO result USING one.body;
      said := concat(said, one.name, ': ', result, E'\\n');
    EXCEPTION WHEN OTHERS THEN
      said := concat(said, one.name, ': ', SQLSTATE, E'\\n');
    END;
  END LOOP;
END $$;
CREATE TABLE callable AS
SELECT p.oid::regprocedure AS function, p.provolatile
FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid JOIN pg_proc p ON p.oid = d.objid
WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'gireport' AND p.prokind = 'f'
  AND p.pronargs - p.pronargdefaults = 1 AND p.proargtypes[0] IN ('text'::regtype, 'gireport'::regtype, 'gireport_figures'::regtype)
  AND p.provolatile <> 'v' AND p.proname !~ '^gireport_(store|figures)_';
CREATE TABLE english AS SELECT c.function, said(c.function) FROM callable c;
SET gireport.language = 'zh'; SET DateStyle = 'SQL, DMY'; SET TimeZone = 'Asia/Shanghai'; SET bytea_output = 'escape';
CREATE TABLE chinese AS SELECT c.function, said(c.function) FROM callable c;
});
no_rows('no setting changes what an immutable function says', q{
SELECT c.function FROM callable c JOIN english e USING (function) JOIN chinese z USING (function) WHERE c.provolatile = 'i' AND e.said <> z.said ORDER BY 1});
is($node->safe_psql('postgres', q{SELECT count(*) > 20 FROM callable WHERE provolatile = 'i'}), 't', 'functions were compared');
is($node->safe_psql('postgres', q{SELECT string_agg(c.function::text, ', ' ORDER BY c.function::text) FROM callable c JOIN english e USING (function) JOIN chinese z USING (function) WHERE e.said <> z.said}),
	'gireport_html(gireport,boolean), gireport_reading(text)', 'those that follow a setting are found');

is($node->psql('postgres', q{SELECT gireport_create_store('a store'); SELECT gireport_add_statements('a store')}), 0, 'a store is made');

no_rows('every relation of a store has a comment', q{
SELECT c.oid::regclass FROM pg_class c
WHERE c.relnamespace = '"a store"'::regnamespace AND c.relkind IN ('r', 'v') AND obj_description(c.oid, 'pg_class') IS NULL
ORDER BY 1});

no_rows('every column of a store has a comment', q{
SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = '"a store"'::regnamespace AND c.relkind IN ('r', 'v') AND col_description(c.oid, a.attnum) IS NULL
ORDER BY 1});

no_rows('no column of a store is named by a reserved word', q{
SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
  JOIN pg_get_keywords() k ON k.word = a.attname AND k.catcode IN ('R', 'T')
WHERE c.relnamespace = '"a store"'::regnamespace AND c.relkind IN ('r', 'v')
ORDER BY 1});

no_rows('views show base types only', q{
SELECT c.relname || '.' || a.attname || ' ' || t.typname
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relnamespace = '"a store"'::regnamespace AND c.relkind = 'v'
  AND (t.typtype <> 'b' OR t.typcategory = 'A' OR t.typnamespace <> 'pg_catalog'::regnamespace)
ORDER BY 1});

no_rows('views run with the rights of their reader', q{
SELECT c.relname FROM pg_class c
WHERE c.relnamespace = '"a store"'::regnamespace AND c.relkind = 'v'
  AND NOT coalesce(c.reloptions::text LIKE '%security_invoker=true%' OR c.reloptions::text LIKE '%security_invoker=on%', false)
ORDER BY 1});

$node->stop;
done_testing();
