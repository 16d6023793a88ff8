-- A report in the official layout. Reading what these print gives the same report back.

CREATE FUNCTION gireport_text(report gireport) RETURNS text
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000 AS 'MODULE_PATHNAME', 'gireport_text_of';
CREATE FUNCTION gireport_markdown(report gireport) RETURNS text
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2500 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_html(report gireport, findings boolean DEFAULT true) RETURNS text
    LANGUAGE C STABLE STRICT PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION gireport_text(gireport) IS
    'the report as plain text, its tables in the official layout / 按规定格式排成纯文本';
COMMENT ON FUNCTION gireport_markdown(gireport) IS
    'the report as Markdown, its tables in the official layout / 按规定格式排成 Markdown';
COMMENT ON FUNCTION gireport_html(gireport, boolean) IS
    'the report as a page of HTML, with wrong cells marked, findings and a return slip / 网页：规定格式、错格标示、校核意见与退改单';
