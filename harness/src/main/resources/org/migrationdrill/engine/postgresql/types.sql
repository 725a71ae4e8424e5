SELECT t.kind, t.name, NULL::text[] AS parents, NULL::text[] AS made_of,
       ARRAY[
           'labels', (SELECT string_agg(quote_literal(l.enumlabel), ', ' ORDER BY l.enumsortorder)
                      FROM pg_enum l WHERE l.enumtypid = t.oid),
           'attributes', (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
                                            || CASE WHEN a.attcollation <> b.typcollation
                                                    THEN ' COLLATE ' || a.attcollation::regcollation::text ELSE '' END,
                                            ', ' ORDER BY a.attnum)
                          FROM pg_attribute a JOIN pg_type b ON b.oid = a.atttypid
                          WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped),
           'base type', CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
           'not null', CASE WHEN t.typtype = 'd' THEN CASE WHEN t.typnotnull THEN 'yes' ELSE 'no' END END,
           'default', t.typdefault,
           'collation', CASE WHEN t.typtype = 'd' AND t.typcollation <> base.typcollation
                             THEN t.typcollation::regcollation::text END,
           'range of', format_type(r.rngsubtype, NULL),
           'range collation', nullif(r.rngcollation, 0)::regcollation::text,
           'canonical function', nullif(r.rngcanonical::text, '-'),
           'difference function', nullif(r.rngsubdiff::text, '-'),
           'input function', CASE WHEN t.typtype = 'b' THEN t.typinput::text END,
           'owner', pg_get_userbyid(t.typowner),
           'comment', obj_description(t.oid, 'pg_type')
       ] AS properties
FROM user_type t
LEFT JOIN pg_type base ON base.oid = t.typbasetype
LEFT JOIN pg_range r ON r.rngtypid = t.oid
