package io.fluxim.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The commands are clients like any other: over the wire, never through the applications' classes. */
@AnalyzeClasses(packages = "io.fluxim.standalone", importOptions = DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule COMMANDS_KNOW_THE_WIRE_ONLY = noClasses()
            .that()
            .resideInAPackage("..standalone.cli..")
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

    @ArchTest
    static final ArchRule THE_PROCESS_DOES_NOT_NEED_ITS_CLIENTS = noClasses()
            .that()
            .resideInAPackage("io.fluxim.standalone")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fluxim.standalone.cli..");
}
