package io.fluxim.cli.doctor;

import io.fluxim.cli.Installation;
import io.fluxim.cli.Management;
import io.fluxim.client.Failed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at the machine, and at the ports or the running applications with their stores. Exit code 1: something is bad. */
@Command(name = "doctor", description = "Says what stands in the way, and what to do about it.")
public final class DoctorCommand implements Callable<Integer> {

    private static final List<String> APPLICATIONS =
            List.of("access", "message-pipeline", "history-sink", "offline-cleaner");

    @Mixin
    private Installation installation = new Installation();

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>(new Machine(installation.data(), Path.of("/proc")).findings());
        if (installation.running()) {
            APPLICATIONS.forEach(application -> findings.addAll(health(application)));
        } else {
            findings.add(new Finding.Good("Fluxim does not run with " + installation.data()));
            findings.addAll(FreePorts.findings());
        }
        findings.forEach(DoctorCommand::print);
        return findings.stream().anyMatch(Finding.Bad.class::isInstance) ? 1 : 0;
    }

    private List<Finding> health(String application) {
        try {
            Management.Answer answer = new Management(installation.management(application)).get("/actuator/health");
            return Health.findings(application, answer.body());
        } catch (Failed e) {
            return List.of(
                    new Finding.Bad(application + " does not answer", "./fluxim logs, then ./fluxim stop and up"));
        }
    }

    private static void print(Finding finding) {
        if (finding instanceof Finding.Good) {
            System.out.println("  ok   " + finding.what());
        } else if (finding instanceof Finding.Doubtful doubtful) {
            System.out.println("  hm   " + finding.what() + "\n       -> " + doubtful.advice());
        } else if (finding instanceof Finding.Bad bad) {
            System.out.println("  BAD  " + finding.what() + "\n       -> " + bad.advice());
        }
    }
}
