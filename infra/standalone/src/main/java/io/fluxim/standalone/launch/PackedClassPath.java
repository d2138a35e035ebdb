package io.fluxim.standalone.launch;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;

/**
 * A class path as jars alone: of one with directories the JVM keeps no ahead-of-time cache.
 *
 * <p>A jar whose content has not changed stays as it is, with its time, so that a cache made with it stays good. A changed
 * one takes its place as a whole: who runs with the one before keeps that one open.
 */
public final class PackedClassPath {

    /** The same for all entries, so that the same classes are the same bytes. */
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final Path dir;
    private final Set<String> names = new HashSet<>();

    /** @param dir for the jars it makes */
    public PackedClassPath(Path dir) {
        this.dir = dir;
    }

    /** {@code PackedClassPath CLASSPATH DIR}: prints the same class path, each of its directories a jar in DIR. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(new PackedClassPath(Path.of(arguments[1])).of(arguments[0]));
    }

    /** The same class path, each of its directories a jar; what is not there is left out. */
    public String of(String classPath) throws IOException {
        Files.createDirectories(dir);
        List<String> jars = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                jars.add(packed(path.toAbsolutePath()).toString());
            } else if (Files.exists(path)) {
                jars.add(entry);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private Path packed(Path classes) throws IOException {
        Path jar = dir.resolve(name(classes) + ".jar");
        Path fresh = dir.resolve(jar.getFileName() + ".new");
        try (OutputStream file = Files.newOutputStream(fresh);
                JarOutputStream packing = new JarOutputStream(file)) {
            packing.setLevel(Deflater.NO_COMPRESSION); // read at every start, kept nowhere else
            for (Path one : below(classes)) {
                pack(classes.relativize(one), one, packing);
            }
        }
        if (same(fresh, jar)) {
            Files.delete(fresh);
        } else {
            Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return jar;
    }

    /** The module's: its classes are in {@code MODULE/target/classes}. */
    private String name(Path classes) {
        int depth = classes.getNameCount();
        String module = classes.endsWith("target/classes") && depth > 2
                ? classes.getName(depth - 3).toString()
                : classes.getFileName().toString();
        for (String name = module; ; name += "-" + names.size()) {
            if (names.add(name)) {
                return name;
            }
        }
    }

    private static boolean same(Path fresh, Path jar) throws IOException {
        try {
            return Files.mismatch(fresh, jar) < 0;
        } catch (NoSuchFileException first) {
            return false;
        }
    }

    /** Directories too: who scans a package, or for migrations, asks for them. */
    private static List<Path> below(Path classes) throws IOException {
        try (Stream<Path> all = Files.walk(classes)) {
            return all.filter(path -> !path.equals(classes)).sorted().toList();
        }
    }

    private static void pack(Path name, Path content, JarOutputStream packing) throws IOException {
        boolean directory = Files.isDirectory(content);
        ZipEntry entry = new ZipEntry(directory ? name + "/" : name.toString());
        entry.setTimeLocal(TIME);
        packing.putNextEntry(entry);
        if (!directory) {
            Files.copy(content, packing);
        }
        packing.closeEntry();
    }
}
