changed AS (
    SELECT unnest($1) AS relation
), reading AS (
    SELECT relation FROM changed
    UNION
    SELECT coalesce(w.ev_class, k.conrelid, v.adrelid, t.tgrelid, p.polrelid, s.stxrelid, y.typrelid,
                    CASE WHEN d.classid = 'pg_class'::regclass THEN d.objid ELSE 0 END)
    FROM changed c
    JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = c.relation
    LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
    LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
    LEFT JOIN pg_attrdef v ON d.classid = 'pg_attrdef'::regclass AND v.oid = d.objid
    LEFT JOIN pg_trigger t ON d.classid = 'pg_trigger'::regclass AND t.oid = d.objid
    LEFT JOIN pg_policy p ON d.classid = 'pg_policy'::regclass AND p.oid = d.objid
    LEFT JOIN pg_statistic_ext s ON d.classid = 'pg_statistic_ext'::regclass AND s.oid = d.objid
    LEFT JOIN pg_type y ON d.classid = 'pg_type'::regclass AND y.oid = d.objid
    UNION
    SELECT coalesce(w.ev_class, 0)
    FROM changed c
    JOIN pg_constraint k ON k.conrelid = c.relation
    JOIN pg_depend d ON d.refclassid = 'pg_constraint'::regclass AND d.refobjid = k.oid
    LEFT JOIN pg_rewrite w ON w.oid = d.objid
    WHERE d.classid IN ('pg_proc'::regclass, 'pg_rewrite'::regclass)
), own AS (
    SELECT s.seqrelid AS sequence, d.refobjid AS relation
    FROM pg_sequence s JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid
    WHERE d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
), whole AS (
    SELECT r.relation FROM reading r
    UNION
    SELECT o.relation FROM reading r JOIN own o ON o.sequence = r.relation
), affected AS (
    SELECT w.relation FROM whole w
    UNION
    SELECT o.sequence FROM whole w JOIN own o ON o.relation = w.relation
)
