DROP INDEX customers_touched_idx;
