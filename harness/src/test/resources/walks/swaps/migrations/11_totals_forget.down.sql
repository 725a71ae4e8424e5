DROP INDEX total_last_plan_idx;
UPDATE total SET last_plan = NULL;
