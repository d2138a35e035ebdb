package io.fluxim.torture.cluster;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A class path as jars alone: of a class path with directories the JVM keeps no archive of classes. */
final class Jars {

    private final Path dir;

    /** @param dir for the jars it makes; those that are there are of the same class path */
    Jars(Path dir) {
        this.dir = dir;
    }

    /** The same class path, each of its directories a jar; what is not there is left out. */
    String of(String classPath) {
        List<String> jars = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                jars.add(packed(path, dir.resolve("classes-%d.jar".formatted(jars.size())))
                        .toString());
            } else if (Files.exists(path)) {
                jars.add(entry);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private Path packed(Path classes, Path jar) {
        if (Files.exists(jar)) {
            return jar;
        }
        try {
            Files.createDirectories(dir);
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream packing = new JarOutputStream(file)) {
                for (Path one : below(classes)) {
                    pack(classes.relativize(one), one, packing);
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot pack " + classes, e);
        }
    }

    /** Directories too: who scans a package, or for migrations, asks for them. */
    private static List<Path> below(Path classes) throws IOException {
        try (Stream<Path> all = Files.walk(classes)) {
            return all.filter(path -> !path.equals(classes)).sorted().toList();
        }
    }

    private static void pack(Path name, Path content, JarOutputStream packing) throws IOException {
        if (Files.isDirectory(content)) {
            packing.putNextEntry(new ZipEntry(name + "/"));
        } else {
            packing.putNextEntry(new ZipEntry(name.toString()));
            Files.copy(content, packing);
        }
        packing.closeEntry();
    }
}
