-- Do the identities hold?  Validators read nothing but their argument and never return NULL where a CHECK would take it for true.

CREATE FUNCTION gireport_outcome(report gireport, identity text, blanks text DEFAULT 'zero') RETURNS text
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_valid(report gireport, blanks text DEFAULT 'zero') RETURNS boolean
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_readable(report gireport) RETURNS boolean
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 3 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_require(report gireport) RETURNS boolean
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_require(report gireport, identity text) RETURNS boolean
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5 AS 'MODULE_PATHNAME', 'gireport_require_identity';

COMMENT ON FUNCTION gireport_outcome(gireport, text, text) IS
    'holds, fails or undecided: one identity of a report / 单条勾稽关系的结论';
COMMENT ON FUNCTION gireport_valid(gireport, text) IS 'no identity fails; false for NULL / 各勾稽关系均不矛盾';
COMMENT ON FUNCTION gireport_readable(gireport) IS 'no cell is unreadable or missing; false for NULL / 各格均已读出';
COMMENT ON FUNCTION gireport_require(gireport) IS
    'true, or an error that names the failing identity and lists all / 校验，不符合时报错并列出全部';
COMMENT ON FUNCTION gireport_require(gireport, text) IS
    'the same for one identity, or for "readable"; made for CHECK constraints / 校验单条勾稽关系，用于 CHECK 约束';

CREATE DOMAIN gireport_consistent AS gireport CONSTRAINT gireport_consistent CHECK (gireport_require(VALUE));
COMMENT ON DOMAIN gireport_consistent IS 'a report none of whose identities fails / 勾稽关系一致的报告';
COMMENT ON CONSTRAINT gireport_consistent ON DOMAIN gireport_consistent IS 'raises check_violation with the identity as constraint name';

CREATE FUNCTION gireport_findings(
    IN report gireport, IN blanks text DEFAULT 'zero',
    OUT seq integer, OUT code text, OUT severity text, OUT outcome text, OUT identity text, OUT cause integer,
    OUT formula text, OUT left_value numeric, OUT right_value numeric, OUT difference numeric, OUT cells text[],
    OUT blank_policy text, OUT alternatives integer, OUT proposal jsonb, OUT confidence double precision,
    OUT line integer, OUT "position" integer, OUT evidence text, OUT message text, OUT message_zh text, OUT extra jsonb
) RETURNS SETOF record
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 1 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_findings(gireport, text) IS 'what is wrong with a report, and with which cells / 报告中的问题';

CREATE FUNCTION gireport_findings(
    IN document text, IN blanks text DEFAULT 'zero',
    OUT seq integer, OUT code text, OUT severity text, OUT outcome text, OUT identity text, OUT cause integer,
    OUT formula text, OUT left_value numeric, OUT right_value numeric, OUT difference numeric, OUT cells text[],
    OUT blank_policy text, OUT alternatives integer, OUT proposal jsonb, OUT confidence double precision,
    OUT line integer, OUT "position" integer, OUT evidence text, OUT message text, OUT message_zh text, OUT extra jsonb
) RETURNS SETOF record
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2200 ROWS 3 AS 'MODULE_PATHNAME', 'gireport_findings_text';
COMMENT ON FUNCTION gireport_findings(text, text) IS
    'what is wrong with the report in a text, and where it is printed; a text without one says so / 文档中报告的问题及其位置';

CREATE FUNCTION gireport_finding_codes(
    OUT code text, OUT family text, OUT severity text, OUT outcome text, OUT name text, OUT title text, OUT title_zh text,
    OUT template text, OUT template_zh text, OUT meaning text, OUT meaning_zh text, OUT action text, OUT action_zh text
) RETURNS SETOF record
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20 ROWS 24 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_finding_codes() IS 'the catalogue of findings / 问题代码目录';
