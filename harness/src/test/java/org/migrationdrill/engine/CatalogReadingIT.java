package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.observe.SchemaObject;

/** Each statement here is run on a schema in which everything names everything, so that a neighbour that was not read again shows. */
class CatalogReadingIT {
    private static final String SCHEMA = """
            CREATE ROLE reading_guest;
            CREATE ROLE reading_owner;
            CREATE SCHEMA side;
            CREATE TYPE mood AS ENUM ('low', 'high');
            CREATE DOMAIN positive AS int CHECK (VALUE > 0);
            CREATE TYPE pair AS (one int, two text);
            CREATE SEQUENCE loose;
            CREATE TABLE a (id serial PRIMARY KEY, name text UNIQUE, feeling mood, amount positive, number int DEFAULT nextval('loose'));
            CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a, other text, whole a, both_of pair);
            CREATE TABLE c (b_id int CONSTRAINT c_b REFERENCES b, other text, CHECK (other <> ''));
            CREATE INDEX b_other ON b ((lower(other)));
            CREATE VIEW joined AS SELECT * FROM a JOIN b USING (id);
            CREATE VIEW twice AS SELECT id, name FROM joined;
            CREATE MATERIALIZED VIEW kept AS SELECT count(*) AS number FROM a;
            CREATE TABLE parts (id int, day date) PARTITION BY RANGE (day);
            CREATE TABLE parts_old PARTITION OF parts FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
            CREATE TABLE parts_new (id int, day date);
            CREATE TABLE child (more int) INHERITS (c);
            CREATE FUNCTION heads() RETURNS bigint RETURN (SELECT count(*) FROM a);
            DO $$ BEGIN
                EXECUTE 'CREATE FUNCTION upsert() RETURNS void BEGIN ATOMIC'
                    || ' INSERT INTO b (id) VALUES (1) ON CONFLICT ON CONSTRAINT b_pkey DO NOTHING; END';
            END $$;
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER touched BEFORE UPDATE OF other ON b FOR EACH ROW EXECUTE FUNCTION touch();
            CREATE RULE quiet AS ON DELETE TO c DO INSTEAD NOTHING;
            CREATE POLICY own ON b USING (EXISTS (SELECT FROM a WHERE a.id = b.a_id));
            CREATE STATISTICS b_both ON a_id, other FROM b;
            GRANT SELECT (name) ON a TO reading_guest;
            COMMENT ON CONSTRAINT c_b ON c IS 'to b';
            """;

    private DatabaseCopy database;
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        database = TestServer.fresh("reading");
        connection = database.connect("reading");
        connection.setAutoCommit(false);
        execute(SCHEMA);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE a ADD COLUMN other text",
                "ALTER TABLE a RENAME COLUMN name TO called",
                "ALTER TABLE a RENAME TO first",
                "ALTER TABLE a SET SCHEMA side",
                "ALTER TABLE a DROP COLUMN number CASCADE",
                "ALTER TABLE a DROP COLUMN name CASCADE",
                "ALTER TABLE b DROP COLUMN other CASCADE, ADD COLUMN other text",
                "DROP TABLE a CASCADE",
                "DROP VIEW twice; CREATE VIEW twice AS SELECT name, id FROM joined",
                "ALTER TABLE b RENAME CONSTRAINT b_pkey TO b_key",
                "ALTER TABLE c RENAME CONSTRAINT c_b TO c_to_b",
                "ALTER TABLE b DISABLE TRIGGER ALL",
                "ALTER TABLE b DISABLE TRIGGER touched",
                "ALTER TABLE a DISABLE TRIGGER ALL",
                "ALTER SEQUENCE loose OWNED BY b.id",
                "ALTER SEQUENCE a_id_seq OWNED BY NONE",
                "ALTER SEQUENCE a_id_seq OWNED BY b.id",
                "ALTER SEQUENCE loose RENAME TO tight",
                "ALTER SEQUENCE a_id_seq INCREMENT 5",
                "DROP SEQUENCE loose CASCADE",
                "ALTER TABLE parts ATTACH PARTITION parts_new FOR VALUES FROM ('2026-01-01') TO (MAXVALUE)",
                "ALTER TABLE parts DETACH PARTITION parts_old",
                "CREATE INDEX ON parts (day)",
                "ALTER TABLE parts ADD PRIMARY KEY (id, day)",
                "ALTER TABLE parts_new INHERIT parts_new_parent",
                "ALTER TABLE child NO INHERIT c",
                "ALTER TABLE c ADD COLUMN added int",
                "ALTER TYPE mood ADD VALUE 'middle'",
                "ALTER TYPE mood RENAME TO temper",
                "ALTER TYPE mood RENAME VALUE 'low' TO 'down'",
                "ALTER TYPE pair ADD ATTRIBUTE three int",
                "ALTER TABLE b DROP COLUMN whole CASCADE; ALTER DOMAIN positive ADD CONSTRAINT small CHECK (VALUE < 99)",
                "ALTER DOMAIN positive SET SCHEMA side",
                "CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
                "ALTER FUNCTION touch() RENAME TO touched",
                "CREATE OR REPLACE VIEW joined AS SELECT * FROM a JOIN b USING (id) WHERE id > 1",
                "REFRESH MATERIALIZED VIEW kept WITH NO DATA",
                "ALTER TABLE c DISABLE RULE quiet",
                "ALTER POLICY own ON b USING (true)",
                "ALTER TABLE b ENABLE ROW LEVEL SECURITY",
                "ALTER STATISTICS b_both SET STATISTICS 99",
                "DROP STATISTICS b_both",
                "ALTER INDEX b_other ALTER COLUMN 1 SET STATISTICS 77",
                "ALTER INDEX b_other RENAME TO b_lower",
                "ALTER TABLE b CLUSTER ON b_pkey",
                "ALTER TABLE b REPLICA IDENTITY USING INDEX b_pkey",
                "ALTER TABLE b SET (toast.autovacuum_enabled = off)",
                "ALTER TABLE a ALTER name SET NOT NULL",
                "ALTER TABLE a ALTER name SET STORAGE external",
                "ALTER TABLE c ALTER other TYPE varchar(30)",
                "COMMENT ON COLUMN a.name IS 'a comment'",
                "COMMENT ON INDEX b_other IS 'a comment'",
                "COMMENT ON INDEX b_pkey IS 'a comment'",
                "COMMENT ON CONSTRAINT c_b ON c IS NULL",
                "COMMENT ON TRIGGER touched ON b IS 'a comment'",
                "COMMENT ON POLICY own ON b IS 'a comment'",
                "COMMENT ON RULE quiet ON c IS 'a comment'",
                "COMMENT ON SCHEMA public IS 'a comment'",
                "COMMENT ON STATISTICS b_both IS 'a comment'",
                "COMMENT ON SEQUENCE loose IS 'a comment'",
                "GRANT INSERT ON b TO reading_guest",
                "GRANT USAGE ON SEQUENCE a_id_seq TO reading_guest",
                "GRANT USAGE ON SCHEMA side TO reading_guest",
                "REVOKE SELECT (name) ON a FROM reading_guest",
                "ALTER TABLE b OWNER TO reading_owner",
                "ALTER ROLE reading_guest RENAME TO reading_visitor",
                "GRANT reading_owner TO reading_guest",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA side GRANT SELECT ON TABLES TO reading_guest",
                "CREATE PUBLICATION feed FOR TABLE b",
                "CREATE PUBLICATION feed FOR TABLE b; ALTER TABLE b ADD COLUMN added int",
                "CREATE TABLE d (a_id int REFERENCES a)",
                "DROP TABLE c CASCADE; CREATE TABLE c (b_id int REFERENCES a)",
                "CREATE TABLE old AS SELECT 1 AS one; DROP TABLE old",
                "CREATE FOREIGN DATA WRAPPER far; CREATE SERVER away FOREIGN DATA WRAPPER far;"
                        + " CREATE FOREIGN TABLE there (id int) SERVER away",
                "CREATE COLLATION plain FROM \"C\"; ALTER TABLE c ALTER other TYPE text COLLATE plain",
                "ANALYZE a",
                "INSERT INTO a (name) VALUES ('x'); UPDATE a SET name = 'y'",
                "TRUNCATE a CASCADE",
            })
    void whatNamesWhatChangedIsReadAgain(String change) throws SQLException {
        execute("CREATE TABLE parts_new_parent (id int)");
        CatalogReading before = first(Set.of());

        execute(change);

        CatalogReading after = again(before);
        assertThat(after.schema()).isEqualTo(PostgresCatalog.read(connection, Set.of()));
        connection.rollback();
        assertThat(again(after).schema()).isEqualTo(PostgresCatalog.read(connection, Set.of()));
    }

    @Test
    void tableThatGetsAColumnIsReadAgainWithWhatNamesItAndNothingElse() throws SQLException {
        CatalogVersions before = versions();
        execute("ALTER TABLE c ADD COLUMN added int");
        CatalogVersions after = versions();

        Set<Long> changed = after.changedSince(before).orElseThrow();
        assertThat(after.relations(changed))
                .extracting(SchemaObject.Id::name)
                .containsExactlyInAnyOrder("public.c", "public.child");
        try (PinnedSession session = PinnedSession.of(connection)) {
            AffectedRelations affected = AffectedRelations.read(session, changed, after.rare());
            assertThat(affected.andMore()).isFalse();
            assertThat(after.relations(affected.oids()))
                    .extracting(SchemaObject.Id::name)
                    .containsExactlyInAnyOrder("public.c", "public.child");
        }
    }

    @Test
    void aDroppedColumnIsNoRenamedOne() throws SQLException {
        CatalogVersions before = versions();
        execute("ALTER TABLE parts_new DROP COLUMN id");
        CatalogVersions after = versions();

        assertThat(after.relations(after.changedSince(before).orElseThrow()))
                .extracting(SchemaObject.Id::name)
                .containsExactly("public.parts_new");
    }

    @Test
    void allIsReadAgainWhenANameHasChangedOrAnotherObjectThanARelation() throws SQLException {
        CatalogVersions before = versions();
        execute("ALTER TABLE c RENAME COLUMN other TO another");
        assertThat(versions().changedSince(before)).isEmpty();
        connection.rollback();
        execute(SCHEMA);
        before = versions();
        execute("CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'");
        assertThat(versions().changedSince(before)).isEmpty();
    }

    @Test
    void columnsWhoseNamesAreAlikeOnlyWhenJoinedAreRenamed() throws SQLException {
        execute("CREATE TABLE d (\"one/two\" int, three int, four int)");
        CatalogVersions before = versions();
        execute("ALTER TABLE d RENAME COLUMN \"one/two\" TO one; ALTER TABLE d RENAME COLUMN three TO \"two/three\"");
        assertThat(versions().changedSince(before)).isEmpty();
    }

    @Test
    void nothingIsReadAgainWhereNothingChangedAlsoInACopy() throws SQLException {
        execute("DROP OWNED BY reading_guest; DROP ROLE reading_guest, reading_owner");
        connection.commit();
        CatalogReading before = first(Set.of());
        CatalogVersions versions = versions();
        connection.close();

        DatabaseCopy copy = TestServer.shared().copy(database, "reading_copy");
        try (Connection there = copy.connect("reading")) {
            connection = there;
            assertThat(versions().changedSince(versions)).isEqualTo(Optional.of(Set.of()));
            assertThat(again(before).schema()).isEqualTo(PostgresCatalog.read(there, Set.of()));
        } finally {
            connection = database.connect("reading");
            connection.setAutoCommit(false);
        }
    }

    @Test
    void excludedTableStaysExcluded() throws SQLException {
        CatalogReading before = first(Set.of("public.c"));
        execute("ALTER TABLE c ADD COLUMN added int; ALTER TABLE b ADD COLUMN added int");

        assertThat(again(before).schema()).isEqualTo(PostgresCatalog.read(connection, Set.of("public.c")));
    }

    private CatalogReading first(Set<String> excluded) throws SQLException {
        try (PinnedSession session = PinnedSession.of(connection)) {
            return CatalogReading.of(session, excluded);
        }
    }

    private CatalogReading again(CatalogReading before) throws SQLException {
        try (PinnedSession session = PinnedSession.of(connection)) {
            return before.again(session);
        }
    }

    private CatalogVersions versions() throws SQLException {
        try (PinnedSession session = PinnedSession.of(connection)) {
            return CatalogVersions.read(session);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
