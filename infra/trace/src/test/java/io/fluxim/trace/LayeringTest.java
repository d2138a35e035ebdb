package io.fluxim.trace;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.fluxim", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule OPENTELEMETRY_IS_IMPORTED_HERE_ONLY = noClasses()
            .that()
            .resideOutsideOfPackage("io.fluxim.trace..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule IT_STANDS_ON_THE_PROTOCOL_ALONE = noClasses()
            .that()
            .resideInAPackage("io.fluxim.trace..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fluxim.kafka..",
                    "io.fluxim.inbox..",
                    "io.fluxim.route..",
                    "io.fluxim.directory..",
                    "io.fluxim.history..",
                    "io.fluxim.access..",
                    "io.fluxim.pipeline..");
}
