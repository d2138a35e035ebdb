package io.fluxim.rebuild;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A rebuild writes inboxes by the pipeline's own stage, and knows nothing else of the applications. */
@AnalyzeClasses(packages = "io.fluxim.rebuild", importOptions = DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule ONE_STAGE_OF_ONE_APPLICATION = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fluxim.access..",
                    "io.fluxim.pipeline",
                    "io.fluxim.pipeline.sequence..",
                    "io.fluxim.sink..",
                    "io.fluxim.cleaner..");
}
