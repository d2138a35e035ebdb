package io.fluxim.standalone.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the data directory of a Fluxim that stands still into a zip, the manifest last.
 *
 * <p>Left out is what belongs to a running process or can be made again: {@code run}, {@code logs}, {@code lock}, the
 * stores' own locks, process ids and logs, and all of {@code redis}. What a link leads to is in it, as if it stood there.
 */
final class ArchiveWriter {

    private static final Set<String> LEFT_OUT = Set.of("run", "logs", "redis", "lock");
    private static final Set<String> LEFT_OUT_IN_STORES = Set.of("lock", "server.pid", "mariadb.log", "install.log");

    private final Path data;
    private final List<Manifest.Item> files = new ArrayList<>();
    private final List<String> folders = new ArrayList<>();

    ArchiveWriter(Path data) {
        this.data = data;
    }

    Manifest write(OutputStream out, Instant made, Inventory content) throws IOException {
        List<Path> paths;
        try (Stream<Path> walked = Files.walk(data, FileVisitOption.FOLLOW_LINKS)) {
            paths = walked.filter(path -> !path.equals(data) && wanted(data.relativize(path)))
                    .sorted()
                    .toList();
        }
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.BEST_SPEED); // nobody is served meanwhile
        for (Path path : paths) {
            add(zip, path);
        }
        Manifest manifest = Manifest.of(Version.current(), made, content, files, folders);
        zip.putNextEntry(new ZipEntry(Manifest.NAME));
        zip.write(manifest.json());
        zip.closeEntry();
        zip.finish();
        return manifest;
    }

    private static boolean wanted(Path relative) {
        boolean ofAStore = relative.getNameCount() == 2
                && LEFT_OUT_IN_STORES.contains(relative.getFileName().toString());
        return !LEFT_OUT.contains(relative.getName(0).toString()) && !ofAStore;
    }

    /** Directories and plain files; a server's socket is none. */
    private void add(ZipOutputStream zip, Path path) throws IOException {
        String name = data.relativize(path).toString();
        if (Files.isDirectory(path)) {
            folders.add(name);
        } else if (Files.isRegularFile(path)) {
            zip.putNextEntry(new ZipEntry(name));
            DigestOutputStream digested = new DigestOutputStream(zip, Checksums.sha256());
            long bytes;
            try (InputStream in = Files.newInputStream(path)) {
                bytes = in.transferTo(digested);
            }
            zip.closeEntry();
            files.add(new Manifest.Item(name, bytes, Checksums.hex(digested.getMessageDigest())));
        }
    }
}
