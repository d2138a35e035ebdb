package io.fluxim.history;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.fluxim", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule THE_DRIVER_STAYS_IN_ITS_ADAPTERS = noClasses()
            .that()
            .resideInAPackage("io.fluxim.history..")
            .and()
            .haveSimpleNameNotStartingWith("MySql")
            .and()
            .haveSimpleNameNotStartingWith("History")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.r2dbc..", "io.asyncer..", "org.flywaydb..", "org.springframework..");

    @ArchTest
    static final ArchRule IT_STANDS_ON_THE_PROTOCOL_ALONE = noClasses()
            .that()
            .resideInAPackage("io.fluxim.history..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fluxim.kafka..",
                    "io.fluxim.inbox..",
                    "io.fluxim.route..",
                    "io.fluxim.directory..",
                    "io.fluxim.access..",
                    "io.fluxim.pipeline..");
}
