-- A plain DROP INDEX would make every read of events wait behind it.
DROP INDEX CONCURRENTLY events_tenant_id_created_at_idx;
