package org.migrationdrill.database;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings a drill's server starts with: production's durability, and what the scenario asks for instead. */
final class ServerSettings {
    /** The settings that a report shows of every server. A server shows those that its version has. */
    static final List<String> SHOWN = List.of(
            "server_version",
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "wal_level",
            "data_checksums",
            "shared_buffers",
            "work_mem",
            "maintenance_work_mem",
            "max_parallel_maintenance_workers",
            "max_wal_size",
            "checkpoint_timeout",
            "max_connections",
            "autovacuum",
            "jit",
            "default_toast_compression",
            "default_transaction_isolation",
            "deadlock_timeout",
            "log_lock_waits",
            "shared_preload_libraries",
            "server_encoding",
            "TimeZone");

    private static final Set<String> THE_DRILLS_OWN = Set.of(
            "config_file",
            "data_directory",
            "external_pid_file",
            "hba_file",
            "ident_file",
            "lc_messages",
            "listen_addresses",
            "log_destination",
            "log_directory",
            "log_filename",
            "log_min_messages",
            "log_rotation_age",
            "log_rotation_size",
            "log_timezone",
            "logging_collector",
            "port",
            "unix_socket_directories");

    private static final String LIBRARIES = "shared_preload_libraries";
    private static final String STATEMENT_STATISTICS = "pg_stat_statements";

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Set<String> asked;

    /**
     * @param major the server's version
     * @param asked what the scenario sets
     */
    ServerSettings(int major, Map<String, String> asked) {
        this.asked = asked.keySet();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        settings.put("wal_level", "replica");
        settings.put("max_connections", "200");
        settings.put("shared_buffers", "256MB");
        settings.put("max_wal_size", "2GB");
        settings.put("autovacuum", "on");
        settings.put("lc_messages", "C");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        // The session that waits past deadlock_timeout says so; what this costs, it costs only then.
        settings.put("log_lock_waits", "on");
        settings.put(LIBRARIES, STATEMENT_STATISTICS);
        settings.putAll(ServerLog.settings(major));
        // The end of the log is shown in messages, and statements and details carry values.
        settings.put("log_min_error_statement", "panic");
        settings.put("log_error_verbosity", "terse");
        asked.forEach(this::override);
    }

    /** The lines to append to {@code postgresql.conf}; the last line of a setting counts. */
    String asConfiguration() {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining("", "\n", ""));
    }

    /** What a server in a container is started with: whom it listens to and where its sockets are is the image's matter. */
    Map<String, String> inContainer() {
        Map<String, String> own = new LinkedHashMap<>(settings);
        own.put("listen_addresses", "*");
        own.remove("unix_socket_directories");
        return own;
    }

    /** The names of the settings to show for this server. */
    Set<String> shown() {
        Set<String> names = new LinkedHashSet<>(SHOWN);
        names.addAll(asked);
        return names;
    }

    private void override(String name, String value) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_.$]*") || value.chars().anyMatch(c -> c < ' ')) {
            throw new DatabaseUnavailableException("The scenario's database setting ‘" + name
                    + "’ is no name of a server setting with a value on one line.");
        }
        if (THE_DRILLS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new DatabaseUnavailableException("The scenario's database setting ‘" + name
                    + "’ is the drill's own to set: remove it from database.settings.");
        }
        settings.remove(name.toLowerCase(Locale.ROOT));
        settings.put(name, name.equalsIgnoreCase(LIBRARIES) ? withStatementStatistics(value) : value);
    }

    private static String withStatementStatistics(String libraries) {
        if (libraries.isBlank()) {
            return STATEMENT_STATISTICS;
        }
        return libraries.contains(STATEMENT_STATISTICS) ? libraries : libraries + ", " + STATEMENT_STATISTICS;
    }
}
