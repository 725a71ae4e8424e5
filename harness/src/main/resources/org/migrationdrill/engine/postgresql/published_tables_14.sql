SELECT 'publication member' AS kind, format('%s in %I', c.name, p.pubname) AS name,
       ARRAY[c.kind, c.name, 'publication', quote_ident(p.pubname)] AS parents, NULL::text[] AS made_of,
       ARRAY['definition', 'TABLE ' || c.name] AS properties
FROM pg_publication_rel m JOIN pg_publication p ON p.oid = m.prpubid JOIN user_relation c ON c.oid = m.prrelid
