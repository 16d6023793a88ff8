-- 41_planner.sql - what the planner is told about judgements, and what an index on them is made of

CREATE FUNCTION gireport_failing(report gireport, blanks text DEFAULT 'zero') RETURNS text[]
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_failing(gireport, text) IS
    'the names of the identities that fail, for a GIN index or a filter / 不成立的勾稽关系';

CREATE FUNCTION gireport_judgement_support(internal) RETURNS internal
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_judgement_support(internal) IS
    'internal: lets the planner use statistics on gireport_valid and gireport_readable';

ALTER FUNCTION gireport_valid(gireport, text) SUPPORT gireport_judgement_support;
ALTER FUNCTION gireport_readable(gireport) SUPPORT gireport_judgement_support;
