package org.migrationdrill.engine;

import java.util.List;

/**
 * Reverses that leave a role without a privilege that it had, or with one that it had not; each by another of the ways in which a role
 * comes by its privileges.
 */
final class AccessResidues {
    private static final String READ_BY_A_GROUP = """
            CREATE ROLE catalog_app LOGIN;
            CREATE TABLE t (id int, a int);
            GRANT SELECT ON t TO catalog_reader;
            GRANT catalog_reader TO catalog_app;
            """;

    private AccessResidues() {}

    static List<Residue> all() {
        return List.of(
                Residue.of(
                        "role is no member of its group any more",
                        READ_BY_A_GROUP,
                        "REVOKE catalog_reader FROM catalog_app",
                        "REVOKE catalog_reader FROM catalog_app; GRANT catalog_reader TO catalog_app",
                        "gone: membership catalog_app in catalog_reader"),
                Residue.of(
                        "role does not inherit any more",
                        "CREATE ROLE catalog_app LOGIN NOINHERIT; CREATE TABLE t (id int); GRANT SELECT ON t TO catalog_app",
                        "ALTER ROLE catalog_app INHERIT NOLOGIN",
                        "ALTER ROLE catalog_app INHERIT NOLOGIN; ALTER ROLE catalog_app NOINHERIT LOGIN",
                        "role catalog_app: attributes: may log in, does not inherit -> attributes: none"),
                Residue.of(
                        "role that bypasses row security is left so",
                        READ_BY_A_GROUP,
                        "ALTER ROLE catalog_app BYPASSRLS",
                        "ALTER ROLE catalog_app BYPASSRLS; ALTER ROLE catalog_app NOBYPASSRLS",
                        "role catalog_app: attributes: may log in -> attributes: may log in, bypasses row security"),
                Residue.of(
                        "role that may read everything is left so",
                        READ_BY_A_GROUP + "CREATE TABLE u (id int)",
                        "GRANT pg_read_all_data TO catalog_app",
                        "GRANT pg_read_all_data TO catalog_app; REVOKE pg_read_all_data FROM catalog_app",
                        "new: membership catalog_app in pg_read_all_data"),
                Residue.of(
                        "privilege of PUBLIC lost",
                        "CREATE ROLE catalog_app LOGIN; CREATE TABLE t (id int); GRANT SELECT ON t TO PUBLIC",
                        "DROP TABLE t; CREATE TABLE t (id int)",
                        "DROP TABLE t; CREATE TABLE t (id int); GRANT SELECT ON t TO PUBLIC",
                        "gone: grant table public.t to PUBLIC"),
                Residue.of(
                        "owner is a group without the role",
                        "CREATE ROLE catalog_app LOGIN; CREATE TABLE t (id int); ALTER TABLE t OWNER TO catalog_writer;"
                                + "GRANT catalog_writer TO catalog_app",
                        "ALTER TABLE t OWNER TO catalog_reader",
                        "ALTER TABLE t OWNER TO catalog_reader; ALTER TABLE t OWNER TO catalog_writer",
                        "table public.t: owner: catalog_writer -> owner: catalog_reader"),
                Residue.of(
                        "schema closed to the role",
                        "CREATE SCHEMA s; CREATE TABLE s.t (id int); GRANT USAGE ON SCHEMA s TO catalog_reader;"
                                + "GRANT SELECT ON s.t TO catalog_reader",
                        "REVOKE USAGE ON SCHEMA s FROM catalog_reader",
                        "REVOKE USAGE ON SCHEMA s FROM catalog_reader; GRANT USAGE ON SCHEMA s TO catalog_reader",
                        "gone: grant schema s to catalog_reader"),
                Residue.of(
                        "column, sequence and function closed to the role",
                        "CREATE TABLE t (id serial, a int); GRANT SELECT (a) ON t TO catalog_reader;"
                                + "GRANT USAGE ON SEQUENCE t_id_seq TO catalog_reader;"
                                + "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; REVOKE ALL ON FUNCTION f() FROM PUBLIC;"
                                + "GRANT EXECUTE ON FUNCTION f() TO catalog_reader",
                        "ALTER TABLE t DROP a; ALTER TABLE t ADD a int; ALTER TABLE t ALTER id DROP DEFAULT; DROP SEQUENCE t_id_seq;"
                                + "CREATE SEQUENCE t_id_seq AS int OWNED BY t.id; ALTER TABLE t ALTER id SET DEFAULT nextval('t_id_seq');"
                                + "DROP FUNCTION f(); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';"
                                + "REVOKE ALL ON FUNCTION f() FROM PUBLIC",
                        "REVOKE SELECT (a) ON t FROM catalog_reader; GRANT SELECT (a) ON t TO catalog_reader",
                        "gone: grant column public.t.a to catalog_reader",
                        "gone: grant function public.f() to catalog_reader",
                        "gone: grant sequence public.t_id_seq to catalog_reader"));
    }
}
