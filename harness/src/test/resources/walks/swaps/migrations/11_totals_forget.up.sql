CREATE INDEX total_last_plan_idx ON total (last_plan);
