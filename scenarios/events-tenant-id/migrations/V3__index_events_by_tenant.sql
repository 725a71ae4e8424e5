-- A script of its own: CONCURRENTLY can't run in a transaction. A build that fails leaves an invalid index behind, which
-- would be in the way of the next try.
DROP INDEX CONCURRENTLY IF EXISTS events_tenant_id_created_at_idx;

CREATE INDEX CONCURRENTLY events_tenant_id_created_at_idx ON events (tenant_id, created_at);
