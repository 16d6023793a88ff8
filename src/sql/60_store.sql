-- 60_store.sql - a store: the tables in which a user keeps reports
--
-- A store is a schema of the user's. Its tables, constraints and views belong to the user and are dumped with their
-- rows; all logic is in the functions below, which belong to the extension, so that a new version of it replaces them.
--
--   gireport_create_store()      makes the schema, its tables and store_option, then hands over to
--   gireport_update_store()      everything that can be made anew: columns' settings, triggers, CHECKs, views
--   gireport_store_insert() …    trigger functions, the same for every store
--
-- Trigger functions find their store by TG_TABLE_SCHEMA. They, and what they call, set search_path to it and use plain
-- statements, because PL/pgSQL keeps the plans of those, while EXECUTE would plan again for each row. enable_seqscan is
-- off in them: a plan kept since a table was small must stay good while a COPY makes it large. jit is off, since it
-- would compile these small statements anew for each row.
--
-- Two sessions may load at once. For a text that both bring the second one waits until the first is done, and then skips
-- it. Versions of one agency and year that differ are refused to the second one by report_current_key: it loads again, or
-- with ON CONFLICT DO NOTHING. Sessions that load different agencies, or different years, do not meet.

-- ----- settings of a store ---------------------------------------------------

CREATE FUNCTION gireport_store_say(en text, zh text) RETURNS text
    LANGUAGE C STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_store_say(text, text) IS
  'internal: the message that the user reads';

CREATE FUNCTION gireport_store_options(store text, OUT enforce boolean, OUT on_error text, OUT between_years boolean)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF to_regclass(format('%I.store_option', store)) IS NULL THEN
    RAISE undefined_object USING
      MESSAGE = format(@extschema@.gireport_store_say('schema "%s" is not a store of gireport', '模式“%s”不是 gireport 的库'), store),
      HINT = @extschema@.gireport_store_say('Make one with gireport_create_store().', '请用 gireport_create_store() 建立。');
  END IF;
  EXECUTE format('SELECT (max(setting) FILTER (WHERE name = ''enforce''))::boolean,
                         max(setting) FILTER (WHERE name = ''on_error''),
                         coalesce((max(setting) FILTER (WHERE name = ''between_years''))::boolean, false)
                  FROM %I.store_option', store)
    INTO enforce, on_error, between_years;
END
$$;
COMMENT ON FUNCTION gireport_store_options(text) IS
  'internal: the settings with which a store was made';

-- What the insert trigger does with a report that is unreadable or inconsistent; the argument of the trigger.
CREATE FUNCTION gireport_store_policy(enforce boolean, on_error text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN enforce THEN on_error ELSE 'keep' END;
COMMENT ON FUNCTION gireport_store_policy(boolean, text) IS
  'internal: keep, refuse or quarantine';

-- ----- tables ----------------------------------------------------------------

CREATE FUNCTION gireport_store_create_options(store text, enforce boolean, on_error text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  EXECUTE format($ddl$
    CREATE TABLE %1$I.store_option (
      name text PRIMARY KEY,
      setting text NOT NULL,
      CONSTRAINT store_option_check CHECK (
        CASE name WHEN 'enforce' THEN setting IN ('true', 'false')
                  WHEN 'between_years' THEN setting IN ('true', 'false')
                  WHEN 'on_error' THEN setting IN ('refuse', 'quarantine')
                  ELSE name = 'version' END)
    );
    INSERT INTO %1$I.store_option VALUES ('enforce', %2$L), ('on_error', %3$L);
    COMMENT ON TABLE %1$I.store_option IS
      '本库的设置；修改后运行 gireport_update_store() 生效 / settings of this store; gireport_update_store() applies changes';
    COMMENT ON COLUMN %1$I.store_option.name IS
      '设置名：enforce、on_error、between_years、version / enforce, on_error, between_years or version';
    COMMENT ON COLUMN %1$I.store_option.setting IS
      '设置值；version 为最近一次更新本库的扩展版本 / its value; version is that of the extension that updated the store last';
  $ddl$, store, enforce::text, on_error);
END
$$;
COMMENT ON FUNCTION gireport_store_create_options(text, boolean, text) IS
  'internal: makes the table store_option';

-- Few agencies have aliases, and each new name is looked up among them: the index holds no others, and no pending list
-- that a search would have to read through.
CREATE FUNCTION gireport_store_create_agency(store text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  EXECUTE format($ddl$
    CREATE TABLE %1$I.agency (
      name text PRIMARY KEY,
      aliases text[] NOT NULL DEFAULT '{}',
      parent text CONSTRAINT agency_parent_is_another CHECK (parent <> name) REFERENCES %1$I.agency ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
      region text,
      publishes_summaries boolean NOT NULL,
      expected_from integer,
      expected_until integer,
      children_complete_from integer,
      CONSTRAINT agency_expected_check CHECK (expected_from <= expected_until)
    );
    CREATE INDEX agency_parent_idx ON %1$I.agency (parent);
    CREATE INDEX agency_aliases_idx ON %1$I.agency USING gin (aliases) WITH (fastupdate = off) WHERE aliases <> '{}';
    COMMENT ON TABLE %1$I.agency IS
      '行政机关；新名称随报告自动登记 / agencies; a name not known yet is added with its first report';
    COMMENT ON COLUMN %1$I.agency.name IS
      '机关名称 / name, as it stands in report.agency';
    COMMENT ON COLUMN %1$I.agency.aliases IS
      '别名：以这些名称发布的报告归入本机关 / other names under which its reports appear';
    COMMENT ON COLUMN %1$I.agency.parent IS
      '上级机关 / the agency whose summary report sums up this one''s';
    COMMENT ON COLUMN %1$I.agency.region IS
      '行政区域 / administrative region';
    COMMENT ON COLUMN %1$I.agency.publishes_summaries IS
      '是否发布汇总报告；为空时按名称推断 / whether its reports are summaries (汇总); guessed from the name when not given';
    COMMENT ON COLUMN %1$I.agency.expected_from IS
      '应报告的首个年度；空值表示未声明 / first year for which a report is expected; null when nobody has said so';
    COMMENT ON COLUMN %1$I.agency.expected_until IS
      '应报告的最后年度；空值表示仍应报告 / last year for which a report is expected; null when it still is';
    COMMENT ON COLUMN %1$I.agency.children_complete_from IS
      '自该年度起，所属机关名单（parent 为本机关者）完整；空值表示未声明 / first year from which the agencies whose parent this is are all there are; null when nobody has said so';
  $ddl$, store);
END
$$;
COMMENT ON FUNCTION gireport_store_create_agency(text) IS
  'internal: makes the table agency';

-- digest is unique, but null for a report typed in without its text. Of the texts for one agency, year and scope one
-- is current. agency is filled by the row trigger, but a new agency is added at the end of the statement, all of them
-- in the order of their names: two sessions that load the same agencies would otherwise lock each other out.
-- Therefore the foreign key is deferred.
CREATE FUNCTION gireport_store_create_report(store text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  EXECUTE format($ddl$
    CREATE TABLE %1$I.report (
      report_id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
      source text,
      body text,
      digest bytea UNIQUE,
      report @extschema@.gireport,
      reading text NOT NULL,
      agency text REFERENCES %1$I.agency ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
      year integer,
      scope text NOT NULL,
      is_current boolean NOT NULL,
      loaded_at timestamp with time zone NOT NULL DEFAULT now(),
      CONSTRAINT report_content_check CHECK (num_nonnulls(body, report) > 0),
      CONSTRAINT report_scope_check CHECK (scope IN ('agency', 'summary'))
    );
    CREATE UNIQUE INDEX report_current_key ON %1$I.report (agency, year, scope) WHERE is_current;
    CREATE INDEX report_agency_year_idx ON %1$I.report (agency, year);
    COMMENT ON TABLE %1$I.report IS
      '年度报告：写入 source 和 body 即可，其余列自动填写 / annual reports; give source and body, a trigger fills the rest';
    COMMENT ON COLUMN %1$I.report.report_id IS
      '编号 / number of the report in this store';
    COMMENT ON COLUMN %1$I.report.source IS
      '来源，如网址或文件名 / where the text comes from, such as a URL or a file name';
    COMMENT ON COLUMN %1$I.report.body IS
      '报告原文；手工录入的报告为空 / the text; null for a report that was typed in';
    COMMENT ON COLUMN %1$I.report.digest IS
      '原文 UTF-8 字节的 SHA-256，用于去重 / SHA-256 of the text in UTF-8; a text already there is skipped';
    COMMENT ON COLUMN %1$I.report.report IS
      '解析结果 / the report, as read from the text or given';
    COMMENT ON COLUMN %1$I.report.reading IS
      'read 表示已读出；否则为原因代码和说明 / read, or the code and the reason why no figures could be read';
    COMMENT ON COLUMN %1$I.report.agency IS
      '机关（经别名归并） / agency, aliases resolved';
    COMMENT ON COLUMN %1$I.report.year IS
      '报告年度 / year reported on';
    COMMENT ON COLUMN %1$I.report.scope IS
      'agency 为本机关报告，summary 为汇总报告 / agency: its own report; summary: sums up others';
    COMMENT ON COLUMN %1$I.report.is_current IS
      '同一机关、年度、范围的多个版本中是否现行 / whether this is the version in force for its agency, year and scope';
    COMMENT ON COLUMN %1$I.report.loaded_at IS
      '入库时间 / when it was loaded';
  $ddl$, store);
END
$$;
COMMENT ON FUNCTION gireport_store_create_report(text) IS
  'internal: makes the table report';

CREATE FUNCTION gireport_store_create_rejected(store text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  EXECUTE format($ddl$
    CREATE TABLE %1$I.rejected (
      rejected_id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
      source text,
      body text,
      digest bytea UNIQUE,
      report @extschema@.gireport,
      reading text NOT NULL,
      agency text,
      year integer,
      scope text,
      findings jsonb,
      rejected_at timestamp with time zone NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE %1$I.rejected IS
      '未通过校验的报告；改正后删除本行并重新写入 report / reports that failed the checks; mend, delete here, insert into report';
    COMMENT ON COLUMN %1$I.rejected.rejected_id IS
      '编号 / number of the rejection';
    COMMENT ON COLUMN %1$I.rejected.source IS
      '来源 / where the text comes from';
    COMMENT ON COLUMN %1$I.rejected.body IS
      '报告原文 / the text';
    COMMENT ON COLUMN %1$I.rejected.digest IS
      '原文的 SHA-256 / SHA-256 of the text';
    COMMENT ON COLUMN %1$I.rejected.report IS
      '解析结果 / the report, as read from the text or given';
    COMMENT ON COLUMN %1$I.rejected.reading IS
      'read 或读取失败的原因 / read, or why no figures could be read';
    COMMENT ON COLUMN %1$I.rejected.agency IS
      '机关，未经别名归并 / agency, aliases not resolved';
    COMMENT ON COLUMN %1$I.rejected.year IS
      '报告年度 / year reported on';
    COMMENT ON COLUMN %1$I.rejected.scope IS
      '写入时给定的范围 / scope, when it was given';
    COMMENT ON COLUMN %1$I.rejected.findings IS
      '校验结果 / findings, an array of objects as gireport_findings() gives them';
    COMMENT ON COLUMN %1$I.rejected.rejected_at IS
      '退回时间 / when it was rejected';
  $ddl$, store);
END
$$;
COMMENT ON FUNCTION gireport_store_create_rejected(text) IS
  'internal: makes the table rejected';

-- A report is checked in 1 us while it stands in its row, in 16 us when it was moved out. MAIN keeps it in the row.
-- A server may be built without lz4, and only an attempt tells.
CREATE FUNCTION gireport_store_set_storage(store text, table_name text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I.%I ALTER COLUMN report SET STORAGE MAIN', store, table_name);
  EXECUTE format('ALTER TABLE %I.%I ALTER COLUMN body SET COMPRESSION lz4', store, table_name);
EXCEPTION WHEN feature_not_supported THEN
  EXECUTE format('ALTER TABLE %I.%I ALTER COLUMN report SET STORAGE MAIN', store, table_name);
END
$$;
COMMENT ON FUNCTION gireport_store_set_storage(text, text) IS
  'internal: keeps reports in their rows, and texts compressed with lz4 where the server has it';

-- Makes what is not there yet.
CREATE FUNCTION gireport_store_tables(store text, policy text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF to_regclass(format('%I.agency', store)) IS NULL THEN
    PERFORM @extschema@.gireport_store_create_agency(store);
  END IF;
  IF to_regclass(format('%I.report', store)) IS NULL THEN
    PERFORM @extschema@.gireport_store_create_report(store);
  END IF;
  IF to_regclass(format('%I.succession', store)) IS NULL THEN
    PERFORM @extschema@.gireport_store_create_succession(store);
  END IF;
  IF to_regclass(format('%I.correction', store)) IS NULL THEN
    PERFORM @extschema@.gireport_store_create_decisions(store);
  END IF;
  IF policy = 'quarantine' AND to_regclass(format('%I.rejected', store)) IS NULL THEN
    PERFORM @extschema@.gireport_store_create_rejected(store);
    PERFORM @extschema@.gireport_store_set_storage(store, 'rejected');
  END IF;
  PERFORM @extschema@.gireport_store_set_storage(store, 'report');
END
$$;
COMMENT ON FUNCTION gireport_store_tables(text, text) IS
  'internal: makes the tables that a store does not have yet';

-- ----- CHECKs ----------------------------------------------------------------

-- The names of the CHECKs of an enforcing store: every identity of every form, and readable.
CREATE FUNCTION gireport_store_check_names() RETURNS SETOF text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT 'readable'
  UNION
  SELECT i.identity FROM @extschema@.gireport_identities() i;
END;
COMMENT ON FUNCTION gireport_store_check_names() IS
  'internal: the names of the CHECKs of an enforcing store';

CREATE FUNCTION gireport_store_checks(store text, enforce boolean) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  changes text;
BEGIN
  SELECT string_agg(
           CASE WHEN enforce
                THEN format('ADD CONSTRAINT %1$I CHECK (@extschema@.gireport_require(report, %1$L))', n.name)
                ELSE format('DROP CONSTRAINT %I', n.name) END, ', ' ORDER BY n.name)
    INTO changes
    FROM @extschema@.gireport_store_check_names() AS n (name)
         LEFT JOIN pg_constraint c ON c.conrelid = format('%I.report', store)::regclass AND c.conname = n.name
   WHERE enforce = (c.oid IS NULL);
  IF changes IS NOT NULL THEN
    EXECUTE format('ALTER TABLE %I.report %s', store, changes);
  END IF;
END
$$;
COMMENT ON FUNCTION gireport_store_checks(text, boolean) IS
  'internal: adds the CHECKs that an enforcing store lacks, or drops them from a store that does not enforce';

-- ----- what the triggers share -----------------------------------------------

CREATE FUNCTION gireport_store_path(store text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN format('pg_catalog, %I, pg_temp', store);
COMMENT ON FUNCTION gireport_store_path(text) IS
  'internal: the search_path of the triggers of a store';

CREATE FUNCTION gireport_publishes_summaries(agency text) RETURNS boolean
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_publishes_summaries(text) IS
  'guess by its name whether an agency is a region or its government, whose report sums up others / 按名称推断机关是否发布汇总报告';

-- What stands in report.reading.
CREATE FUNCTION gireport_store_reading(body text, report gireport) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  reading record;
BEGIN
  IF (report).figures IS NOT NULL THEN
    RETURN 'read';
  END IF;
  SELECT r.status, r.reason INTO reading FROM @extschema@.gireport_reading(body) r;
  IF reading.status IS NULL OR reading.status = 'read' THEN
    RETURN 'no_figures: the report was given without figures';
  END IF;
  RETURN concat_ws(': ', reading.status, reading.reason);
END
$$;
COMMENT ON FUNCTION gireport_store_reading(text, gireport) IS
  'internal: read, or the code and the reason why a report has no figures';

-- What a statement has done to a store so far is kept in settings that end with the transaction: how many rows it
-- skipped or rejected, and new_from, the least report_id whose agency is to be added.
CREATE FUNCTION gireport_store_note(store text, what text) RETURNS bigint
LANGUAGE sql STABLE
RETURN nullif(current_setting(format('gireport_store.%s_%s', what, md5(store)), true), '')::bigint;
COMMENT ON FUNCTION gireport_store_note(text, text) IS
  'internal: what the running statement has noted about a store';

CREATE FUNCTION gireport_store_set_note(store text, what text, note bigint) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM set_config(format('gireport_store.%s_%s', what, md5(store)), coalesce(note::text, ''), true);
END
$$;
COMMENT ON FUNCTION gireport_store_set_note(text, text, bigint) IS
  'internal: notes what the running statement did to a store';

CREATE FUNCTION gireport_store_count(store text, what text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM @extschema@.gireport_store_set_note(store, what,
            coalesce(@extschema@.gireport_store_note(store, what), 0) + 1);
END
$$;
COMMENT ON FUNCTION gireport_store_count(text, text) IS
  'internal: counts one more row that was skipped or rejected';

-- The agency of that name or alias. One that is unknown is noted, and added at the end of the statement.
CREATE FUNCTION gireport_store_resolve(store text, report_id bigint, INOUT agency text, OUT publishes_summaries boolean)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  known record;
BEGIN
  PERFORM set_config('search_path', @extschema@.gireport_store_path(store), true);
  SELECT a.name, a.publishes_summaries INTO known FROM agency a WHERE a.name = $3;
  IF NOT FOUND THEN
    SELECT a.name, a.publishes_summaries INTO known FROM agency a
     WHERE a.aliases @> ARRAY[$3] AND a.aliases <> '{}';
  END IF;
  IF FOUND THEN
    agency := known.name;
    publishes_summaries := known.publishes_summaries;
  ELSIF agency IS NOT NULL THEN
    publishes_summaries := @extschema@.gireport_publishes_summaries(agency);
    IF coalesce(@extschema@.gireport_store_note(store, 'new_from') > report_id, true) THEN
      PERFORM @extschema@.gireport_store_set_note(store, 'new_from', report_id);
    END IF;
  END IF;
END
$$;
COMMENT ON FUNCTION gireport_store_resolve(text, bigint, text) IS
  'internal: the name under which a store keeps an agency, and whether it publishes summaries';

-- ----- triggers on report ----------------------------------------------------

-- Raised here and not by the CHECK, which knows only the report and not why there is none.
CREATE FUNCTION gireport_store_refuse_unread(store text, source text, reading text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE check_violation USING
    MESSAGE = format(@extschema@.gireport_store_say('report %scannot be read', '报告%s无法读出'), '"' || source || '" '),
    DETAIL = reading,
    HINT = @extschema@.gireport_store_say('A store made with on_error => ''quarantine'' keeps such texts apart.', '以 on_error => ''quarantine'' 建立的库会另存这类文本。'),
    SCHEMA = store, TABLE = 'report', CONSTRAINT = 'readable';
END
$$;
COMMENT ON FUNCTION gireport_store_refuse_unread(text, text, text) IS
  'internal: refuses a text in which no report could be read';

-- A text that was rejected before is judged anew.
CREATE FUNCTION gireport_store_reject(store text, source text, body text, digest bytea, report gireport, reading text,
                                      agency text, year integer, scope text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('search_path', @extschema@.gireport_store_path($1), true);
  INSERT INTO rejected (source, body, digest, report, reading, agency, year, scope, findings)
  VALUES ($2, $3, $4, $5, $6, $7, $8, $9,
          (SELECT jsonb_agg(to_jsonb(f) ORDER BY f.seq) FROM @extschema@.gireport_findings($5) f))
  ON CONFLICT (digest) DO UPDATE
    SET (source, report, reading, agency, year, scope, findings, rejected_at) =
        (excluded.source, excluded.report, excluded.reading, excluded.agency, excluded.year, excluded.scope,
         excluded.findings, excluded.rejected_at);
  INSERT INTO return_slip (digest, agency, year, scope, reason)
  SELECT $4, coalesce((SELECT a.name FROM agency a WHERE a.aliases @> ARRAY[$7] AND a.aliases <> '{}'), $7), $8, $9,
         coalesce((SELECT string_agg(DISTINCT f.code, ', ') FROM @extschema@.gireport_findings($5) f
                    WHERE f.severity = 'error' OR f.code IN ('S201', 'S202')), $6);
  PERFORM @extschema@.gireport_store_count($1, 'rejected');
END
$$;
COMMENT ON FUNCTION gireport_store_reject(text, text, text, bytea, gireport, text, text, integer, text) IS
  'internal: puts a report that is unreadable or inconsistent into the table rejected, with its findings';

CREATE FUNCTION gireport_store_digest(body text) RETURNS bytea
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_store_digest(text) IS
  'internal: SHA-256 of a text in UTF-8';

CREATE FUNCTION gireport_store_holds_text(report oid, digest bytea) RETURNS boolean
LANGUAGE C STRICT AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_store_holds_text(oid, bytea) IS
  'internal: whether a text is in the store; waits for a session that is loading it, and makes others wait';

CREATE FUNCTION gireport_store_text_done() RETURNS void
LANGUAGE C STRICT AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_store_text_done() IS
  'internal: the text asked for last is loaded';

CREATE FUNCTION gireport_store_holds_version(report oid, agency text, year integer, scope text) RETURNS boolean
LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_store_holds_version(oid, text, integer, text) IS
  'internal: whether a version is in force for an agency, year and scope';

CREATE FUNCTION gireport_store_scope_of(report oid, report_id bigint, agency text) RETURNS text
LANGUAGE C STRICT AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_store_scope_of(oid, bigint, text) IS
  'internal: scope of an agency''s reports, which notes a new agency; null when the name may be an alias';

-- Another version gives way.
CREATE FUNCTION gireport_store_displace(store text, agency text, year integer, scope text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
  PERFORM set_config('search_path', @extschema@.gireport_store_path(store), true);
  UPDATE report r SET is_current = false
   WHERE r.is_current AND (r.agency, r.year, r.scope) = ($2, $3, $4);
END
$$;
COMMENT ON FUNCTION gireport_store_displace(text, text, integer, text) IS
  'internal: takes the version in force out of force';

-- Every row of a load comes through here, so it asks nothing in SQL (see store.c), and the settings that SQL needs are made
-- by the functions that it calls seldom.
CREATE FUNCTION gireport_store_insert() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  usual_scope text;
  is_read boolean;
  resolved record;
BEGIN
  IF NEW.body IS NOT NULL THEN
    NEW.digest := @extschema@.gireport_store_digest(NEW.body);
  END IF;
  IF @extschema@.gireport_store_holds_text(TG_RELID, NEW.digest) THEN
    PERFORM @extschema@.gireport_store_count(TG_TABLE_SCHEMA, 'skipped');
    RETURN NULL;
  END IF;

  -- A row that comes with its report, or with the reading of one, is taken as it is: typed in, computed by the
  -- loader, or restored from a dump.
  IF NEW.report IS NULL AND NEW.reading IS NULL THEN
    NEW.report := @extschema@.gireport_try_parse(NEW.body);
  END IF;
  is_read := (NEW.report).figures IS NOT NULL;
  NEW.reading := coalesce(NEW.reading, CASE WHEN is_read THEN 'read' ELSE @extschema@.gireport_store_reading(NEW.body, NEW.report) END);
  NEW.agency := coalesce(NEW.agency, (NEW.report).agency);
  NEW.year := coalesce(NEW.year, (NEW.report).year);

  IF TG_ARGV[0] = 'quarantine'
     AND NOT (@extschema@.gireport_readable(NEW.report) AND @extschema@.gireport_valid(NEW.report)) THEN
    PERFORM @extschema@.gireport_store_reject(TG_TABLE_SCHEMA, NEW.source, NEW.body, NEW.digest, NEW.report,
                                              NEW.reading, NEW.agency, NEW.year, NEW.scope);
    RETURN NULL;
  ELSIF TG_ARGV[0] = 'refuse' AND NOT is_read THEN
    PERFORM @extschema@.gireport_store_refuse_unread(TG_TABLE_SCHEMA, NEW.source, NEW.reading);
  END IF;

  usual_scope := @extschema@.gireport_store_scope_of(TG_RELID, NEW.report_id, NEW.agency);
  IF usual_scope IS NULL AND NEW.agency IS NOT NULL THEN
    resolved := @extschema@.gireport_store_resolve(TG_TABLE_SCHEMA, NEW.report_id, NEW.agency);
    NEW.agency := resolved.agency;
    usual_scope := CASE WHEN resolved.publishes_summaries THEN 'summary' ELSE 'agency' END;
  END IF;
  NEW.scope := coalesce(NEW.scope, usual_scope, 'agency');

  -- The newest version is in force, but a text that could not be read displaces none that could.
  IF NEW.is_current IS NULL THEN
    NEW.is_current := is_read OR NOT @extschema@.gireport_store_holds_version(TG_RELID, NEW.agency, NEW.year, NEW.scope);
  END IF;
  IF NEW.is_current AND @extschema@.gireport_store_holds_version(TG_RELID, NEW.agency, NEW.year, NEW.scope) THEN
    PERFORM @extschema@.gireport_store_displace(TG_TABLE_SCHEMA, NEW.agency, NEW.year, NEW.scope);
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION gireport_store_insert() IS
  'internal: trigger that reads a report, skips a text already there, and finds its agency, scope and version';

-- Another text is read anew. Agency and year follow the new reading where they came from the old one; what a user has
-- set stays, and a text that says nothing changes nothing.
CREATE FUNCTION gireport_store_update() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  resolved record;
BEGIN
  PERFORM set_config('search_path', @extschema@.gireport_store_path(TG_TABLE_SCHEMA), true);

  IF NEW.body IS DISTINCT FROM OLD.body AND NEW.body IS NOT NULL THEN
    NEW.digest := @extschema@.gireport_store_digest(NEW.body);
    IF NEW.report IS NOT DISTINCT FROM OLD.report THEN
      NEW.report := @extschema@.gireport_try_parse(NEW.body);
    END IF;
  END IF;
  IF NEW.reading IS NOT DISTINCT FROM OLD.reading
     AND (NEW.body IS DISTINCT FROM OLD.body OR NEW.report IS DISTINCT FROM OLD.report) THEN
    NEW.reading := @extschema@.gireport_store_reading(NEW.body, NEW.report);
  END IF;
  IF (NEW.report).agency <> coalesce((OLD.report).agency, '') AND NEW.agency IS NOT DISTINCT FROM OLD.agency THEN
    resolved := @extschema@.gireport_store_resolve(TG_TABLE_SCHEMA, OLD.report_id, (OLD.report).agency);
    IF OLD.agency IS NOT DISTINCT FROM resolved.agency THEN
      NEW.agency := (NEW.report).agency;
    END IF;
  END IF;
  IF NEW.year IS NOT DISTINCT FROM OLD.year AND OLD.year IS NOT DISTINCT FROM (OLD.report).year THEN
    NEW.year := coalesce((NEW.report).year, OLD.year);
  END IF;

  IF NEW.agency IS DISTINCT FROM OLD.agency THEN
    resolved := @extschema@.gireport_store_resolve(TG_TABLE_SCHEMA, NEW.report_id, NEW.agency);
    NEW.agency := resolved.agency;
    IF NEW.scope IS NOT DISTINCT FROM OLD.scope THEN
      NEW.scope := CASE WHEN resolved.publishes_summaries THEN 'summary' ELSE 'agency' END;
    END IF;
  END IF;

  -- A version that moves to where none is in force comes into force there.
  IF NOT (OLD.is_current OR NEW.is_current)
     AND (NEW.agency, NEW.year, NEW.scope) IS DISTINCT FROM (OLD.agency, OLD.year, OLD.scope) THEN
    NEW.is_current := NOT EXISTS (SELECT FROM report r
                                   WHERE r.is_current AND (r.agency, r.year, r.scope) = (NEW.agency, NEW.year, NEW.scope));
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION gireport_store_update() IS
  'internal: trigger that reads a changed text anew and keeps agency and scope right';

-- A version comes into force, or moves to another agency, year or scope while in force.
CREATE FUNCTION gireport_store_supersede() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
  PERFORM set_config('search_path', @extschema@.gireport_store_path(TG_TABLE_SCHEMA), true);
  UPDATE report r SET is_current = false
   WHERE r.is_current AND (r.agency, r.year, r.scope) = (NEW.agency, NEW.year, NEW.scope)
     AND r.report_id <> NEW.report_id;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION gireport_store_supersede() IS
  'internal: trigger that takes other versions out of force';

-- The version in force was deleted, or turned out to belong elsewhere: the newest of the others takes its place.
CREATE FUNCTION gireport_store_vacated() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
  PERFORM set_config('search_path', @extschema@.gireport_store_path(TG_TABLE_SCHEMA), true);
  -- Another session may take away the version that is chosen.
  FOR attempt IN 1 .. 10 LOOP
    UPDATE report r SET is_current = true
     WHERE r.report_id = (SELECT o.report_id FROM report o
                           WHERE (o.agency, o.year, o.scope) = (OLD.agency, OLD.year, OLD.scope)
                           ORDER BY o.is_current DESC, (o.report).figures IS NOT NULL DESC, o.report_id DESC LIMIT 1)
       AND (r.agency, r.year, r.scope) = (OLD.agency, OLD.year, OLD.scope)
       AND NOT r.is_current;
    EXIT WHEN FOUND OR coalesce((SELECT bool_or(o.is_current) FROM report o
                                  WHERE (o.agency, o.year, o.scope) = (OLD.agency, OLD.year, OLD.scope)), true);
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION gireport_store_vacated() IS
  'internal: trigger that puts the newest version in force when the one in force has gone';

CREATE FUNCTION gireport_store_done() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
SET jit = off
AS $$
DECLARE
  new_from bigint := @extschema@.gireport_store_note(TG_TABLE_SCHEMA, 'new_from');
  skipped bigint := @extschema@.gireport_store_note(TG_TABLE_SCHEMA, 'skipped');
  rejected bigint := @extschema@.gireport_store_note(TG_TABLE_SCHEMA, 'rejected');
BEGIN
  PERFORM @extschema@.gireport_store_text_done();
  IF new_from IS NOT NULL THEN
    PERFORM set_config('search_path', @extschema@.gireport_store_path(TG_TABLE_SCHEMA), true);
    INSERT INTO agency (name)
    SELECT DISTINCT r.agency FROM report r
     WHERE r.report_id >= new_from AND r.agency IS NOT NULL
       AND NOT EXISTS (SELECT FROM agency a WHERE a.name = r.agency)
     ORDER BY r.agency
    ON CONFLICT (name) DO NOTHING;
  END IF;
  IF skipped > 0 THEN
    RAISE NOTICE USING MESSAGE = format(@extschema@.gireport_store_say(CASE skipped WHEN 1 THEN 'one document is' ELSE '%1$s documents are' END || ' already in store "%2$s": skipped',
      '%1$s 份文本已在库“%2$s”中，跳过'), skipped, TG_TABLE_SCHEMA);
  END IF;
  IF rejected > 0 THEN
    RAISE NOTICE USING
      MESSAGE = format(@extschema@.gireport_store_say(CASE rejected WHEN 1 THEN 'one report is' ELSE '%1$s reports are' END ||
        ' not readable and consistent: moved to table "rejected" of store "%2$s"', '%1$s 份报告无法读全或勾稽不符，已移入库“%2$s”的 rejected 表'), rejected, TG_TABLE_SCHEMA),
      HINT = @extschema@.gireport_store_say('Columns "reading" and "findings" there say why.', '原因见该表的 reading 与 findings 列。');
  END IF;
  PERFORM @extschema@.gireport_store_set_note(TG_TABLE_SCHEMA, w.what, NULL)
     FROM (VALUES ('new_from', new_from), ('skipped', skipped), ('rejected', rejected)) w (what, note)
    WHERE w.note IS NOT NULL;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION gireport_store_done() IS
  'internal: trigger at the end of a statement that adds new agencies and tells what was skipped or rejected';

-- ----- trigger on agency -----------------------------------------------------

CREATE FUNCTION gireport_store_agency() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  other text;
BEGIN
  NEW.publishes_summaries := coalesce(NEW.publishes_summaries, @extschema@.gireport_publishes_summaries(NEW.name));

  PERFORM set_config('search_path', @extschema@.gireport_store_path(TG_TABLE_SCHEMA), true);
  SELECT o.name INTO other
    FROM (SELECT a.name FROM agency a WHERE a.aliases && (NEW.aliases || NEW.name) AND a.aliases <> '{}'
          UNION ALL
          SELECT a.name FROM agency a WHERE a.name = ANY (NEW.aliases)) o
   WHERE o.name <> ALL (CASE TG_OP WHEN 'UPDATE' THEN ARRAY[OLD.name, NEW.name] ELSE ARRAY[NEW.name] END)
   LIMIT 1;
  IF FOUND THEN
    RAISE unique_violation USING
      MESSAGE = format(@extschema@.gireport_store_say('agency "%s" has a name or an alias that agency "%s" has, too', '机关“%s”的名称或别名与机关“%s”的相同'), NEW.name, other),
      DETAIL = @extschema@.gireport_store_say('A name must lead to one agency.', '一个名称只能指向一个机关。'),
      HINT = format(@extschema@.gireport_store_say('If both are the same agency: UPDATE report SET agency = %L WHERE agency = %L, '
                        'delete the latter from agency, then add its name as an alias.',
                        '如二者为同一机关：先 UPDATE report SET agency = %L WHERE agency = %L，再从 agency 中删去后者，并把其名称加为别名。'), NEW.name, other),
      SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, COLUMN = 'aliases';
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION gireport_store_agency() IS
  'internal: trigger that guesses publishes_summaries and keeps every name and alias to one agency';

-- Triggers of one kind fire in the order of their names: report_version after report_update.
-- report_done must not fire for the updates of is_current that the other triggers make.
CREATE FUNCTION gireport_store_triggers(store text, policy text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  EXECUTE format($ddl$
    CREATE OR REPLACE TRIGGER report_insert BEFORE INSERT ON %1$I.report
      FOR EACH ROW EXECUTE FUNCTION @extschema@.gireport_store_insert(%2$L);
    CREATE OR REPLACE TRIGGER report_update BEFORE UPDATE OF body, report, agency, year, scope ON %1$I.report
      FOR EACH ROW EXECUTE FUNCTION @extschema@.gireport_store_update();
    CREATE OR REPLACE TRIGGER report_version BEFORE UPDATE OF body, report, agency, year, scope, is_current ON %1$I.report
      FOR EACH ROW
      WHEN (NEW.is_current AND (NOT OLD.is_current OR OLD.agency IS DISTINCT FROM NEW.agency
                                OR OLD.year IS DISTINCT FROM NEW.year OR OLD.scope <> NEW.scope))
      EXECUTE FUNCTION @extschema@.gireport_store_supersede();
    CREATE OR REPLACE TRIGGER report_moved AFTER UPDATE OF body, report, agency, year, scope ON %1$I.report
      FOR EACH ROW
      WHEN (OLD.is_current AND (OLD.agency IS DISTINCT FROM NEW.agency OR OLD.year IS DISTINCT FROM NEW.year
                                OR OLD.scope <> NEW.scope))
      EXECUTE FUNCTION @extschema@.gireport_store_vacated();
    CREATE OR REPLACE TRIGGER report_deleted AFTER DELETE ON %1$I.report
      FOR EACH ROW WHEN (OLD.is_current) EXECUTE FUNCTION @extschema@.gireport_store_vacated();
    CREATE OR REPLACE TRIGGER report_done AFTER INSERT OR UPDATE OF body, report, agency ON %1$I.report
      FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.gireport_store_done();
    CREATE OR REPLACE TRIGGER agency_names BEFORE INSERT OR UPDATE OF name, aliases ON %1$I.agency
      FOR EACH ROW EXECUTE FUNCTION @extschema@.gireport_store_agency();
  $ddl$, store, policy);
END
$$;
COMMENT ON FUNCTION gireport_store_triggers(text, text) IS
  'internal: makes or replaces the triggers of a store';

-- ----- the public functions --------------------------------------------------

CREATE FUNCTION gireport_update_store(store text) RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  options record := @extschema@.gireport_store_options(store);
  policy text := @extschema@.gireport_store_policy(options.enforce, options.on_error);
BEGIN
  PERFORM @extschema@.gireport_store_tables(store, policy);
  PERFORM @extschema@.gireport_store_triggers(store, policy);
  PERFORM @extschema@.gireport_store_checks(store, options.enforce);
  PERFORM @extschema@.gireport_store_views(store);
  PERFORM @extschema@.gireport_store_between_years(store, options.between_years);
  IF to_regclass(format('%I.statement', store)) IS NOT NULL THEN
    PERFORM @extschema@.gireport_store_statement_triggers(store);
    PERFORM @extschema@.gireport_store_statement_views(store);
  END IF;
  EXECUTE format('INSERT INTO %I.store_option VALUES (''version'', $1)
                  ON CONFLICT (name) DO UPDATE SET setting = excluded.setting', store)
    USING (SELECT extversion FROM pg_extension WHERE extname = 'gireport');
  RETURN store;
END
$$;
COMMENT ON FUNCTION gireport_update_store(text) IS
  'carry a store over to the installed version, and apply what was changed in its store_option / 将库更新到当前扩展版本';

CREATE FUNCTION gireport_store_check_arguments(store text, enforce boolean, on_error text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  longest integer := current_setting('max_identifier_length')::integer;
BEGIN
  IF num_nulls(store, enforce, on_error) > 0 THEN
    RAISE null_value_not_allowed USING MESSAGE = 'arguments of gireport_create_store() must not be null';
  END IF;
  IF octet_length(store) > longest THEN
    RAISE name_too_long USING
      MESSAGE = format(@extschema@.gireport_store_say('store name "%s" is too long', '库名“%s”过长'), store),
      DETAIL = format(@extschema@.gireport_store_say('It has %s bytes in UTF-8; a schema name may have %s.', '以 UTF-8 计为 %s 字节，模式名至多 %s 字节。'), octet_length(store), longest);
  END IF;
  IF on_error NOT IN ('refuse', 'quarantine') THEN
    RAISE invalid_parameter_value USING
      MESSAGE = format(@extschema@.gireport_store_say('on_error must be refuse or quarantine, not "%s"', 'on_error 应为 refuse 或 quarantine，不是“%s”'), on_error);
  END IF;
  IF on_error = 'quarantine' AND NOT enforce THEN
    RAISE NOTICE USING MESSAGE = @extschema@.gireport_store_say('on_error => ''quarantine'' has no effect unless enforce is true', 'enforce 不为真时 on_error => ''quarantine'' 不起作用');
  END IF;
END
$$;
COMMENT ON FUNCTION gireport_store_check_arguments(text, boolean, text) IS
  'internal: checks the arguments of gireport_create_store()';

CREATE FUNCTION gireport_create_store(store text, enforce boolean DEFAULT false, on_error text DEFAULT 'refuse')
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM @extschema@.gireport_store_check_arguments(store, enforce, on_error);
  EXECUTE format('CREATE SCHEMA %I', store);
  PERFORM @extschema@.gireport_store_create_options(store, enforce, on_error);
  RETURN @extschema@.gireport_update_store(store);
END
$$;
COMMENT ON FUNCTION gireport_create_store(text, boolean, text) IS
  'make a schema with tables and views for reports; enforce refuses or quarantines bad ones / 建立存放年度报告的库';
