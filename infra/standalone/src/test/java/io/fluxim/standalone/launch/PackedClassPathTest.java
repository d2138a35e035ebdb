package io.fluxim.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedClassPathTest {

    @TempDir
    private Path dir;

    @Test
    void givenDirectoriesAmongJars_whenPacked_thenTheSameIsFoundInTheSameOrder() throws IOException {
        Path first = classes("first", "a/one.txt", "same.txt");
        Path second = classes("second", "a/two.txt", "same.txt");
        Path jar = Path.of(new PackedClassPath(dir.resolve("other")).of(first.toString()));

        String packed = new PackedClassPath(dir.resolve("jars")).of(joined(second, jar, dir.resolve("missing")));

        List<String> entries = Arrays.asList(packed.split(File.pathSeparator));
        assertThat(entries).hasSize(2).allMatch(entry -> entry.endsWith(".jar")).contains(jar.toString());
        try (URLClassLoader loader = new URLClassLoader(urls(entries), null)) {
            assertThat(Collections.list(loader.getResources("same.txt")))
                    .extracting(PackedClassPathTest::read)
                    .containsExactly("same.txt of second", "same.txt of first");
            assertThat(Collections.list(loader.getResources("a/"))).hasSize(2);
        }
    }

    @Test
    void givenTheSameClassesAgain_whenPacked_thenTheJarStaysAsItIs() throws IOException {
        Path classes = classes("first", "a/one.txt");
        Path jar = Path.of(new PackedClassPath(dir.resolve("jars")).of(classes.toString()));
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(jar, longAgo);

        Files.setLastModifiedTime(classes.resolve("a/one.txt"), FileTime.fromMillis(1_000_000));
        new PackedClassPath(dir.resolve("jars")).of(classes.toString());
        assertThat(Files.getLastModifiedTime(jar)).isEqualTo(longAgo);

        Files.writeString(classes.resolve("a/one.txt"), "changed");
        new PackedClassPath(dir.resolve("jars")).of(classes.toString());
        assertThat(Files.getLastModifiedTime(jar)).isGreaterThan(longAgo);
        try (Stream<Path> jars = Files.list(dir.resolve("jars"))) {
            assertThat(jars).containsExactly(jar);
        }
    }

    @Test
    void givenModules_whenPacked_thenEachJarHasItsModulesName() throws IOException {
        Path one = classes("infra/one/target/classes", "a.txt");
        Path two = classes("other/one/target/classes", "a.txt");

        String packed = new PackedClassPath(dir.resolve("jars")).of(joined(one, two));

        assertThat(packed.split(File.pathSeparator))
                .containsExactly(
                        dir.resolve("jars/one.jar").toString(),
                        dir.resolve("jars/one-1.jar").toString());
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
