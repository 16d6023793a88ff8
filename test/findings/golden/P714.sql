SELECT f.* FROM gireport_rollup_findings(gireport_from_jsonb('{"form": "2021", "table4": {"review": {"upheld": 3, "corrected": 4, "other": 0, "pending": 4, "total": 13}}}'),
  ARRAY[gireport_from_jsonb('{"form": "2021", "table4": {"review": {"upheld": 2, "corrected": 1, "other": 0, "pending": 4, "total": 9}}}'),
  gireport_from_jsonb('{"form": "2021", "table4": {"review": {"upheld": 1, "corrected": 3, "other": 0, "pending": 0, "total": 4}}}')], '{苍屿镇,砚洮镇}', true) f WHERE f.code = 'P714';
