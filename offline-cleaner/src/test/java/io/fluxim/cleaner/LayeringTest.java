package io.fluxim.cleaner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.fluxim.cleaner", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule featuresDoNotKnowTheAssembly = noClasses()
            .that()
            .resideInAPackage("io.fluxim.cleaner.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fluxim.cleaner");

    @ArchTest
    static final ArchRule whatMayGoDoesNotKnowWhoSweeps = noClasses()
            .that()
            .resideInAPackage("..retention")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..sweep");

    @ArchTest
    static final ArchRule noDriverHere = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.mongodb..", "org.bson..", "io.lettuce..", "io.r2dbc..", "org.springframework.data..");

    @ArchTest
    static final ArchRule noOtherApplication = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fluxim.access..", "io.fluxim.pipeline..", "io.fluxim.sink..");
}
