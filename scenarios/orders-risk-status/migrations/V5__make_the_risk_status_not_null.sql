-- The valid CHECK proves that no status is NULL, which spares SET NOT NULL its scan. Two statements, because one ALTER TABLE
-- would drop the proof first.
ALTER TABLE orders ALTER COLUMN risk_status_snapshot SET NOT NULL;

ALTER TABLE orders DROP CONSTRAINT orders_risk_status_snapshot_present;
