package org.migrationdrill;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Who may use whom. A package that is not in {@link #mayUse} may not be there. */
@AnalyzeClasses(packages = "org.migrationdrill", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "org.migrationdrill";

    @ArchTest
    static final ArchRule noCycles = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyThePackagesThatTalkToDatabasesUseJdbc = noClasses()
            .that()
            .resideOutsideOfPackages(packages(
                            "app",
                            "engine",
                            "rehearsal",
                            "fixture",
                            "database",
                            "mending",
                            "migration",
                            "traffic",
                            "walk")
                    .toArray(String[]::new))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer..");

    @ArchTest
    static final ArchRule flywayStaysInItsPackage = onlyIn("migration", "org.flywaydb..");

    @ArchTest
    static final ArchRule containersStayInTheirPackage = onlyIn("database", "org.testcontainers..");

    @ArchTest
    static final ArchRule junitStaysInItsPackage = onlyIn("junit", "org.junit..");

    @ArchTest
    static final ArchRule theCommandLinesOptionsStayInItsPackage = onlyIn("cli", "picocli..");

    @ArchTest
    static final ArchRule inputUsesNothing = mayUse("input");

    @ArchTest
    static final ArchRule fixturesKnowNothingOfDrills = mayUse("fixture", "input");

    @ArchTest
    static final ArchRule observationsUseNothing = mayUse("observe");

    @ArchTest
    static final ArchRule enginesGiveObservations = mayUse("engine", "observe");

    @ArchTest
    static final ArchRule scenariosStartNothing = mayUse("scenario", "input", "fixture");

    @ArchTest
    static final ArchRule databasesKnowNothingOfDrills = mayUse("database", "engine");

    @ArchTest
    static final ArchRule appsKnowNoRollout = mayUse("app", "input", "fixture");

    @ArchTest
    static final ArchRule migrationsKnowNoRehearsal =
            mayUse("migration", "layout", "scenario", "database", "engine", "observe", "input", "app");

    @ArchTest
    static final ArchRule layoutsReadFilesAlone = mayUse("layout", "input", "app");

    @ArchTest
    static final ArchRule trafficKnowsNoPlan = mayUse("traffic", "app", "database", "scenario", "fixture", "observe");

    @ArchTest
    static final ArchRule recordingsKnowWhatIsObserved = mayUse("recording", "observe");

    @ArchTest
    static final ArchRule progressUsesNothing = mayUse("progress");

    @ArchTest
    static final ArchRule rehearsalsJudgeNothing = mayUse(
            "rehearsal",
            "app",
            "migration",
            "traffic",
            "engine",
            "observe",
            "database",
            "scenario",
            "fixture",
            "input",
            "recording",
            "progress");

    @ArchTest
    static final ArchRule mendingKnowsOnlySchemas = mayUse("mending", "engine", "observe");

    @ArchTest
    static final ArchRule walksNeedNoScenario =
            mayUse("walk", "mending", "migration", "database", "engine", "observe", "input", "report");

    @ArchTest
    static final ArchRule judgesNeedNoRehearsal = mayUse("judge", "recording", "observe", "scenario", "report");

    @ArchTest
    static final ArchRule reportsUseNothing = mayUse("report");

    @ArchTest
    static final ArchRule nothingUsesJunit = onlyIn("junit", ROOT + ".junit..");

    @ArchTest
    static final ArchRule nothingUsesTheCommandLine = onlyIn("cli", ROOT + ".cli..");

    @ArchTest
    static void everyPackageIsKnownHere(JavaClasses all) {
        assertThat(packagesOf(all).stream().map(JavaPackage::getName))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of(ROOT),
                                Stream.of(
                                                "app",
                                                "cli",
                                                "database",
                                                "engine",
                                                "fixture",
                                                "input",
                                                "judge",
                                                "junit",
                                                "layout",
                                                "mending",
                                                "migration",
                                                "observe",
                                                "progress",
                                                "recording",
                                                "rehearsal",
                                                "report",
                                                "scenario",
                                                "traffic",
                                                "walk")
                                        .map(name -> ROOT + "." + name))
                        .toList());
    }

    @ArchTest
    static void everyPackageIsNullMarkedAndSaysWhatItIsFor(JavaClasses all) {
        assertThat(packagesOf(all)).allSatisfy(checked -> assertThat(checked.isAnnotatedWith(NullMarked.class))
                .as("%s has a package-info.java with @NullMarked", checked.getName())
                .isTrue());
    }

    private static Set<JavaPackage> packagesOf(JavaClasses all) {
        Set<JavaPackage> packages = new TreeSet<>(java.util.Comparator.comparing(JavaPackage::getName));
        all.stream().map(JavaClass::getPackage).forEach(packages::add);
        return packages;
    }

    private static List<String> packages(String... names) {
        return Arrays.stream(names).map(name -> ROOT + "." + name + "..").toList();
    }

    private static ArchRule onlyIn(String owner, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "." + owner + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true);
    }

    /** The project's own packages that a package may use, besides itself. */
    private static ArchRule mayUse(String user, String... used) {
        DescribedPredicate<JavaClass> own = resideInAPackage(ROOT + "..");
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(Stream.concat(Stream.of(user), Arrays.stream(used))
                .map(name -> ROOT + "." + name + "..")
                .toArray(String[]::new));
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + user + "..")
                .should()
                .dependOnClassesThat(own.and(not(allowed)));
    }
}
