package org.migrationdrill.engine;

import java.util.List;

/** Planted faults of reverse scripts: for each depth of the comparison a careless reverse and its careful twin. */
final class Residues {
    private static final String EVENTS = """
            CREATE TABLE events (id bigint PRIMARY KEY, kind text NOT NULL DEFAULT 'x', amount numeric(10, 2), at timestamptz);
            CREATE INDEX events_kind_idx ON events (kind);
            """;

    private Residues() {}

    static List<Residue> ofTables() {
        return List.of(
                Residue.of(
                        "index forgotten",
                        EVENTS,
                        "ALTER TABLE events ADD tenant int; CREATE INDEX events_at_idx ON events (at); ALTER TABLE events DROP tenant",
                        "CREATE INDEX events_at_idx ON events (at); DROP INDEX events_at_idx",
                        "new: index public.events_at_idx"),
                Residue.of(
                        "column forgotten, with its index and grant",
                        EVENTS,
                        "ALTER TABLE events ADD tenant int; GRANT SELECT (tenant) ON events TO catalog_reader",
                        "ALTER TABLE events ADD tenant int; ALTER TABLE events DROP tenant",
                        "new: column public.events.tenant"),
                Residue.of(
                        "default missing",
                        EVENTS,
                        "ALTER TABLE events ALTER kind SET DEFAULT 'y'; ALTER TABLE events ALTER kind DROP DEFAULT",
                        "ALTER TABLE events ALTER kind SET DEFAULT 'y'; ALTER TABLE events ALTER kind SET DEFAULT 'x'",
                        "column public.events.kind: default: 'x'::text -> default: none"),
                Residue.of(
                        "column re-added at the end",
                        EVENTS,
                        "ALTER TABLE events DROP amount; ALTER TABLE events ADD amount numeric(10, 2)",
                        "ALTER TABLE events DROP at; ALTER TABLE events ADD at timestamptz",
                        "cosmetic: table public.events: column order: id, kind, amount, at -> column order: id, kind, at, amount"),
                Residue.of(
                        "typmod, NOT NULL and collation lost",
                        "CREATE TABLE t (id int, name varchar(20) COLLATE \"C\" NOT NULL)",
                        "ALTER TABLE t DROP name; ALTER TABLE t ADD name varchar",
                        "ALTER TABLE t DROP name; ALTER TABLE t ADD name varchar(20) COLLATE \"C\" NOT NULL",
                        "column public.t.name: collation: \"C\" -> collation: none",
                        "column public.t.name: not null: yes -> not null: no",
                        "column public.t.name: type: character varying(20) -> type: character varying"),
                Residue.of(
                        "comment lost",
                        EVENTS + "COMMENT ON COLUMN events.at IS 'when'; COMMENT ON TABLE events IS 'what'",
                        "ALTER TABLE events DROP at; ALTER TABLE events ADD at timestamptz; COMMENT ON TABLE events IS NULL",
                        "ALTER TABLE events DROP at; ALTER TABLE events ADD at timestamptz; COMMENT ON COLUMN events.at IS 'when'",
                        "column public.events.at: comment: when -> comment: none",
                        "table public.events: comment: what -> comment: none"),
                Residue.of(
                        "grant lost by a table that was created again",
                        "CREATE TABLE t (id int); GRANT SELECT, INSERT ON t TO catalog_reader; GRANT UPDATE (id) ON t TO catalog_reader",
                        "DROP TABLE t; CREATE TABLE t (id int); GRANT SELECT ON t TO catalog_reader",
                        "DROP TABLE t; CREATE TABLE t (id int); GRANT SELECT, INSERT, UPDATE (id) ON t TO catalog_reader",
                        "gone: grant column public.t.id to catalog_reader",
                        "grant table public.t to catalog_reader: privileges: INSERT, SELECT -> privileges: SELECT"),
                Residue.of(
                        "table lost, with all that belongs to it",
                        EVENTS
                                + "CREATE TABLE t (id serial PRIMARY KEY); GRANT SELECT ON t TO catalog_reader; CREATE INDEX ON t (id)",
                        "DROP TABLE t",
                        "ALTER TABLE t RENAME TO u; ALTER TABLE u RENAME TO t",
                        "gone: table public.t"),
                Residue.of(
                        "privileges written out are those of a table without any",
                        "CREATE TABLE t (id int); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                        "REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC",
                        "GRANT SELECT ON t TO catalog_reader; REVOKE SELECT ON t FROM catalog_reader;"
                                + "REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC; GRANT EXECUTE ON FUNCTION f() TO PUBLIC",
                        "gone: grant function public.f() to PUBLIC"),
                Residue.of(
                        "constraint not valid",
                        EVENTS + "CREATE TABLE line (event bigint CONSTRAINT line_of REFERENCES events); "
                                + "ALTER TABLE events ADD CONSTRAINT positive CHECK (amount > 0)",
                        "ALTER TABLE events DROP CONSTRAINT positive; ALTER TABLE line DROP CONSTRAINT line_of;"
                                + "ALTER TABLE line ADD CONSTRAINT line_of FOREIGN KEY (event) REFERENCES events NOT VALID;"
                                + "ALTER TABLE events ADD CONSTRAINT positive CHECK (amount > 0) NOT VALID",
                        "ALTER TABLE events DROP CONSTRAINT positive; ALTER TABLE events ADD CONSTRAINT positive CHECK (amount > 0)"
                                + " NOT VALID; ALTER TABLE events VALIDATE CONSTRAINT positive",
                        "constraint public.events.positive: validated: yes -> validated: no",
                        "constraint public.line.line_of: validated: yes -> validated: no"),
                Residue.of(
                        "constraint not deferrable any more",
                        "CREATE TABLE t (id int, CONSTRAINT one UNIQUE (id) DEFERRABLE INITIALLY DEFERRED)",
                        "ALTER TABLE t DROP CONSTRAINT one; ALTER TABLE t ADD CONSTRAINT one UNIQUE (id)",
                        "ALTER TABLE t DROP CONSTRAINT one; ALTER TABLE t ADD CONSTRAINT one UNIQUE (id) DEFERRABLE INITIALLY DEFERRED",
                        "constraint public.t.one: definition: UNIQUE (id) DEFERRABLE INITIALLY DEFERRED -> definition: UNIQUE (id)"),
                Residue.of(
                        "foreign key dropped by CASCADE",
                        EVENTS + "CREATE TABLE line (event bigint REFERENCES events)",
                        "ALTER TABLE events DROP CONSTRAINT events_pkey CASCADE; ALTER TABLE events ADD PRIMARY KEY (id)",
                        "ALTER TABLE line DROP CONSTRAINT line_event_fkey; ALTER TABLE line ADD FOREIGN KEY (event) REFERENCES events",
                        "gone: constraint public.line.line_event_fkey"),
                Residue.of(
                        "identity lost",
                        "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY (INCREMENT 2))",
                        "ALTER TABLE t ALTER id DROP IDENTITY; ALTER TABLE t ALTER id ADD GENERATED BY DEFAULT AS IDENTITY",
                        "ALTER TABLE t ALTER id DROP IDENTITY;"
                                + "ALTER TABLE t ALTER id ADD GENERATED ALWAYS AS IDENTITY (INCREMENT 2)",
                        "column public.t.id: identity: always -> identity: by default",
                        "sequence public.t_id_seq: increment: 2 -> increment: 1"),
                Residue.of(
                        "generated column restored as a plain one",
                        "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1) STORED)",
                        "ALTER TABLE t DROP b; ALTER TABLE t ADD b int",
                        "ALTER TABLE t DROP b; ALTER TABLE t ADD b int GENERATED ALWAYS AS (a + 1) STORED",
                        "column public.t.b: generated: stored: (a + 1) -> generated: none"),
                Residue.of(
                        "sequence left",
                        EVENTS,
                        "CREATE SEQUENCE numbers; ALTER TABLE events ADD n bigint DEFAULT nextval('numbers'); ALTER TABLE events DROP n",
                        "CREATE SEQUENCE numbers; DROP SEQUENCE numbers",
                        "new: sequence public.numbers"),
                Residue.of(
                        "sequence not owned any more",
                        "CREATE TABLE t (id serial)",
                        "ALTER SEQUENCE t_id_seq OWNED BY NONE",
                        "ALTER SEQUENCE t_id_seq OWNED BY NONE; ALTER SEQUENCE t_id_seq OWNED BY t.id",
                        "column public.t.id: default: next value of its own sequence -> default: nextval('public.t_id_seq'::regclass)",
                        "sequence public.t_id_seq: owned by: public.t.id -> owned by: none",
                        "sequence public.t_id_seq: owner: none -> owner: postgres"),
                Residue.of(
                        "statistics target, storage, compression and options of a column lost",
                        "CREATE TABLE t (a text COMPRESSION pglz); ALTER TABLE t ALTER a SET STORAGE EXTERNAL;"
                                + "ALTER TABLE t ALTER a SET STATISTICS 500; ALTER TABLE t ALTER a SET (n_distinct = 7)",
                        "DROP TABLE t; CREATE TABLE t (a text)",
                        "DROP TABLE t; CREATE TABLE t (a text COMPRESSION pglz); ALTER TABLE t ALTER a SET STORAGE EXTERNAL;"
                                + "ALTER TABLE t ALTER a SET STATISTICS 500; ALTER TABLE t ALTER a SET (n_distinct = 7)",
                        "column public.t.a: compression: pglz -> compression: none",
                        "column public.t.a: options: n_distinct=7 -> options: none",
                        "column public.t.a: statistics target: 500 -> statistics target: none",
                        "column public.t.a: storage: external -> storage: none"),
                Residue.of(
                        "options of a table lost",
                        "CREATE UNLOGGED TABLE t (a text) WITH (fillfactor = 70, toast.autovacuum_enabled = off)",
                        "DROP TABLE t; CREATE TABLE t (a text)",
                        "DROP TABLE t; CREATE UNLOGGED TABLE t (a text) WITH (toast.autovacuum_enabled = off, fillfactor = 70)",
                        "table public.t: options: fillfactor=70 -> options: none",
                        "table public.t: persistence: unlogged -> persistence: permanent",
                        "table public.t: toast options: autovacuum_enabled=off -> toast options: none"),
                Residue.of(
                        "row security off",
                        EVENTS
                                + "ALTER TABLE events ENABLE ROW LEVEL SECURITY; ALTER TABLE events FORCE ROW LEVEL SECURITY",
                        "ALTER TABLE events DISABLE ROW LEVEL SECURITY",
                        "ALTER TABLE events DISABLE ROW LEVEL SECURITY; ALTER TABLE events ENABLE ROW LEVEL SECURITY",
                        "table public.events: row security: enabled, forced on the owner -> row security: disabled, forced on the owner"),
                Residue.of(
                        "policy lost, and one for other roles",
                        EVENTS + "CREATE POLICY own ON events USING (kind = current_user) WITH CHECK (amount > 0);"
                                + "CREATE POLICY seen ON events FOR SELECT TO catalog_reader USING (true)",
                        "DROP POLICY own ON events; ALTER POLICY seen ON events TO PUBLIC",
                        "DROP POLICY own ON events; CREATE POLICY own ON events USING (kind = current_user) WITH CHECK (amount > 0)",
                        "gone: policy public.events.own",
                        "policy public.events.seen: roles: catalog_reader -> roles: PUBLIC"),
                Residue.of(
                        "replica identity reset",
                        "CREATE TABLE t (id int NOT NULL); CREATE UNIQUE INDEX one ON t (id); ALTER TABLE t REPLICA IDENTITY USING INDEX one",
                        "ALTER TABLE t REPLICA IDENTITY FULL; ALTER TABLE t REPLICA IDENTITY DEFAULT",
                        "ALTER TABLE t REPLICA IDENTITY FULL; ALTER TABLE t REPLICA IDENTITY USING INDEX one",
                        "index public.one: replica identity: yes -> replica identity: none",
                        "table public.t: replica identity: index -> replica identity: default"),
                Residue.of(
                        "partition detached",
                        "CREATE TABLE p (id int) PARTITION BY RANGE (id); CREATE INDEX ON p (id);"
                                + "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (9)",
                        "ALTER TABLE p DETACH PARTITION p1",
                        "ALTER TABLE p DETACH PARTITION p1; ALTER TABLE p ATTACH PARTITION p1 FOR VALUES FROM (1) TO (9)",
                        "index public.p1_id_idx: attached: yes -> attached: none",
                        "table public.p1: partition of: public.p FOR VALUES FROM (1) TO (9) -> partition of: none"),
                Residue.of(
                        "partition attached with other bounds",
                        "CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1, 2)",
                        "ALTER TABLE p DETACH PARTITION p1; ALTER TABLE p ATTACH PARTITION p1 FOR VALUES IN (1)",
                        "ALTER TABLE p DETACH PARTITION p1; ALTER TABLE p ATTACH PARTITION p1 FOR VALUES IN (1, 2)",
                        "table public.p1: partition of: public.p FOR VALUES IN (1, 2) -> partition of: public.p FOR VALUES IN (1)"),
                Residue.of(
                        "inheritance lost",
                        "CREATE TABLE a (id int); CREATE TABLE b () INHERITS (a)",
                        "ALTER TABLE b NO INHERIT a",
                        "ALTER TABLE b NO INHERIT a; ALTER TABLE b INHERIT a",
                        "table public.b: inherits: public.a -> inherits: none"),
                Residue.of(
                        "type changed back to a wider one",
                        "CREATE TABLE t (id int, n int, v varchar(20))",
                        "ALTER TABLE t ALTER n TYPE text; ALTER TABLE t ALTER n TYPE bigint USING n::bigint;"
                                + "ALTER TABLE t ALTER v TYPE text; ALTER TABLE t ALTER v TYPE varchar(30)",
                        "ALTER TABLE t ALTER n TYPE text; ALTER TABLE t ALTER n TYPE int USING n::int;"
                                + "ALTER TABLE t ALTER v TYPE text; ALTER TABLE t ALTER v TYPE varchar(20)",
                        "column public.t.n: type: integer -> type: bigint",
                        "column public.t.v: type: character varying(20) -> type: character varying(30)"),
                Residue.of(
                        "identity comes back as a plain default",
                        "CREATE TABLE t (id int GENERATED BY DEFAULT AS IDENTITY)",
                        "ALTER TABLE t ALTER id DROP IDENTITY; CREATE SEQUENCE t_id_seq AS int OWNED BY t.id;"
                                + "ALTER TABLE t ALTER id SET DEFAULT nextval('t_id_seq')",
                        "ALTER TABLE t ALTER id DROP IDENTITY; ALTER TABLE t ALTER id ADD GENERATED BY DEFAULT AS IDENTITY",
                        "column public.t.id: default: none -> default: next value of its own sequence",
                        "column public.t.id: identity: by default -> identity: none"),
                Residue.of(
                        "bounds, cache, cycle, start and type of a sequence lost",
                        "CREATE SEQUENCE s AS int START 100 INCREMENT 10 MINVALUE 100 MAXVALUE 999 CACHE 5 CYCLE",
                        "DROP SEQUENCE s; CREATE SEQUENCE s",
                        "DROP SEQUENCE s; CREATE SEQUENCE s AS int START 100 INCREMENT 10 MINVALUE 100 MAXVALUE 999 CACHE 5 CYCLE",
                        "sequence public.s: cache: 5 -> cache: 1",
                        "sequence public.s: cycle: yes -> cycle: no",
                        "sequence public.s: increment: 10 -> increment: 1",
                        "sequence public.s: maximum: 999 -> maximum: 9223372036854775807",
                        "sequence public.s: minimum: 100 -> minimum: 1",
                        "sequence public.s: start: 100 -> start: 1",
                        "sequence public.s: type: integer -> type: bigint"),
                Residue.of(
                        "foreign key that no longer cascades, and one that waits for the commit",
                        EVENTS
                                + "CREATE TABLE line (event bigint CONSTRAINT line_of REFERENCES events ON DELETE CASCADE)",
                        "ALTER TABLE line DROP CONSTRAINT line_of; ALTER TABLE line ADD CONSTRAINT line_of FOREIGN KEY (event)"
                                + " REFERENCES events DEFERRABLE INITIALLY DEFERRED",
                        "ALTER TABLE line DROP CONSTRAINT line_of; ALTER TABLE line ADD CONSTRAINT line_of FOREIGN KEY (event)"
                                + " REFERENCES events ON DELETE CASCADE",
                        "constraint public.line.line_of: definition: FOREIGN KEY (event) REFERENCES public.events(id) ON DELETE CASCADE"
                                + " -> definition: FOREIGN KEY (event) REFERENCES public.events(id) DEFERRABLE INITIALLY DEFERRED"),
                Residue.of(
                        "index with other options, order and condition",
                        EVENTS + "CREATE INDEX recent ON events (at DESC) WITH (fillfactor = 70) WHERE kind <> 'x'",
                        "DROP INDEX recent; CREATE INDEX recent ON events (at)",
                        "DROP INDEX recent; CREATE INDEX recent ON events (at DESC) WITH (fillfactor = 70) WHERE kind <> 'x'",
                        "index public.recent: definition: CREATE INDEX ON public.events USING btree (at DESC) WITH (fillfactor='70')"
                                + " WHERE (kind <> 'x'::text) -> definition: CREATE INDEX ON public.events USING btree (at)"),
                Residue.of(
                        "default partition lost",
                        "CREATE TABLE p (id int) PARTITION BY RANGE (id); CREATE TABLE rest PARTITION OF p DEFAULT",
                        "ALTER TABLE p DETACH PARTITION rest",
                        "ALTER TABLE p DETACH PARTITION rest; ALTER TABLE p ATTACH PARTITION rest DEFAULT",
                        "table public.rest: partition of: public.p DEFAULT -> partition of: none"),
                Residue.of(
                        "owner changed",
                        EVENTS,
                        "ALTER TABLE events OWNER TO catalog_writer",
                        "ALTER TABLE events OWNER TO catalog_writer; ALTER TABLE events OWNER TO CURRENT_USER",
                        "table public.events: owner: postgres -> owner: catalog_writer"),
                Residue.of(
                        "index not clustered any more, statistics target of its expression and comment lost",
                        "CREATE TABLE t (a text); CREATE INDEX low ON t (lower(a)); ALTER TABLE t CLUSTER ON low;"
                                + "ALTER INDEX low ALTER COLUMN 1 SET STATISTICS 300; COMMENT ON INDEX low IS 'for search'",
                        "DROP INDEX low; CREATE INDEX low ON t (lower(a))",
                        "DROP INDEX low; CREATE INDEX low ON t (lower(a)); ALTER TABLE t CLUSTER ON low;"
                                + "ALTER INDEX low ALTER COLUMN 1 SET STATISTICS 300; COMMENT ON INDEX low IS 'for search'",
                        "index public.low: clustered: yes -> clustered: none",
                        "index public.low: comment: for search -> comment: none",
                        "index public.low: statistics targets: 1: 300 -> statistics targets: none"),
                Residue.of(
                        "names that the server made",
                        "CREATE TABLE t (id serial PRIMARY KEY, a int UNIQUE, b int CHECK (b > 0)); CREATE INDEX ON t (a, b)",
                        "ALTER INDEX t_a_b_idx RENAME TO t_a_b_idx1; ALTER TABLE t RENAME CONSTRAINT t_pkey TO t_pkey1;"
                                + "ALTER TABLE t RENAME CONSTRAINT t_a_key TO t_a_key2; ALTER SEQUENCE t_id_seq RENAME TO t_id_seq1",
                        "DROP INDEX t_a_b_idx; CREATE INDEX ON t (a, b)",
                        "cosmetic: constraint public.t.t_a_key: name: public.t.t_a_key -> name: public.t.t_a_key2",
                        "cosmetic: constraint public.t.t_pkey: name: public.t.t_pkey -> name: public.t.t_pkey1",
                        "cosmetic: index public.t_a_b_idx: name: public.t_a_b_idx -> name: public.t_a_b_idx1",
                        "cosmetic: sequence public.t_id_seq: name: public.t_id_seq -> name: public.t_id_seq1"),
                Residue.of(
                        "name that the author made",
                        EVENTS,
                        "ALTER INDEX events_kind_idx RENAME TO by_kind",
                        "ALTER INDEX events_kind_idx RENAME TO by_kind; ALTER INDEX by_kind RENAME TO events_kind_idx",
                        "new: index public.by_kind",
                        "gone: index public.events_kind_idx"),
                Residue.of(
                        "server-made name of another index",
                        EVENTS,
                        "DROP INDEX events_kind_idx; CREATE INDEX events_kind_idx1 ON events (kind DESC)",
                        "DROP INDEX events_kind_idx; CREATE INDEX ON events (kind)",
                        "gone: index public.events_kind_idx",
                        "new: index public.events_kind_idx1"));
    }

    static List<Residue> ofOtherObjects() {
        String stamped = EVENTS + STAMP
                + "CREATE TRIGGER stamped BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION stamp();";
        return List.of(
                Residue.of(
                        "function dropped by CASCADE, with its trigger",
                        stamped,
                        "DROP FUNCTION stamp() CASCADE",
                        "DROP FUNCTION stamp() CASCADE;" + STAMP
                                + "CREATE TRIGGER stamped BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION stamp()",
                        "gone: function public.stamp()",
                        "gone: trigger public.events.stamped"),
                Residue.of(
                        "function with another body and without its comment",
                        STAMP + "COMMENT ON FUNCTION stamp() IS 'stamps'",
                        "DROP FUNCTION stamp();" + STAMP.replace("now()", "clock_timestamp()")
                                + "ALTER FUNCTION stamp() OWNER TO catalog_writer",
                        "DROP FUNCTION stamp();" + STAMP + "COMMENT ON FUNCTION stamp() IS 'stamps'",
                        "function public.stamp(): comment: stamps -> comment: none",
                        "function public.stamp(): definition: " + stampDefinition("now()") + " -> definition: "
                                + stampDefinition("clock_timestamp()"),
                        "function public.stamp(): owner: postgres -> owner: catalog_writer"),
                Residue.of(
                        "trigger disabled",
                        stamped,
                        "ALTER TABLE events DISABLE TRIGGER stamped",
                        "ALTER TABLE events DISABLE TRIGGER stamped; ALTER TABLE events ENABLE TRIGGER stamped",
                        "trigger public.events.stamped: enabled: yes -> enabled: no"),
                Residue.of(
                        "foreign key's triggers disabled",
                        EVENTS + "CREATE TABLE line (event bigint REFERENCES events)",
                        "ALTER TABLE line DISABLE TRIGGER ALL",
                        "ALTER TABLE line DISABLE TRIGGER ALL; ALTER TABLE line ENABLE TRIGGER ALL",
                        "constraint public.line.line_event_fkey: checked: none -> checked: no: its triggers are disabled"),
                Residue.of(
                        "rule lost, event trigger left",
                        EVENTS + "CREATE RULE kept AS ON DELETE TO events DO INSTEAD NOTHING;"
                                + "CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
                        "DROP RULE kept ON events; CREATE EVENT TRIGGER watching ON ddl_command_end EXECUTE FUNCTION watch()",
                        "DROP RULE kept ON events; CREATE RULE kept AS ON DELETE TO events DO INSTEAD NOTHING",
                        "new: event trigger watching",
                        "gone: rule public.events.kept"),
                Residue.of(
                        "enum label left",
                        "CREATE TYPE state AS ENUM ('new', 'done')",
                        "ALTER TYPE state ADD VALUE 'late' BEFORE 'done'",
                        "DROP TYPE state; CREATE TYPE state AS ENUM ('new', 'done')",
                        "type public.state: labels: 'new', 'done' -> labels: 'new', 'late', 'done'"),
                Residue.of(
                        "domain, composite and range changed",
                        "CREATE DOMAIN price AS numeric(9, 2) DEFAULT 0 CONSTRAINT paid CHECK (VALUE >= 0);"
                                + "CREATE TYPE place AS (x int, y int); CREATE TYPE span AS RANGE (subtype = int)",
                        "ALTER DOMAIN price DROP DEFAULT; ALTER DOMAIN price DROP CONSTRAINT paid;"
                                + "ALTER TYPE place ALTER ATTRIBUTE y TYPE bigint; DROP TYPE span;"
                                + "CREATE TYPE span AS RANGE (subtype = bigint)",
                        "ALTER DOMAIN price SET NOT NULL; ALTER DOMAIN price DROP NOT NULL",
                        "gone: constraint public.price.paid",
                        "domain public.price: default: 0 -> default: none",
                        "type public.place: attributes: x integer, y integer -> attributes: x integer, y bigint",
                        "type public.span: range of: integer -> range of: bigint"),
                Residue.of(
                        "text of a view changed by the columns it pins",
                        "CREATE TABLE t (id int, a int); CREATE VIEW v AS SELECT t.id, t.a FROM t, t u",
                        "ALTER TABLE t RENAME a TO b; ALTER TABLE t ADD a int; ALTER TABLE t DROP a; ALTER TABLE t RENAME b TO a;"
                                + "CREATE OR REPLACE VIEW v AS SELECT t.id, t.a * 1 AS a FROM t, t u",
                        "ALTER TABLE t RENAME a TO b; ALTER TABLE t RENAME b TO a",
                        "view public.v: definition:  SELECT t.id,\n    t.a\n   FROM public.t,\n    public.t u;"
                                + " -> definition:  SELECT t.id,\n    (t.a * 1) AS a\n   FROM public.t,\n    public.t u;"),
                Residue.of(
                        "view dropped by CASCADE",
                        EVENTS + "CREATE VIEW v AS SELECT kind FROM events; GRANT SELECT ON v TO catalog_reader",
                        "ALTER TABLE events DROP kind CASCADE; ALTER TABLE events ADD kind text NOT NULL DEFAULT 'x';"
                                + "CREATE INDEX events_kind_idx ON events (kind)",
                        "DROP VIEW v; CREATE VIEW v AS SELECT kind FROM events; GRANT SELECT ON v TO catalog_reader",
                        "gone: view public.v",
                        "cosmetic: table public.events: column order: id, kind, amount, at -> column order: id, amount, at, kind"),
                Residue.of(
                        "trigger that fires on replicas only",
                        stamped,
                        "ALTER TABLE events ENABLE REPLICA TRIGGER stamped",
                        "ALTER TABLE events ENABLE ALWAYS TRIGGER stamped; ALTER TABLE events ENABLE TRIGGER stamped",
                        "trigger public.events.stamped: enabled: yes -> enabled: on a replica"),
                Residue.of(
                        "view with its owner's rights and without its check, comment and owner",
                        EVENTS + "CREATE VIEW v WITH (security_barrier) AS SELECT * FROM events WHERE amount > 0"
                                + " WITH LOCAL CHECK OPTION; COMMENT ON VIEW v IS 'paid'; ALTER VIEW v OWNER TO catalog_writer",
                        "DROP VIEW v; CREATE VIEW v AS SELECT * FROM events WHERE amount > 0",
                        "DROP VIEW v; CREATE VIEW v WITH (security_barrier) AS SELECT * FROM events WHERE amount > 0"
                                + " WITH LOCAL CHECK OPTION; COMMENT ON VIEW v IS 'paid'; ALTER VIEW v OWNER TO catalog_writer",
                        "view public.v: comment: paid -> comment: none",
                        "view public.v: options: check_option=local, security_barrier=true -> options: none",
                        "view public.v: owner: catalog_writer -> owner: postgres"),
                Residue.of(
                        "materialized view of another definition",
                        EVENTS + "CREATE MATERIALIZED VIEW m AS SELECT count(*) AS n FROM events",
                        "DROP MATERIALIZED VIEW m; CREATE MATERIALIZED VIEW m AS SELECT sum(1) AS n FROM events",
                        "DROP MATERIALIZED VIEW m; CREATE MATERIALIZED VIEW m AS SELECT count(*) AS n FROM events",
                        "materialized view public.m: definition:  SELECT count(*) AS n\n   FROM public.events;"
                                + " -> definition:  SELECT sum(1) AS n\n   FROM public.events;"),
                Residue.of(
                        "statistics target of extended statistics lost",
                        "CREATE TABLE t (a int, b int); CREATE STATISTICS ab ON a, b FROM t; ALTER STATISTICS ab SET STATISTICS 500",
                        "DROP STATISTICS ab; CREATE STATISTICS ab ON a, b FROM t",
                        "DROP STATISTICS ab; CREATE STATISTICS ab ON a, b FROM t; ALTER STATISTICS ab SET STATISTICS 500",
                        "statistics public.ab: statistics target: 500 -> statistics target: none"),
                Residue.of(
                        "materialized view without its data and index",
                        "CREATE MATERIALIZED VIEW m AS SELECT 1 AS a; CREATE INDEX ON m (a)",
                        "DROP MATERIALIZED VIEW m; CREATE MATERIALIZED VIEW m AS SELECT 1 AS a WITH NO DATA",
                        "DROP MATERIALIZED VIEW m; CREATE MATERIALIZED VIEW m AS SELECT 1 AS a; CREATE INDEX ON m (a)",
                        "gone: index public.m_a_idx",
                        "materialized view public.m: populated: yes -> populated: no"),
                Residue.of(
                        "publication without a table that was created again",
                        EVENTS + "CREATE TABLE t (id int); CREATE PUBLICATION feed FOR TABLE events, t",
                        "DROP TABLE t; CREATE TABLE t (id int)",
                        "DROP TABLE t; CREATE TABLE t (id int); ALTER PUBLICATION feed ADD TABLE t",
                        "gone: publication member public.t in feed"),
                Residue.of(
                        "publication of other operations",
                        EVENTS + "CREATE PUBLICATION feed FOR TABLE events WITH (publish = 'insert, update')",
                        "DROP PUBLICATION feed; CREATE PUBLICATION feed FOR TABLE events",
                        "DROP PUBLICATION feed; CREATE PUBLICATION feed FOR TABLE events WITH (publish = 'insert, update')",
                        "publication feed: operations: insert, update -> operations: insert, update, delete, truncate"),
                Residue.of(
                        "extension left",
                        EVENTS,
                        "CREATE EXTENSION pg_stat_statements",
                        "CREATE EXTENSION pg_stat_statements; DROP EXTENSION pg_stat_statements",
                        "new: extension pg_stat_statements"),
                Residue.of(
                        "default privileges left",
                        "CREATE SCHEMA s",
                        "ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO catalog_reader",
                        "ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO catalog_reader;"
                                + "ALTER DEFAULT PRIVILEGES IN SCHEMA s REVOKE SELECT ON TABLES FROM catalog_reader",
                        "new: default privileges of postgres in schema s on tables"),
                Residue.of(
                        "schema left, one with another owner, comment and grant",
                        "CREATE SCHEMA s; COMMENT ON SCHEMA s IS 'sales'; GRANT USAGE ON SCHEMA s TO catalog_reader",
                        "CREATE SCHEMA u; DROP SCHEMA s; CREATE SCHEMA s AUTHORIZATION catalog_writer",
                        "CREATE SCHEMA u; DROP SCHEMA u",
                        "gone: grant schema s to catalog_reader",
                        "schema s: comment: sales -> comment: none",
                        "schema s: owner: postgres -> owner: catalog_writer",
                        "new: schema u"),
                Residue.of(
                        "extended statistics lost",
                        "CREATE TABLE t (a int, b int); CREATE STATISTICS ab ON a, b FROM t; CREATE STATISTICS dep (dependencies) ON a, b FROM t",
                        "DROP STATISTICS ab; DROP STATISTICS dep; CREATE STATISTICS dep (ndistinct) ON a, b FROM t",
                        "DROP STATISTICS ab; CREATE STATISTICS ab ON a, b FROM t",
                        "gone: statistics public.ab",
                        "statistics public.dep: definition: CREATE STATISTICS (dependencies) ON a, b FROM public.t"
                                + " -> definition: CREATE STATISTICS (ndistinct) ON a, b FROM public.t"),
                Residue.of(
                        "aggregate and procedure changed",
                        "CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');"
                                + "CREATE PROCEDURE p(n int) LANGUAGE sql AS 'SELECT 1'",
                        "DROP AGGREGATE total (int); CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int); DROP PROCEDURE p",
                        "DROP AGGREGATE total (int); CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int, INITCOND = '0')",
                        "aggregate public.total(integer): initial state: 0 -> initial state: none",
                        "gone: procedure public.p(integer)"),
                Residue.of(
                        "collation, cast, operator, text search configuration, foreign server and table left",
                        "CREATE TYPE box2 AS (a int)",
                        "CREATE COLLATION c FROM \"C\"; CREATE CAST (box2 AS text) WITH INOUT;"
                                + "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);"
                                + "CREATE TEXT SEARCH CONFIGURATION words (COPY = simple); CREATE FOREIGN DATA WRAPPER w;"
                                + "CREATE SERVER far FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE f (id int) SERVER far",
                        "CREATE COLLATION c FROM \"C\"; DROP COLLATION c",
                        "new: cast public.box2 to text",
                        "new: collation public.c",
                        "new: foreign data wrapper w",
                        "new: foreign server far",
                        "new: foreign table public.f",
                        "new: operator public.===(integer,integer)",
                        "new: text search configuration public.words"));
    }

    private static final String STAMP = """
            CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.at := now(); RETURN NEW; END';
            """;

    private static String stampDefinition(String clock) {
        return "CREATE OR REPLACE FUNCTION public.stamp()\n RETURNS trigger\n LANGUAGE plpgsql\nAS $function$BEGIN NEW.at := "
                + clock + "; RETURN NEW; END$function$\n";
    }
}
