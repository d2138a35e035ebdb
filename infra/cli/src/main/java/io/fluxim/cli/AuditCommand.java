package io.fluxim.cli;

import io.fluxim.audit.Findings;
import io.fluxim.audit.Scope;
import io.fluxim.cli.audit.Audit;
import io.fluxim.cli.audit.CannotLook;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares what the stores hold. Exit code 0: all fits, 1: something does not, 2: called wrongly, 3: could not look. */
@Command(name = "audit", description = "Compares Kafka, MongoDB, MySQL and Redis with one another; repairs nothing.")
final class AuditCommand implements Callable<Integer> {

    private static final int CLEAN = 0;
    private static final int MISMATCHED = 1;
    private static final int COULD_NOT_LOOK = 3;

    @Mixin
    private Installation installation = new Installation();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--conversation", paramLabel = "C", description = "only this one: d:ann:bob or g:GROUP; repeatable")
    private List<String> conversations = List.of();

    @Option(names = "--user", paramLabel = "U", description = "only this user's inbox; repeatable")
    private List<String> users = List.of();

    @Option(names = "--sample", paramLabel = "N", description = "N conversations and N inboxes at random")
    private @Nullable Integer sample;

    @Option(names = "--json", description = "print the findings as JSON")
    private boolean json;

    @Override
    public Integer call() {
        AuditProgress progress = new AuditProgress(System.err);
        try {
            Findings findings = new Audit(installation.data()).look(scope(), progress::told);
            System.out.println(json ? AuditReport.json(findings) : AuditReport.text(findings));
            return switch (findings.verdict()) {
                case CLEAN -> CLEAN;
                case MISMATCHED -> MISMATCHED;
                case INCOMPLETE -> COULD_NOT_LOOK;
            };
        } catch (CannotLook e) {
            System.err.println("fluxim: " + e.getMessage());
            return COULD_NOT_LOOK;
        }
    }

    private Scope scope() {
        boolean named = !conversations.isEmpty() || !users.isEmpty();
        if (sample != null) {
            if (named || sample < 1) {
                throw wrong("--sample takes at least 1, and neither --conversation nor --user beside it");
            }
            return new Scope.Sample(sample);
        }
        return named
                ? new Scope.Named(all(conversations, Conversation::parse), all(users, UserId::new))
                : new Scope.Everything();
    }

    private <T> List<T> all(List<String> texts, Function<String, T> read) {
        try {
            return texts.stream().map(read).toList();
        } catch (InvalidInput e) {
            throw wrong(e.field() + " " + e.getMessage());
        }
    }

    private CommandLine.ParameterException wrong(String message) {
        CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
        return new CommandLine.ParameterException(line, message);
    }
}
