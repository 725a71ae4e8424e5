-- // humans to persons
ALTER TABLE humans RENAME TO persons;

-- //@UNDO
ALTER TABLE persons RENAME TO humans;
