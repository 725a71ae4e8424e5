-- Nullable and without a default: the catalog changes, no row does, and the old app's inserts go on working.
-- The foreign key comes now, because for a new column that is NULL everywhere it is valid at once. Later it would need a
-- scan of all events.
ALTER TABLE events
    ADD COLUMN tenant_id bigint CONSTRAINT events_tenant_id_fkey REFERENCES tenants;
