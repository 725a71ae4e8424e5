SELECT 'role' AS kind, quote_ident(r.rolname) AS name, NULL::text[] AS parents, NULL::text[] AS made_of,
       ARRAY[
           'attributes', nullif(concat_ws(', ', CASE WHEN r.rolsuper THEN 'superuser' END,
                                          CASE WHEN r.rolcanlogin THEN 'may log in' END,
                                          CASE WHEN NOT r.rolinherit THEN 'does not inherit' END,
                                          CASE WHEN r.rolbypassrls THEN 'bypasses row security' END), '')
       ] AS properties
FROM pg_roles r
WHERE r.rolname NOT LIKE 'pg\_%'
UNION ALL
SELECT 'membership', format('%I in %I', r.rolname, g.rolname), ARRAY['role', quote_ident(r.rolname)], NULL,
       ARRAY[
           'privileges', CASE WHEN bool_or(to_jsonb(m) ->> 'inherit_option' = 'false') THEN 'by SET ROLE' ELSE 'of its own' END,
           'set role', CASE WHEN bool_and(to_jsonb(m) ->> 'set_option' = 'false') THEN 'no' END,
           'admin option', CASE WHEN bool_or(m.admin_option) THEN 'yes' END
       ]
FROM pg_auth_members m
JOIN pg_roles r ON r.oid = m.member AND r.rolname NOT LIKE 'pg\_%'
JOIN pg_roles g ON g.oid = m.roleid
GROUP BY r.rolname, g.rolname
