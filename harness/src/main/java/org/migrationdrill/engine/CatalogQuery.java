package org.migrationdrill.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A query over PostgreSQL's catalogs that reads all objects of some kinds at once. Each row is an object: {@code kind}, {@code
 * name}, {@code parents} (kind and name in turn), {@code made_of} (a name and the parts of the one that the server would make)
 * and {@code properties} (name and value in turn).
 */
enum CatalogQuery {
    SCHEMAS("schemas", false),
    RELATIONS("relations", true),
    COLUMNS("columns", true),
    INDEXES("indexes", true),
    CONSTRAINTS("constraints", true),
    SEQUENCES("sequences", true),
    FUNCTIONS("functions", false),
    TRIGGERS("triggers", true),
    TYPES("types", false),
    POLICIES("policies", true),
    GRANTS("grants", true),
    ROLES("roles", false),
    PUBLICATIONS("publications", false),
    PUBLISHED_TABLES_UNTIL_14("published_tables_14", 0, 14),
    PUBLISHED_TABLES("published_tables_15", 15, Integer.MAX_VALUE),
    STATISTICS("statistics", true),
    OTHERS("others", false);

    private static final String OF_THESE = "/* of these */";
    private static final String NO_RELATION = "/* no relation */";

    private final String file;
    private final boolean ofRelations;
    private final int first;
    private final int last;

    CatalogQuery(String file, boolean ofRelations) {
        this(file, ofRelations, 0, Integer.MAX_VALUE);
    }

    CatalogQuery(String file, int first, int last) {
        this(file, false, first, last);
    }

    CatalogQuery(String file, boolean ofRelations, int first, int last) {
        this.file = file;
        this.ofRelations = ofRelations;
        this.first = first;
        this.last = last;
    }

    static List<CatalogQuery> of(int majorVersion) {
        return Arrays.stream(values())
                .filter(query -> query.first <= majorVersion && majorVersion <= query.last)
                .toList();
    }

    /** The queries of what belongs to a relation. Publications are not among them. */
    static List<CatalogQuery> ofRelations() {
        return Arrays.stream(values()).filter(query -> query.ofRelations).toList();
    }

    /** A name of its own. */
    String file() {
        return file;
    }

    String sql() {
        return sql(file);
    }

    /** What of it belongs to some relations. It has one parameter, an array of their oids. */
    String sqlOfRelations() {
        return sql().replace(OF_THESE, "AND c.oid = ANY ($1)").replace(NO_RELATION, "AND false");
    }

    /** A query of the catalogs that is no list of objects. */
    static String sql(String file) {
        return resource("common") + resource(file);
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
