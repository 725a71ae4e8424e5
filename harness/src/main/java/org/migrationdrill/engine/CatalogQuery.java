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
    SCHEMAS("schemas"),
    RELATIONS("relations"),
    COLUMNS("columns"),
    INDEXES("indexes"),
    CONSTRAINTS("constraints"),
    SEQUENCES("sequences"),
    FUNCTIONS("functions"),
    TRIGGERS("triggers"),
    TYPES("types"),
    POLICIES("policies"),
    GRANTS("grants"),
    ROLES("roles"),
    PUBLICATIONS("publications"),
    PUBLISHED_TABLES_UNTIL_14("published_tables_14", 0, 14),
    PUBLISHED_TABLES("published_tables_15", 15, Integer.MAX_VALUE),
    STATISTICS("statistics"),
    OTHERS("others");

    private static final String COMMON = resource("common");

    private final String file;
    private final int first;
    private final int last;

    CatalogQuery(String file) {
        this(file, 0, Integer.MAX_VALUE);
    }

    CatalogQuery(String file, int first, int last) {
        this.file = file;
        this.first = first;
        this.last = last;
    }

    static List<CatalogQuery> of(int majorVersion) {
        return Arrays.stream(values())
                .filter(query -> query.first <= majorVersion && majorVersion <= query.last)
                .toList();
    }

    String sql() {
        return COMMON + resource(file);
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
