SELECT 'statistics' AS kind, format('%I.%I', n.nspname, x.stxname) AS name, ARRAY[c.kind, c.name] AS parents,
       CASE WHEN x.stxexprs IS NULL THEN ARRAY[x.stxname, c.relname, key.names, 'stat']::text[] END AS made_of,
       ARRAY[
           'definition', replace(pg_get_statisticsobjdef(x.oid), format(' STATISTICS %I.%I ', n.nspname, x.stxname), ' STATISTICS '),
           'statistics target', nullif(x.stxstattarget::int, -1)::text,
           'owner', pg_get_userbyid(x.stxowner),
           'comment', obj_description(x.oid, 'pg_statistic_ext')
       ] AS properties
FROM user_relation c
JOIN pg_statistic_ext x ON x.stxrelid = c.oid
JOIN pg_namespace n ON n.oid = x.stxnamespace
CROSS JOIN LATERAL (
    SELECT string_agg(a.attname, '_' ORDER BY u.place) AS names
    FROM unnest(x.stxkeys::int2[]) WITH ORDINALITY AS u(attnum, place)
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.attnum
) key
