-- The risk department's program is not deployed in this rollout, so it has to work from the first step to the last. It runs its
-- reads in autocommit.

-- operation: change_risk
-- rate: 2/s
-- param customer: key of customers, zipf 1.1
-- param status: one of normal 0.5, low 0.1, high 0.4
-- Locks the customer first, so that two changes of one customer come one after the other. The history's trigger does the rest.
UPDATE customers SET reviewed_at = now() WHERE id = :customer;
INSERT INTO customer_risk_history (customer_id, status) VALUES (:customer, :status);

-- operation: find_customer
-- rate: 5/s
-- autocommit
-- param customer: key of customers, zipf 0.6
SELECT c.id, c.name, c.risk_status, c.since FROM customers c WHERE c.id = :customer;

-- operation: risk_history
-- rate: 2/s
-- autocommit
-- ordered
-- param customer: key of customers, zipf 0.6
SELECT h.status, h.valid_from, h.valid_to
FROM customer_risk_history h
WHERE h.customer_id = :customer
ORDER BY h.valid_from DESC
LIMIT 20;

-- operation: risk_report
-- rate: 1/min
-- autocommit
SELECT h.status, count(*) AS orders, sum(o.amount) AS amount
FROM orders o
JOIN customer_risk_history h ON h.customer_id = o.customer_id
    AND h.valid_from <= o.ordered_at AND (h.valid_to IS NULL OR o.ordered_at < h.valid_to)
WHERE o.state = 'placed'
GROUP BY h.status;
