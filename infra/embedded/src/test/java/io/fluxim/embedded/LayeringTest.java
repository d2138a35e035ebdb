package io.fluxim.embedded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.fluxim.embedded", importOptions = DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule PLAIN_JAVA = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "reactor..", "com.mongodb..", "java.sql..");

    @ArchTest
    static final ArchRule NOTHING_ELSE_OF_OURS = classes()
            .that()
            .resideInAPackage("io.fluxim..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.fluxim.embedded..",
                    "java..",
                    "kafka..",
                    "org.apache.kafka..",
                    "de.bwaldvogel..",
                    "io.netty..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule SERVER_OF_MONGODB_BELOW = noClasses()
            .that()
            .resideInAPackage("io.fluxim.embedded.mongo")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fluxim.embedded");
}
