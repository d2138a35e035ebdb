package io.fluxim.mysql;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.fluxim.mysql", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule IT_STANDS_ON_THE_PROTOCOL_AND_THE_LOOPS_ALONE = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.fluxim..")
                    .and(not(resideInAnyPackage("io.fluxim.mysql..", "io.fluxim.loops..", "io.fluxim.protocol.."))));

    @ArchTest
    static final ArchRule THE_DRIVER_STAYS_IN_ITS_ADAPTERS = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("MySql")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.r2dbc..", "io.asyncer..", "org.flywaydb..", "org.springframework..");
}
