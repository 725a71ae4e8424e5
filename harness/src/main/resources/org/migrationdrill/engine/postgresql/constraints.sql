SELECT 'constraint' AS kind, c.name || '.' || quote_ident(k.conname) AS name, ARRAY[c.kind, c.name] AS parents,
       ARRAY[k.conname, c.relname,
             CASE k.contype WHEN 'p' THEN NULL
                            WHEN 'c' THEN CASE WHEN cardinality(k.conkey) = 1 THEN key.names END
                            WHEN 'f' THEN key.names
                            ELSE part.names END,
             CASE k.contype WHEN 'p' THEN 'pkey' WHEN 'u' THEN 'key' WHEN 'x' THEN 'excl' WHEN 'f' THEN 'fkey' ELSE 'check' END]::text[]
           AS made_of,
       ARRAY[
           'definition', regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', ''),
           'validated', CASE WHEN k.convalidated THEN 'yes' ELSE 'no' END,
           'checked', CASE WHEN k.contype = 'f' THEN
               (SELECT 'no: its triggers are disabled' FROM pg_trigger t
                WHERE t.tgconstraint = k.oid AND t.tgisinternal AND t.tgenabled <> 'O' LIMIT 1) END,
           'index valid', CASE WHEN NOT i.indisvalid THEN 'no' END,
           'clustered', CASE WHEN i.indisclustered THEN 'yes' END,
           'replica identity', CASE WHEN i.indisreplident THEN 'yes' END,
           'attached', CASE WHEN x.relispartition THEN 'yes' END,
           'index options', x.reloptions::text,
           'tablespace', (SELECT space.spcname FROM pg_tablespace space WHERE space.oid = x.reltablespace),
           'index comment', (SELECT description FROM pg_description
               WHERE objoid = x.oid AND classoid = 'pg_class'::regclass AND objsubid = 0),
           'comment', (SELECT description FROM pg_description
               WHERE objoid = k.oid AND classoid = 'pg_constraint'::regclass AND objsubid = 0)
       ] AS properties
FROM user_relation c
JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype IN ('c', 'f', 'p', 'u', 'x')
LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype <> 'f'
LEFT JOIN pg_class x ON x.oid = i.indexrelid
CROSS JOIN LATERAL (
    SELECT string_agg(a.attname, '_' ORDER BY u.place) AS names
    FROM unnest(k.conkey) WITH ORDINALITY AS u(attnum, place) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.attnum
) key
CROSS JOIN LATERAL (
    SELECT string_agg(a.attname, '_' ORDER BY a.attnum) AS names FROM pg_attribute a WHERE a.attrelid = x.oid
) part
WHERE NOT EXISTS (SELECT FROM pg_constraint above WHERE above.oid = k.conparentid AND above.conrelid = k.conrelid)
/* others: */UNION ALL
SELECT 'constraint', t.name || '.' || quote_ident(k.conname), ARRAY[t.kind, t.name],
       ARRAY[k.conname, t.typname, NULL, 'check']::text[],
       ARRAY[
           'definition', regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', ''),
           'validated', CASE WHEN k.convalidated THEN 'yes' ELSE 'no' END,
           'comment', (SELECT description FROM pg_description
               WHERE objoid = k.oid AND classoid = 'pg_constraint'::regclass AND objsubid = 0)
       ]
FROM user_type t JOIN pg_constraint k ON k.contypid = t.oid AND k.contype = 'c'/* :others */
