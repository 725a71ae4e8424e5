SELECT 'schema' AS kind, s.name, NULL::text[] AS parents, NULL::text[] AS made_of,
       ARRAY['owner', pg_get_userbyid(s.nspowner), 'comment', obj_description(s.oid, 'pg_namespace')] AS properties
FROM user_schema s
WHERE NOT EXISTS (SELECT FROM member e WHERE e.classid = 'pg_namespace'::regclass AND e.objid = s.oid)
