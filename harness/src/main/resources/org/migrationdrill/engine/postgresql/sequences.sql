SELECT 'sequence' AS kind, c.name, CASE WHEN owner.name IS NOT NULL THEN ARRAY['column', owner.name] END AS parents,
       CASE WHEN owner.name IS NOT NULL THEN ARRAY[c.relname, owner.relname, owner.attname, 'seq']::text[] END AS made_of,
       ARRAY[
           'type', format_type(s.seqtypid, NULL), 'start', s.seqstart::text, 'increment', s.seqincrement::text,
           'minimum', s.seqmin::text, 'maximum', s.seqmax::text, 'cache', s.seqcache::text,
           'cycle', CASE WHEN s.seqcycle THEN 'yes' ELSE 'no' END,
           'persistence', CASE WHEN c.relpersistence = 'u' THEN 'unlogged' ELSE 'permanent' END,
           'owned by', owner.name,
           'owner', CASE WHEN owner.name IS NULL THEN pg_get_userbyid(c.relowner) END,
           'comment', obj_description(c.oid, 'pg_class')
       ] AS properties
FROM user_relation c
JOIN pg_sequence s ON s.seqrelid = c.oid
LEFT JOIN LATERAL (
    SELECT r.name || '.' || quote_ident(a.attname) AS name, r.relname, a.attname
    FROM pg_depend d JOIN user_relation r ON r.oid = d.refobjid
    JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
) owner ON true
