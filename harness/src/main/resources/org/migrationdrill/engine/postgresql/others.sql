, found AS (
    SELECT 'extension' AS kind, quote_ident(x.extname) AS name, 'pg_extension'::regclass AS class, x.oid, x.extowner AS owner,
           ARRAY['version', x.extversion, 'schema', x.extnamespace::regnamespace::text] AS properties
    FROM pg_extension x
    UNION ALL
    SELECT 'collation', format('%s.%I', s.name, c.collname), 'pg_collation'::regclass, c.oid, c.collowner,
           ARRAY['provider', c.collprovider::text, 'deterministic', c.collisdeterministic::text]
    FROM pg_collation c JOIN user_schema s ON s.oid = c.collnamespace
    UNION ALL
    SELECT 'cast', format('%s to %s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)), 'pg_cast'::regclass, c.oid, NULL,
           ARRAY['context', c.castcontext::text, 'function', CASE WHEN c.castfunc <> 0 THEN c.castfunc::regprocedure::text END]
    FROM pg_cast c WHERE c.oid >= 16384
    UNION ALL
    SELECT 'operator', o.oid::regoperator::text, 'pg_operator'::regclass, o.oid, o.oprowner, ARRAY['function', o.oprcode::text]
    FROM pg_operator o JOIN user_schema s ON s.oid = o.oprnamespace
    UNION ALL
    SELECT 'operator class', format('%s.%I using %I', s.name, c.opcname, m.amname), 'pg_opclass'::regclass, c.oid, c.opcowner,
           ARRAY['type', format_type(c.opcintype, NULL), 'default', c.opcdefault::text]
    FROM pg_opclass c JOIN user_schema s ON s.oid = c.opcnamespace JOIN pg_am m ON m.oid = c.opcmethod
    UNION ALL
    SELECT 'text search configuration', format('%s.%I', s.name, c.cfgname), 'pg_ts_config'::regclass, c.oid, c.cfgowner,
           ARRAY['mappings', (SELECT string_agg(m.maptokentype || ': ' || m.mapdict::regdictionary, ', ' ORDER BY m.maptokentype, m.mapseqno)
                              FROM pg_ts_config_map m WHERE m.mapcfg = c.oid)]
    FROM pg_ts_config c JOIN user_schema s ON s.oid = c.cfgnamespace
    UNION ALL
    SELECT 'text search dictionary', format('%s.%I', s.name, d.dictname), 'pg_ts_dict'::regclass, d.oid, d.dictowner,
           ARRAY['options', d.dictinitoption]
    FROM pg_ts_dict d JOIN user_schema s ON s.oid = d.dictnamespace
    UNION ALL
    SELECT 'foreign data wrapper', quote_ident(w.fdwname), 'pg_foreign_data_wrapper'::regclass, w.oid, w.fdwowner,
           ARRAY['handler', nullif(w.fdwhandler, 0)::regproc::text]
    FROM pg_foreign_data_wrapper w
    UNION ALL
    SELECT 'foreign server', quote_ident(f.srvname), 'pg_foreign_server'::regclass, f.oid, f.srvowner,
           ARRAY['type', f.srvtype, 'version', f.srvversion]
    FROM pg_foreign_server f
)
SELECT f.kind, f.name, NULL::text[] AS parents, NULL::text[] AS made_of,
       f.properties || ARRAY['owner', pg_get_userbyid(f.owner)::text,
                             'comment', obj_description(f.oid, (SELECT c.relname FROM pg_class c WHERE c.oid = f.class))] AS properties
FROM found f
WHERE NOT EXISTS (SELECT FROM member e WHERE e.classid = f.class AND e.objid = f.oid)
