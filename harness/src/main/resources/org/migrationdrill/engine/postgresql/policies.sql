SELECT 'policy' AS kind, c.name || '.' || quote_ident(p.polname) AS name, ARRAY[c.kind, c.name] AS parents,
       NULL::text[] AS made_of,
       ARRAY[
           'command', CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
                                    ELSE 'ALL' END,
           'permissive', CASE WHEN p.polpermissive THEN 'yes' ELSE 'no' END,
           'roles', (SELECT string_agg(CASE r WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r)) END, ', '
                                       ORDER BY r <> 0, pg_get_userbyid(r)) FROM unnest(p.polroles) r),
           'using', pg_get_expr(p.polqual, p.polrelid),
           'check', pg_get_expr(p.polwithcheck, p.polrelid),
           'comment', obj_description(p.oid, 'pg_policy')
       ] AS properties
FROM user_relation c JOIN pg_policy p ON p.polrelid = c.oid
