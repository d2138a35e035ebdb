package io.fluxim.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the test programs share knows the applications as processes only. */
@AnalyzeClasses(packages = "io.fluxim.lab", importOptions = DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule APPLICATIONS_ARE_PROCESSES = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fluxim.access..", "io.fluxim.pipeline..", "io.fluxim.sink..", "io.fluxim.cleaner..");
}
