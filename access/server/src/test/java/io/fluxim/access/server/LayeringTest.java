package io.fluxim.access.server;

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

/** All modules of the access layer: server sees all of them, so their layering is held here. */
@AnalyzeClasses(packages = "io.fluxim.access", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    private static final String LOGIC = "io.fluxim.access.logic..";
    private static final String GATE = "io.fluxim.access.gate..";
    private static final String SOCKET = "io.fluxim.access.socket..";
    private static final String HTTP = "io.fluxim.access.http..";
    private static final String SERVER = "io.fluxim.access.server..";

    @ArchTest
    static final ArchRule logicKnowsNoDoor = noClasses()
            .that()
            .resideInAPackage(LOGIC)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GATE, SOCKET, HTTP, SERVER);

    @ArchTest
    static final ArchRule logicKnowsNoWebNoCodecNoSocket = noClasses()
            .that()
            .resideInAPackage(LOGIC)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework.web..", "org.springframework.http..", "tools.jackson..", "io.netty..");

    @ArchTest
    static final ArchRule theGateKnowsNoDoor = noClasses()
            .that()
            .resideInAPackage(GATE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SOCKET, HTTP, SERVER);

    @ArchTest
    static final ArchRule theSocketKnowsNeitherHttpNorTheServer = noClasses()
            .that()
            .resideInAPackage(SOCKET)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HTTP, SERVER);

    @ArchTest
    static final ArchRule httpKnowsNeitherTheSocketNorTheServer = noClasses()
            .that()
            .resideInAPackage(HTTP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SOCKET, SERVER);

    @ArchTest
    static final ArchRule featuresOfTheLogicHaveNoCycles =
            slices().matching("io.fluxim.access.logic.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule featuresOfTheGateHaveNoCycles =
            slices().matching("io.fluxim.access.gate.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule featuresOfTheSocketHaveNoCycles =
            slices().matching("io.fluxim.access.socket.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule groupsOfRoutesDoNotKnowEachOther =
            slices().matching("io.fluxim.access.http.(*)..").should().notDependOnEachOther();

    /** A second wire protocol is one more package beside it: nothing else on the socket may know JSON. */
    @ArchTest
    static final ArchRule jsonStaysInTheDialect = noClasses()
            .that()
            .resideInAPackage(SOCKET)
            .and()
            .resideOutsideOfPackages("..dialect..", "..connection..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tools.jackson..");

    @ArchTest
    static final ArchRule onlyTheHandshakeIsGivenADialect = noClasses()
            .that()
            .resideOutsideOfPackages("..dialect.fluxim..", "..socket.connection..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..dialect.fluxim..");

    @ArchTest
    static final ArchRule socketsStayInTheConnectionAndAtThePort = noClasses()
            .that()
            .resideOutsideOfPackages("..socket.connection..", "..gate.port..")
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
