-- Billing is not deployed in this rollout, so it has to work from the first step to the last. Each column says its table: a
-- bare tenant_id would become ambiguous the moment events gets one, too.

-- operation: purchases_by_tenant
-- rate: 1/min
-- param month: date 2022-01-01..2024-11-30
SELECT a.tenant_id, count(*) AS purchases
FROM purchases p
JOIN accounts a ON a.id = p.account_id
WHERE p.created_at >= :month AND p.created_at < :month + interval '1 month'
GROUP BY a.tenant_id;

-- operation: tenant_invoices
-- rate: 2/s
-- param tenant: key of tenants, zipf 0.8
-- ordered
SELECT i.id, i.month, i.purchases, i.paid
FROM invoices i
WHERE i.tenant_id = :tenant
ORDER BY i.month DESC, i.id DESC
LIMIT 12;

-- operation: find_invoice
-- rate: 3/s
-- param invoice: key of invoices
SELECT i.id, i.tenant_id, t.name, i.month, i.purchases, i.paid
FROM invoices i
JOIN tenants t ON t.id = i.tenant_id
WHERE i.id = :invoice;

-- operation: make_invoice
-- rate: 0.5/s
-- param tenant: key of tenants, zipf 0.8
-- param month: date 2022-01-01..2024-11-30
INSERT INTO invoices (tenant_id, month, purchases)
SELECT :tenant, :month, count(*)
FROM purchases p
JOIN accounts a ON a.id = p.account_id
WHERE a.tenant_id = :tenant AND p.created_at >= :month AND p.created_at < :month + interval '1 month'
RETURNING id, purchases;

-- operation: settle_invoice
-- rate: 0.5/s
-- param invoice: key of invoices
UPDATE invoices SET paid = true WHERE id = :invoice;

-- operation: cancel_invoice
-- rate: 1/min
-- param invoice: new key of invoices
DELETE FROM invoices WHERE id = :invoice AND NOT paid;
