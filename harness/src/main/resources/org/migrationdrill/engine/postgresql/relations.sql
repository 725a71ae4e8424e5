, parent AS (
    SELECT i.inhrelid, string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno) AS names
    FROM pg_inherits i GROUP BY i.inhrelid
)
SELECT c.kind, c.name, NULL::text[] AS parents, NULL::text[] AS made_of,
       ARRAY[
           'definition', CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
           'owner', pg_get_userbyid(c.relowner),
           'persistence', CASE c.relpersistence WHEN 'u' THEN 'unlogged' WHEN 't' THEN 'temporary' ELSE 'permanent' END,
           'access method', (SELECT am.amname FROM pg_am am WHERE am.oid = c.relam),
           'tablespace', (SELECT space.spcname FROM pg_tablespace space WHERE space.oid = c.reltablespace),
           'options', (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(c.reloptions) o),
           'toast options', (SELECT string_agg(o, ', ' ORDER BY o) FROM pg_class toast, unnest(toast.reloptions) o WHERE toast.oid = c.reltoastrelid),
           'replica identity', CASE WHEN c.relkind IN ('r', 'p', 'm') THEN
               CASE c.relreplident WHEN 'd' THEN 'default' WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' ELSE 'index' END END,
           'row security', CASE WHEN c.relkind IN ('r', 'p') THEN
               CASE WHEN c.relrowsecurity THEN 'enabled' ELSE 'disabled' END
               || CASE WHEN c.relforcerowsecurity THEN ', forced on the owner' ELSE '' END END,
           'partition key', CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
           'partition of', CASE WHEN c.relispartition THEN parent.names || ' ' || pg_get_expr(c.relpartbound, c.oid) END,
           'detach pending', (SELECT 'yes' FROM pg_inherits i WHERE i.inhrelid = c.oid AND i.inhdetachpending),
           'inherits', CASE WHEN NOT c.relispartition THEN parent.names END,
           'of type', CASE WHEN c.reloftype <> 0 THEN c.reloftype::regtype::text END,
           'populated', CASE WHEN c.relkind = 'm' THEN CASE WHEN c.relispopulated THEN 'yes' ELSE 'no' END END,
           'foreign server', (SELECT s.srvname FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver WHERE f.ftrelid = c.oid),
           'foreign options', (SELECT f.ftoptions::text FROM pg_foreign_table f WHERE f.ftrelid = c.oid),
           'comment', obj_description(c.oid, 'pg_class')
       ] AS properties
FROM user_relation c
LEFT JOIN parent ON parent.inhrelid = c.oid
WHERE c.relkind <> 'S'
