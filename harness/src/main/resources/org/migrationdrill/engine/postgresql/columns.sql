, own_sequence AS (
    SELECT d.refobjid AS attrelid, d.refobjsubid AS attnum, d.objid AS sequence
    FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
    WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a' AND d.refobjsubid > 0
), default_value AS (
    SELECT ad.adrelid, ad.adnum, pg_get_expr(ad.adbin, ad.adrelid) AS expression FROM pg_attrdef ad
)
SELECT 'column' AS kind, c.name || '.' || quote_ident(a.attname) AS name, ARRAY[c.kind, c.name] AS parents,
       CASE WHEN present.conname IS NOT NULL THEN ARRAY[present.conname, c.relname, a.attname, 'not_null']::text[] END AS made_of,
       ARRAY[
           'position', row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum)::text,
           'type', format_type(a.atttypid, a.atttypmod),
           'collation', CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
           'default', CASE WHEN a.attgenerated = '' THEN
               CASE WHEN starts_with(coalesce(d.expression, ''), 'nextval(') AND EXISTS (SELECT FROM own_sequence own
                                 WHERE own.attrelid = c.oid AND own.attnum = a.attnum
                                   AND d.expression = format('nextval(%L::regclass)', own.sequence::regclass::text))
                    THEN 'next value of its own sequence' ELSE d.expression END END,
           'generated', CASE a.attgenerated WHEN 's' THEN 'stored: ' || d.expression WHEN 'v' THEN 'virtual: ' || d.expression END,
           'identity', CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END,
           'not null', CASE WHEN a.attnotnull THEN 'yes' ELSE 'no' END
               || CASE WHEN NOT present.convalidated THEN ', not valid' ELSE '' END
               || CASE WHEN present.connoinherit THEN ', no inherit' ELSE '' END,
           'not null constraint', present.conname,
           'not null constraint comment', (SELECT description FROM pg_description
               WHERE objoid = present.oid AND classoid = 'pg_constraint'::regclass AND objsubid = 0),
           'statistics target', nullif(a.attstattarget::int, -1)::text,
           'storage', CASE WHEN a.attstorage <> t.typstorage THEN
               CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended' END END,
           'compression', CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
           'options', CASE WHEN a.attoptions IS NOT NULL THEN
               (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(a.attoptions) o) END,
           'foreign options', a.attfdwoptions::text,
           'comment', (SELECT description FROM pg_description
               WHERE objoid = c.oid AND classoid = 'pg_class'::regclass AND objsubid = a.attnum)
       ] AS properties
FROM user_relation c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN default_value d ON d.adrelid = c.oid AND d.adnum = a.attnum
LEFT JOIN pg_constraint present ON present.conrelid = c.oid AND present.contype = 'n' AND present.conkey[1] = a.attnum
WHERE c.relkind <> 'S'
