ALTER TABLE events DROP CONSTRAINT events_tenant_id_present;
