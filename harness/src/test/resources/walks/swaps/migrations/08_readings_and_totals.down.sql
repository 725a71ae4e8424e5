DROP TRIGGER count_plans ON plan;
DROP FUNCTION count_plans();
DROP TABLE total;
DROP TABLE reading;
