-- operation: count_accounts
SELECT count(*) FROM accounts;
