package org.migrationdrill.recording;

/** Where observations go as they happen. */
@FunctionalInterface
public interface EventLog {
    void add(Event event);
}
