package io.fluxim.torture.cluster;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A class path as jars alone: of a class path with directories the JVM keeps no archive of classes. */
final class Jars {

    private final Path dir;

    /** @param dir its own, for the jars it makes */
    Jars(Path dir) {
        this.dir = dir;
    }

    /** The same class path, each of its directories a jar; what is not there is left out. */
    String of(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .map(entry -> Files.isDirectory(entry) ? packed(entry) : entry)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path packed(Path classes) {
        try {
            Files.createDirectories(dir);
            Path jar = dir.resolve("classes-%d.jar".formatted(count()));
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

    private long count() throws IOException {
        try (Stream<Path> made = Files.list(dir)) {
            return made.count();
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
