-- Run by run.sh: processor seconds that this session, and all that have ended, have taken of this server. (The ticks of /proc are
-- hundredths of a second; a worker counts once the postmaster has taken note of its end.)
CREATE FUNCTION processor() RETURNS numeric LANGUAGE sql AS $$
  SELECT (own[12]::numeric + own[13]::numeric + parent[14]::numeric + parent[15]::numeric) / 100
  FROM (SELECT string_to_array(regexp_replace(pg_read_file('/proc/self/stat', 0, 1000), '^.*\) ', ''), ' ') AS own) o,
       LATERAL (SELECT string_to_array(regexp_replace(pg_read_file('/proc/' || own[2] || '/stat', 0, 1000), '^.*\) ', ''), ' ') AS parent) p
$$;
