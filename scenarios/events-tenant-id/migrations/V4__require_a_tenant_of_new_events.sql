-- From here on an event without a tenant is refused. NOT VALID: the rows that are there already are not looked at yet, so
-- the lock that keeps everybody out is short.
ALTER TABLE events
    ADD CONSTRAINT events_tenant_id_present CHECK (tenant_id IS NOT NULL) NOT VALID;
