package io.fluxim.torture;

import io.fluxim.torture.report.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What is told about a run so that it can be run again. */
final class Settings {

    private static final int GIBI_SHIFT = 30;

    private Settings() {}

    static Setting of(Path home, String command, List<Long> seeds) {
        return new Setting(
                git(home, "rev-parse", "--short", "HEAD")
                        + (git(home, "status", "--porcelain").isEmpty() ? "" : " (changed)"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                machine(),
                command,
                seeds,
                processes());
    }

    private static Map<String, Integer> processes() {
        Map<String, Integer> processes = new LinkedHashMap<>();
        processes.put("access", 2);
        processes.put("message-pipeline", 2);
        processes.put("history-sink", 1);
        processes.put("offline-cleaner", 1);
        processes.put("kafka", 1);
        processes.put("redis", 1);
        processes.put("mariadb", 1);
        processes.put("mongodb stand-in", 1);
        return processes;
    }

    private static String machine() {
        long bytes = ((com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
        return Runtime.getRuntime().availableProcessors() + " cores, " + (bytes >> GIBI_SHIFT) + " GiB";
    }

    /** Nothing where there is no git. */
    private static String git(Path home, String... arguments) {
        try {
            Process git = new ProcessBuilder(command(home, arguments))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? said : "";
        } catch (IOException none) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static List<String> command(Path home, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("git", "-C", home.toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
