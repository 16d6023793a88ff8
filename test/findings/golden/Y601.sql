SELECT f.* FROM gireport_from_jsonb('{"form": "2021", "year": 2024, "agency": "云珩县教育和体育局", "table3": {"carried_in": {"natural_person": 3}}}') n, gireport_from_jsonb('{"form": "2021", "year": 2023, "agency": "云珩县教育和体育局", "table3": {"carried_out": {"natural_person": 5}}}') b,
  gireport_year_findings(n, b) f;
