ALTER TABLE orders DROP COLUMN risk_status_snapshot;
