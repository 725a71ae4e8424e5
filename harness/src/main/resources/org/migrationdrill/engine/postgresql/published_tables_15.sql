SELECT 'publication member' AS kind, format('%s in %I', c.name, p.pubname) AS name,
       ARRAY[c.kind, c.name, 'publication', quote_ident(p.pubname)] AS parents, NULL::text[] AS made_of,
       ARRAY[
           'definition', 'TABLE ' || c.name,
           'columns', (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname)
                       FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (m.prattrs)),
           'filter', pg_get_expr(m.prqual, m.prrelid)
       ] AS properties
FROM pg_publication_rel m JOIN pg_publication p ON p.oid = m.prpubid JOIN user_relation c ON c.oid = m.prrelid
UNION ALL
SELECT 'publication member', format('schema %s in %I', s.name, p.pubname), ARRAY['schema', s.name, 'publication', quote_ident(p.pubname)],
       NULL, ARRAY['definition', 'TABLES IN SCHEMA ' || s.name]
FROM pg_publication_namespace m JOIN pg_publication p ON p.oid = m.pnpubid JOIN user_schema s ON s.oid = m.pnnspid
