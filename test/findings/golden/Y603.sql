SELECT f.* FROM gireport_from_jsonb('{"form": "2021", "year": 2024, "agency": "云珩县教育和体育局", "table2": {"normative_documents": {"issued": 3, "repealed": 1, "valid": 12}}}') n, gireport_from_jsonb('{"form": "2021", "year": 2023, "agency": "云珩县教育和体育局", "table2": {"normative_documents": {"valid": 9}}}') b,
  gireport_year_findings(n, b) f;
