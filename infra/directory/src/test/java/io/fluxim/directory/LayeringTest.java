package io.fluxim.directory;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.fluxim", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule THE_DRIVER_STAYS_IN_ITS_ADAPTERS = noClasses()
            .that()
            .resideInAPackage("io.fluxim.directory..")
            .and()
            .haveSimpleNameNotStartingWith("MySql")
            .and()
            .haveSimpleNameNotStartingWith("Directory")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.r2dbc..", "io.asyncer..", "org.flywaydb..", "org.springframework..");

    @ArchTest
    static final ArchRule IT_STANDS_ON_THE_PROTOCOL_ALONE = noClasses()
            .that()
            .resideInAPackage("io.fluxim.directory..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fluxim.kafka..",
                    "io.fluxim.inbox..",
                    "io.fluxim.route..",
                    "io.fluxim.history..",
                    "io.fluxim.access..",
                    "io.fluxim.pipeline..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.fluxim.directory.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_CONFIGURATION_SEES_ALL_OF_THEM = noClasses()
            .that()
            .resideInAPackage("io.fluxim.directory")
            .and()
            .haveSimpleNameNotEndingWith("Configuration")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fluxim.directory.*..");
}
