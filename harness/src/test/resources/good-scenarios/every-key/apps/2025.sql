-- operation: count_events
SELECT count(*) FROM events;
