SELECT f.* FROM gireport_from_jsonb('{"form": "2021", "year": 2024, "agency": "云珩县教育和体育局", "table2": {}}') n, gireport_from_jsonb('{"form": "2021", "year": 2020, "agency": "云珩县教育和体育局", "table2": {}}') b,
  gireport_year_findings(n, b) f;
