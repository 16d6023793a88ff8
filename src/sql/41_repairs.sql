-- Proposals: which figures may be wrong, and what they would be. Nothing is ever repaired by itself.

CREATE FUNCTION gireport_repairs(
    IN report gireport, IN blanks text DEFAULT 'zero', IN witnesses jsonb DEFAULT NULL, IN weights jsonb DEFAULT NULL,
    OUT cause integer, OUT rank integer, OUT kind text, OUT cells text[], OUT reported numeric[], OUT proposed numeric[],
    OUT alternatives integer, OUT complete boolean, OUT minimum integer, OUT confidence double precision, OUT evidence text[],
    OUT identities text[], OUT message text, OUT message_zh text
) RETURNS SETOF record
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 250 ROWS 3 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_repairs(gireport, text, jsonb, jsonb) IS
    'the smallest changes that make the identities hold, most likely first / 使勾稽关系成立的最小改法，按可能性排列';
