changed AS (
    SELECT unnest($1) AS relation
), reading AS (
    SELECT relation FROM changed
    UNION
    SELECT coalesce(CASE d.classid
               WHEN 'pg_class'::regclass THEN d.objid
               WHEN 'pg_rewrite'::regclass THEN (SELECT w.ev_class FROM pg_rewrite w WHERE w.oid = d.objid)
               WHEN 'pg_constraint'::regclass THEN (SELECT k.conrelid FROM pg_constraint k WHERE k.oid = d.objid)
               WHEN 'pg_attrdef'::regclass THEN (SELECT v.adrelid FROM pg_attrdef v WHERE v.oid = d.objid)
               WHEN 'pg_trigger'::regclass THEN (SELECT t.tgrelid FROM pg_trigger t WHERE t.oid = d.objid)
               WHEN 'pg_policy'::regclass THEN (SELECT p.polrelid FROM pg_policy p WHERE p.oid = d.objid)
               WHEN 'pg_statistic_ext'::regclass THEN (SELECT s.stxrelid FROM pg_statistic_ext s WHERE s.oid = d.objid)
               WHEN 'pg_type'::regclass THEN (SELECT y.typrelid FROM pg_type y WHERE y.oid = d.objid)
           END, 0)
    FROM changed c
    JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = c.relation
    UNION
    SELECT coalesce(w.ev_class, 0)
    FROM changed c
    JOIN pg_constraint k ON k.conrelid = c.relation
    JOIN pg_depend d ON d.refclassid = 'pg_constraint'::regclass AND d.refobjid = k.oid
    LEFT JOIN pg_rewrite w ON w.oid = d.objid
    WHERE d.classid IN ('pg_proc'::regclass, 'pg_rewrite'::regclass)
), whole AS (
    SELECT r.relation FROM reading r
    UNION
    SELECT d.refobjid
    FROM reading r
    JOIN pg_sequence s ON s.seqrelid = r.relation
    JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid
    WHERE d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
), affected AS (
    SELECT w.relation FROM whole w
    UNION
    SELECT s.seqrelid
    FROM whole w
    JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = w.relation
    JOIN pg_sequence s ON s.seqrelid = d.objid
    WHERE d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
)
