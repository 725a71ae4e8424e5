package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A query over PostgreSQL's catalogs that reads all objects of some kinds at once. Each row is an object: {@code kind}, {@code
 * name}, {@code parents} (kind and name in turn), {@code made_of} (a name and the parts of the one that the server would make)
 * and {@code properties} (name and value in turn).
 */
enum CatalogQuery {
    SCHEMAS("schemas", Of.OTHERS),
    RELATIONS("relations", Of.RELATIONS),
    COLUMNS("columns", Of.RELATIONS),
    INDEXES("indexes", Of.RELATIONS),
    CONSTRAINTS("constraints", Of.RELATIONS),
    SEQUENCES("sequences", Of.RARE_RELATIONS),
    FUNCTIONS("functions", Of.OTHERS),
    TRIGGERS("triggers", Of.RARE_RELATIONS),
    TYPES("types", Of.OTHERS),
    POLICIES("policies", Of.RARE_RELATIONS),
    GRANTS("grants", Of.RELATIONS),
    ROLES("roles", Of.OTHERS),
    PUBLICATIONS("publications", Of.OTHERS),
    PUBLISHED_TABLES_UNTIL_14("published_tables_14", 0, 14),
    PUBLISHED_TABLES("published_tables_15", 15, Integer.MAX_VALUE),
    STATISTICS("statistics", Of.RARE_RELATIONS),
    OTHERS("others", Of.OTHERS);

    /** What a query asks for. */
    private enum Of {
        RELATIONS,
        /** What belongs to relations, and few relations have. */
        RARE_RELATIONS,
        OTHERS
    }

    static final String AFFECTED = "affected";

    private static final String COMMON = resource("common");
    private static final String OF_THESE = "/* of these */";

    /** What queries do beside reading relations. */
    private static final Pattern OTHERS_PART = Pattern.compile("/\\* others: \\*/.*?/\\* :others \\*/", Pattern.DOTALL);

    private final String file;
    private final Of of;
    private final int first;
    private final int last;

    CatalogQuery(String file, Of of) {
        this(file, of, 0, Integer.MAX_VALUE);
    }

    CatalogQuery(String file, int first, int last) {
        this(file, Of.OTHERS, first, last);
    }

    CatalogQuery(String file, Of of, int first, int last) {
        this.file = file;
        this.of = of;
        this.first = first;
        this.last = last;
    }

    static List<CatalogQuery> of(int majorVersion) {
        return Arrays.stream(values())
                .filter(query -> query.first <= majorVersion && majorVersion <= query.last)
                .toList();
    }

    /**
     * All at once: of relations that changed, and of those that have to be read again with them, what belongs to them; and as objects of
     * the kind {@link #AFFECTED} the oids of all of these. It has one parameter, the oids of those that changed. Publications are left out.
     *
     * @param rare the names of the queries to ask of those that seldom find anything
     */
    static String ofRelations(Set<String> rare) {
        return Arrays.stream(values())
                .filter(query -> query.of == Of.RELATIONS || rare.contains(query.file))
                .map(query -> "(" + query.nested() + ")")
                .collect(joining(" UNION ALL ", commonOfRelations() + oids() + " UNION ALL ", ""));
    }

    private static String commonOfRelations() {
        return "WITH " + resource("affected") + ", "
                + onlyRelations(COMMON)
                        .substring("WITH ".length())
                        .replace(OF_THESE + " pg_class c", "affected JOIN pg_class c ON c.oid = affected.relation");
    }

    private static String onlyRelations(String sql) {
        return OTHERS_PART.matcher(sql).replaceAll("");
    }

    private static String oids() {
        return "SELECT '" + AFFECTED
                + "' AS kind, relation::text AS name, NULL::text[] AS parents, NULL::text[] AS made_of,"
                + " NULL::text[] AS properties FROM affected";
    }

    private String nested() {
        String sql = onlyRelations(resource(file));
        return sql.startsWith(",") ? "WITH " + sql.substring(1) : sql;
    }

    String sql() {
        return COMMON + resource(file);
    }

    /** Which versions of the catalogs' rows there are: see {@link CatalogVersions}. It makes no use of its parameter. */
    static String ofVersions() {
        return onlyRelations(COMMON) + resource("versions");
    }

    private static String resource(String file) {
        String path = "postgresql/" + file + ".sql";
        try (InputStream in = CatalogQuery.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The catalog query " + path + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading the catalog query " + path, e);
        }
    }
}
