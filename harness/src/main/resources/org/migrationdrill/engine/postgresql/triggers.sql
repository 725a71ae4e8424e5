SELECT 'trigger' AS kind, c.name || '.' || quote_ident(t.tgname) AS name, ARRAY[c.kind, c.name] AS parents,
       NULL::text[] AS made_of,
       ARRAY[
           'definition', pg_get_triggerdef(t.oid),
           'enabled', CASE t.tgenabled WHEN 'O' THEN 'yes' WHEN 'D' THEN 'no' WHEN 'R' THEN 'on a replica' ELSE 'always' END,
           'comment', obj_description(t.oid, 'pg_trigger')
       ] AS properties
FROM user_relation c JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal
UNION ALL
SELECT 'rule', c.name || '.' || quote_ident(r.rulename), ARRAY[c.kind, c.name], NULL,
       ARRAY[
           'definition', pg_get_ruledef(r.oid),
           'enabled', CASE r.ev_enabled WHEN 'O' THEN 'yes' WHEN 'D' THEN 'no' WHEN 'R' THEN 'on a replica' ELSE 'always' END,
           'comment', obj_description(r.oid, 'pg_rewrite')
       ]
FROM user_relation c JOIN pg_rewrite r ON r.ev_class = c.oid AND r.rulename <> '_RETURN'
/* others: */UNION ALL
SELECT 'event trigger', quote_ident(t.evtname), NULL, NULL,
       ARRAY[
           'event', t.evtevent, 'tags', array_to_string(t.evttags, ', '), 'function', t.evtfoid::regprocedure::text,
           'enabled', CASE t.evtenabled WHEN 'O' THEN 'yes' WHEN 'D' THEN 'no' WHEN 'R' THEN 'on a replica' ELSE 'always' END,
           'owner', pg_get_userbyid(t.evtowner), 'comment', obj_description(t.oid, 'pg_event_trigger')
       ]
FROM pg_event_trigger t
WHERE NOT EXISTS (SELECT FROM member e WHERE e.classid = 'pg_event_trigger'::regclass AND e.objid = t.oid)/* :others */
