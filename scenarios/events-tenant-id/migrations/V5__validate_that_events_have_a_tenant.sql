-- Reads all events, while the app goes on reading and writing. In a transaction of its own, since in that of V4 the scan
-- would happen under V4's lock.
ALTER TABLE events VALIDATE CONSTRAINT events_tenant_id_present;
