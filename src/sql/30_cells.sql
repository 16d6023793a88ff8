-- Single cells, rows and all cells of a report; the declared forms.

CREATE FUNCTION gireport_form_cells(
    IN wanted text DEFAULT NULL,
    OUT form text, OUT ordinal integer, OUT path text, OUT table_key text, OUT row_key text, OUT column_key text,
    OUT label text, OUT label_en text, OUT table_label text, OUT row_label text, OUT row_label_en text,
    OUT column_label text, OUT column_label_en text,
    OUT outcome_group text, OUT outcome_group_label text, OUT outcome_group_label_en text, OUT label_unit text
) RETURNS SETOF record
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 200 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_identities(
    IN wanted text DEFAULT NULL,
    OUT form text, OUT identity text, OUT class text, OUT formula_zh text, OUT formula_en text, OUT clause text
) RETURNS SETOF record
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 42 AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION gireport_form_cells(text) IS
    'the cells that a form declares, in printed order (NULL: of all forms) / 格式规定的全部数字格';
COMMENT ON FUNCTION gireport_identities(text) IS
    'the accounting identities of a form: class R row, H outcomes, B balance, T table 4 / 勾稽关系';

CREATE FUNCTION gireport_value(report gireport, path text) RETURNS numeric
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_state(report gireport, path text) RETURNS text
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_cell_count(report gireport, state text) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3 AS 'MODULE_PATHNAME';
-- postgres_fdw ships no function with a text constant, whose collation comes from no remote column; a constant of an enum it does.
DO $make$
BEGIN
    EXECUTE (SELECT 'CREATE TYPE @extschema@.gireport_path AS ENUM (' || string_agg(quote_literal(path), ', ' ORDER BY form, ordinal) || ')'
             FROM (SELECT path, min(form) AS form, min(ordinal) AS ordinal FROM @extschema@.gireport_form_cells() GROUP BY path) AS paths);
END
$make$;
COMMENT ON TYPE gireport_path IS 'The path of a cell, as a constant that foreign servers accept / 数字格路径';

CREATE FUNCTION gireport_value(report gireport, path gireport_path) RETURNS numeric
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3 AS 'MODULE_PATHNAME', 'gireport_value_path';
CREATE FUNCTION gireport_state(report gireport, path gireport_path) RETURNS text
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3 AS 'MODULE_PATHNAME', 'gireport_state_path';
COMMENT ON FUNCTION gireport_value(gireport, gireport_path) IS
    'the number in a cell; postgres_fdw ships this one / 指定格的数字（可下推到远程服务器）';
COMMENT ON FUNCTION gireport_state(gireport, gireport_path) IS
    'the state of a cell; postgres_fdw ships this one / 指定格的状态（可下推到远程服务器）';

CREATE FUNCTION gireport_unit(report gireport, path text) RETURNS text
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_note(report gireport, path text) RETURNS text
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_amount_yuan(report gireport, path text) RETURNS numeric
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_unit(gireport, text) IS 'the unit printed in a cell / 指定格内所载单位';
COMMENT ON FUNCTION gireport_note(gireport, text) IS 'the note printed in brackets after the number of a cell / 指定格内的附注';
COMMENT ON FUNCTION gireport_amount_yuan(gireport, text) IS
    'the amount of money in a cell, in yuan; NULL when its unit is not known / 指定格的金额（元）';

CREATE FUNCTION gireport_form(report gireport) RETURNS text
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_year(report gireport) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_agency(report gireport) RETURNS text
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1 AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION gireport_value(gireport, text) IS
    'the number in a cell, for example table3.new_received.total; NULL when it has none / 指定格的数字';
COMMENT ON FUNCTION gireport_state(gireport, text) IS
    'number, blank, dash, not_applicable, text, unreadable or missing / 指定格的状态';
COMMENT ON FUNCTION gireport_cell_count(gireport, text) IS
    'how many cells of a report are in a state / 处于指定状态的格数';
COMMENT ON FUNCTION gireport_form(gireport) IS 'national form of the report: 2019 or 2021 / 报告格式';
COMMENT ON FUNCTION gireport_year(gireport) IS 'year reported on / 报告年度';
COMMENT ON FUNCTION gireport_agency(gireport) IS 'reporting agency / 报告机关';

-- Rows in attribute notation: (report).new_received.total

CREATE TYPE gireport_disclosure AS (
    issued numeric, repealed numeric, valid numeric,
    made numeric, published numeric, public_total numeric,
    prior_items numeric, change numeric, decisions numeric,
    projects numeric, amount numeric
);
CREATE TYPE gireport_applicants AS (
    natural_person numeric, commercial numeric, research numeric, charity numeric, legal_service numeric, other numeric, total numeric
);
CREATE TYPE gireport_dispute AS (
    upheld numeric, corrected numeric, other numeric, pending numeric, total numeric
);

COMMENT ON TYPE gireport_disclosure IS 'A row of table 2, with the columns of all forms / 表二的一行';
COMMENT ON TYPE gireport_applicants IS 'A row of table 3 by kind of applicant / 表三的一行';
COMMENT ON TYPE gireport_dispute IS 'A group of table 4 by result / 表四的一组';

CREATE FUNCTION gireport_disclosure(report gireport, row_key text) RETURNS gireport_disclosure
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 6 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_applicants(report gireport, row_key text) RETURNS gireport_applicants
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 6 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_dispute(report gireport, row_key text) RETURNS gireport_dispute
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 6 AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION gireport_disclosure(gireport, text) IS 'a row of table 2 by its key / 表二的一行';
COMMENT ON FUNCTION gireport_applicants(gireport, text) IS 'a row of table 3 by its key / 表三的一行';
COMMENT ON FUNCTION gireport_dispute(gireport, text) IS 'a group of table 4 by its key / 表四的一组';

-- One function a row, made from the declared forms: its name is the row's key.
DO $make$
DECLARE
    r record;
BEGIN
    FOR r IN
        SELECT row_key,
               CASE table_key WHEN 'table2' THEN 'disclosure' WHEN 'table3' THEN 'applicants' ELSE 'dispute' END AS kind,
               max(row_label) AS label, max(row_label_en) AS label_en
        FROM @extschema@.gireport_form_cells()
        GROUP BY row_key, table_key
        ORDER BY min(form), min(ordinal)
    LOOP
        EXECUTE format('CREATE FUNCTION @extschema@.%I(report @extschema@.gireport) RETURNS @extschema@.gireport_%s '
                       'LANGUAGE SQL IMMUTABLE PARALLEL SAFE RETURN @extschema@.gireport_%s(report, %L)',
                       r.row_key, r.kind, r.kind, r.row_key);
        EXECUTE format('COMMENT ON FUNCTION @extschema@.%I(@extschema@.gireport) IS %L',
                       r.row_key, r.label_en || ' / ' || r.label);
    END LOOP;
    FOR r IN
        SELECT t.typname, a.attname,
               (SELECT min(c.column_label_en) || ' / ' || min(c.column_label) FROM @extschema@.gireport_form_cells() c
                WHERE c.column_key = a.attname
                  AND c.table_key = CASE t.typname WHEN 'gireport_disclosure' THEN 'table2' WHEN 'gireport_applicants' THEN 'table3' ELSE 'table4' END
               ) AS label
        FROM pg_catalog.pg_type t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.typrelid
        WHERE t.typnamespace = '@extschema@'::regnamespace
          AND t.typname IN ('gireport_disclosure', 'gireport_applicants', 'gireport_dispute')
    LOOP
        EXECUTE format('COMMENT ON COLUMN @extschema@.%I.%I IS %L', r.typname, r.attname, r.label);
    END LOOP;
END
$make$;

CREATE FUNCTION gireport_cells(
    IN report gireport,
    OUT table_key text, OUT row_key text, OUT column_key text, OUT label text, OUT value numeric, OUT state text,
    OUT unit text, OUT label_unit text, OUT amount_yuan numeric, OUT note text
) RETURNS SETOF record
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 200 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_cells(
    IN report text,
    OUT table_key text, OUT row_key text, OUT column_key text, OUT label text, OUT value numeric, OUT state text,
    OUT unit text, OUT label_unit text, OUT amount_yuan numeric, OUT note text,
    OUT printed text, OUT line integer, OUT "position" integer
) RETURNS SETOF record
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 900 ROWS 200 AS 'MODULE_PATHNAME', 'gireport_cells_text';

COMMENT ON FUNCTION gireport_cells(gireport) IS 'every cell of a report / 报告的全部数字格';
COMMENT ON FUNCTION gireport_cells(text) IS
    'every cell of the report in a text, with what is printed and where / 报告的全部数字格及其在原文中的位置';

CREATE FUNCTION gireport_jsonb(report gireport) RETURNS jsonb
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 250 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_from_jsonb(report jsonb) RETURNS gireport
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 400 AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION gireport_jsonb(gireport) IS 'a report as JSON, in the whole shape of its form / 报告的 JSON 形式';
COMMENT ON FUNCTION gireport_from_jsonb(jsonb) IS 'a report from JSON, also typed in by hand / 由 JSON 生成报告';
