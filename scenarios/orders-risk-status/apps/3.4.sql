-- 3.4, live when the rollout starts: what a customer's risk status was when an order was placed is looked up in the history.

-- operation: find_order
-- rate: 90/s
-- param order: key of orders, zipf 1.1
SELECT o.id, o.customer_id, c.name, o.state, o.amount, o.note, o.ordered_at
FROM orders o
JOIN customers c ON c.id = o.customer_id
WHERE o.id = :order;

-- operation: customer_orders
-- rate: 40/s
-- param customer: key of customers, zipf 0.6
-- ordered
SELECT o.id, o.state, o.amount
FROM orders o
WHERE o.customer_id = :customer
ORDER BY o.ordered_at DESC, o.id DESC
LIMIT 20;

-- operation: place_order
-- rate: 25/s
-- param customer: key of customers, zipf 0.6
-- param amount: decimal 1.00..2500.00
-- param note: text 1..120, nulls 0.6
INSERT INTO orders (customer_id, amount, note) VALUES (:customer, :amount, :note)
RETURNING id, ordered_at;
INSERT INTO outbox (order_id, what)
VALUES (currval(pg_get_serial_sequence('orders', 'id')), 'placed');

-- operation: pay_order
-- rate: 20/s
-- param order: new key of orders
UPDATE orders SET state = 'paid' WHERE id = :order AND state = 'placed';
INSERT INTO outbox (order_id, what) VALUES (:order, 'paid');

-- operation: amend_order
-- rate: 10/s
-- param order: key of orders, zipf 1.1
-- param note: text 1..120
UPDATE orders SET note = :note WHERE id = :order;

-- operation: add_customer
-- rate: 1/s
-- param name: text 8..30
INSERT INTO customers (name) VALUES (:name) RETURNING id, risk_status;

-- operation: risky_orders
-- rate: 2/s
-- ordered
-- What is to become cheaper: the status at the time of the order is looked up in the history for each open order.
SELECT o.id, o.customer_id, o.amount
FROM orders o
JOIN customer_risk_history h ON h.customer_id = o.customer_id
    AND h.valid_from <= o.ordered_at AND (h.valid_to IS NULL OR o.ordered_at < h.valid_to)
WHERE o.state = 'placed' AND h.status = 'high'
ORDER BY o.ordered_at DESC, o.id DESC
LIMIT 50;

-- operation: customer_totals
-- rate: 0.5/s
-- param customer: key of customers, zipf 1.1
SELECT o.state, count(*) AS orders, sum(o.amount) AS amount
FROM orders o
WHERE o.customer_id = :customer
GROUP BY o.state;
