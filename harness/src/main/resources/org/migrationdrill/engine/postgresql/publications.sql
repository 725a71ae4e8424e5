SELECT 'publication' AS kind, quote_ident(p.pubname) AS name, NULL::text[] AS parents, NULL::text[] AS made_of,
       ARRAY[
           'all tables', CASE WHEN p.puballtables THEN 'yes' ELSE 'no' END,
           'operations', concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                                   CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END),
           'via partition root', CASE WHEN p.pubviaroot THEN 'yes' ELSE 'no' END,
           'generated columns', to_jsonb(p) ->> 'pubgencols',
           'owner', pg_get_userbyid(p.pubowner),
           'comment', obj_description(p.oid, 'pg_publication')
       ] AS properties
FROM pg_publication p
