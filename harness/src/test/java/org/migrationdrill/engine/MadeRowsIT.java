package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;

class MadeRowsIT {
    /** Of a domain of its own each: what stands in brackets is an array. */
    private static final List<String> TYPES = List.of(
            "smallint",
            "integer",
            "bigint",
            "numeric",
            "numeric(10,2)",
            "numeric(3,2)",
            "numeric(2,2)",
            "real",
            "double precision",
            "money",
            "boolean",
            "text",
            "varchar(7)",
            "char(3)",
            "char",
            "\"char\"",
            "name",
            "bytea",
            "uuid",
            "date",
            "time",
            "timetz",
            "timestamp",
            "timestamptz",
            "interval",
            "json",
            "jsonb",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "bit(5)",
            "bit",
            "varbit(6)",
            "oid",
            "xid8",
            "regclass",
            "tsvector",
            "tsquery",
            "pg_lsn",
            "jsonpath",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange",
            "int4multirange",
            "datemultirange",
            "point",
            "line",
            "lseg",
            "box",
            "path",
            "polygon",
            "circle");

    private final List<DatabaseCopy> databases = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = another();
    }

    @AfterEach
    void drop() throws SQLException {
        for (Connection each : connections) {
            each.close();
        }
        databases.forEach(TestServer.shared()::drop);
    }

    private Connection another() throws SQLException {
        databases.add(TestServer.fresh("made_rows"));
        connections.add(databases.get(databases.size() - 1).connect("made-rows"));
        return connections.get(connections.size() - 1);
    }

    @Test
    void everyBuiltInTypeAndItsArraysGetPlainSparseAndExtremeValues() throws SQLException {
        execute(everyType());

        MadeRows rows = fill();

        assertThat(rows.refused()).isEmpty();
        assertThat(rows.made())
                .hasSize(TYPES.size())
                .allSatisfy((table, made) -> assertThat(made).as(table).isEqualTo(3));
        for (int i = 0; i < TYPES.size(); i++) {
            assertThat(texts("SELECT concat(v IS NULL, a IS NULL) FROM t" + i + " ORDER BY ctid"))
                    .as(TYPES.get(i))
                    .containsExactly("ff", "tt", "ff");
            assertThat(texts("SELECT DISTINCT v::text FROM t" + i + " WHERE v IS NOT NULL"))
                    .as(TYPES.get(i))
                    .hasSize(TYPES.get(i).equals("regclass") ? 1 : 2);
        }
    }

    private static String everyType() {
        return IntStream.range(0, TYPES.size())
                .mapToObj(i -> "CREATE TABLE t" + i + " (v " + TYPES.get(i) + ", a " + TYPES.get(i) + "[])")
                .collect(joining("; "));
    }

    @Test
    void extremesAreTheLongestLargestLastAndFarthest() throws SQLException {
        execute("""
                CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad');
                CREATE TABLE t (id int PRIMARY KEY, n bigint NOT NULL, p numeric(10, 2), m mood NOT NULL, v varchar(12) NOT NULL,
                                s text, d date NOT NULL, tags text[], doc jsonb, small int CHECK (small BETWEEN 1 AND 50),
                                short text CHECK (char_length(short) <= 20), hex text CHECK (hex ~ '^[0-9a-f]{1,16}$'))
                """);

        assertThat(fill()).isEqualTo(made(Map.of("t", 3)));

        assertThat(
                        texts(
                                "SELECT concat_ws('|', n, p, m, char_length(v), char_length(s), d, tags, doc, small, char_length(short), char_length(hex)) FROM t"))
                .element(2)
                .isEqualTo("9223372036854775807|99999999.99|glad|12|200|9999-12-29|{}|{}|50|20|16");
        assertThat(texts("SELECT s FROM t WHERE s IS NOT NULL").get(1))
                .contains("\uD83D\uDC69\u200D\uD83D\uDE80", "e\u0301");
        assertThat(texts("SELECT concat(num_nulls(p, s, tags, doc, small, short, hex)) FROM t"))
                .containsExactly("0", "7", "0");
    }

    @Test
    void checksOfAllKindsAreObeyedByWhatTheServerSays() throws SQLException {
        execute("""
                CREATE DOMAIN email AS text CHECK (VALUE ~ '^[^@]+@[^@]+$') NOT NULL;
                CREATE DOMAIN work_email AS email CHECK (VALUE LIKE '%@example.com');
                CREATE DOMAIN share AS numeric(5, 4) CHECK (VALUE > 0 AND VALUE < 1);
                CREATE TABLE status (s text NOT NULL CHECK (s IN ('new', 'paid')), t varchar(3) NOT NULL CHECK (t = ANY (ARRAY['aa', 'bb'])));
                CREATE TABLE amounts (a numeric NOT NULL CHECK (a > 0), b int NOT NULL CHECK (b BETWEEN 3 AND 4), c int NOT NULL CHECK (c % 7 = 3));
                CREATE TABLE texts (a text NOT NULL CHECK (char_length(a) <= 5), b text NOT NULL CHECK (b ~ '^[a-z]+$'),
                                    c text NOT NULL CHECK (c ~ '^[A-Z]{3}-\\d{4}$'), d text NOT NULL CHECK (d LIKE 'ab%' AND d <> 'ab'),
                                    e text NOT NULL CHECK (e = upper(e) AND length(e) = 2), f text NOT NULL CHECK (position('@' IN f) > 1),
                                    g text NOT NULL CHECK (g ~* '^(https?|ftp)://[a-z.]+(/.*)?$'), h char(2) NOT NULL CHECK (h ~ '[A-Z]{2}'));
                CREATE TABLE domains (a email, b work_email, c share NOT NULL, d share[] NOT NULL);
                CREATE TABLE several (a int, b int, c int, d text, e text, CHECK (a < b), CHECK (b + c = 100), CHECK (num_nonnulls(d, e) = 1));
                CREATE TABLE owned (kind text NOT NULL CHECK (kind IN ('user', 'team')), user_id int, team_id int,
                                    CHECK (kind = 'user' AND user_id IS NOT NULL AND team_id IS NULL OR kind = 'team' AND team_id IS NOT NULL AND user_id IS NULL));
                CREATE TABLE documents (a jsonb NOT NULL CHECK (jsonb_typeof(a) = 'array'), b jsonb NOT NULL CHECK (b ? 'version'),
                                        c text[] NOT NULL CHECK (cardinality(c) = 3), d text[] NOT NULL CHECK (d <@ ARRAY['r', 'w'] AND d <> '{}'),
                                        e bytea NOT NULL CHECK (octet_length(e) = 32));
                CREATE TABLE times (a date NOT NULL CHECK (a >= '2030-06-01' AND a < '2030-07-01'), b timestamptz NOT NULL CHECK (b > '2031-01-01 00:00:00+00'),
                                    c timestamp NOT NULL, d timestamp NOT NULL, CHECK (c < d), e date NOT NULL CHECK (e < CURRENT_DATE));
                CREATE TABLE failing (a text NOT NULL CHECK (a::int > 5));
                CREATE TABLE one (id boolean PRIMARY KEY DEFAULT true CHECK (id), n int NOT NULL)
                """);

        MadeRows rows = fill();

        assertThat(rows.refused()).isEmpty();
        assertThat(rows.made())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("status", 3),
                        Map.entry("amounts", 3),
                        Map.entry("texts", 3),
                        Map.entry("domains", 3),
                        Map.entry("several", 3),
                        Map.entry("owned", 3),
                        Map.entry("documents", 3),
                        Map.entry("times", 3),
                        Map.entry("failing", 3),
                        Map.entry("one", 1)));
        assertThat(texts("SELECT s FROM status")).contains("new", "paid");
        assertThat(texts("SELECT kind FROM owned")).contains("user", "team");
    }

    @Test
    void uniquenessOfAllKindsIsKept() throws SQLException {
        execute("""
                CREATE EXTENSION btree_gist;
                CREATE TABLE plain (id uuid PRIMARY KEY, email text NOT NULL, code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z]{2}$'), n smallint NOT NULL UNIQUE);
                CREATE UNIQUE INDEX ON plain (lower(email));
                CREATE UNIQUE INDEX ON plain ((n % 2)) WHERE n < 0;
                CREATE TABLE pairs (a boolean, b boolean, PRIMARY KEY (a, b));
                CREATE TABLE bookings (room int NOT NULL, during tstzrange NOT NULL, EXCLUDE USING gist (room WITH =, during WITH &&));
                CREATE TABLE apart (during daterange NOT NULL, EXCLUDE USING gist (during WITH &&));
                CREATE TABLE labelled (kind text NOT NULL UNIQUE CHECK (kind IN ('a', 'b', 'c')))
                """);

        assertThat(fill()).isEqualTo(made(Map.of("plain", 3, "pairs", 3, "bookings", 3, "apart", 3, "labelled", 3)));
        assertThat(MadeRows.add(connection, Set.of("labelled", "pairs"), 3))
                .isEqualTo(made(Map.of("plain", 3, "bookings", 3, "apart", 3)));
    }

    @Test
    void referencesFindTheirKeys() throws SQLException {
        execute("""
                CREATE TABLE a_late (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id uuid NOT NULL);
                CREATE TABLE tenants (id serial PRIMARY KEY, name text NOT NULL);
                CREATE TABLE accounts (tenant_id int NOT NULL REFERENCES tenants, id int NOT NULL, parent int, PRIMARY KEY (tenant_id, id),
                                       FOREIGN KEY (tenant_id, parent) REFERENCES accounts);
                CREATE TABLE orders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id int NOT NULL REFERENCES tenants, account_id int,
                                     other int, FOREIGN KEY (tenant_id, account_id) REFERENCES accounts,
                                     FOREIGN KEY (tenant_id, other) REFERENCES accounts MATCH SIMPLE);
                ALTER TABLE a_late ADD FOREIGN KEY (order_id) REFERENCES orders;
                CREATE TABLE profile (tenant int PRIMARY KEY REFERENCES tenants, full_a int, full_b int,
                                      FOREIGN KEY (full_a, full_b) REFERENCES accounts (tenant_id, id) MATCH FULL);
                CREATE TABLE membership (tenant int REFERENCES tenants, late bigint REFERENCES a_late, PRIMARY KEY (tenant, late));
                CREATE TABLE either (tenant int REFERENCES tenants, late bigint REFERENCES a_late, CHECK (num_nonnulls(tenant, late) = 1));
                CREATE TABLE tree (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent int NOT NULL REFERENCES tree);
                CREATE TABLE employees (id serial PRIMARY KEY, boss int REFERENCES employees, dept int);
                CREATE TABLE departments (id serial PRIMARY KEY, head int NOT NULL REFERENCES employees);
                ALTER TABLE employees ADD FOREIGN KEY (dept) REFERENCES departments;
                CREATE TABLE hen (id serial PRIMARY KEY, egg int NOT NULL);
                CREATE TABLE egg (id int PRIMARY KEY, hen int NOT NULL REFERENCES hen DEFERRABLE INITIALLY DEFERRED);
                ALTER TABLE hen ADD FOREIGN KEY (egg) REFERENCES egg DEFERRABLE
                """);

        MadeRows rows = fill();

        assertThat(rows.refused()).isEmpty();
        assertThat(rows.made())
                .hasSize(12)
                .allSatisfy((table, made) -> assertThat(made).as(table).isEqualTo(3));
        assertThat(texts("SELECT concat(count(account_id), count(other)) FROM orders"))
                .containsExactly("22");
        assertThat(texts("SELECT concat(count(tenant) > 0, count(late) > 0) FROM either"))
                .containsExactly("tt");
        assertThat(texts("SELECT DISTINCT tenant_id::text FROM accounts")).hasSizeGreaterThan(1);
        assertThat(texts("SELECT count(dept)::text FROM employees")).containsExactly("1");
        assertThat(texts("SELECT count(boss)::text FROM employees")).containsExactly("1");
    }

    @Test
    void keysOfSequencesAndGeneratedColumnsAreTheServersAndDefaultsAreUsedOnce() throws SQLException {
        execute("""
                CREATE TABLE t (id serial PRIMARY KEY, other int GENERATED BY DEFAULT AS IDENTITY, always int GENERATED ALWAYS AS IDENTITY,
                                a int NOT NULL DEFAULT 7, twice int GENERATED ALWAYS AS (a * 2) STORED, made timestamptz NOT NULL DEFAULT now(),
                                key uuid NOT NULL DEFAULT gen_random_uuid(), note text DEFAULT 'none')
                """);

        assertThat(fill()).isEqualTo(made(Map.of("t", 3)));

        assertThat(texts("SELECT concat(id = other, other = always, a = 7, note IS NULL) FROM t ORDER BY ctid"))
                .containsExactly("ttff", "tttt", "ttff");
    }

    @Test
    void sequenceBehindItsColumnIsNoReasonForNone() throws SQLException {
        execute(
                "CREATE TABLE t (id serial PRIMARY KEY, n int UNIQUE); INSERT INTO t SELECT g, g FROM generate_series(1, 5000) g");

        assertThat(MadeRows.add(connection, Set.of(), 3)).isEqualTo(made(Map.of("t", 3)));
    }

    @Test
    void partitionsTakeTheRowsThatTheirBoundsName() throws SQLException {
        execute("""
                CREATE TABLE by_day (at timestamptz NOT NULL, n int) PARTITION BY RANGE (at);
                CREATE TABLE by_day_1 PARTITION OF by_day FOR VALUES FROM ('2026-11-01 00:00+00') TO ('2026-11-02 00:00+00');
                CREATE TABLE by_day_2 PARTITION OF by_day FOR VALUES FROM ('2026-11-02 00:00+00') TO ('2026-11-03 00:00+00');
                CREATE TABLE by_kind (kind text, id int, PRIMARY KEY (kind, id)) PARTITION BY LIST (kind);
                CREATE TABLE by_kind_a PARTITION OF by_kind FOR VALUES IN ('alpha', 'beta') PARTITION BY RANGE (id);
                CREATE TABLE by_kind_a_low PARTITION OF by_kind_a FOR VALUES FROM (MINVALUE) TO (5);
                CREATE TABLE by_hash (id int PRIMARY KEY) PARTITION BY HASH (id);
                CREATE TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 4, REMAINDER 1);
                CREATE TABLE by_month (at date NOT NULL) PARTITION BY RANGE (date_trunc('month', at::timestamp));
                CREATE TABLE by_month_1 PARTITION OF by_month FOR VALUES FROM ('2026-10-01') TO ('2026-11-01');
                CREATE TABLE any_kind (kind text NOT NULL) PARTITION BY LIST (kind);
                CREATE TABLE any_kind_rest PARTITION OF any_kind DEFAULT;
                CREATE TABLE nowhere (n int) PARTITION BY RANGE (n);
                CREATE TABLE parent (n int NOT NULL CHECK (n > 3));
                CREATE TABLE child (m int NOT NULL) INHERITS (parent)
                """);

        MadeRows rows = fill();

        assertThat(rows.made())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "by_day",
                        3,
                        "by_kind",
                        3,
                        "by_hash",
                        3,
                        "by_month",
                        3,
                        "any_kind",
                        3,
                        "parent",
                        3,
                        "child",
                        3));
        assertThat(rows.refused()).containsOnlyKeys("nowhere");
        assertThat(rows.refused().get("nowhere"))
                .isEqualTo("SQLState 23514: no partition of relation \"nowhere\" found for row");
    }

    @Test
    void whatCannotBeSaysWhyAndTheRestIsMade() throws SQLException {
        execute("""
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''not on a Sunday''; END';
                CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
                CREATE FUNCTION change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.n := 1000 + NEW.n; RETURN NEW; END';
                CREATE TABLE fine (id int PRIMARY KEY);
                CREATE TABLE impossible (n int NOT NULL CHECK (n < 0 AND n > 0));
                CREATE TABLE needs_impossible (n int UNIQUE, i int NOT NULL);
                CREATE UNIQUE INDEX impossible_n ON impossible (n);
                ALTER TABLE needs_impossible ADD FOREIGN KEY (i) REFERENCES impossible (n);
                CREATE TABLE guarded (n int);
                CREATE TRIGGER guard BEFORE INSERT ON guarded FOR EACH ROW EXECUTE FUNCTION refuse();
                CREATE TABLE hole (n int);
                CREATE TRIGGER swallow BEFORE INSERT ON hole FOR EACH ROW EXECUTE FUNCTION swallow();
                CREATE TABLE changed (n int PRIMARY KEY);
                CREATE TRIGGER change BEFORE INSERT ON changed FOR EACH ROW EXECUTE FUNCTION change();
                CREATE TABLE of_changed (n int NOT NULL REFERENCES changed);
                CREATE TABLE secured (n int NOT NULL);
                ALTER TABLE secured ENABLE ROW LEVEL SECURITY;
                ALTER TABLE secured FORCE ROW LEVEL SECURITY
                """);

        MadeRows rows = fill();

        assertThat(rows.made())
                .containsExactlyInAnyOrderEntriesOf(Map.of("fine", 3, "changed", 3, "of_changed", 3, "secured", 3));
        assertThat(rows.refused()).containsOnlyKeys("impossible", "needs_impossible", "guarded", "hole");
        assertThat(rows.refused().get("impossible"))
                .isEqualTo(
                        "SQLState 23514: new row for relation \"impossible\" violates check constraint \"impossible_n_check\"");
        assertThat(rows.refused().get("needs_impossible"))
                .isEqualTo("column i must be a key of impossible, which has no row that could be used");
        assertThat(rows.refused().get("guarded")).startsWith("SQLState P0001: not on a Sunday");
        assertThat(rows.refused().get("hole")).contains("trigger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"citext", "hstore", "ltree", "cube", "isn13"})
    void typesOfExtensionsAreTriedWithTexts(String type) throws SQLException {
        execute("CREATE EXTENSION " + type.replace("isn13", "isn") + "; CREATE TABLE t (a "
                + type.replace("isn13", "isbn13") + " NOT NULL, b int)");

        MadeRows rows = fill();

        if (type.equals("isn13")) {
            assertThat(rows.made()).isEmpty();
            assertThat(rows.refused().get("t"))
                    .startsWith("no value of type isbn13 is known for column a: SQLState 22");
            execute("ALTER TABLE t ALTER a DROP NOT NULL");
            rows = fill();
        }
        assertThat(rows).isEqualTo(made(Map.of("t", 3)));
    }

    @Test
    void compositeTypesEnumsInArraysAndHostileNames() throws SQLException {
        execute("""
                CREATE SCHEMA "odd ""schema"; SET search_path = public;
                CREATE TYPE "odd ""schema"."Mood" AS ENUM ('it''s "fine"', '{b,c}', '\\');
                CREATE TYPE address AS (street text, "no" int, mood "odd ""schema"."Mood");
                CREATE TABLE "odd ""schema"."Table?" ("Col?umn" "odd ""schema"."Mood" NOT NULL, "value" address NOT NULL, "place" address[] NOT NULL,
                                                  "{fn x}" "odd ""schema"."Mood"[] NOT NULL, "select" int NOT NULL CHECK ("select" > 100), "$1" text CHECK ("$1" = '?'))
                """);

        assertThat(fill()).isEqualTo(made(Map.of("odd \"schema.Table?", 3)));

        assertThat(texts("SELECT \"Col?umn\"::text FROM \"odd \"\"schema\".\"Table?\""))
                .containsExactly("it's \"fine\"", "{b,c}", "\\");
    }

    @Test
    void onlyWhatLacksIsMade() throws SQLException {
        execute("""
                CREATE TABLE empty (id int PRIMARY KEY); CREATE TABLE partly (id int PRIMARY KEY, n int);
                INSERT INTO partly VALUES (1, 1);
                CREATE TABLE history (id int PRIMARY KEY); CREATE SCHEMA s; CREATE TABLE s.t (a int)
                """);

        assertThat(MadeRows.fill(connection, Set.of("public.history"), 3))
                .isEqualTo(made(Map.of("empty", 3, "partly", 2, "s.t", 3)));
        assertThat(texts("SELECT (n IS NULL)::text FROM partly ORDER BY ctid"))
                .containsExactly("false", "true", "false");
        assertThat(MadeRows.fill(connection, Set.of("history"), 3)).isEqualTo(made(Map.of()));
        assertThat(MadeRows.add(connection, Set.of("history", "s.t", "empty"), 2))
                .isEqualTo(made(Map.of("partly", 2)));
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @Test
    void theSameSchemaGetsTheSameRows() throws SQLException {
        String schema = everyType() + """
                ; CREATE TABLE people (id serial PRIMARY KEY, key uuid NOT NULL DEFAULT gen_random_uuid(), at timestamptz NOT NULL DEFAULT now(), name text NOT NULL);
                CREATE TABLE pets (id int PRIMARY KEY, owner int REFERENCES people, kind text NOT NULL CHECK (kind IN ('cat', 'dog')))
                """;
        Connection second = another();
        execute(connection, schema);
        execute(second, schema);

        for (Connection each : List.of(connection, second)) {
            MadeRows.fill(each, Set.of(), 3);
            MadeRows.add(each, Set.of(), 4);
        }

        List<String> tables =
                texts("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
        assertThat(tables).hasSize(TYPES.size() + 2);
        for (String table : tables) {
            String rows = "SELECT t::text FROM " + table + " AS t ORDER BY ctid";
            assertThat(texts(second, rows)).as(table).hasSize(7).isEqualTo(texts(connection, rows));
        }
    }

    @Test
    void aConnectionInATransactionIsRefused() throws SQLException {
        execute("CREATE TABLE t (n int)");
        connection.setAutoCommit(false);

        assertThatThrownBy(this::fill).isInstanceOf(IllegalStateException.class).hasMessageContaining("autocommit");
    }

    private MadeRows fill() throws SQLException {
        return MadeRows.fill(connection, Set.of(), 3);
    }

    private static MadeRows made(Map<String, Integer> made) {
        return new MadeRows(new java.util.TreeMap<>(made), new java.util.TreeMap<>());
    }

    private void execute(String sql) throws SQLException {
        execute(connection, sql);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private List<String> texts(String query) throws SQLException {
        return texts(connection, query);
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
