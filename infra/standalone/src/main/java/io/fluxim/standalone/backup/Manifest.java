package io.fluxim.standalone.backup;

import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an archive holds, as JSON in its last entry.
 *
 * @param format  of the archive, {@link #FORMAT}; another one is refused
 * @param version of the Fluxim that wrote it
 * @param made    when, ISO 8601
 * @param content what the stores said
 * @param files   every file but this one, with paths below the data directory
 * @param folders every directory, the empty ones too
 */
record Manifest(int format, String version, String made, Inventory content, List<Item> files, List<String> folders) {

    static final int FORMAT = 1;
    static final String NAME = "manifest.json";

    private static final JsonMapper JSON = JsonMapper.shared();

    Manifest {
        files = List.copyOf(files);
        folders = List.copyOf(folders);
    }

    /**
     * One file.
     *
     * @param path   below the data directory, with slashes
     * @param bytes  its length
     * @param sha256 of its content, in hex
     */
    record Item(String path, long bytes, String sha256) {}

    static Manifest of(String version, Instant made, Inventory content, List<Item> files, List<String> folders) {
        return new Manifest(FORMAT, version, made.toString(), content, files, folders);
    }

    byte[] json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    static Manifest read(byte[] json) {
        try {
            int format = JSON.readTree(json).path("format").asInt(0);
            if (format != FORMAT) {
                throw new BackupFailed(NAME + " has format " + format + ", this Fluxim reads " + FORMAT);
            }
            return JSON.readValue(json, Manifest.class);
        } catch (JacksonException | NullPointerException e) {
            throw new BackupFailed(NAME + " cannot be read", e);
        }
    }

    /** Of all files. */
    long bytes() {
        return files.stream().mapToLong(Item::bytes).sum();
    }
}
