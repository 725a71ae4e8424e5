, object AS (
    SELECT kind, name, relowner AS owner,
           coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r'::"char" END, relowner)) AS acl
    FROM user_relation
    UNION ALL
    SELECT 'column', c.name || '.' || quote_ident(a.attname), c.relowner, a.attacl
    FROM user_relation c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attacl IS NOT NULL AND NOT a.attisdropped
/* others: */
    UNION ALL
    SELECT kind, name, proowner, coalesce(proacl, acldefault('f', proowner)) FROM user_function
    UNION ALL
    SELECT kind, name, typowner, coalesce(typacl, acldefault('T', typowner)) FROM user_type
    UNION ALL
    SELECT 'schema', name, nspowner, coalesce(nspacl, acldefault('n', nspowner)) FROM user_schema
/* :others */
), privilege AS (
    SELECT o.kind, o.name,
           CASE g.grantee WHEN 0 THEN 'PUBLIC' WHEN o.owner THEN 'its owner' ELSE quote_ident(pg_get_userbyid(g.grantee)) END AS grantee,
           g.privilege_type || CASE WHEN g.is_grantable THEN ' with grant option' ELSE '' END
               || CASE WHEN g.grantor <> o.owner THEN ' by ' || quote_ident(pg_get_userbyid(g.grantor)) ELSE '' END AS text
    FROM object o CROSS JOIN LATERAL aclexplode(o.acl) g
)
SELECT 'grant' AS kind, format('%s %s to %s', p.kind, p.name, p.grantee) AS name, ARRAY[p.kind, p.name] AS parents,
       NULL::text[] AS made_of,
       ARRAY['privileges', string_agg(p.text, ', ' ORDER BY p.text)] AS properties
FROM privilege p
GROUP BY p.kind, p.name, p.grantee
/* others: */UNION ALL
SELECT 'default privileges',
       format('of %I%s on %s', pg_get_userbyid(d.defaclrole),
              (SELECT format(' in schema %I', n.nspname) FROM pg_namespace n WHERE n.oid = d.defaclnamespace),
              CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types'
                                   WHEN 'n' THEN 'schemas' ELSE 'large objects' END),
       NULL, NULL,
       ARRAY['privileges', (
           SELECT string_agg(format('%s to %s', g.privilege_type || CASE WHEN g.is_grantable THEN ' with grant option' ELSE '' END,
                                    CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END),
                             ', ' ORDER BY pg_get_userbyid(g.grantee), g.privilege_type)
           FROM aclexplode(d.defaclacl) g)]
FROM pg_default_acl d/* :others */
