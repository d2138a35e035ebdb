package io.fluxim.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fluxim.history.History;
import io.fluxim.inbox.heads.Heads;
import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.retention.Retention;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.topic.TopicAdmin;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

@AnalyzeClasses(packages = "io.fluxim.audit", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule noDriverAndNoApplicationHere = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.mongodb..",
                    "org.bson..",
                    "io.lettuce..",
                    "io.r2dbc..",
                    "org.apache.kafka..",
                    "org.springframework.data..",
                    "io.fluxim.access..",
                    "io.fluxim.pipeline..",
                    "io.fluxim.sink..",
                    "io.fluxim.cleaner..");

    @ArchTest
    static final ArchRule springStaysAtTheRim = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Configuration")
            .and()
            .haveSimpleNameNotEndingWith("Properties")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    /** An auditor repairs nothing. */
    @ArchTest
    static final ArchRule nothingIsWritten = noClasses()
            .should()
            .callMethod(Timeline.class, "append", List.class)
            .orShould()
            .callMethod(Inbox.class, "append", List.class)
            .orShould()
            .callMethod(History.class, "append", List.class)
            .orShould()
            .callMethod(Members.class, "store", List.class)
            .orShould()
            .callMethod(Heads.class, "advance", Map.class)
            .orShould()
            .callMethod(Heads.class, "restore", Map.class)
            .orShould()
            .callMethod(Heads.class, "forget", Collection.class)
            .orShould()
            .callMethod(VisibleHeads.class, "forget", Collection.class)
            .orShould()
            .callMethod(VisibleHeads.class, "raise", Map.class)
            .orShould()
            .callMethod(VisibleHeads.class, "read", Collection.class) // remembers what it had to look up
            .orShould()
            .callMethod(Retention.class, "raiseFloor", UserId.class, long.class)
            .orShould()
            .callMethod(Retention.class, "raiseFloor", Conversation.class, long.class)
            .orShould()
            .callMethod(Retention.class, "deleteUpToFloor", UserId.class)
            .orShould()
            .callMethod(Retention.class, "deleteUpToFloor", Conversation.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(RecordSink.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(TopicAdmin.class);
}
