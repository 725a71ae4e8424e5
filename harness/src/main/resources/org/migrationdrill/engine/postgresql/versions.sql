, version AS (
    SELECT c.oid AS relation, c.tableoid, c.xmin, c.ctid FROM pg_class c WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    UNION ALL
    SELECT t.oid, c.tableoid, c.xmin, c.ctid FROM pg_class c JOIN pg_class t ON t.reltoastrelid = c.oid
    WHERE c.relkind = 't' AND c.reloptions IS NOT NULL
    UNION ALL
    SELECT i.indrelid, c.tableoid, c.xmin, c.ctid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indexrelid >= 16384
    UNION ALL
    SELECT i.indrelid, i.tableoid, i.xmin, i.ctid FROM pg_index i WHERE i.indexrelid >= 16384
    UNION ALL
    SELECT c.oid, a.tableoid, a.xmin, a.ctid FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE a.attrelid >= 16384 AND a.attnum > 0 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    UNION ALL
    SELECT i.indrelid, a.tableoid, a.xmin, a.ctid FROM pg_attribute a JOIN pg_index i ON i.indexrelid = a.attrelid
    WHERE a.attrelid >= 16384 AND a.attstattarget >= 0
    UNION ALL
    SELECT d.adrelid, d.tableoid, d.xmin, d.ctid FROM pg_attrdef d
    UNION ALL
    SELECT k.conrelid, k.tableoid, k.xmin, k.ctid FROM pg_constraint k WHERE k.oid >= 16384
    UNION ALL
    SELECT r.relation, t.tableoid, t.xmin, t.ctid
    FROM pg_trigger t CROSS JOIN LATERAL (VALUES (t.tgrelid), (t.tgconstrrelid)) r(relation)
    WHERE r.relation <> 0 AND NOT (t.tgisinternal AND t.tgenabled = 'O')
    UNION ALL
    SELECT r.ev_class, r.tableoid, r.xmin, r.ctid FROM pg_rewrite r WHERE r.oid >= 16384
    UNION ALL
    SELECT p.polrelid, p.tableoid, p.xmin, p.ctid FROM pg_policy p
    UNION ALL
    SELECT i.inhrelid, i.tableoid, i.xmin, i.ctid FROM pg_inherits i
    UNION ALL
    SELECT p.partrelid, p.tableoid, p.xmin, p.ctid FROM pg_partitioned_table p
    UNION ALL
    SELECT s.seqrelid, s.tableoid, s.xmin, s.ctid FROM pg_sequence s
    UNION ALL
    SELECT f.ftrelid, f.tableoid, f.xmin, f.ctid FROM pg_foreign_table f
    UNION ALL
    SELECT s.stxrelid, s.tableoid, s.xmin, s.ctid FROM pg_statistic_ext s
    UNION ALL
    SELECT r.relation, d.tableoid, d.xmin, d.ctid
    FROM pg_sequence s
    JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid
    CROSS JOIN LATERAL (VALUES (d.objid), (d.refobjid)) r(relation)
    WHERE d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
    UNION ALL
    SELECT CASE WHEN d.classoid = 'pg_class'::regclass THEN coalesce(i.indrelid, d.objoid) ELSE coalesce(k.conrelid, 0) END,
           d.tableoid, d.xmin, d.ctid
    FROM pg_description d
    LEFT JOIN pg_index i ON d.classoid = 'pg_class'::regclass AND i.indexrelid = d.objoid
    LEFT JOIN pg_constraint k ON d.classoid = 'pg_constraint'::regclass AND k.oid = d.objoid
    WHERE d.objoid >= 16384 OR d.classoid = 'pg_namespace'::regclass
    UNION ALL
    SELECT 0::oid, c.tableoid, c.xmin, c.ctid FROM pg_class c WHERE c.relkind = 'c' AND c.oid >= 16384
    UNION ALL
    SELECT 0::oid, a.tableoid, a.xmin, a.ctid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relkind = 'c' AND c.oid >= 16384
    UNION ALL
    SELECT 0::oid, d.tableoid, d.xmin, d.ctid FROM pg_depend d WHERE d.deptype = 'e'
    UNION ALL
    SELECT 0::oid, t.tableoid, t.xmin, t.ctid FROM pg_type t
    LEFT JOIN pg_class c ON c.oid = t.typrelid
    LEFT JOIN pg_type element ON element.oid = t.typelem
    WHERE t.oid >= 16384 AND coalesce(c.relkind, 'c') = 'c' AND coalesce(element.typrelid, 0) = 0
    UNION ALL
    SELECT 0::oid, e.tableoid, e.xmin, e.ctid FROM pg_enum e
    UNION ALL
    SELECT 0::oid, r.tableoid, r.xmin, r.ctid FROM pg_range r
    UNION ALL
    SELECT 0::oid, p.tableoid, p.xmin, p.ctid FROM pg_proc p WHERE p.oid >= 16384
    UNION ALL
    SELECT 0::oid, a.tableoid, a.xmin, a.ctid FROM pg_aggregate a WHERE a.aggfnoid::oid >= 16384
    UNION ALL
    SELECT 0::oid, n.tableoid, n.xmin, n.ctid FROM pg_namespace n
    UNION ALL
    SELECT 0::oid, a.tableoid, a.xmin, a.ctid FROM pg_authid a
    UNION ALL
    SELECT 0::oid, m.tableoid, m.xmin, m.ctid FROM pg_auth_members m
    UNION ALL
    SELECT 0::oid, d.tableoid, d.xmin, d.ctid FROM pg_default_acl d
    UNION ALL
    SELECT 0::oid, x.tableoid, x.xmin, x.ctid FROM pg_extension x
    UNION ALL
    SELECT 0::oid, c.tableoid, c.xmin, c.ctid FROM pg_collation c WHERE c.oid >= 16384
    UNION ALL
    SELECT 0::oid, c.tableoid, c.xmin, c.ctid FROM pg_cast c WHERE c.oid >= 16384
    UNION ALL
    SELECT 0::oid, o.tableoid, o.xmin, o.ctid FROM pg_operator o WHERE o.oid >= 16384
    UNION ALL
    SELECT 0::oid, c.tableoid, c.xmin, c.ctid FROM pg_opclass c WHERE c.oid >= 16384
    UNION ALL
    SELECT 0::oid, c.tableoid, c.xmin, c.ctid FROM pg_ts_config c WHERE c.oid >= 16384
    UNION ALL
    SELECT 0::oid, m.tableoid, m.xmin, m.ctid FROM pg_ts_config_map m WHERE m.mapcfg >= 16384
    UNION ALL
    SELECT 0::oid, d.tableoid, d.xmin, d.ctid FROM pg_ts_dict d WHERE d.oid >= 16384
    UNION ALL
    SELECT 0::oid, w.tableoid, w.xmin, w.ctid FROM pg_foreign_data_wrapper w
    UNION ALL
    SELECT 0::oid, s.tableoid, s.xmin, s.ctid FROM pg_foreign_server s
    UNION ALL
    SELECT 0::oid, t.tableoid, t.xmin, t.ctid FROM pg_event_trigger t
    UNION ALL
    SELECT 0::oid, a.tableoid, a.xmin, a.ctid FROM pg_am a
    UNION ALL
    SELECT 0::oid, l.tableoid, l.xmin, l.ctid FROM pg_language l
    UNION ALL
    SELECT 0::oid, t.tableoid, t.xmin, t.ctid FROM pg_tablespace t
), summed AS (
    SELECT v.relation, sum(hashtidextended(v.ctid, hashoidextended(v.tableoid, v.xmin::text::bigint)))::text AS versions
    FROM version v GROUP BY v.relation
), attribute AS (
    SELECT a.attrelid, array_agg(a.attname::text ORDER BY a.attnum) AS names
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE a.attrelid >= 16384 AND a.attnum > 0 AND c.relkind IN ('r', 'p', 'v', 'm', 'f') GROUP BY a.attrelid
)
SELECT 0 AS relation, NULL AS kind, NULL AS name,
       array_remove(ARRAY[
           CASE WHEN EXISTS (SELECT FROM pg_sequence) THEN 'sequences' END,
           CASE WHEN EXISTS (SELECT FROM pg_trigger t WHERE NOT t.tgisinternal)
                  OR EXISTS (SELECT FROM pg_rewrite r WHERE r.oid >= 16384 AND r.rulename <> '_RETURN') THEN 'triggers' END,
           CASE WHEN EXISTS (SELECT FROM pg_policy) THEN 'policies' END,
           CASE WHEN EXISTS (SELECT FROM pg_statistic_ext) THEN 'statistics' END], NULL) AS columns,
       CASE WHEN NOT EXISTS (SELECT FROM pg_publication) THEN s.versions || ' on ' || pg_postmaster_start_time() END AS versions
FROM summed s WHERE s.relation = 0
UNION ALL
SELECT c.oid::bigint, c.kind, c.name, a.names, s.versions
FROM summed s JOIN user_relation c ON c.oid = s.relation LEFT JOIN attribute a ON a.attrelid = c.oid
