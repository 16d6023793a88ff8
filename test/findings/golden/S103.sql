SELECT * FROM gireport_findings('<html><body>' || repeat('<div>', 600) || '政府信息公开工作年度报告');
