-- A validated constraint can't be made unvalidated: it is replaced, in one statement, so that it never lapses.
ALTER TABLE events
    DROP CONSTRAINT events_tenant_id_present,
    ADD CONSTRAINT events_tenant_id_present CHECK (tenant_id IS NOT NULL) NOT VALID;
