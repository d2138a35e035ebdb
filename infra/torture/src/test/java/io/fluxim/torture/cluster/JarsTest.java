package io.fluxim.torture.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarsTest {

    @TempDir
    private Path dir;

    @Test
    void givenDirectoriesAmongJars_whenPacked_thenTheSameIsFoundInTheSameOrder() throws IOException {
        Path first = classes("first", "a/one.txt", "same.txt");
        Path second = classes("second", "a/two.txt", "same.txt");
        Path jar = Path.of(new Jars(dir.resolve("other")).of(first.toString()));

        String packed = new Jars(dir.resolve("jars")).of(joined(second, jar, dir.resolve("missing")));

        List<String> entries = Arrays.asList(packed.split(File.pathSeparator));
        assertThat(entries).hasSize(2).allMatch(entry -> entry.endsWith(".jar")).contains(jar.toString());
        try (URLClassLoader loader = new URLClassLoader(urls(entries), null)) {
            assertThat(Collections.list(loader.getResources("same.txt")))
                    .extracting(JarsTest::read)
                    .containsExactly("same.txt of second", "same.txt of first");
            assertThat(Collections.list(loader.getResources("a/"))).hasSize(2);
        }
    }

    private Path classes(String name, String... files) throws IOException {
        Path root = dir.resolve(name);
        for (String file : files) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), file + " of " + name);
        }
        return root;
    }

    private static String joined(Path... entries) {
        return String.join(
                File.pathSeparator, Arrays.stream(entries).map(Path::toString).toList());
    }

    private static URL[] urls(List<String> entries) throws MalformedURLException {
        URL[] urls = new URL[entries.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = Path.of(entries.get(i)).toUri().toURL();
        }
        return urls;
    }

    private static String read(URL resource) {
        try (var content = resource.openStream()) {
            return new String(content.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
