package io.fluxim.sink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.fluxim.sink", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule noDriverHere = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.r2dbc..", "io.asyncer..", "org.flywaydb..", "org.apache.kafka..", "reactor.kafka..");

    @ArchTest
    static final ArchRule noOtherApplication = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fluxim.access..",
                    "io.fluxim.pipeline..",
                    "io.fluxim.cleaner..",
                    "io.fluxim.inbox..",
                    "io.fluxim.route..",
                    "io.fluxim.directory..");
}
