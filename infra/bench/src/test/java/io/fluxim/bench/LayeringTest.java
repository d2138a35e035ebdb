package io.fluxim.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What measures the applications knows them as processes only. */
@AnalyzeClasses(packages = "io.fluxim.bench", importOptions = DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule ONLY_PARTS_ARE_APPLICATIONS = noClasses()
            .that()
            .resideOutsideOfPackage("..bench.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fluxim.access..", "io.fluxim.pipeline..", "io.fluxim.sink..", "io.fluxim.cleaner..");

    @ArchTest
    static final ArchRule NOTHING_IS_BUILT_TO_DIE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fluxim.torture.victim..", "io.fluxim.torture.fault..", "io.fluxim.torture.run..");

    @ArchTest
    static final ArchRule THE_CHECK_AND_THE_LOAD_KNOW_NO_SCENARIO = noClasses()
            .that()
            .resideInAnyPackage(
                    "..bench.check..", "..bench.load..", "..bench.report..", "..bench.platform..", "..bench.store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..bench.scenario..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.fluxim.bench.(*)..").should().beFreeOfCycles();
}
