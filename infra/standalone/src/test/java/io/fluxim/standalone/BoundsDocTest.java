package io.fluxim.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/** {@code docs/bounds.md} names every number that can be configured, with its default, and only tests that there are. */
class BoundsDocTest {

    private static final Path ROOT = TestClasses.ROOT;
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Set<Class<?>> NUMBERS = Set.of(int.class, long.class, Duration.class, DataSize.class);

    /** A line of a table: bound, keys, defaults, what happens, tests. */
    private record Row(String bound, List<String> keys, List<String> defaults, List<String> tests) {

        static Row of(String line) {
            String[] cells = line.substring(1).split("\\|");
            assertThat(cells).as(line).hasSize(5);
            List<String> defaults =
                    Stream.of(cells[2].split(", ")).map(String::trim).toList();
            return new Row(cells[0].trim(), keys(cells[1]), defaults, code(cells[4]));
        }

        /** {@code `im.a.b`, `.c`} are {@code im.a.b} and {@code im.a.c}. */
        private static List<String> keys(String cell) {
            List<String> keys = new ArrayList<>();
            for (String key : code(cell)) {
                String parent = keys.isEmpty()
                        ? ""
                        : keys.get(0).substring(0, keys.get(0).lastIndexOf('.'));
                keys.add(key.startsWith(".") ? parent + key : key);
            }
            return keys;
        }

        private static List<String> code(String cell) {
            return CODE.matcher(cell)
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList();
        }
    }

    @Test
    void givenNumbersThatCanBeConfigured_whenRead_thenEachIsInThePageWithItsDefault() throws Exception {
        Map<String, String> documented = new LinkedHashMap<>();
        for (Row row : rows()) {
            if (!row.keys().isEmpty()) {
                assertThat(row.defaults())
                        .as("a default for each key of: " + row.bound())
                        .hasSameSizeAs(row.keys());
            }
            for (int i = 0; i < row.keys().size(); i++) {
                assertThat(documented.put(row.keys().get(i), row.defaults().get(i)))
                        .as(row.keys().get(i) + " must be in the page once")
                        .isNull();
            }
        }
        documented.keySet().removeIf(key -> !key.startsWith("im."));
        assertThat(documented).containsExactlyInAnyOrderEntriesOf(configurable());
    }

    @Test
    void givenTests_whenNamedInThePage_thenTheyAreThere() throws Exception {
        Set<String> tests = TestClasses.names();
        assertThat(rows()).isNotEmpty().allSatisfy(row -> assertThat(tests).containsAll(row.tests()));
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/bounds.md")).stream()
                .filter(line -> line.startsWith("|"))
                .filter(line -> !line.startsWith("|---") && !line.startsWith("| bound |"))
                .map(Row::of)
                .toList();
    }

    private static Map<String, String> configurable() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Map<String, String> keys = new TreeMap<>();
        scan.findCandidateComponents("io.fluxim").forEach(found -> {
            Class<?> type = ClassUtils.resolveClassName(found.getBeanClassName(), null);
            keys.putAll(
                    numbers(type.getAnnotation(ConfigurationProperties.class).value(), type));
        });
        return keys;
    }

    private static Map<String, String> numbers(String prefix, Class<?> type) {
        Map<String, String> keys = new TreeMap<>();
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            var parameter = type.getDeclaredConstructors()[0].getParameters()[i];
            Name name = parameter.getAnnotation(Name.class);
            String key = prefix + "."
                    + (name == null ? DataObjectPropertyName.toDashedForm(components[i].getName()) : name.value());
            if (NUMBERS.contains(components[i].getType())) {
                keys.put(key, parameter.getAnnotation(DefaultValue.class).value()[0]);
            } else if (components[i].getType().isRecord()) {
                keys.putAll(numbers(key, components[i].getType()));
            }
        }
        return keys;
    }
}
