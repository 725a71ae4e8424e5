-- Only where it is still missing: the app has written its own since 1.9, and a backfill that was interrupted can start over.
UPDATE events e
SET tenant_id = a.tenant_id
FROM accounts a
WHERE a.id = e.account_id
  AND e.id > :from AND e.id <= :to
  AND e.tenant_id IS NULL;
