-- Puts the valid CHECK back before NOT NULL goes. Not in one transaction (see the .conf beside this file), so that the
-- validation's scan keeps nobody out; and in an order in which it can be run again after it was interrupted.
ALTER TABLE orders
    DROP CONSTRAINT IF EXISTS orders_risk_status_snapshot_present,
    ADD CONSTRAINT orders_risk_status_snapshot_present CHECK (risk_status_snapshot IS NOT NULL) NOT VALID;

ALTER TABLE orders VALIDATE CONSTRAINT orders_risk_status_snapshot_present;

ALTER TABLE orders ALTER COLUMN risk_status_snapshot DROP NOT NULL;
