-- From the history, so that it gives the same values whenever it runs; today's status would not. Only where it is still missing:
-- the app has written its own since 3.5, and a backfill that was interrupted can start over.
UPDATE orders o
SET risk_status_snapshot = h.status
FROM customer_risk_history h
WHERE h.customer_id = o.customer_id
  AND h.valid_from <= o.ordered_at AND (h.valid_to IS NULL OR o.ordered_at < h.valid_to)
  AND o.id > :from AND o.id <= :to
  AND o.risk_status_snapshot IS NULL;
