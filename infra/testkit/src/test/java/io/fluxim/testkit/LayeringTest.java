package io.fluxim.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.fluxim.testkit", importOptions = DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule NO_FRAMEWORK =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "reactor..");

    @ArchTest
    static final ArchRule ONLY_PROTOCOL_AND_EMBEDDED = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "other modules",
                    (JavaClass type) -> type.getPackageName().startsWith("io.fluxim.")
                            && !type.getPackageName().matches("io\\.fluxim\\.(testkit|protocol|embedded)(\\..*)?")));
}
