-- The types: figures of one form in one value, and the report around them.

CREATE TYPE gireport_figures;

CREATE FUNCTION gireport_figures_in(cstring) RETURNS gireport_figures
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_figures_out(gireport_figures) RETURNS cstring
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_figures_recv(internal) RETURNS gireport_figures
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_figures_send(gireport_figures) RETURNS bytea
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';

CREATE TYPE gireport_figures (
    INPUT = gireport_figures_in,
    OUTPUT = gireport_figures_out,
    RECEIVE = gireport_figures_recv,
    SEND = gireport_figures_send,
    STORAGE = extended
);

COMMENT ON TYPE gireport_figures IS
    'All cells of one national report form, each with its value and its state / 一份年度报告三张表的全部数字及其状态';
COMMENT ON FUNCTION gireport_figures_in(cstring) IS 'text input of gireport_figures';
COMMENT ON FUNCTION gireport_figures_out(gireport_figures) IS 'text output of gireport_figures';
COMMENT ON FUNCTION gireport_figures_recv(internal) IS 'binary input of gireport_figures';
COMMENT ON FUNCTION gireport_figures_send(gireport_figures) IS 'binary output of gireport_figures';

CREATE FUNCTION gireport_figures_cmp(gireport_figures, gireport_figures) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_figures_eq(gireport_figures, gireport_figures) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_figures_ne(gireport_figures, gireport_figures) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_figures_lt(gireport_figures, gireport_figures) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_figures_le(gireport_figures, gireport_figures) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_figures_gt(gireport_figures, gireport_figures) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_figures_ge(gireport_figures, gireport_figures) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_figures_hash(gireport_figures) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_figures_hash_extended(gireport_figures, bigint) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION gireport_figures_cmp(gireport_figures, gireport_figures) IS 'btree comparison of gireport_figures';
COMMENT ON FUNCTION gireport_figures_eq(gireport_figures, gireport_figures) IS 'implementation of = operator';
COMMENT ON FUNCTION gireport_figures_ne(gireport_figures, gireport_figures) IS 'implementation of <> operator';
COMMENT ON FUNCTION gireport_figures_lt(gireport_figures, gireport_figures) IS 'implementation of < operator';
COMMENT ON FUNCTION gireport_figures_le(gireport_figures, gireport_figures) IS 'implementation of <= operator';
COMMENT ON FUNCTION gireport_figures_gt(gireport_figures, gireport_figures) IS 'implementation of > operator';
COMMENT ON FUNCTION gireport_figures_ge(gireport_figures, gireport_figures) IS 'implementation of >= operator';
COMMENT ON FUNCTION gireport_figures_hash(gireport_figures) IS 'hash of gireport_figures';
COMMENT ON FUNCTION gireport_figures_hash_extended(gireport_figures, bigint) IS '64-bit hash of gireport_figures';

CREATE OPERATOR = (
    LEFTARG = gireport_figures, RIGHTARG = gireport_figures, FUNCTION = gireport_figures_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
    LEFTARG = gireport_figures, RIGHTARG = gireport_figures, FUNCTION = gireport_figures_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
    LEFTARG = gireport_figures, RIGHTARG = gireport_figures, FUNCTION = gireport_figures_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = gireport_figures, RIGHTARG = gireport_figures, FUNCTION = gireport_figures_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
    LEFTARG = gireport_figures, RIGHTARG = gireport_figures, FUNCTION = gireport_figures_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = gireport_figures, RIGHTARG = gireport_figures, FUNCTION = gireport_figures_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR = (gireport_figures, gireport_figures) IS 'same cells in the same states';
COMMENT ON OPERATOR <> (gireport_figures, gireport_figures) IS 'some cell differs';
COMMENT ON OPERATOR < (gireport_figures, gireport_figures) IS 'less than, in the order of the encoding';
COMMENT ON OPERATOR <= (gireport_figures, gireport_figures) IS 'less than or equal, in the order of the encoding';
COMMENT ON OPERATOR > (gireport_figures, gireport_figures) IS 'greater than, in the order of the encoding';
COMMENT ON OPERATOR >= (gireport_figures, gireport_figures) IS 'greater than or equal, in the order of the encoding';

CREATE OPERATOR CLASS gireport_figures_ops DEFAULT FOR TYPE gireport_figures USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 gireport_figures_cmp(gireport_figures, gireport_figures);
CREATE OPERATOR CLASS gireport_figures_hash_ops DEFAULT FOR TYPE gireport_figures USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 gireport_figures_hash(gireport_figures),
    FUNCTION 2 gireport_figures_hash_extended(gireport_figures, bigint);

COMMENT ON OPERATOR CLASS gireport_figures_ops USING btree IS 'order of the canonical encoding';
COMMENT ON OPERATOR CLASS gireport_figures_hash_ops USING hash IS 'equality of the canonical encoding';
COMMENT ON OPERATOR FAMILY gireport_figures_ops USING btree IS 'order of the canonical encoding';
COMMENT ON OPERATOR FAMILY gireport_figures_hash_ops USING hash IS 'equality of the canonical encoding';

-- Narrow and fixed: an ALTER TYPE would break every dump and every ROW(...)::gireport.
CREATE TYPE gireport AS (
    form       text,
    year       integer,
    agency     text,
    title      text,
    figures    gireport_figures,
    provenance jsonb,
    extra      jsonb
);

COMMENT ON TYPE gireport IS 'One annual report on government-information work / 一份政府信息公开工作年度报告';
COMMENT ON COLUMN gireport.form IS 'national form: 2019 or 2021; NULL when undecided / 报告格式：2019 或 2021';
COMMENT ON COLUMN gireport.year IS 'year reported on / 报告年度';
COMMENT ON COLUMN gireport.agency IS 'reporting agency, as the report names it / 报告机关';
COMMENT ON COLUMN gireport.title IS 'title of the report / 标题';
COMMENT ON COLUMN gireport.figures IS 'cells of tables 2, 3 and 4 / 三张表的数字';
COMMENT ON COLUMN gireport.provenance IS 'extension version, rule set, digest of the source, layout / 来源：扩展版本、规则集、原文摘要、版式';
COMMENT ON COLUMN gireport.extra IS 'what later versions add / 预留';
