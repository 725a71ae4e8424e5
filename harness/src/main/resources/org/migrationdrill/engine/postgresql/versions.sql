, dependency AS MATERIALIZED (
    SELECT d.tableoid, d.xmin, d.ctid, s.seqrelid, d.refobjid, d.deptype
    FROM pg_depend d LEFT JOIN pg_sequence s ON d.classid = 'pg_class'::regclass AND s.seqrelid = d.objid
    WHERE d.deptype = 'e' OR s.seqrelid IS NOT NULL AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
), class AS MATERIALIZED (
    SELECT c.tableoid, c.xmin, c.ctid, c.oid, c.relkind FROM pg_class c WHERE c.oid >= 16384 AND c.relkind <> 't'
), index AS MATERIALIZED (
    SELECT i.tableoid, i.xmin, i.ctid, i.indexrelid, i.indrelid FROM pg_index i WHERE i.indexrelid >= 16384
), trigger AS MATERIALIZED (
    SELECT t.tableoid, t.xmin, t.ctid, t.tgrelid, t.tgconstrrelid, t.tgisinternal
    FROM pg_trigger t WHERE NOT (t.tgisinternal AND t.tgenabled = 'O')
), attribute AS MATERIALIZED (
    SELECT a.tableoid, a.xmin, a.ctid, a.attrelid, a.attnum, a.attname, c.relkind
    FROM pg_attribute a JOIN class c ON c.oid = a.attrelid
    WHERE a.attrelid >= 16384 AND a.attnum > 0 AND (c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') OR a.attstattarget >= 0)
), version AS (
    SELECT c.oid AS item, c.tableoid, c.xmin, c.ctid FROM class c
    UNION ALL
    SELECT i.indexrelid, i.tableoid, i.xmin, i.ctid FROM index i
    UNION ALL
    SELECT a.attrelid, a.tableoid, a.xmin, a.ctid FROM attribute a
    UNION ALL
    SELECT d.adrelid, d.tableoid, d.xmin, d.ctid FROM pg_attrdef d
    UNION ALL
    SELECT k.conrelid, k.tableoid, k.xmin, k.ctid FROM pg_constraint k WHERE k.oid >= 16384
    UNION ALL
    SELECT t.tgrelid, t.tableoid, t.xmin, t.ctid FROM trigger t
    UNION ALL
    SELECT t.tgconstrrelid, t.tableoid, t.xmin, t.ctid FROM trigger t WHERE t.tgconstrrelid <> 0
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
    SELECT d.seqrelid, d.tableoid, d.xmin, d.ctid FROM dependency d WHERE d.deptype <> 'e'
    UNION ALL
    SELECT d.refobjid, d.tableoid, d.xmin, d.ctid FROM dependency d WHERE d.deptype <> 'e'
    UNION ALL
    SELECT CASE WHEN d.classoid = 'pg_class'::regclass THEN d.objoid
                WHEN d.classoid = 'pg_constraint'::regclass THEN (SELECT k.conrelid FROM pg_constraint k WHERE k.oid = d.objoid)
                ELSE 0 END,
           d.tableoid, d.xmin, d.ctid
    FROM pg_description d
    WHERE d.objoid >= 16384
    UNION ALL
    SELECT 0::oid, d.tableoid, d.xmin, d.ctid FROM pg_description d
    WHERE d.objoid = 2200 AND d.classoid = 'pg_namespace'::regclass -- the schema public
    UNION ALL
    SELECT 0::oid, d.tableoid, d.xmin, d.ctid FROM dependency d WHERE d.deptype = 'e'
    UNION ALL
    SELECT t.typrelid, t.tableoid, t.xmin, t.ctid FROM pg_type t
    WHERE t.oid >= 16384 AND (t.typcategory <> 'A' OR t.typarray <> 0)
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
), item AS (
    SELECT v.item, sum(hashtidextended(v.ctid, hashoidextended(v.tableoid, v.xmin::text::bigint))) AS versions
    FROM version v GROUP BY v.item
), summed AS (
    SELECT CASE WHEN c.relkind = 'c' THEN 0 ELSE coalesce(i.indrelid, t.item) END AS relation, sum(t.versions)::text AS versions
    FROM item t LEFT JOIN class c ON c.oid = t.item LEFT JOIN index i ON i.indexrelid = t.item
    GROUP BY 1
), column_name AS (
    SELECT a.attrelid, string_agg(quote_ident(a.attname), '/' ORDER BY a.attnum) AS names
    FROM attribute a WHERE a.relkind IN ('r', 'p', 'v', 'm', 'f') GROUP BY a.attrelid
)
SELECT 0 AS relation, NULL AS kind, NULL AS name,
       concat_ws('/',
           CASE WHEN EXISTS (SELECT FROM pg_sequence) THEN 'sequences' END,
           CASE WHEN EXISTS (SELECT FROM trigger t WHERE NOT t.tgisinternal)
                  OR EXISTS (SELECT FROM pg_rewrite r WHERE r.oid >= 16384 AND r.rulename <> '_RETURN') THEN 'triggers' END,
           CASE WHEN EXISTS (SELECT FROM pg_policy) THEN 'policies' END,
           CASE WHEN EXISTS (SELECT FROM pg_statistic_ext) THEN 'statistics' END) AS names,
       CASE WHEN NOT EXISTS (SELECT FROM pg_publication) THEN s.versions || ' on ' || pg_postmaster_start_time() END AS versions
FROM summed s WHERE s.relation = 0
UNION ALL
SELECT c.oid::bigint, c.kind, c.name, a.names, s.versions
FROM summed s JOIN user_relation c ON c.oid = s.relation LEFT JOIN column_name a ON a.attrelid = c.oid
