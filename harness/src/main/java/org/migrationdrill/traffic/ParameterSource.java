package org.migrationdrill.traffic;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.Operation;

/** Gives operations their parameters, ahead of the moment they are needed. Asked by one thread only. */
@FunctionalInterface
public interface ParameterSource {
    /**
     * The values of one run by parameter name, null for NULL; empty when the operation can't run yet, because it needs the key of
     * a row that was not inserted before. Then the same run is asked for again a little later.
     *
     * @param run counted from 1 for all operations of that name, whichever version sends them
     */
    Optional<Map<String, @Nullable Object>> values(Operation operation, long run);
}
