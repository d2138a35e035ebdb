package io.fluxim.kafka;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import reactor.kafka.sender.TransactionManager;

@AnalyzeClasses(packages = "io.fluxim", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule KAFKA_IS_IMPORTED_HERE_ONLY = noClasses()
            .that()
            .resideOutsideOfPackages("io.fluxim.kafka..", "io.fluxim.embedded..", "io.fluxim.testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("reactor.kafka..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule NO_OFFSETS_BY_GROUP_NAME = noClasses()
            .should()
            .callMethod(TransactionManager.class, "sendOffsets", Map.class, String.class)
            .because("kafka-clients 4 lacks what it calls, and its subscriber hangs for ever");

    @ArchTest
    static final ArchRule IT_STANDS_ON_THE_PROTOCOL_ALONE = noClasses()
            .that()
            .resideInAPackage("io.fluxim.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fluxim.inbox..",
                    "io.fluxim.route..",
                    "io.fluxim.directory..",
                    "io.fluxim.history..",
                    "io.fluxim.access..",
                    "io.fluxim.pipeline..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.fluxim.kafka.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_CONFIGURATION_SEES_ALL_OF_THEM = noClasses()
            .that()
            .resideInAPackage("io.fluxim.kafka")
            .and()
            .haveSimpleNameNotEndingWith("Configuration")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fluxim.kafka.*..");

    @ArchTest
    static final ArchRule FLOWS_KNOW_NOTHING_OF_KAFKA = noClasses()
            .that()
            .resideInAPackage("io.fluxim.kafka.flow..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("reactor.kafka..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule SPRING_STAYS_AT_THE_RIM = noClasses()
            .that()
            .resideInAPackage("io.fluxim.kafka..")
            .and()
            .resideOutsideOfPackage("io.fluxim.kafka.flow..")
            .and()
            .haveSimpleNameNotEndingWith("Configuration")
            .and()
            .areNotAnnotatedWith("org.springframework.boot.context.properties.ConfigurationProperties")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.beans..", "org.springframework.context..");
}
