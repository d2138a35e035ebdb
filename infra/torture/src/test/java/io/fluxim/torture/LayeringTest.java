package io.fluxim.torture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What judges the applications does not know them: only victims are made of them. */
@AnalyzeClasses(packages = "io.fluxim.torture", importOptions = DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule ONLY_VICTIMS_ARE_APPLICATIONS = noClasses()
            .that()
            .resideOutsideOfPackage("..torture.victim..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fluxim.access..", "io.fluxim.pipeline..", "io.fluxim.sink..", "io.fluxim.cleaner..");

    @ArchTest
    static final ArchRule THE_REPORT_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("..torture.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..torture.run..", "..torture.fault..", "..torture.cluster..", "..torture.cast..");
}
