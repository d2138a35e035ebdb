package io.fluxim.pipeline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.fluxim.pipeline", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule noStageImportsTheAssembly = noClasses()
            .that()
            .resideInAPackage("io.fluxim.pipeline.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fluxim.pipeline");

    /** Sequence reads what intake parted; nothing else knows a neighbour. */
    @ArchTest
    static final ArchRule stagesKnowNoOtherStage = slices().matching("io.fluxim.pipeline.(*)")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage("..sequence"),
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage("..intake"));

    @ArchTest
    static final ArchRule noDriverHere = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "reactor.kafka..",
                    "com.mongodb..",
                    "org.bson..",
                    "io.lettuce..",
                    "org.springframework.data..");

    @ArchTest
    static final ArchRule noOtherApplication = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fluxim.access..", "io.fluxim.sink..", "io.fluxim.cleaner..");
}
