-- The values can be had again from customer_risk_history, so nothing is lost for good.
ALTER TABLE orders DROP COLUMN risk_status_snapshot;
