SELECT * FROM gireport_findings('关于召开年度总结会议的通知。各科室：请于周五前报送材料。'::text);
