-- A validated constraint can't be made unvalidated: it is replaced, in one statement, so that it never lapses.
ALTER TABLE orders
    DROP CONSTRAINT orders_risk_status_snapshot_present,
    ADD CONSTRAINT orders_risk_status_snapshot_present CHECK (risk_status_snapshot IS NOT NULL) NOT VALID;
