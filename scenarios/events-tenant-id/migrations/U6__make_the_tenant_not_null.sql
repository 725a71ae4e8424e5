-- Puts the valid CHECK back before NOT NULL goes. Not in one transaction (see the .conf beside this file), so that the
-- validation's scan keeps nobody out; and in an order in which it can be run again after it was interrupted.
ALTER TABLE events
    DROP CONSTRAINT IF EXISTS events_tenant_id_present,
    ADD CONSTRAINT events_tenant_id_present CHECK (tenant_id IS NOT NULL) NOT VALID;

ALTER TABLE events VALIDATE CONSTRAINT events_tenant_id_present;

ALTER TABLE events ALTER COLUMN tenant_id DROP NOT NULL;
