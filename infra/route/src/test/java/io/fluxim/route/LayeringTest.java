package io.fluxim.route;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import what. */
@AnalyzeClasses(packages = "io.fluxim.route", importOptions = ImportOption.DoNotIncludeTests.class)
final class LayeringTest {

    @ArchTest
    static final ArchRule OF_OUR_MODULES_ONLY_PROTOCOL_AND_LOOPS = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.fluxim..")
                    .and(resideOutsideOfPackages("io.fluxim.route..", "io.fluxim.loops..", "io.fluxim.protocol..")));

    @ArchTest
    static final ArchRule THE_DRIVER_STAYS_IN_ITS_ADAPTERS = noClasses()
            .that()
            .haveNameNotMatching(".*\\.Redis.*")
            .and()
            .doNotHaveSimpleName("RouteConfiguration")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.data..", "io.lettuce..");

    @ArchTest
    static final ArchRule SPRING_STAYS_AT_THE_RIM = noClasses()
            .that()
            .haveNameNotMatching(".*\\.Redis.*")
            .and()
            .haveSimpleNameNotEndingWith("Configuration")
            .and()
            .haveSimpleNameNotEndingWith("Properties")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");
}
