SELECT 'role' AS kind, quote_ident(r.rolname) AS name, NULL::text[] AS parents, NULL::text[] AS made_of,
       ARRAY[
           'attributes', nullif(concat_ws(', ', CASE WHEN r.rolsuper THEN 'superuser' END,
                                          CASE WHEN r.rolcanlogin THEN 'may log in' END,
                                          CASE WHEN NOT r.rolinherit THEN 'does not inherit' END,
                                          CASE WHEN r.rolbypassrls THEN 'bypasses row security' END), ''),
           'member of', (
               SELECT string_agg(DISTINCT quote_ident(pg_get_userbyid(m.roleid))
                                 || CASE WHEN to_jsonb(m) ->> 'inherit_option' = 'false' THEN ' without its privileges' ELSE '' END
                                 || CASE WHEN to_jsonb(m) ->> 'set_option' = 'false' THEN ' without SET ROLE' ELSE '' END
                                 || CASE WHEN m.admin_option THEN ' with admin option' ELSE '' END, ', ')
               FROM pg_auth_members m WHERE m.member = r.oid)
       ] AS properties
FROM pg_roles r
WHERE r.rolname NOT LIKE 'pg\_%'
