package io.fluxim.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The commands are clients like any other: over the wire, never through the applications' classes. */
@AnalyzeClasses(packages = "io.fluxim.cli", importOptions = DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule COMMANDS_KNOW_THE_WIRE_ONLY = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fluxim.access..",
                    "io.fluxim.pipeline..",
                    "io.fluxim.sink..",
                    "io.fluxim.cleaner..",
                    "io.fluxim.inbox..",
                    "io.fluxim.kafka..",
                    "org.springframework..");
}
