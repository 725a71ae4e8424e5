-- Nullable and without a default: the catalog changes, no row does, and the old app's inserts go on working.
ALTER TABLE orders ADD COLUMN risk_status_snapshot text;
