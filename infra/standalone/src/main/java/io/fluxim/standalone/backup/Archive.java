package io.fluxim.standalone.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An archive that is read. Whatever is wrong with it is said by name, as {@link BackupFailed}. */
final class Archive implements AutoCloseable {

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    private Archive(Path file, ZipFile zip, Manifest manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
    }

    /** Opens it and compares its table of contents with its manifest; the files themselves are not looked at yet. */
    static Archive open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new BackupFailed(file + " is no whole backup: " + e.getMessage(), e);
        }
        try {
            Archive archive = new Archive(file, zip, Manifest.read(manifest(zip)));
            archive.compareContents();
            return archive;
        } catch (BackupFailed e) {
            zip.close();
            throw new BackupFailed(file + " is no whole backup: " + e.getMessage(), e);
        }
    }

    /** The library checks no checksum of what it reads this way. */
    private static byte[] manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.NAME);
        if (entry == null) {
            throw new BackupFailed("it has no " + Manifest.NAME);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] json = in.readAllBytes();
            CRC32 crc = new CRC32();
            crc.update(json);
            if (crc.getValue() != entry.getCrc()) {
                throw new BackupFailed(Manifest.NAME + " is damaged");
            }
            return json;
        } catch (ZipException e) {
            throw new BackupFailed(Manifest.NAME + " is damaged: " + e.getMessage(), e);
        }
    }

    private void compareContents() {
        Set<String> listed = manifest.files().stream().map(Manifest.Item::path).collect(Collectors.toSet());
        Set<String> found = zip.stream().map(ZipEntry::getName).collect(Collectors.toSet());
        found.remove(Manifest.NAME);
        Set<String> missing = new HashSet<>(listed);
        missing.removeAll(found);
        found.removeAll(listed);
        if (!missing.isEmpty()) {
            throw new BackupFailed("it lacks " + missing.iterator().next());
        }
        if (!found.isEmpty()) {
            throw new BackupFailed("it has " + found.iterator().next() + ", which its manifest does not list");
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /** Reads every file to its end and compares it with its checksum. */
    void verify() throws IOException {
        for (Manifest.Item item : manifest.files()) {
            copy(item, OutputStream.nullOutputStream());
        }
    }

    /** Writes all of it below an empty directory; every file is compared with its checksum on the way. */
    void extract(Path into) throws IOException {
        for (String folder : manifest.folders()) {
            OwnerFiles.directory(below(into, folder));
        }
        for (Manifest.Item item : manifest.files()) {
            Path target = below(into, item.path());
            OwnerFiles.directory(OwnerFiles.folder(target));
            OwnerFiles.write(target, out -> copy(item, out));
        }
    }

    private void copy(Manifest.Item item, OutputStream out) throws IOException {
        DigestOutputStream digested = new DigestOutputStream(out, Checksums.sha256());
        long bytes;
        try (InputStream in = zip.getInputStream(zip.getEntry(item.path()))) {
            bytes = in.transferTo(digested);
        } catch (ZipException e) {
            throw damaged(item, String.valueOf(e.getMessage()));
        }
        if (bytes != item.bytes()) {
            throw damaged(item, bytes + " bytes instead of " + item.bytes());
        }
        if (!Checksums.hex(digested.getMessageDigest()).equals(item.sha256())) {
            throw damaged(item, "its SHA-256 is another one");
        }
    }

    private BackupFailed damaged(Manifest.Item item, String how) {
        return new BackupFailed(file + " is damaged: " + item.path() + " is not what was backed up (" + how + ")");
    }

    private Path below(Path root, String path) {
        Path resolved = root.resolve(path).normalize();
        if (!resolved.startsWith(root) || resolved.equals(root)) {
            throw new BackupFailed(file + " is no backup: it leads out of its directory by " + path);
        }
        return resolved;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
