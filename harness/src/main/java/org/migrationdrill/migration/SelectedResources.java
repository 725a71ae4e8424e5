package org.migrationdrill.migration;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** The files of the locations of which Flyway sees only some as migrations; files it asks for by name it may have. */
final class SelectedResources implements ResourceProvider {
    private final ResourceProvider all;
    private final Collection<LoadableResource> offered;

    SelectedResources(ResourceProvider all, Predicate<LoadableResource> offered) {
        this(
                all,
                all.getResources("", new String[] {""}).stream().filter(offered).toList());
    }

    private SelectedResources(ResourceProvider all, Collection<LoadableResource> offered) {
        this.all = all;
        this.offered = offered;
    }

    /** Offers nothing but this one. */
    static SelectedResources only(ResourceProvider all, LoadableResource offered) {
        return new SelectedResources(all, List.of(offered));
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return all.getResource(name);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return offered.stream()
                .filter(resource -> resource.getFilename().startsWith(prefix))
                .filter(resource -> Arrays.stream(suffixes).anyMatch(resource.getFilename()::endsWith))
                .toList();
    }
}
