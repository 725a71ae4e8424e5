-- The valid CHECK proves that no tenant is NULL, which spares SET NOT NULL its scan. Two statements, because one ALTER TABLE
-- would drop the proof first.
ALTER TABLE events ALTER COLUMN tenant_id SET NOT NULL;

ALTER TABLE events DROP CONSTRAINT events_tenant_id_present;
