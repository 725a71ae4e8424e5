SELECT 'index' AS kind, x.relnamespace::regnamespace || '.' || quote_ident(x.relname) AS name, ARRAY[c.kind, c.name] AS parents,
       ARRAY[x.relname, c.relname, part.names, 'idx']::text[] AS made_of,
       ARRAY[
           'definition', replace(pg_get_indexdef(x.oid), format(' INDEX %I ON ', x.relname), ' INDEX ON '),
           'valid', CASE WHEN i.indisvalid THEN 'yes' ELSE 'no' END,
           'ready', CASE WHEN NOT i.indisready OR NOT i.indislive THEN 'no' END,
           'clustered', CASE WHEN i.indisclustered THEN 'yes' END,
           'replica identity', CASE WHEN i.indisreplident THEN 'yes' END,
           'attached', CASE WHEN x.relispartition THEN 'yes' END,
           'tablespace', (SELECT space.spcname FROM pg_tablespace space WHERE space.oid = x.reltablespace),
           'statistics targets', part.targets,
           'comment', (SELECT description FROM pg_description
               WHERE objoid = x.oid AND classoid = 'pg_class'::regclass AND objsubid = 0)
       ] AS properties
FROM user_relation c
JOIN pg_index i ON i.indrelid = c.oid
JOIN pg_class x ON x.oid = i.indexrelid
CROSS JOIN LATERAL (
    SELECT string_agg(a.attname, '_' ORDER BY a.attnum) AS names,
           string_agg(a.attnum || ': ' || a.attstattarget, ', ' ORDER BY a.attnum) FILTER (WHERE a.attstattarget >= 0) AS targets
    FROM pg_attribute a WHERE a.attrelid = x.oid
) part
WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.oid AND k.contype IN ('p', 'u', 'x'))
