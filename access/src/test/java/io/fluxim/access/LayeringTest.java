package io.fluxim.access;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.netty.util.NetUtil;

@AnalyzeClasses(packages = "io.fluxim.access", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("io.fluxim.access.(*)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noFeatureImportsTheAssembly = noClasses()
            .that()
            .resideInAPackage("io.fluxim.access.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fluxim.access");

    /** A second wire protocol is one more codec: nothing else may know JSON. */
    @ArchTest
    static final ArchRule jsonStaysInTheCodec = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.fluxim.access.session..",
                    "io.fluxim.access.command..",
                    "io.fluxim.access.push..",
                    "io.fluxim.access.sync..",
                    "io.fluxim.access.outbound..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tools.jackson..");

    @ArchTest
    static final ArchRule socketsStayInTheConnection = noClasses()
            .that()
            .resideOutsideOfPackage("io.fluxim.access.connection..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.netty..", "reactor.netty..")
                    .and(not(type(NetUtil.class)))); // reads addresses, not sockets

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
                    "io.r2dbc..",
                    "org.springframework.data..");

    @ArchTest
    static final ArchRule noOtherApplication = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fluxim.pipeline..", "io.fluxim.sink..", "io.fluxim.cleaner..");
}
