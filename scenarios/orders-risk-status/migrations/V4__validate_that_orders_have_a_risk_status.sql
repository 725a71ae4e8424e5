-- Reads all orders, while the app goes on reading and writing. In a transaction of its own, since in that of V3 the scan would
-- happen under V3's lock.
ALTER TABLE orders VALIDATE CONSTRAINT orders_risk_status_snapshot_present;
