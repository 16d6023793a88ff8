-- 67_statements.sql - a store that keeps what the prose of its reports asserts
--
-- Reading the prose costs more than reading the tables, so a store does it only for those who ask: gireport_add_statements()
-- adds
--
--   statement          what gireport_statements(body) gives, for every report that has its text
--   statement_finding  what gireport_findings(body) says about it: the codes N…
--   statement_fact, narrative_finding   the same for BI clients, with agency and year
--
-- and triggers on report that keep both tables in step with body. A second call reads all texts anew. In a store that is
-- spread over stores of its own database each part has its tables, which are children of the whole's; over other servers
-- each of them keeps its own, and the views of the whole are theirs.

-- ----- what is kept ----------------------------------------------------------

-- The columns of the table statement (s), as its view shows them.
CREATE FUNCTION gireport_store_statement_columns() RETURNS TABLE (name text, expression text, comment text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  VALUES
    ('statement_number', 's.ordinal', '序号 / number of the statement within its report'),
    ('measure', 's.measure', '指标 / what is counted, such as applications_received'),
    ('value', 's.value_num', '数值；信息处理费以元计 / the figure; 元 for information_fee'),
    ('is_approximate', 's.approximate', '是否约数 / whether the figure is approximate'),
    ('label', 's.label', '主动公开分项的名称，照原文 / name of a part of what was disclosed, as printed'),
    ('sense', 's.sense', '口径：stated、new、new_and_carried_in、all_of_received、part / in which sense the figure is meant'),
    ('line_number', 's.line', '原文行号 / line of the text'),
    ('char_position', 's."position"', '原文字符位置 / character of the text'),
    ('quote', 's.quote', '原文引句 / the clause, as it stands in the text'),
    ('details', 's.extra::text', '其他信息（JSON） / further details, JSON');
END;
COMMENT ON FUNCTION gireport_store_statement_columns() IS
  'internal: columns of the view statement_fact';

-- Those columns of the view finding (f) that findings about prose have.
CREATE FUNCTION gireport_store_narrative_columns() RETURNS TABLE (name text, expression text, comment text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.name, c.expression, c.comment FROM @extschema@.gireport_store_finding_columns() c
   WHERE c.name NOT IN ('identity_name', 'cause', 'blank_policy', 'alternatives', 'proposal', 'confidence', 'evidence');
END;
COMMENT ON FUNCTION gireport_store_narrative_columns() IS
  'internal: columns of the view narrative_finding';

CREATE FUNCTION gireport_store_create_statements(store text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  EXECUTE format($ddl$
    CREATE TABLE %1$I.statement (
      report_id bigint NOT NULL,
      ordinal integer NOT NULL,
      measure text NOT NULL,
      value_num numeric NOT NULL,
      approximate boolean NOT NULL,
      label text,
      sense text NOT NULL,
      line integer,
      "position" integer,
      quote text,
      extra jsonb,
      PRIMARY KEY (report_id, ordinal)
    );
    CREATE INDEX statement_measure_idx ON %1$I.statement (measure);
    CREATE TABLE %1$I.statement_finding (
      report_id bigint NOT NULL,
      seq integer NOT NULL,
      code text NOT NULL,
      severity text NOT NULL,
      outcome text NOT NULL,
      formula text,
      left_value numeric,
      right_value numeric,
      difference numeric,
      cells text[],
      line integer,
      "position" integer,
      message text NOT NULL,
      message_zh text NOT NULL,
      extra jsonb,
      PRIMARY KEY (report_id, seq)
    );
    COMMENT ON TABLE %1$I.statement IS
      '报告文字中陈述的数字，由触发器维护；查询请用 statement_fact / what the prose of reports asserts in figures, kept by triggers; query statement_fact';
    COMMENT ON COLUMN %1$I.statement.report_id IS '报告编号 / number of the report in this store';
    COMMENT ON TABLE %1$I.statement_finding IS
      '报告文字与表格比对的结果，由触发器维护；查询请用 narrative_finding / prose against tables, kept by triggers; query narrative_finding';
    COMMENT ON COLUMN %1$I.statement_finding.report_id IS '报告编号 / number of the report in this store';
  $ddl$, store);
  EXECUTE (SELECT string_agg(format('COMMENT ON COLUMN %I.%I.%I IS %L;', store, t.table_name,
                                    (regexp_match(t.expression, '[sf]\."?(\w+)'))[1], t.comment), ' ')
             FROM (SELECT 'statement', c.* FROM @extschema@.gireport_store_statement_columns() c
                   UNION ALL
                   SELECT 'statement_finding', c.* FROM @extschema@.gireport_store_narrative_columns() c)
                  AS t (table_name, name, expression, comment));
END
$$;
COMMENT ON FUNCTION gireport_store_create_statements(text) IS
  'internal: makes the tables statement and statement_finding';

-- ----- triggers --------------------------------------------------------------

-- What stands about a report is taken out and its text, if it has one, read.
CREATE FUNCTION gireport_store_statements() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
  PERFORM set_config('search_path', @extschema@.gireport_store_path(TG_TABLE_SCHEMA), true);
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM statement s WHERE s.report_id = NEW.report_id;
    DELETE FROM statement_finding f WHERE f.report_id = NEW.report_id;
  END IF;
  INSERT INTO statement
  SELECT NEW.report_id, s.ordinality, s.measure, s.value_num, s.approximate, s.label, s.sense, s.line, s."position", s.quote, s.extra
    FROM @extschema@.gireport_statements(NEW.body, NEW.year) WITH ORDINALITY s;
  INSERT INTO statement_finding
  SELECT NEW.report_id, f.seq, f.code, f.severity, f.outcome, f.formula, f.left_value, f.right_value, f.difference, f.cells,
         f.line, f."position", f.message, f.message_zh, f.extra
    FROM @extschema@.gireport_findings(NEW.body) f
   WHERE f.code LIKE 'N%';
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION gireport_store_statements() IS
  'internal: trigger that keeps what the prose of a report asserts';

-- Rows that come from outside, when a dump of data alone is restored, take the place of those that the trigger on report
-- has made.
CREATE FUNCTION gireport_store_restore_statement() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
  PERFORM set_config('search_path', @extschema@.gireport_store_path(TG_TABLE_SCHEMA), true);
  IF TG_TABLE_NAME = 'statement' THEN
    DELETE FROM statement s WHERE s.report_id = NEW.report_id AND s.ordinal = NEW.ordinal;
  ELSE
    DELETE FROM statement_finding f WHERE f.report_id = NEW.report_id AND f.seq = NEW.seq;
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION gireport_store_restore_statement() IS
  'internal: trigger by which restored rows take the place of those that were made on the way';

CREATE FUNCTION gireport_store_statement_triggers(store text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  EXECUTE format($ddl$
    CREATE OR REPLACE TRIGGER report_statements AFTER INSERT ON %1$I.report
      FOR EACH ROW WHEN (NEW.body IS NOT NULL) EXECUTE FUNCTION @extschema@.gireport_store_statements();
    CREATE OR REPLACE TRIGGER report_statements_anew AFTER UPDATE OF body, year ON %1$I.report
      FOR EACH ROW WHEN (OLD.body IS DISTINCT FROM NEW.body OR OLD.year IS DISTINCT FROM NEW.year)
      EXECUTE FUNCTION @extschema@.gireport_store_statements();
    CREATE OR REPLACE TRIGGER statement_restore BEFORE INSERT ON %1$I.statement
      FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION @extschema@.gireport_store_restore_statement();
    CREATE OR REPLACE TRIGGER statement_finding_restore BEFORE INSERT ON %1$I.statement_finding
      FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION @extschema@.gireport_store_restore_statement();
  $ddl$, store);
END
$$;
COMMENT ON FUNCTION gireport_store_statement_triggers(text) IS
  'internal: makes or replaces the triggers that keep statements';

-- ----- views -----------------------------------------------------------------

CREATE FUNCTION gireport_store_statement_views(store text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  view record;
BEGIN
  FOR view IN
    SELECT v.name, v.source, v.comment, string_agg(format('%s AS %I', c.expression, c.name), ', ' ORDER BY c.part, c.place) AS columns,
           string_agg(format('COMMENT ON COLUMN %I.%I.%I IS %L;', store, v.name, c.name, c.comment), ' ') AS column_comments
      FROM (VALUES
             ('statement_fact', 'statement s',
              '报告文字中陈述的数字，每项一行 / what the prose of reports asserts in figures: one row a statement'),
             ('narrative_finding', 'statement_finding f',
              '文字与表格不符之处，每个问题一行 / prose against tables: one row a finding')) AS v (name, source, comment)
           JOIN (SELECT '' AS view_name, 1 AS part, k.*
                   FROM @extschema@.gireport_store_key_columns() WITH ORDINALITY AS k (name, expression, comment, place)
                 UNION ALL
                 SELECT 'statement_fact', 2, k.* FROM @extschema@.gireport_store_statement_columns() WITH ORDINALITY AS k
                 UNION ALL
                 SELECT 'narrative_finding', 2, k.* FROM @extschema@.gireport_store_narrative_columns() WITH ORDINALITY AS k) c
             ON c.view_name IN ('', v.name)
     GROUP BY v.name, v.source, v.comment
  LOOP
    EXECUTE format('CREATE OR REPLACE VIEW %1$I.%2$I WITH (security_invoker = true) AS SELECT %3$s FROM %1$I.report r JOIN %1$I.%4$s USING (report_id)',
                   store, view.name, view.columns, view.source);
    EXECUTE format('COMMENT ON VIEW %I.%I IS %L; %s', store, view.name, view.comment, view.column_comments);
  END LOOP;
END
$$;
COMMENT ON FUNCTION gireport_store_statement_views(text) IS
  'internal: makes or replaces the views statement_fact and narrative_finding';

-- ----- the public function ---------------------------------------------------

-- The triggers come first: a report that another session loads meanwhile waits for them.
CREATE FUNCTION gireport_store_fill_statements(store text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF to_regclass(format('%I.statement', store)) IS NULL THEN
    PERFORM @extschema@.gireport_store_create_statements(store);
    EXECUTE format($ddl$
      ALTER TABLE %1$I.statement ADD FOREIGN KEY (report_id) REFERENCES %1$I.report ON DELETE CASCADE;
      ALTER TABLE %1$I.statement_finding ADD FOREIGN KEY (report_id) REFERENCES %1$I.report ON DELETE CASCADE;
    $ddl$, store);
  END IF;
  PERFORM @extschema@.gireport_store_statement_triggers(store);
  EXECUTE format($dml$
    ALTER TABLE %1$I.statement DISABLE TRIGGER statement_restore;
    ALTER TABLE %1$I.statement_finding DISABLE TRIGGER statement_finding_restore;
    TRUNCATE %1$I.statement, %1$I.statement_finding;
    INSERT INTO %1$I.statement
    SELECT r.report_id, s.ordinality, s.measure, s.value_num, s.approximate, s.label, s.sense, s.line, s."position", s.quote, s.extra
      FROM %1$I.report r, @extschema@.gireport_statements(r.body, r.year) WITH ORDINALITY s;
    INSERT INTO %1$I.statement_finding
    SELECT r.report_id, f.seq, f.code, f.severity, f.outcome, f.formula, f.left_value, f.right_value, f.difference, f.cells,
           f.line, f."position", f.message, f.message_zh, f.extra
      FROM %1$I.report r, @extschema@.gireport_findings(r.body) f
     WHERE f.code LIKE 'N%%';
    ALTER TABLE %1$I.statement ENABLE TRIGGER statement_restore;
    ALTER TABLE %1$I.statement_finding ENABLE TRIGGER statement_finding_restore;
  $dml$, store);
  PERFORM @extschema@.gireport_store_statement_views(store);
END
$$;
COMMENT ON FUNCTION gireport_store_fill_statements(text) IS
  'internal: makes, fills and keeps the statements of an ordinary store';

-- Over parts in this database the tables are empty: they are there to be inherited from.
CREATE FUNCTION gireport_store_spread_statements(store text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  part record;
BEGIN
  IF to_regclass(format('%I.statement', store)) IS NULL THEN
    PERFORM @extschema@.gireport_store_create_statements(store);
    EXECUTE format($ddl$
      ALTER TABLE %1$I.statement ADD CONSTRAINT statement_is_in_a_part CHECK (false) NO INHERIT;
      ALTER TABLE %1$I.statement_finding ADD CONSTRAINT statement_finding_is_in_a_part CHECK (false) NO INHERIT;
    $ddl$, store);
  END IF;
  FOR part IN SELECT p.schema_name FROM @extschema@.gireport_store_parts(store) p LOOP
    PERFORM @extschema@.gireport_store_fill_statements(part.schema_name);
    IF NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = format('%I.statement', part.schema_name)::regclass) THEN
      EXECUTE format('ALTER TABLE %2$I.statement INHERIT %1$I.statement;
                      ALTER TABLE %2$I.statement_finding INHERIT %1$I.statement_finding', store, part.schema_name);
    END IF;
  END LOOP;
  PERFORM @extschema@.gireport_store_statement_views(store);
END
$$;
COMMENT ON FUNCTION gireport_store_spread_statements(text) IS
  'internal: the same for a store spread over stores of its database';

-- Over shards, which keep their statements themselves, there are the two views alone, made like the others.
CREATE FUNCTION gireport_store_shard_statements(store text, servers text[], remote text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
AS $$
BEGIN
  EXECUTE format('DROP TABLE IF EXISTS %1$I.statement_fact, %1$I.narrative_finding', store);
  PERFORM @extschema@.gireport_store_create_statements(store);
  PERFORM @extschema@.gireport_store_statement_views(store);
  PERFORM @extschema@.gireport_store_shard_view(store, v.name, servers, remote)
     FROM (VALUES ('statement_fact'), ('narrative_finding')) AS v (name);
  EXECUTE format('DROP TABLE %1$I.statement, %1$I.statement_finding', store);
END
$$;
COMMENT ON FUNCTION gireport_store_shard_statements(text, text[], text) IS
  'internal: the same for a store over those of other servers';

CREATE FUNCTION gireport_add_statements(store text) RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
DECLARE
  servers text[] := (SELECT array_agg(p.server ORDER BY p.number) FROM @extschema@.gireport_store_parts(store) p WHERE p.server IS NOT NULL);
BEGIN
  IF NOT EXISTS (SELECT FROM pg_partitioned_table p WHERE p.partrelid = to_regclass(format('%I.report', store))) THEN
    PERFORM @extschema@.gireport_store_options(store);
    PERFORM @extschema@.gireport_store_fill_statements(store);
  ELSIF servers IS NULL THEN
    PERFORM @extschema@.gireport_store_spread_statements(store);
  ELSE
    PERFORM @extschema@.gireport_store_shard_statements(store, servers,
      (SELECT max(p.schema_name) FROM @extschema@.gireport_store_parts(store) p));
  END IF;
  RETURN store;
END
$$;
COMMENT ON FUNCTION gireport_add_statements(text) IS
  'let a store keep what the prose of its reports asserts; again: read all texts anew / 在库中保存报告文字陈述的数字；再次调用则全部重读';
