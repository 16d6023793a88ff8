-- 66_spread.sql - a spread store: one store over several
--
-- Its parts are ordinary stores, in this database (gireport_create_partitioned_store) or on other machines
-- (gireport_create_sharded_store), each with its own tables, triggers, CHECKs and views. Above them stand
--
--   report    a table partitioned by the hash of agency; its partitions are the parts' tables, or foreign tables on them
--   inbox     the view to load into: a row trigger cannot choose a partition, so the agency must be known before
--   agency    what is known of agencies here; names and aliases are looked up in it before a part is chosen
--   the other tables and the views of a store; over shards the views that look at one report at a time are partitioned,
--             too, and their partitions the shards' views, so that what postgres_fdw would not ship (functions in the
--             SELECT list, rows from functions) is computed there
--
-- All reports of an agency are in one part, so what a part's unique keys hold together is held together everywhere.

-- ----- which part ------------------------------------------------------------

CREATE FUNCTION gireport_part_of(store text, agency text) RETURNS integer
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  spread oid := to_regclass(format('%I.report', store));
  parts integer := (SELECT count(*) FROM pg_inherits i WHERE i.inhparent = spread);
BEGIN
  IF NOT EXISTS (SELECT FROM pg_partitioned_table p WHERE p.partrelid = spread) THEN
    RAISE undefined_object USING MESSAGE = format(@extschema@.gireport_store_say('schema "%s" is not a spread store of gireport', '模式“%s”不是 gireport 的分布式库'), store);
  END IF;
  FOR i IN 0 .. parts - 1 LOOP
    IF satisfies_hash_partition(spread, parts, i, agency) THEN
      RETURN i;
    END IF;
  END LOOP;
END
$$;
COMMENT ON FUNCTION gireport_part_of(text, text) IS
  'number, from 0, of the part of a spread store that keeps an agency''s reports / 机关的报告存放在哪一分库';

-- ----- the table and the view above the parts --------------------------------

-- An ordinary store is made, and its table report replaced by a partitioned one of the same columns.
CREATE FUNCTION gireport_store_create_spread(store text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
AS $$
BEGIN
  PERFORM @extschema@.gireport_create_store(store);
  EXECUTE format($ddl$
    ALTER TABLE %1$I.report RENAME TO report_pattern;
    CREATE TABLE %1$I.report (LIKE %1$I.report_pattern INCLUDING COMMENTS) PARTITION BY HASH (agency);
    DROP TABLE %1$I.report_pattern CASCADE;
    DROP TABLE %1$I.store_option;
    COMMENT ON TABLE %1$I.report IS
      '年度报告，按机关分布在各分库；请写入 inbox / annual reports, spread over the parts by agency; load them into inbox';
    CREATE TRIGGER report_refuse BEFORE INSERT ON %1$I.report
      FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.gireport_store_spread_refuse();
  $ddl$, store);
END
$$;
COMMENT ON FUNCTION gireport_store_create_spread(text) IS
  'internal: makes the schema of a spread store, with its tables';

CREATE FUNCTION gireport_store_spread_refuse() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE feature_not_supported USING
    MESSAGE = format(@extschema@.gireport_store_say('reports are loaded into "%s.inbox"', '报告应装入“%s.inbox”'), TG_TABLE_SCHEMA),
    DETAIL = @extschema@.gireport_store_say('The part that keeps a report is chosen by its agency, which is read from the text.', '报告按机关分库，机关由文本读出。');
END
$$;
COMMENT ON FUNCTION gireport_store_spread_refuse() IS
  'internal: trigger that sends those who insert into report of a spread store to its inbox';

-- The arguments of the trigger are the tables to insert into, one for each part.
CREATE FUNCTION gireport_store_spread_inbox(store text, targets text[]) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  EXECUTE format($ddl$
    CREATE OR REPLACE VIEW %1$I.inbox WITH (security_invoker = true) AS
      SELECT r.source, r.body, r.report, r.reading, r.agency, r.year, r.scope FROM %1$I.report r;
    CREATE OR REPLACE TRIGGER inbox_insert INSTEAD OF INSERT ON %1$I.inbox
      FOR EACH ROW EXECUTE FUNCTION @extschema@.gireport_store_spread_insert(%2$s);
    COMMENT ON VIEW %1$I.inbox IS
      '入口：写入 source 和 body 即可 / what to load into: INSERT or COPY source and body';
    COMMENT ON COLUMN %1$I.inbox.source IS '来源 / where the text comes from';
    COMMENT ON COLUMN %1$I.inbox.body IS '报告原文 / the text';
    COMMENT ON COLUMN %1$I.inbox.report IS '解析结果；给定则不再解析 / the report; when given, the text is not read';
    COMMENT ON COLUMN %1$I.inbox.reading IS 'read 或读取失败的原因 / read, or why no figures could be read';
    COMMENT ON COLUMN %1$I.inbox.agency IS
      '机关；给定时由分库解析原文 / agency; when given, the text is read in the part that keeps it';
    COMMENT ON COLUMN %1$I.inbox.year IS '报告年度 / year reported on';
    COMMENT ON COLUMN %1$I.inbox.scope IS 'agency 或 summary / agency or summary';
  $ddl$, store, (SELECT string_agg(quote_literal(t.target), ', ' ORDER BY t.part)
                   FROM unnest(targets) WITH ORDINALITY AS t (target, part)));
END
$$;
COMMENT ON FUNCTION gireport_store_spread_inbox(text, text[]) IS
  'internal: makes the view inbox of a spread store';

CREATE FUNCTION gireport_store_spread_insert() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  known record;
  part integer := 0;
BEGIN
  PERFORM set_config('search_path', @extschema@.gireport_store_path(TG_TABLE_SCHEMA), true);
  IF NEW.agency IS NULL AND NEW.report IS NULL THEN
    NEW.report := @extschema@.gireport_try_parse(NEW.body);
  END IF;
  NEW.agency := coalesce(NEW.agency, (NEW.report).agency);
  SELECT a.name, a.publishes_summaries INTO known FROM agency a WHERE a.name = NEW.agency;
  IF NOT FOUND THEN
    SELECT a.name, a.publishes_summaries INTO known FROM agency a
     WHERE a.aliases @> ARRAY[NEW.agency] AND a.aliases <> '{}';
  END IF;
  IF FOUND THEN
    NEW.agency := known.name;
    NEW.scope := coalesce(NEW.scope, CASE WHEN known.publishes_summaries THEN 'summary' ELSE 'agency' END);
  END IF;
  WHILE NOT satisfies_hash_partition('report'::regclass, TG_NARGS, part, NEW.agency) LOOP
    part := part + 1;
  END LOOP;
  EXECUTE format('INSERT INTO %s (source, body, report, reading, agency, year, scope)
                  VALUES (($1).source, ($1).body, ($1).report, ($1).reading, ($1).agency, ($1).year, ($1).scope)', TG_ARGV[part])
    USING NEW;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION gireport_store_spread_insert() IS
  'internal: trigger that files a report with the part that keeps its agency';

-- ----- parts in this database ------------------------------------------------

-- Reports are numbered through all parts; and an agency's parent may be in another part.
CREATE FUNCTION gireport_store_attach(store text, part text, number integer, parts integer) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  EXECUTE format($ddl$
    ALTER TABLE %2$I.report ALTER report_id DROP IDENTITY;
    ALTER TABLE %2$I.report ALTER report_id SET DEFAULT nextval(%5$L);
    ALTER TABLE %2$I.agency DROP CONSTRAINT agency_parent_fkey;
    ALTER TABLE %1$I.report ATTACH PARTITION %2$I.report FOR VALUES WITH (MODULUS %3$s, REMAINDER %4$s);
  $ddl$, store, part, parts, number, format('%I.report_id_seq', store));
END
$$;
COMMENT ON FUNCTION gireport_store_attach(text, text, integer, integer) IS
  'internal: makes an ordinary store a part of a spread store';

CREATE FUNCTION gireport_create_partitioned_store(store text, partitions integer, enforce boolean DEFAULT false,
                                                  on_error text DEFAULT 'refuse')
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  part text;
  targets text[];
BEGIN
  IF partitions BETWEEN 1 AND 1024 IS NOT TRUE THEN
    RAISE invalid_parameter_value USING
      MESSAGE = format(@extschema@.gireport_store_say('a store has 1 to 1024 partitions, not %s', '库应有 1 至 1024 个分区，不是 %s'), coalesce(partitions::text, 'null'));
  END IF;
  PERFORM @extschema@.gireport_store_check_arguments(format('%s_%s', store, partitions - 1), enforce, on_error);
  PERFORM @extschema@.gireport_store_create_spread(store);
  EXECUTE format('CREATE SEQUENCE %I.report_id_seq OWNED BY %1$I.report.report_id', store);
  FOR i IN 0 .. partitions - 1 LOOP
    part := @extschema@.gireport_create_store(format('%s_%s', store, i), enforce, on_error);
    PERFORM @extschema@.gireport_store_attach(store, part, i, partitions);
    targets := targets || format('%I.report', part);
  END LOOP;
  PERFORM @extschema@.gireport_store_spread_inbox(store, targets);
  PERFORM @extschema@.gireport_store_views(store);
  RETURN store;
END
$$;
COMMENT ON FUNCTION gireport_create_partitioned_store(text, integer, boolean, text) IS
  'make a store whose reports are spread over stores of this database by agency / 建立按机关分区的库';

-- ----- parts on other machines -----------------------------------------------

CREATE FUNCTION gireport_store_check_servers(servers text[]) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  bad text;
BEGIN
  IF coalesce(cardinality(servers), 0) = 0 OR array_position(servers, NULL) IS NOT NULL THEN
    RAISE invalid_parameter_value USING MESSAGE = @extschema@.gireport_store_say('a sharded store needs the names of its servers', '分布式库需要给出服务器名称');
  END IF;
  SELECT n.name INTO bad
    FROM unnest(servers) AS n (name)
         LEFT JOIN pg_foreign_server s ON s.srvname = n.name
         LEFT JOIN pg_options_to_table(s.srvoptions) o ON o.option_name = 'extensions'
   WHERE NOT coalesce('gireport' = ANY (string_to_array(replace(o.option_value, ' ', ''), ',')), false)
   LIMIT 1;
  IF FOUND THEN
    RAISE undefined_object USING
      MESSAGE = format(@extschema@.gireport_store_say('server "%s" does not exist, or does not name gireport among its extensions', '服务器“%s”不存在，或其 extensions 未列入 gireport'), bad),
      HINT = format('CREATE SERVER %1$I FOREIGN DATA WRAPPER postgres_fdw OPTIONS (…, extensions ''gireport''); '
                    'without it nothing of gireport is computed there.', bad);
  END IF;
END
$$;
COMMENT ON FUNCTION gireport_store_check_servers(text[]) IS
  'internal: checks the servers of a sharded store';

-- The views that look at one report at a time.
CREATE FUNCTION gireport_store_shard_views() RETURNS SETOF text
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT v.name FROM @extschema@.gireport_store_view_list() v
   WHERE v.name IN ('report_summary', 'application_fact', 'disclosure_fact', 'dispute_fact', 'finding', 'report_wide', 'agency_year');
END;
COMMENT ON FUNCTION gireport_store_shard_views() IS
  'internal: the views of a store that shards answer';

-- A view of the store becomes a table whose partitions are the same view of each shard.
CREATE FUNCTION gireport_store_shard_view(store text, view_name text, servers text[], remote text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  view oid := format('%I.%I', store, view_name)::regclass;
  columns text;
  comments text;
BEGIN
  SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum),
         string_agg(format('COMMENT ON COLUMN %I.%I.%I IS %L;', store, view_name, a.attname, col_description(view, a.attnum)), ' ')
           || format('COMMENT ON TABLE %I.%I IS %L;', store, view_name, obj_description(view, 'pg_class'))
    INTO columns, comments
    FROM pg_attribute a WHERE a.attrelid = view AND a.attnum > 0 AND NOT a.attisdropped;
  EXECUTE format('DROP VIEW %1$I.%2$I; CREATE TABLE %1$I.%2$I (%3$s) PARTITION BY HASH (agency)', store, view_name, columns);
  EXECUTE comments;
  PERFORM @extschema@.gireport_store_shard_table(store, view_name, servers, remote);
END
$$;
COMMENT ON FUNCTION gireport_store_shard_view(text, text, text[], text) IS
  'internal: replaces a view of a sharded store by a table whose partitions are the shards'' views';

CREATE FUNCTION gireport_store_shard_table(store text, table_name text, servers text[], remote text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  FOR i IN 1 .. cardinality(servers) LOOP
    EXECUTE format('CREATE FOREIGN TABLE %1$I.%2$I PARTITION OF %1$I.%3$I FOR VALUES WITH (MODULUS %4$s, REMAINDER %5$s)
                    SERVER %6$I OPTIONS (schema_name %7$L, table_name %3$L)',
                   store, format('%s_%s', table_name, i - 1), table_name, cardinality(servers), i - 1, servers[i], remote);
  END LOOP;
END
$$;
COMMENT ON FUNCTION gireport_store_shard_table(text, text, text[], text) IS
  'internal: makes the foreign tables that are the partitions of a table of a sharded store';

-- A foreign table sends a value for each of its columns. The one to insert into has those that a user gives, so that
-- the others take their defaults over there.
CREATE FUNCTION gireport_store_shard_inbox(store text, servers text[], remote text) RETURNS text[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  name text;
  targets text[];
BEGIN
  FOR i IN 1 .. cardinality(servers) LOOP
    name := format('%I.%I', store, format('inbox_%s', i - 1));
    EXECUTE format('CREATE FOREIGN TABLE %s (source text, body text, report @extschema@.gireport, reading text, agency text, year integer, scope text)
                    SERVER %I OPTIONS (schema_name %L, table_name ''report'')', name, servers[i], remote);
    targets := targets || name;
  END LOOP;
  RETURN targets;
END
$$;
COMMENT ON FUNCTION gireport_store_shard_inbox(text, text[], text) IS
  'internal: makes the foreign tables through which a sharded store loads';

CREATE FUNCTION gireport_create_sharded_store(store text, servers text[], remote text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  remote_store text := coalesce(remote, store);
BEGIN
  PERFORM @extschema@.gireport_store_check_arguments(store, false, 'refuse');
  PERFORM @extschema@.gireport_store_check_servers(servers);
  PERFORM @extschema@.gireport_store_create_spread(store);
  PERFORM @extschema@.gireport_store_shard_table(store, 'report', servers, remote_store);
  PERFORM @extschema@.gireport_store_spread_inbox(store, @extschema@.gireport_store_shard_inbox(store, servers, remote_store));
  PERFORM @extschema@.gireport_store_views(store);
  PERFORM @extschema@.gireport_store_shard_view(store, v.name, servers, remote_store)
     FROM @extschema@.gireport_store_shard_views() v (name);
  RETURN store;
END
$$;
COMMENT ON FUNCTION gireport_create_sharded_store(text, text[], text) IS
  'make a store over the stores of other servers, which keep its reports by agency / 建立分布在多台服务器上的库';

-- ----- carrying over to a new version ----------------------------------------

-- The parts of a spread store in their order: schema and table of each, and the server it is on, if it is a foreign table.
CREATE FUNCTION gireport_store_parts(store text) RETURNS TABLE (number integer, schema_name text, server text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'remainder (\d+)'))[1]::integer,
         coalesce((SELECT o.option_value FROM pg_options_to_table(f.ftoptions) o WHERE o.option_name = 'schema_name'),
                  n.nspname),
         s.srvname
    FROM pg_inherits i
         JOIN pg_class c ON c.oid = i.inhrelid
         JOIN pg_namespace n ON n.oid = c.relnamespace
         LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid
         LEFT JOIN pg_foreign_server s ON s.oid = f.ftserver
   WHERE i.inhparent = to_regclass(format('%I.report', store))
   ORDER BY 1;
END;
COMMENT ON FUNCTION gireport_store_parts(text) IS
  'internal: the parts of a spread store, in order';

-- Views over shards are tables here, and made anew; nothing of the user's is in them.
CREATE FUNCTION gireport_update_spread_store(store text) RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  servers text[] := (SELECT array_agg(p.server ORDER BY p.number) FROM @extschema@.gireport_store_parts(store) p);
  remote text := (SELECT max(p.schema_name) FROM @extschema@.gireport_store_parts(store) p);
  view record;
BEGIN
  PERFORM @extschema@.gireport_part_of(store, NULL);
  IF array_position(servers, NULL) IS NOT NULL THEN
    PERFORM @extschema@.gireport_update_store(p.schema_name) FROM @extschema@.gireport_store_parts(store) p;
    PERFORM @extschema@.gireport_store_views(store);
    RETURN store;
  END IF;
  FOR view IN SELECT v.name FROM @extschema@.gireport_store_shard_views() v (name) LOOP
    EXECUTE format('DROP TABLE IF EXISTS %I.%I', store, view.name);
  END LOOP;
  PERFORM @extschema@.gireport_store_views(store);
  PERFORM @extschema@.gireport_store_shard_view(store, v.name, servers, remote)
     FROM @extschema@.gireport_store_shard_views() v (name);
  RETURN store;
END
$$;
COMMENT ON FUNCTION gireport_update_spread_store(text) IS
  'carry a spread store over to the installed version; those on other servers are updated there / 将分布的库更新到当前扩展版本';
