-- From here on an order without a status is refused. NOT VALID: the rows that are there already are not looked at yet, so the
-- lock that keeps everybody out is short.
ALTER TABLE orders
    ADD CONSTRAINT orders_risk_status_snapshot_present CHECK (risk_status_snapshot IS NOT NULL) NOT VALID;
