ALTER TABLE addresses RENAME TO old_addresses;
