SELECT p.kind, p.name, NULL::text[] AS parents, NULL::text[] AS made_of,
       ARRAY[
           'definition', CASE WHEN p.prokind = 'a' THEN NULL ELSE pg_get_functiondef(p.oid) END,
           'result', CASE WHEN p.prokind = 'a' THEN pg_get_function_result(p.oid) END,
           'kind', CASE a.aggkind WHEN 'o' THEN 'ordered set' WHEN 'h' THEN 'hypothetical set' WHEN 'n' THEN 'normal' END,
           'state function', nullif(a.aggtransfn::text, '-'), 'state type', format_type(a.aggtranstype, NULL),
           'initial state', a.agginitval, 'final function', nullif(a.aggfinalfn::text, '-'),
           'combine function', nullif(a.aggcombinefn::text, '-'), 'sort operator', nullif(a.aggsortop, 0)::regoperator::text,
           'parallel', CASE WHEN p.prokind = 'a' THEN p.proparallel::text END,
           'owner', pg_get_userbyid(p.proowner),
           'comment', obj_description(p.oid, 'pg_proc')
       ] AS properties
FROM user_function p LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
