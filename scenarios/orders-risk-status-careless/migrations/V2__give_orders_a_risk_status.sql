-- The first statement's lock keeps everybody out until the second one has rewritten every order.
ALTER TABLE orders ADD COLUMN risk_status_snapshot text NOT NULL DEFAULT 'normal';

UPDATE orders o
SET risk_status_snapshot = c.risk_status
FROM customers c
WHERE c.id = o.customer_id;
