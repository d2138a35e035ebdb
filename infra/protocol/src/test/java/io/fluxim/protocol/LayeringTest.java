package io.fluxim.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.fluxim.protocol", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule wordsArePlainJava = classes()
            .that()
            .resideInAnyPackage("io.fluxim.protocol", "io.fluxim.protocol.frame")
            .and()
            .doNotHaveSimpleName("EnvelopeMapper") // what travels as bytes is written and read here
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.fluxim.protocol", "io.fluxim.protocol.frame");

    @ArchTest
    static final ArchRule onlyTheTopicsKnowTheirCodec = classes()
            .that()
            .resideInAPackage("io.fluxim.protocol..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.fluxim.protocol..", "com.google.protobuf..");
}
