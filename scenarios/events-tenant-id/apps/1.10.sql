-- 1.10 reads an event's tenant from the event itself. An event that has none yet is invisible to tenant_events and
-- tenant_activity, so it may only be deployed after the backfill.

-- operation: record_event
-- rate: 40/s
-- param account: key of accounts, zipf 1.1
-- param kind: one of click 0.75, view 0.25
-- param payload: text 40..300, nulls 0.02
INSERT INTO events (account_id, tenant_id, kind, payload)
SELECT a.id, a.tenant_id, :kind, :payload FROM accounts a WHERE a.id = :account
RETURNING id, created_at;

-- operation: buy
-- rate: 2/s
-- param account: key of accounts, zipf 1.1
-- param payload: text 40..300
INSERT INTO events (account_id, tenant_id, kind, payload)
SELECT a.id, a.tenant_id, 'buy', :payload FROM accounts a WHERE a.id = :account;
UPDATE accounts SET purchases = purchases + 1 WHERE id = :account;

-- operation: find_event
-- rate: 120/s
-- param event: key of events, zipf 1.1
SELECT e.id, e.account_id, e.kind, e.payload, e.created_at
FROM events e
WHERE e.id = :event;

-- operation: account_events
-- rate: 30/s
-- param account: key of accounts, zipf 1.1
-- ordered
SELECT e.id, e.kind, e.payload
FROM events e
WHERE e.account_id = :account
ORDER BY e.created_at DESC, e.id DESC
LIMIT 20;

-- operation: amend_event
-- rate: 5/s
-- param event: key of events, zipf 1.1
-- param payload: text 40..300
UPDATE events SET payload = :payload WHERE id = :event;

-- operation: delete_event
-- rate: 1/s
-- param event: new key of events
DELETE FROM events WHERE id = :event;

-- operation: tenant_events
-- rate: 10/s
-- param tenant: key of tenants, zipf 0.8
-- param since: timestamp 2024-07-01..2024-10-01
-- ordered
SELECT e.id, e.account_id, e.kind
FROM events e
WHERE e.tenant_id = :tenant AND e.created_at >= :since
ORDER BY e.created_at DESC, e.id DESC
LIMIT 50;

-- operation: tenant_activity
-- rate: 0.1/s
-- param tenant: key of tenants, zipf 0.8
-- param since: timestamp 2024-07-01..2024-10-01
SELECT e.tenant_id, e.kind, count(*) AS events
FROM events e
WHERE e.tenant_id = :tenant AND e.created_at >= :since
GROUP BY e.tenant_id, e.kind;
