-- Takes the foreign key along. The values can be had again from accounts, so nothing is lost for good.
ALTER TABLE events DROP COLUMN tenant_id;
