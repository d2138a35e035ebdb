package io.fluxim.inbox;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import what. */
@AnalyzeClasses(packages = "io.fluxim.inbox", importOptions = ImportOption.DoNotIncludeTests.class)
final class LayeringTest {

    @ArchTest
    static final ArchRule OF_OUR_MODULES_ONLY_PROTOCOL_AND_WHAT_ROUTE_HAS_FOR_REDIS = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.fluxim..")
                    .and(resideOutsideOfPackages("io.fluxim.inbox..", "io.fluxim.loops..", "io.fluxim.protocol.."))
                    .and(not(nameMatching("io\\.fluxim\\.route\\.Redis.*"))));

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.fluxim.inbox.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_CONFIGURATIONS_SEE_ALL_OF_THEM = noClasses()
            .that()
            .resideInAPackage("io.fluxim.inbox")
            .and()
            .haveSimpleNameNotEndingWith("Configuration")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fluxim.inbox.*..");

    @ArchTest
    static final ArchRule MONGODB_STAYS_IN_ITS_ADAPTERS = noClasses()
            .that()
            .haveNameNotMatching(".*\\.Mongo.*")
            .and()
            .doNotHaveSimpleName("InboxConfiguration")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.mongodb..", "org.bson..", "org.springframework.data.mongodb..");

    @ArchTest
    static final ArchRule REDIS_STAYS_IN_ITS_ADAPTERS = noClasses()
            .that()
            .haveNameNotMatching(".*\\.Redis.*")
            .and()
            .doNotHaveSimpleName("InboxConfiguration")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.data.redis..", "io.lettuce..");

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
